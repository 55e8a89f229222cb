"""Listings that were asked for before, as values: pages ask for the same few thousand again and again.

The table is looked at twice a second at most, not for every page. What changed since the last look is forgotten, by its
version, by what left the shelf, or because its platform was read again; the rest stays as it is.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from cachetools import LRUCache
from sqlalchemy import select
from sqlmodel import Session

from directory.listing import Listing
from directory.platform import Pulse
from directory.store import numbers, shelf
from directory.store.engine import Store
from directory.store.pulses import pulses_in
from directory.store.shelf import Moved
from directory.store.sql import table
from directory.store.tables import PlatformRow

LISTINGS = (
    4_096  # about 30 MB a process: eight pages of each of twenty searches, and those of the crawlers that walk by
)
LOOK_SECONDS = 0.5  # how old a look may be; columns look every two seconds
_W = table(PlatformRow).c


@dataclass(frozen=True, slots=True)
class Look:
    """The table at one moment: its newest version, and by platform how it is read.

    `signs` are (last good run, runs that failed since), which change without a version, and `pulses` what is made of
    them. `number` is another one at every look that finds something else: pages of one number hold the same.
    """

    number: int
    version: int
    signs: Mapping[str, tuple[datetime | None, int]]
    pulses: Mapping[str, Pulse]

    def read_again(self, before: "Look") -> frozenset[str]:
        """The platforms that are read otherwise than at an earlier look."""
        known = self.signs.keys() | before.signs.keys()
        return frozenset(slug for slug in known if self._of(slug) != before._of(slug))

    def _of(self, slug: str) -> tuple[object, object]:
        return self.signs.get(slug), self.pulses.get(slug)


class KeptShelf:
    """The shelf, with the listings that were asked for last as values without their text; threads may share it."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.monotonic, limit: int = LISTINGS) -> None:
        self._store, self._clock, self._lock = store, clock, Lock()
        self._looked_at, self._look = float("-inf"), Look(0, 0, {}, {})
        self._kept: LRUCache[str, Listing] = LRUCache(limit)

    def look(self) -> Look:
        """The table as it stands, at most LOOK_SECONDS ago; raises Away where no database answers."""
        if self._clock() - self._looked_at <= LOOK_SECONDS:
            return self._look
        with self._lock:
            if self._clock() - self._looked_at > LOOK_SECONDS:
                with self._store.reading() as session:
                    self._look = self._follow(session, _look(session, self._look.number + 1))
                self._looked_at = self._clock()
            return self._look

    def cards(self, ids: Sequence[str]) -> list[Listing]:
        """These listings with their claims, without text, in this order; an id that is not there is left out."""
        look = self.look()
        with self._lock:
            found = {id: self._kept[id] for id in ids if id in self._kept}
        missing = [id for id in ids if id not in found]
        if missing:
            found |= self._read(missing, look)
        return [found[id] for id in ids if id in found]

    def listing(self, platform: str, ref: str, beside: Sequence[str] = ()) -> Listing | Moved | None:
        """The listing at an address, without text; where it moved; None if there never was one.

        `beside` are ids that will be asked for next: they are read with it, at once.
        """
        id = f"{platform}/{ref}"
        found = next((one for one in self.cards([id, *beside]) if one.id == id), None)
        return found or shelf.listing(self._store, platform, ref)

    def _read(self, ids: Sequence[str], look: Look) -> dict[str, Listing]:
        with self._store.reading() as session:
            found = {one.id: one for one in shelf.listings_in(session, ids, look.pulses, text=False)}
        with self._lock:
            if self._look is look:  # else some of these may be of before a change that was forgotten already
                self._kept.update(found)
        return found

    def _follow(self, session: Session, look: Look) -> Look:
        """Forgets what is not as it was; gives the look of before where nothing changed."""
        before = self._look
        again = look.read_again(before)
        if look.version < before.version:  # a backup was brought back
            self._kept.clear()
        elif look.version > before.version and self._kept:
            self._forget((*shelf.changed(session, before.version), *shelf.gone(session, before.version)))
        if again:
            self._forget([id for id, one in self._kept.items() if one.platform in again])
        return look if again or look.version != before.version else before

    def _forget(self, ids: Iterable[str]) -> None:
        for id in ids:
            self._kept.pop(id, None)


def _look(session: Session, number: int) -> Look:
    rows = session.connection().execute(select(_W.slug, _W.last_good, _W.failing))
    signs = {row.slug: (row.last_good, row.failing) for row in rows}
    return Look(number, numbers.current(session, "version"), signs, pulses_in(session))

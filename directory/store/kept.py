"""Listings that were asked for before, as values: pages ask for the same few thousand again and again.

The table is looked at twice a second at most, not for every page. What changed since the last look is forgotten, by its
version, by what left the shelf, or because its platform was read again; the rest stays as it is. What was made of a
listing (`made`) is kept beside it, longer than the listing itself, and forgotten with it.
"""

import time
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any, Protocol, TypeVar

from cachetools import LRUCache

from directory.listing import Event, Listing
from directory.platform import Pulse
from directory.store import cards, shelf
from directory.store.engine import Store
from directory.store.plain import OneMoment, asking
from directory.store.pulses import pulse_of
from directory.store.shelf import Moved

LISTINGS = 2_048  # about 15 MB a process: what cards and entries of feeds are made of is not kept beside them
MADE = 48 << 20  # bytes a process of what was made of listings: some 12,000 cards and as many entries of feeds
LOOK_SECONDS = 0.5  # how old a look may be; columns look every two seconds


class Made(Protocol):
    """What may be kept beside a listing: a card, an entry of a feed, anything that says how much room it takes."""

    @property
    def size(self) -> int:
        """Roughly how many bytes of memory it takes."""


M = TypeVar("M", bound=Made)


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
        self._made: LRUCache[tuple[Hashable, str], tuple[object, Any]] = LRUCache(MADE, lambda made: made[1].size)
        self._kinds: set[Hashable] = set()

    def look(self) -> Look:
        """The table as it stands, at most LOOK_SECONDS ago; raises Away where no database answers."""
        if self._clock() - self._looked_at <= LOOK_SECONDS:
            return self._look
        with self._lock:
            if self._clock() - self._looked_at > LOOK_SECONDS:
                with asking(self._store) as now:
                    look = _look(now, self._look.number + 1)
                self._look = self._follow(look)
                self._looked_at = self._clock()
            return self._look

    def cards(self, ids: Sequence[str]) -> list[Listing]:
        """These listings with their claims, without text, in this order; an id that is not there is left out."""
        found = self._known(ids, self.look())
        return [found[id] for id in ids if id in found]

    def listing(self, platform: str, ref: str) -> Listing | Moved | None:
        """The listing at an address, without text; where it moved; None if there never was one."""
        id = f"{platform}/{ref}"
        return self._known([id], self.look()).get(id) or shelf.listing(self._store, platform, ref)

    def told(self, id: str, beside: Sequence[str] = ()) -> tuple[Listing | None, tuple[Event, ...]]:
        """The listing of this id with its history, None where it is not there, at one moment of the table.

        `beside` are ids that will be asked for next: they are read with it, at once.
        """
        look, ids = self.look(), [id, *beside]
        with asking(self._store) as now:
            events = cards.history(now, id)
            return self._known(ids, look, now).get(id), events

    def made(self, kind: Hashable, moment: object, ids: Sequence[str], make: Callable[[Listing], M]) -> list[M]:
        """What `make` makes of these listings, in this order; one that is not there is left out.

        What was made before of the same kind is given again while its listing is as it was and `moment` the same
        object. `make` reads nothing but the listing and what kind and moment say.
        """
        look = self.look()
        held = self._held(kind, moment, ids)
        if len(held) < len(ids):
            known = self._known([id for id in ids if id not in held], look, keep=False)
            fresh = {id: make(one) for id, one in known.items()}
            self._hold(look, ((kind, id, moment, one) for id, one in fresh.items()))
            held |= fresh
        return [held[id] for id in ids if id in held]

    def unmade(self, kind: Hashable, moment: object, ids: Sequence[str]) -> list[str]:
        """Those of these listings of which `made` would have to make something now."""
        held = self._held(kind, moment, ids)
        return [id for id in ids if id not in held]

    def _held(self, kind: Hashable, moment: object, ids: Sequence[str]) -> dict[str, Any]:
        """What was made before of these listings and still stands, by id."""
        held = {}
        with self._lock:
            for id in ids:
                try:
                    of, made = self._made[kind, id]
                except KeyError:
                    continue
                if of is moment:
                    held[id] = made
        return held

    def _hold(self, look: Look, made: Iterable[tuple[Hashable, str, object, Made]]) -> None:
        with self._lock:
            for kind, id, moment, one in made if self._look is look else ():
                self._kinds.add(kind)
                if one.size <= MADE:
                    self._made[kind, id] = (moment, one)

    def _known(
        self, ids: Sequence[str], look: Look, now: OneMoment | None = None, keep: bool = True
    ) -> dict[str, Listing]:
        """These listings by id as they stand, those that nobody asked for before from the table."""
        with self._lock:
            found = {id: one for id in ids if (one := self._kept.get(id))}
        missing = [id for id in ids if id not in found]
        if not missing:
            return found
        if now is None:
            with asking(self._store) as now:
                read = cards.listings(now, missing, look.pulses)
        else:
            read = cards.listings(now, missing, look.pulses)
        with self._lock:
            if keep and self._look is look:  # else some of these may be of before a change that was forgotten already
                self._kept.update(read)
        return found | read

    def _follow(self, look: Look) -> Look:
        """Forgets what is not as it was; gives the look of before where nothing changed."""
        before = self._look
        again = look.read_again(before)
        if look.version < before.version:  # a backup was brought back
            self._kept.clear()
            self._made.clear()
        elif look.version > before.version and (self._kept or self._made):
            with self._store.reading() as session:
                changed = (*shelf.changed(session, before.version), *shelf.gone(session, before.version))
            self._forget(changed)
        if again:
            ids = {*self._kept, *(id for _, id in self._made)}
            self._forget([id for id in ids if id.partition("/")[0] in again])
        return look if again or look.version != before.version else before

    def _forget(self, ids: Iterable[str]) -> None:
        for id in ids:
            self._kept.pop(id, None)
            for kind in self._kinds:
                self._made.pop((kind, id), None)


def _look(now: OneMoment, number: int) -> Look:
    rows = cards.platforms(now)
    signs = {row.slug: (row.last_good, row.failing) for row in rows}
    return Look(number, cards.version(now), signs, {row.slug: pulse_of(row) for row in rows})

"""Rows of the API from rows that are ready: from the file beside the index, else made once and kept in memory.

A ready row says what the table holds. Of the file those are taken that did not change since it was written, of memory
those that were looked at since the table last changed; all others are read from the table.
"""

import time
from collections.abc import Sequence
from datetime import datetime
from threading import Lock
from typing import NamedTuple

from cachetools import LRUCache

from directory.listing import Listing, State
from directory.presenting.ready import ReadyListing
from directory.presenting.ready_file import ReadyFile, ReadyRows
from directory.presenting.ready_keeping import made, touched
from directory.search.engines.marks import BrokenIndex
from directory.store import Away
from directory.store.kept import LOOK_SECONDS, Look
from directory.store.numbers import identity
from web.api.judged import AskedOfRows, PersonAsking, asked_of_rows, tail
from web.context import Site

HELD = 32 << 20  # bytes a process: some 8,000 listings of 4 kB
OVERHEAD = 400  # bytes of keys and of the entry itself
BEHIND = 20_000  # versions: of a file that is further behind nothing is taken, for what changed is known by its ids


class HeldRow(NamedTuple):
    """A row that this process made for a listing in this state, which stood so at the look of this number."""

    row: ReadyListing
    state: tuple[int, datetime | None]
    look: int


class PreparedRows:
    """Rows of one site that were made before; threads may share it."""

    def __init__(self, site: Site) -> None:
        self._site, self._lock, self._file = site, Lock(), FollowedFile(site)
        self._held: LRUCache[str, HeldRow] = LRUCache(HELD, lambda held: len(held.row.data) + OVERHEAD)

    def rows(self, ids: Sequence[str], who: PersonAsking) -> list[bytes]:
        """These listings as JSON (`ListingAnswer`, UTF-8), in this order; one that is not there is left out."""
        look = self._site.listings.look()
        found = self._file.find(ids, look)
        if len(found) < len(ids):
            found |= self._others([id for id in ids if id not in found], look)
        asking = _Asking(look, who)
        return [asking.said(id, found[id]) for id in ids if id in found]

    def _others(self, ids: Sequence[str], look: Look) -> dict[str, ReadyListing]:
        """Rows that the file does not have, as they were made before, or made now."""
        with self._lock:
            held = {id: one for id in ids if (one := self._held.get(id))}
        found = {id: one.row for id, one in held.items() if one.look == look.number}
        read = {one.id: one for one in self._site.listings.cards([id for id in ids if id not in found])}
        states = {id: _state_of(one, look) for id, one in read.items()}
        found |= {id: held[id].row for id in read if id in held and held[id].state == states[id]}
        fresh = [one for id, one in read.items() if id not in found]
        found |= {row.id: row for row in made(self._site.store, self._site.settings, fresh)}
        with self._lock:
            for id, state in states.items():
                self._held[id] = HeldRow(found[id], state, look.number)
        return found


class FollowedFile:
    """The file of ready rows, opened again when another one is there, and what changed since it was written."""

    def __init__(self, site: Site) -> None:
        self._site, self._lock = site, Lock()
        self._of, self._looked_at = (-1, -1), float("-inf")
        self._rows: ReadyRows | None = None
        self._changed: frozenset[str] = frozenset()
        self._file: ReadyFile | None = None

    def find(self, ids: Sequence[str], look: Look) -> dict[str, ReadyListing]:
        """The rows of these listings that the file holds as the table did at this look."""
        rows, changed = self._followed(look)
        if rows is None:
            return {}
        found = rows.find([id for id in ids if id not in changed] if changed else ids)
        return {id: row for id, row in found.items() if not row.is_open or _checked(id, look)}

    def _followed(self, look: Look) -> tuple[ReadyRows | None, frozenset[str]]:
        with self._lock:
            if self._of[1] != look.number or time.monotonic() - self._looked_at > LOOK_SECONDS:
                self._follow(look)
            near = self._rows is not None and 0 <= look.version - self._rows.version <= BEHIND
            return (self._rows if near else None), self._changed

    def _follow(self, look: Look) -> None:
        """Looks for another file, and for what changed since it was written."""
        self._looked_at = time.monotonic()
        file = self._file = self._file or self._opened()
        stamp = file.stamp() if file else 0
        if file and self._of != (stamp, look.number):
            if self._of[0] != stamp:
                self._rows = _read(file)
            self._changed = self._since(look)
            self._of = (stamp, look.number)

    def _since(self, look: Look) -> frozenset[str]:
        rows = self._rows
        if rows is None or not 0 < look.version - rows.version <= BEHIND:
            return frozenset()
        return touched(self._site.store, rows.version)

    def _opened(self) -> ReadyFile | None:
        try:
            return ReadyFile(self._site.settings, identity(self._site.store))
        except Away:  # a database that may only be read has no number yet
            return None


def _read(file: ReadyFile) -> ReadyRows | None:
    try:
        return file.open()
    except BrokenIndex:
        return None


class _Asking:
    """One answer: what it asks of rows is the same for all of a platform that are open, or closed."""

    def __init__(self, look: Look, who: PersonAsking) -> None:
        self._look, self._who = look, who
        self._asked: dict[tuple[str, bool], AskedOfRows] = {}

    def said(self, id: str, row: ReadyListing) -> bytes:
        """The row as JSON."""
        of = (id.partition("/")[0], row.is_open)
        asked = self._asked.get(of) or self._asked.setdefault(of, self._of(*of))
        return b"".join((*row.record(asked.moment), *tail(row, asked)))

    def _of(self, slug: str, is_open: bool) -> AskedOfRows:
        checked, failing = self._look.signs.get(slug, (None, 0))
        state: State = "closed" if not is_open else "unverified" if failing else "open"
        return asked_of_rows(self._who, state, checked, self._look.pulses.get(slug))


def _checked(id: str, look: Look) -> datetime | None:
    """When the platform of a listing was last read well (UTC)."""
    return look.signs.get(id.partition("/")[0], (None, 0))[0]


def _state_of(listing: Listing, look: Look) -> tuple[int, datetime | None]:
    """What a row is made from: the listing's version, and its last sighting where its platform's does not say it."""
    return listing.version, None if _checked(listing.id, look) else listing.last_seen

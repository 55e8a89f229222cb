"""Listings as JSON that is ready to send: a record is written once for each state of its listing, and kept.

What depends on the moment (whole days) is put in when it is asked for; what depends on the person stands apart. While
the table stays as it is, a listing that was asked for before is not even read again. Both are bounded by bytes a
process, and what was asked for longest ago goes.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from threading import Lock

from cachetools import LRUCache

from directory.listing import Event, Listing
from directory.presenting.records import TimeShown, listing_record, time_shown
from directory.store import events
from web.api.models import JudgedAnswer
from web.context import Site, hour
from web.search.cards import state_of

RECORDS = 32 << 20  # bytes a process: some 12,000 listings of 2.5 kB, thrice what the shelf keeps as values
JUDGED = 16 << 20  # bytes a process: some 16,000 pairs of a listing and a person
OVERHEAD = 400  # bytes of keys and of the entry itself
DAYS = b',"days_open":'  # quotes within a text are escaped, so it stands in a record once


@dataclass(slots=True)
class PreparedRecord:
    """A record in JSON, cut before and after its days; the last brace is left out, since more follows.

    It holds for the listing in this `state`, which stood so at the look of this number: that alone ever changes.
    """

    before: bytes
    after: bytes
    shown: TimeShown
    state: Hashable
    look: int

    def __len__(self) -> int:
        return len(self.before) + len(self.after) + OVERHEAD

    def at(self, now: datetime) -> bytes:
        """The record at `now` (UTC), without its last brace."""
        return b"%b%d%b" % (self.before, self.shown.days(now), self.after)


@dataclass(frozen=True, slots=True)
class PreparedTail:
    """What follows a record: the comma, and what the listing in this state means to one person, with a brace."""

    said: bytes
    state: Hashable

    def __len__(self) -> int:
        return len(self.said) + OVERHEAD


Judge = Callable[[Listing], JudgedAnswer]
Before = tuple[PreparedRecord | None, PreparedTail | None]


class PreparedRows:
    """Rows of one site that were written before; threads may share it."""

    def __init__(self, site: Site) -> None:
        self._site, self._lock = site, Lock()
        self._records: LRUCache[str, PreparedRecord] = LRUCache(RECORDS, getsizeof=len)
        self._tails: LRUCache[tuple[str, Hashable], PreparedTail] = LRUCache(JUDGED, getsizeof=len)

    def rows(self, ids: Sequence[str], who: Hashable, judge: Judge) -> list[bytes]:
        """These listings as JSON in UTF-8, in this order, for the person `who`; one that is not there is left out.

        `judge` says what a listing means to that person, at this hour and in this language: `who` names all three.
        """
        look = self._site.listings.look().number
        with self._lock:
            found = {id: (self._records.get(id), self._tails.get((id, who))) for id in ids}
        ready = {id: row for id, pair in found.items() if (row := _ready(*pair, look))}
        read = self._site.listings.cards([id for id in ids if id not in ready])
        turns = cache(lambda: _turns(self._site, read))
        for one in read:
            ready[one.id] = self._made(one, found[one.id], turns, judge, look, who)
        return [ready[id] for id in ids if id in ready]

    def _made(
        self, one: Listing, before: Before, turns: Callable[[], Mapping[str, list[Event]]], judge: Judge,
        look: int, who: Hashable,
    ) -> bytes:  # fmt: skip
        state = state_of(one)
        record, tail = before
        if record is None or record.state != state:
            record = _record(self._site, one, turns()[one.id], look)
        if tail is None or tail.state != state:
            tail = PreparedTail(b"," + judge(one).model_dump_json().encode()[1:], state)
        record.look = look
        with self._lock:
            self._records[one.id] = record
            self._tails[one.id, who] = tail
        return record.at(hour()) + tail.said


def _ready(record: PreparedRecord | None, tail: PreparedTail | None, look: int) -> bytes | None:
    """The row of a listing that stands as it did at this look; None where it must be looked at again."""
    if record is None or tail is None or record.look != look or record.state != tail.state:
        return None
    return record.at(hour()) + tail.said


def _record(site: Site, listing: Listing, turns: Sequence[Event], look: int) -> PreparedRecord:
    settings = site.settings
    record = listing_record(listing, turns, hour(), settings.public_url, demo=settings.demo)
    before, _, rest = record.model_dump_json().encode().partition(DAYS)
    after = rest[rest.index(b",") : -1]
    return PreparedRecord(before + DAYS, after, time_shown(listing, record.gaps), state_of(listing), look)


def _turns(site: Site, listings: Sequence[Listing]) -> Mapping[str, list[Event]]:
    """The closings and reopenings of these listings; of most, which never closed, nothing is asked."""
    turns: dict[str, list[Event]] = defaultdict(list)
    closed = [one.id for one in listings if one.closed_at or one.reopened_at]
    for event in events.of(site.store, closed, ("closed", "reopened")) if closed else ():
        turns[event.listing].append(event)
    return turns

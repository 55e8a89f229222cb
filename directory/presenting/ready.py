"""A listing as JSON that is ready to send: made once for each of its versions, and cut where something else comes in.

Between the cuts stands what the table says of the listing. What its platform's last reading, the moment, a person or a
language say is put in when somebody asks: state and last sighting, whole days, and all that follows the record. For the
latter a row holds what a verdict is made from, without the words that differ from listing to listing (`Hollow` values
in `hollow.py`), so that what two listings say alike to a person is judged once, and the words themselves as JSON.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from struct import Struct, pack, unpack_from
from typing import Self

from pydantic_core import to_json

from directory import links
from directory.listing import Event, Listing
from directory.presenting import hollow
from directory.presenting.records import listing_record, quote_record

# Where a record is cut. Quotes within a text are escaped, so none of these stands within one.
_CUTS = re.compile(rb'(.*?"state":)"\w+"(.*?"last_seen":)("[^"]*")(.*?"days_open":)\d+(.*)\}', re.DOTALL)
# Open, first seen, shown until, last seen (microseconds since 1970), seconds of gaps, numbers of quotes and of parts.
_HEAD = Struct("<?qqqdHI")
# Parts by their numbers: the id, five of the record (see `record`), four that are judged, then proofs and openings.
_ID, PAY, LANGUAGES, PLACE, MARKS, _PROOFS = 0, 6, 7, 8, 9, 10
MICROSECONDS, DAY = 1_000_000, 86_400


@dataclass(frozen=True, slots=True)
class MomentOfRows:
    """What listings of one platform in one state say beside their rows: the state, the last good look at it, now.

    Moments are microseconds since 1970; `checked` and its JSON `said` are None where each row says its own.
    """

    state: str
    written: bytes
    checked: int | None
    said: bytes | None
    now: int

    @classmethod
    def of(cls, state: str, checked: datetime | None, now: datetime) -> Self:
        """That of a state at `now` (UTC); `checked` is when the platform of open listings was last read well (UTC)."""
        told = None if state == "closed" else checked
        read, said = (_number(told), to_json(told)) if told else (None, None)
        return cls(state, b'"%b"' % state.encode(), read, said, _number(now))


class ReadyListing:
    """One listing's row, read where it is asked for; the bytes are those that `ready` made."""

    __slots__ = ("_ends", "_proofs", "away", "data", "is_open", "seen", "since", "until")

    def __init__(self, data: bytes) -> None:
        self.is_open, self.since, self.until, self.seen, self.away, self._proofs, n = _HEAD.unpack_from(data)
        self.data, self._ends = data, unpack_from(f"<{n + 1}I", data, _HEAD.size)

    def __len__(self) -> int:
        return len(self.data)

    @property
    def id(self) -> str:
        """Which listing this is: "platform/ref", as the row itself says it."""
        return self.part(_ID).decode()

    def part(self, at: int) -> bytes:
        """One part: PAY, LANGUAGES, PLACE and MARKS are what is judged."""
        return self.data[self._ends[at] : self._ends[at + 1]]

    def proof(self, at: int) -> bytes:
        """The quote with this number of those that may decide about place, and its rule: `"quote":{…},"rule":"…"`."""
        return self.part(_PROOFS + at)

    def opening(self, at: int, *, named: bool) -> bytes:
        """The posting with this number as JSON: its address, and the place that it names if that is to be said."""
        first = _PROOFS + self._proofs + 2 * at
        return self.part(first) + (self.part(first + 1) if named else b'""') + b"}"

    def record(self, at: MomentOfRows) -> tuple[bytes, ...]:
        """The record (`ListingRecord`) as it is at that moment, and on to the words that it says: `…,"says":[`."""
        until = self.until
        if self.is_open:
            until = (at.checked or self.seen) if at.state == "unverified" else at.now
        days = max(0, int(((until - self.since) / MICROSECONDS - self.away) // DAY))
        data, _, begin, to_seen, seen, to_days, to_says, end = self.data, *self._ends[:7]
        kept = (data[begin:to_seen], data[to_seen:seen], data[to_days:to_says], data[to_says:end])
        return (kept[0], at.written, kept[1], at.said or data[seen:to_days], kept[2], b"%d" % days, kept[3])


def ready(listing: Listing, turns: Iterable[Event], public_url: str, *, demo: bool = False) -> bytes:
    """The row of a listing (its text is not needed); `turns` are its own closings and reopenings, oldest first."""
    record = listing_record(listing, turns, listing.first_seen, public_url, demo=demo)
    found = _CUTS.fullmatch(record.model_dump_json().encode())
    assert found is not None, listing.id
    begin, to_seen, seen, to_days, to_says = found.groups()
    api = to_json(links.absolute(public_url, links.api_listing(listing.id)))
    judged = hollow.hollowed(listing)
    parts = [listing.id.encode(), begin, to_seen, seen, to_days, to_says + b',"api_url":' + api + b',"says":[']
    parts += [judged.pay, judged.languages, judged.place, judged.marks]
    proofs = [_proof(listing, at) for at in judged.proofs]
    away = sum((gap.until - gap.since).total_seconds() for gap in record.gaps if gap.until)
    until = listing.closed_at or listing.last_seen
    times = (listing.first_seen, until, listing.last_seen)
    return _packed(
        (listing.state != "closed", *map(_number, times), away, len(proofs)), parts + proofs + [*_openings(listing)]
    )


def _proof(listing: Listing, at: int) -> bytes:
    claim = listing.claims[at]
    return b'"quote":%b,"rule":%b' % (quote_record(claim.quote).model_dump_json().encode(), to_json(claim.rule))


def _openings(listing: Listing) -> Iterator[bytes]:
    """Two parts a posting: where it opens, and the place that it names; the listing's own address comes last."""
    places = [(one.ref, one.url, one.location) for one in listing.places]
    for ref, url, location in (*places, (listing.ref, listing.url, "")):
        opens = to_json({"ref": ref, "url": links.out(url), "host": links.host(url), "where": ""})
        yield opens[: -len('""}')]
        yield to_json(location)


def _packed(head: tuple[object, ...], parts: list[bytes]) -> bytes:
    at = _HEAD.size + 4 * (len(parts) + 1)
    ends = [at]
    for part in parts:
        ends.append(at := at + len(part))
    return _HEAD.pack(*head, len(parts)) + pack(f"<{len(ends)}I", *ends) + b"".join(parts)


def _number(moment: datetime) -> int:
    """A moment as whole microseconds since 1970."""
    past = moment.astimezone(UTC) - _EPOCH
    return (past.days * DAY + past.seconds) * MICROSECONDS + past.microseconds


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

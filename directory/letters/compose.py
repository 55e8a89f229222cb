"""Alerts: who wants which events when, and what one letter says. Pure: no clock, no database, no network."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cached_property, lru_cache
from typing import Literal, TypeVar
from zoneinfo import ZoneInfo

from directory.listing import Event, EventKind, Listing
from directory.store.ledger import packed

Cadence = Literal["instant", "daily", "weekly"]
Asker = TypeVar("Asker")
Wanted = Literal["new", "pay", "country", "reopened", "closed"]
WANTED: tuple[Wanted, ...] = ("new", "pay", "country", "reopened", "closed")
EVENTS: Mapping[Wanted, EventKind] = {
    "new": "opened",
    "pay": "pay",
    "country": "countries",
    "reopened": "reopened",
    "closed": "closed",
}
CORRECTION_REACH = timedelta(days=14)  # a correction of an older listing tells of work that is mostly gone
INSTANT_GAP = timedelta(minutes=10)  # "as it happens": one letter for what a crawl finds in a few minutes
NIGHT, MORNING = 22, 7  # local hours between which nothing comes "as it happens": most people sleep
INSTANT_CAP = 8  # letters "as they happen" in a day; after them the next one is the daily one
SILENCE = timedelta(weeks=8)  # after eight weekly letters that had nothing to say, one question whether they read us
UNCONFIRMED_LIFE = timedelta(days=7)  # what the privacy page promises of an address that never answered


@dataclass(frozen=True, slots=True)
class Subscriber:
    """A person who confirmed (or not yet) an address. `version` is part of their tokens: another one voids them.

    `hour` (0 to 23) and `weekday` (0 is Monday) are those of their time zone; `key` is the keyed hash of the address,
    however it is spelled. `mail` says whether letters go to the address; other ways are rows of their own.
    """

    id: int
    address: str
    locale: str
    time_zone: str
    hour: int
    version: int
    confirmed_at: datetime | None
    weekday: int = 0
    last_letter_at: datetime | None = None
    asked_at: datetime | None = None
    key: str = ""
    mail: bool = True


@dataclass(frozen=True, slots=True)
class Alert:
    """One stored search: its canonical query string, what is wanted of it and where its letters have got to.

    `cursor` is the last event that was looked at. `due_at` is in UTC; None while it is unconfirmed or paused for ever.
    """

    id: int
    subscriber: int
    query: str
    kinds: tuple[Wanted, ...]
    cadence: Cadence
    cursor: int
    due_at: datetime | None
    created_at: datetime
    confirmed_at: datetime | None = None
    paused_until: datetime | None = None
    last_sent_at: datetime | None = None
    sent: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """A fresh event whose listing answers the alert's search."""

    event: Event
    listing: Listing


class Matches(tuple[Match, ...]):
    """What answers a search, oldest event first: an answer that many alerts share, and how a letter accounts for it."""

    @cached_property
    def packed(self) -> str:
        """The events as the ledger of a letter keeps them."""
        return packed(match.event.id for match in self)

    @cached_property
    def corrected(self) -> frozenset[str]:
        """The ids of the listings of which our own reading changed, whatever else happened to them."""
        return frozenset(match.listing.id for match in self if match.event.correction)


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One listing in a letter, with everything that happened to it since the last one."""

    listing: Listing
    events: tuple[Event, ...]

    @property
    def baseline(self) -> bool:
        """Whether all that happened is that its platform's first complete crawl found it: true, but no news."""
        return all(event.baseline for event in self.events)

    @property
    def correction(self) -> bool:
        """Whether all that happened is that our own reading changed: the platform's words did not."""
        return all(event.correction for event in self.events)


@dataclass(frozen=True, slots=True)
class Part:
    """One search of a letter with its lines, oldest event first."""

    alert: Alert
    lines: tuple[LetterLine, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter before it is put into words: every event in it is accounted for, as a row or behind a link."""

    subscriber: Subscriber
    parts: tuple[Part, ...]

    @property
    def events(self) -> tuple[tuple[int, int], ...]:
        """(alert's number, event's id) of everything this letter accounts for, shown or behind a link."""
        return tuple((part.alert.id, event.id) for part in self.parts for line in part.lines for event in line.events)


@lru_cache(maxsize=10_000)  # zones times hours: thousands of alerts fall due at one moment
def next_due(cadence: Cadence, time_zone: str, hour: int, after: datetime, weekday: int = 0) -> datetime:
    """The next moment (UTC) at which an alert is due: its hour in the reader's zone (IANA), or soon for "instant".

    A weekly one comes on its weekday (0 is Monday); what would come as it happens at night waits for the morning.
    """
    zone = ZoneInfo(time_zone)
    here = after.astimezone(zone)
    if cadence == "instant":
        return _awake((after + INSTANT_GAP).astimezone(zone)).astimezone(UTC)
    day = here.date() + timedelta(days=(weekday - here.weekday()) % 7 if cadence == "weekly" else 0)
    moment = datetime.combine(day, time(hour), zone)
    if moment <= here:
        moment = datetime.combine(day + timedelta(days=7 if cadence == "weekly" else 1), time(hour), zone)
    return moment.astimezone(UTC)


def _awake(here: datetime) -> datetime:
    """The first moment from this local one on that is no quiet hour."""
    if MORNING <= here.hour < NIGHT:
        return here
    day = here.date() + timedelta(days=here.hour >= NIGHT)
    return datetime.combine(day, time(MORNING), here.tzinfo)


def concerns(kinds: Collection[Wanted], event: Event) -> bool:
    """Whether an alert asks for an event of this kind; a correction of ours counts as new, a quiet one for nothing."""
    if event.quiet:
        return False
    if event.correction:
        return "new" in kinds
    return any(EVENTS[wanted] == event.kind for wanted in kinds)


def within_reach(event: Event, listing: Listing, now: datetime) -> bool:
    """Whether an event is no correction, or one of a listing first seen at most fourteen days before `now` (UTC)."""
    return not event.correction or now - listing.first_seen <= CORRECTION_REACH


def compose(subscriber: Subscriber, found: Sequence[tuple[Alert, Sequence[Match]]]) -> Draft | None:
    """One letter from the matches of the due alerts, or None if nothing is new.

    Each listing stands once, under the first search that it answers, with all its events of all searches.
    """
    parts = tuple(Part(alert, lines) for alert, lines in divided(found))
    return Draft(subscriber, parts) if parts else None


def divided(found: Sequence[tuple[Asker, Sequence[Match]]]) -> Iterator[tuple[Asker, tuple[LetterLine, ...]]]:
    """The lines of a letter by alert; an alert whose listings all stand under earlier ones is left out."""
    lines = _lines(match for _, matches in found for match in matches)
    for alert, matches in found:
        ids = [id for id in dict.fromkeys(match.listing.id for match in matches) if id in lines]
        if ids:
            yield alert, tuple(lines.pop(id) for id in ids)


def _lines(matches: Iterable[Match]) -> dict[str, LetterLine]:
    lines: dict[str, LetterLine] = {}
    for match in matches:
        known = lines.get(match.listing.id)
        events = known.events if known else ()
        if all(match.event.id != event.id for event in events):
            lines[match.listing.id] = LetterLine(match.listing, (*events, match.event))
    return lines

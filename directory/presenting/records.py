"""A listing as open data: the shapes that API, daily files and the tool for assistants give, and how they are made.

Names never change their meaning; times are UTC. The description of a posting is the platform's and is in none of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache
from itertools import pairwise
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from directory import links
from directory.claims import Claim, Facts, Kind, Language, Level, Pay, Qualifier, Quote, Residence, Role, Unit, Value
from directory.listing import Event, Listing, Place, State
from directory.presenting import words
from directory.terms import rates_as_of


class Open(BaseModel):
    """A value of ours that never changes once it is made."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class QuoteRecord(Open):
    """Words of the posting, at most 200 characters: `start` is their place in the field `source`."""

    text: str = Field(max_length=200)
    source: str
    start: int


class ClaimRecord(Open):
    """One understood fact, the words that prove it and the rule that read them; `value` depends on `kind`."""

    kind: Kind
    value: dict[str, Any]
    says: str
    quote: QuoteRecord
    rule: str


class DollarsRecord(Open):
    """Hourly pay in US dollars, by the rates of one day; only hourly pay has any."""

    min: float | None
    max: float | None
    rates: str = Field(description="the day of the exchange rates, ISO 8601")


class PayRecord(Open):
    """Advertised pay: amounts in whole units of `currency` for one `unit`. `ceiling`: only an upper bound is said."""

    says: str
    min: float | None
    max: float | None
    currency: str
    unit: Unit
    qualifier: Qualifier | None
    ceiling: bool
    usd_hour: DollarsRecord | None


class ResidenceRecord(Open):
    """Who may take it by where they live: ISO 3166-1, ISO 3166-2 or "region:…"; "unstated" is an answer."""

    rule: Literal["only", "any", "unstated"]
    places: tuple[str, ...]
    excluded: tuple[str, ...]
    conflict: bool


class LanguageRecord(Open):
    """A language that is asked for; alternatives share a number in `any_of`."""

    tag: str
    level: Level | None
    role: Role
    any_of: int | None


class PlaceRecord(Open):
    """One posting of the role: where it is advertised and where one applies."""

    ref: str
    url: str
    location: str
    open: bool


class GapRecord(Open):
    """A time in which the platform did not show it; `until` is null while it lasts."""

    since: datetime
    until: datetime | None


class ListingRecord(Open):
    """One role as understood, without a person. `id` never changes. `days_open` leaves its gaps out."""

    id: str
    platform: str
    title: str
    state: State
    url: str = Field(description="our page of it")
    source_url: str = Field(description="where the platform shows it")
    pay: PayRecord | None
    residence: ResidenceRecord
    advertised: tuple[str, ...]
    languages: tuple[LanguageRecord, ...]
    tier: str | None
    domains: tuple[str, ...]
    tasks: tuple[str, ...]
    skills: tuple[str, ...]
    degree: Literal["asked", "none", "unstated"]
    experience_years: int | None
    right_to_work: bool | None
    employment: Literal["contractor", "employee", "unknown"]
    talent_pool: bool
    evergreen: bool
    baseline: bool
    first_seen: datetime
    last_seen: datetime
    changed_at: datetime
    posted_at: datetime | None
    closed_at: datetime | None
    reopened_at: datetime | None
    pay_changed_at: datetime | None
    days_open: int
    gaps: tuple[GapRecord, ...]
    places: tuple[PlaceRecord, ...]
    claims: tuple[ClaimRecord, ...]
    demo: bool = Field(description="true: an invented example, not a listing")


class EventRecord(Open):
    """A dated change of a listing; `id` grows in the order in which changes were stored."""

    id: int
    listing: str
    kind: Literal["opened", "closed", "reopened", "pay", "countries", "languages"]
    at: datetime
    before: Any
    after: Any
    baseline: bool = Field(description="found by the platform's first crawl or by a reader on probation: no news")
    correction: bool = Field(description="our reading changed, not the platform's words")


def listing_record(
    listing: Listing, events: Iterable[Event], now: datetime, public_url: str, *, demo: bool = False
) -> ListingRecord:
    """The record of a listing at `now` (UTC); `events` are its own closings and reopenings, oldest first."""
    gaps, facts = _gaps(events), listing.facts
    return ListingRecord(
        url=links.absolute(public_url, links.listing(listing.id)),
        source_url=links.out(listing.url),
        pay=pay_record(facts),
        residence=_lived(facts.residence),
        languages=tuple(map(language_record, facts.languages)),
        experience_years=facts.experience,
        days_open=time_shown(listing, gaps).days(now),
        gaps=gaps,
        places=tuple(map(place_record, listing.places)),
        claims=tuple(map(claim_record, listing.claims)),
        demo=demo,
        **_same(facts, FACTS),
        **_same(listing, WHOLE),
    )


PLACES, TONGUE = ("rule", "places", "excluded", "conflict"), ("tag", "level", "role", "any_of")
FACTS = ("advertised", "tier", "domains", "tasks", "skills", "degree", "right_to_work", "employment", "talent_pool")
WHOLE = (
    "id", "platform", "title", "state", "evergreen", "baseline", "first_seen", "last_seen", "changed_at", "posted_at",
    "closed_at", "reopened_at", "pay_changed_at",
)  # fmt: skip


def _same(value: object, names: Iterable[str]) -> Mapping[str, Any]:
    return {name: getattr(value, name) for name in names}


def pay_record(facts: Facts) -> PayRecord | None:
    """Pay as stated, with its hourly figure in dollars; None where none is stated."""
    return _paid(facts.pay, facts.usd_hour) if facts.pay else None


# What listings say alike is one record: made anew, pay alone is half the cost of a row.
@lru_cache(maxsize=4_096)
def _paid(pay: Pay, cents: tuple[int | None, int | None] | None) -> PayRecord:
    low, high = (None if one is None else one / 100 for one in cents or (None, None))
    dollars = DollarsRecord(min=low, max=high, rates=rates_as_of.isoformat()) if cents else None
    ceiling = pay.qualifier == "up_to" or (pay.min is None and pay.max is not None)
    return PayRecord(says=words.pay(pay), ceiling=ceiling, usd_hour=dollars, **asdict(pay))


@lru_cache(maxsize=4_096)
def _lived(residence: Residence) -> ResidenceRecord:
    return ResidenceRecord(**_same(residence, PLACES))


@lru_cache(maxsize=4_096)
def language_record(language: Language) -> LanguageRecord:
    """A language that is asked for, as open data."""
    return LanguageRecord(**_same(language, TONGUE))


def claim_record(claim: Claim) -> ClaimRecord:
    """A claim as open data, said in English, with its quote."""
    value, says = _claimed(claim.kind, claim.value)
    return ClaimRecord(kind=claim.kind, value=value, says=says, quote=quote_record(claim.quote), rule=claim.rule)


def quote_record(quote: Quote) -> QuoteRecord:
    """The words that prove something, as open data."""
    return QuoteRecord(text=quote.text, source=quote.source, start=quote.start)


@lru_cache(maxsize=8_192)  # some 5 MB: thousands of listings claim the same, each with a quote of its own
def _claimed(kind: Kind, value: Value) -> tuple[dict[str, Any], str]:
    """The value of a claim as JSON has it, and what it says in English: neither depends on the quote."""
    return asdict(value), words.claim(Claim(kind, value, Quote("", "", 0), ""))


def place_record(place: Place) -> PlaceRecord:
    """One posting of a role as open data: its address is the platform's, without referral codes."""
    return PlaceRecord(ref=place.ref, url=links.out(place.url), location=place.location, open=place.open)


def event_record(event: Event) -> EventRecord:
    """A dated change of a listing as open data: its time in UTC, what was before and after as JSON values."""
    return EventRecord(**asdict(event))


def _gaps(events: Iterable[Event]) -> tuple[GapRecord, ...]:
    """From each closing to the reopening after it."""
    turns: list[Event | None] = [event for event in events if event.kind in ("closed", "reopened")]
    return tuple(
        GapRecord(since=turn.at, until=end.at if end else None)
        for turn, end in pairwise([*turns, None])
        if turn and turn.kind == "closed"
    )


@dataclass(frozen=True, slots=True)
class TimeShown:
    """When a listing was first shown and until when (None: it still is), in UTC, and the seconds of its gaps."""

    since: datetime
    until: datetime | None
    away: float

    def days(self, now: datetime) -> int:
        """Whole days in which it was shown by `now` (UTC)."""
        return max(0, int((((self.until or now) - self.since).total_seconds() - self.away) // 86_400))


def time_shown(listing: Listing, gaps: Iterable[GapRecord]) -> TimeShown:
    """To its closing, to now, or to the last sighting of one that nobody verified."""
    end = None if listing.state == "open" else listing.last_seen
    end = listing.closed_at or end if listing.state == "closed" else end
    away = sum((gap.until - gap.since).total_seconds() for gap in gaps if gap.until)
    return TimeShown(listing.first_seen, end, away)

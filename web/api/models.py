"""The answers of the API. Whatever concerns a listing is a record of directory/presenting/records.py."""

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from directory.eligibility.verdict import Group, State
from directory.payouts import Via
from directory.presenting.records import EventRecord, LanguageRecord, ListingRecord, Open, QuoteRecord
from directory.store.platforms import State as HealthState
from web.api.measures import PaySeen
from web.platforms.senders import SenderKind


class VerdictAnswer(Open):
    """Whether somebody who lives in `country` may take it, in one of eight states, with the words that decide.

    `region` is the one that opened it, `within` the only parts of the country that may apply (ISO 3166-2).
    """

    country: str
    state: State
    group: Group
    says: str
    quote: QuoteRecord | None
    rule: str | None
    region: str | None
    within: tuple[str, ...]
    conflict: bool


class SpokenAnswer(Open):
    """Whether somebody who speaks these languages may take it; `asked` is the language that decided."""

    state: Literal["ok", "variety", "unstated", "closed"]
    says: str
    asked: LanguageRecord | None


class OpensAnswer(Open):
    """The posting to send this person to (none if closed); `where` is the place that it names beside others."""

    ref: str
    url: str
    host: str
    where: str


class JudgedAnswer(Open):
    """What a listing says to a person in words, and the verdict if one was given."""

    api_url: str
    says: tuple[str, ...] = Field(description="pay, place, languages and marks, as the page words them")
    marks: tuple[str, ...]
    verdict: VerdictAnswer | None
    spoken: SpokenAnswer | None
    opens: OpensAnswer | None


class ListingAnswer(JudgedAnswer, ListingRecord):
    """A listing for a person: the record, what it says in words, and the verdict if a person was given."""


class GroupsAnswer(Open):
    """How many are open to the country, say nothing of it, and are closed to it."""

    open: int
    silent: int
    closed: int


class UnderstoodAnswer(Open):
    """Words of `q` taken for a place: the search is for people in `country`; `literal` takes them as words."""

    words: str
    country: str
    says: str
    literal: str


class UncheckedAnswer(Open):
    """How many listings are left out because their platforms could not be read for long; `address` has these alone."""

    n: int
    address: str


class ListingsAnswer(Open):
    """Some of the results, in the order of page and feed. `next` is the address that goes on, null at the end."""

    understood: UnderstoodAnswer | None
    total: int
    groups: GroupsAnswer | None
    unchecked: UncheckedAnswer | None
    items: tuple[ListingAnswer, ...]
    next: str | None


class FacetValue(Open):
    """One value of a filter: how many listings it would leave, beside the other filters as they are."""

    id: str
    name: str
    n: int
    chosen: bool


class FacetsAnswer(Open):
    """The number of results, and exact counts for every value of every filter."""

    understood: UnderstoodAnswer | None
    total: int
    groups: GroupsAnswer | None
    facets: dict[str, tuple[FacetValue, ...]]


class EligibilityAnswer(Open):
    """The answer of one listing to one person; null where that person named no country or no language."""

    listing: str
    title: str
    verdict: VerdictAnswer | None
    spoken: SpokenAnswer | None
    opens: OpensAnswer | None
    quotes: tuple[str, ...]


class FactAnswer(Open):
    """A fact kept by hand: what it says, where and on which day it was read, and by which way."""

    says: str
    source: str
    read: date
    via: Via


class HealthAnswer(Open):
    """How well a platform is read; `usual` is what its last good crawl found, `fields` the share of each read in %.

    `probation` counts the agreeing live runs of a reader on probation; null for one that is not.
    """

    platform: str
    state: HealthState
    reason: str
    last_good: datetime | None
    read_live: datetime | None
    probation: int | None
    next_due: datetime | None
    found: int | None
    usual: int | None
    fields: dict[str, int]


class PlatformAnswer(Open):
    """One platform: official domains, facts by name, open listings now, advertised pay, and how it is read.

    `health` is null for a platform that is not crawled.
    """

    slug: str
    title: str
    homepage: str
    url: str
    api_url: str
    domains: tuple[str, ...]
    facts: dict[str, FactAnswer]
    open: int
    pay: PaySeen
    health: HealthAnswer | None


class PlatformsAnswer(Open):
    """Every platform that is shown (none that is switched off), by slug."""

    items: tuple[PlatformAnswer, ...]


class SpanAnswer(Open):
    """A platform whose listings named the country as allowed: first and last seen, and whether one does so now."""

    platform: str
    since: datetime
    until: datetime
    now: bool


class CountryAnswer(Open):
    """The record of a country: three counts of open listings, platforms with since and until, advertised pay."""

    code: str
    name: str
    url: str
    groups: GroupsAnswer
    platforms: tuple[SpanAnswer, ...]
    pay: PaySeen


class ChangesAnswer(Open):
    """Changes after an id, oldest first; `next` is the address that goes on, also when nothing is left for now."""

    items: tuple[EventRecord, ...]
    last: int
    more: bool
    next: str


class SignAnswer(Open):
    """Wording that frauds have in common: its kind, what it means, and the words that show it, as written."""

    kind: str
    says: str
    words: str


class RecruiterAnswer(Open):
    """What is known about a sender's or a page's domain, of several the worst; none is ever called safe."""

    kind: SenderKind
    host: str
    platform: str | None
    domains: tuple[str, ...]
    says: str
    signs: tuple[SignAnswer, ...]


class TermAnswer(Open):
    """A term of a vocabulary: the id that parameters take, and its name in the reader's language."""

    id: str
    name: str


class VocabularyAnswer(Open):
    """All terms of one kind, in the order of the vocabulary."""

    kind: str
    items: tuple[TermAnswer, ...]


class StatusAnswer(Open):
    """How well the sources are read: all listings kept, the version that grows with each change, and healths."""

    listings: int
    version: int
    platforms: tuple[HealthAnswer, ...]
    demo: bool

"""One listing as it is shown: made once for a search (the person in it), a moment and a language.

Card, listing page, feed item, letter row and API row are renderers of `Shown` and decide nothing.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from directory import links
from directory.claims import Claim, Facts
from directory.eligibility.for_person import Eligibility, Person, for_person
from directory.listing import Listing, Place
from directory.presenting import words
from directory.presenting.lines import ShownLine, aged, languages_line, place_line, place_rule
from directory.presenting.locale import Tongue
from directory.presenting.marks import Mark, marks
from directory.search import Search
from directory.search.query.kinds import UNSTATED

# How many of its own words a listing shows where there is room for a few only.
QUOTES = 4
# What a search asks for beside the country, and the kind of claim that answers it, weightiest first.
ANSWERS = (("lang", "language"), ("skill", "skill"), ("domain", "domain"), ("task", "task"), ("pay", "pay"))
USUAL = ("pay", "language", "domain", "task")


@dataclass(frozen=True, slots=True)
class Proof:
    """What a claim says, its quote, where the quote stands, and the rule that read it."""

    says: str
    text: str
    source: str
    rule: str


@dataclass(frozen=True, slots=True)
class Opening:
    """Where the listing opens: an address without referral codes ("" for none), its host, and which posting it is.

    `where` is the place that the posting names; "" where the role has one posting or the reader named no country.
    """

    url: str
    host: str
    where: str


@dataclass(frozen=True, slots=True)
class SaidToAll:
    """What is said of a listing alike to everybody who reads a language: the fields of the same names of Shown."""

    pay: str
    stated: bool
    hourly: str
    tasks: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A listing in words. `stated` is False where no pay is; `hourly` is "≈ $13 an hour" for pay in other money.

    `decider` is the claim that decides `place`, `why` the one that answers the search first (say them by `proof_of`),
    `quotes` are the first few words of all. `tier` is an id; times are UTC. `posting` is the one that opens (of a
    closed listing: where it was), `where` names it beside others.
    """

    id: str
    platform: str
    title: str
    closed: bool
    pay: str
    stated: bool
    hourly: str
    place: ShownLine
    languages: ShownLine
    decider: Claim | None
    why: Claim | None
    quotes: tuple[str, ...]
    tasks: str
    tier: str | None
    marks: tuple[Mark, ...]
    posting: Place
    where: str
    first_seen: datetime
    last_seen: datetime

    @property
    def paid(self) -> str:
        """Pay as stated with its figure in US dollars an hour where that is another, in one line: "€12 an hour ≈ $13 an
        hour".
        """
        return f"{self.pay} {self.hourly}" if self.hourly else self.pay

    @property
    def opens(self) -> Opening:
        """Where the listing opens for this person: the posting that decided, its address without referral codes."""
        return Opening(links.out(self.posting.url), links.host(self.posting.url), self.where)

    @property
    def said(self) -> tuple[str, ...]:
        """Pay, place, languages, then each mark, in the reader's language: what every renderer says alike."""
        return (self.paid, self.place.text, self.languages.text, *(one.text for one in self.marks))


def person_of(search: Search) -> Person:
    """Who searches: the country (None: not named) and the spoken languages of the search; "unstated" is no language."""
    return Person(search.country, tuple((tag, level) for tag, level in search.speak if tag != UNSTATED))


@lru_cache(4_096)  # asked once for each of a feed's items
def reader_of(search: Search) -> str:
    """The country and languages of a search as a query string: what a link to a listing's page carries."""
    return Search(country=search.country, speak=search.speak).to_query_string()


def said_to_all(listing: Listing, now: datetime, say: Tongue) -> SaidToAll:
    """What a listing says to everybody at this moment (UTC), in this language."""
    facts = listing.facts
    return SaidToAll(
        pay=words.pay(facts.pay, say),
        stated=facts.pay is not None,
        hourly=hourly(facts, say),
        tasks=words.listed((words.term("task", id, say) for id in facts.tasks), say, 3),
        marks=marks(listing, now, say),
    )


def show(listing: Listing, search: Search, now: datetime, say: Tongue, eligibility: Eligibility | None = None) -> Shown:
    """The listing for the person of this search, at this moment (UTC), in this language.

    `eligibility` is what it says to that person, judged here where the caller does not know it.
    """
    who, facts, standing = person_of(search), listing.facts, listing.standing(now)
    found, said = eligibility or for_person(listing, who), said_to_all(listing, now, say)
    return Shown(
        id=listing.id,
        platform=listing.platform,
        title=listing.title,
        closed=listing.state == "closed",
        pay=said.pay,
        stated=said.stated,
        hourly=said.hourly,
        place=aged(place_line(place_rule(facts.residence, listing.claims), who.country, say), standing, say),
        languages=aged(languages_line(facts.languages, who.speak, say), standing, say),
        decider=found.decider,
        why=_why(listing, search, found),
        quotes=_quotes(listing, found),
        tasks=said.tasks,
        tier=facts.tier,
        marks=said.marks,
        posting=found.opens,
        where=_where(listing, found),
        first_seen=listing.first_seen,
        last_seen=listing.last_seen,
    )


def proof_of(claim: Claim, say: Tongue) -> Proof:
    """A claim in words with its quote as the platform wrote it, and the name of the field that the quote stands in."""
    return Proof(words.claim(claim, say), claim.quote.text, words.source(claim.quote.source, say), claim.rule)


def hourly(facts: Facts, say: Tongue) -> str:
    """The hourly pay in US dollars where the pay is stated in another currency or way; else ""."""
    pay = facts.pay
    if pay is None or (pay.currency == "USD" and pay.unit == "hour"):
        return ""
    dollars = words.usd_hour(facts.usd_hour, say)
    return f"≈ {dollars}" if dollars else ""


def _why(listing: Listing, search: Search, found: Eligibility) -> Claim | None:
    """The claim that answers what the search asks for first: its country, then its other filters, then the usual."""
    if found.verdict is not None and found.decider:
        return found.decider
    kinds = [kind for key, kind in ANSWERS if search.chosen(key)] + list(USUAL)
    answers = [claim for claim in listing.claims if claim.kind in kinds]
    return min(answers, key=lambda claim: kinds.index(claim.kind), default=None)


def _quotes(listing: Listing, found: Eligibility) -> tuple[str, ...]:
    first = [found.decider] if found.verdict is not None and found.decider else []
    return tuple(dict.fromkeys(claim.quote.text for claim in [*first, *listing.claims[:QUOTES]]))[:QUOTES]


def _where(listing: Listing, found: Eligibility) -> str:
    """The place that the posting names, where the role has several and a country was asked for."""
    if found.verdict is None or len(listing.places) < 2:
        return ""
    return found.opens.location if len({one.location for one in listing.places if one.open}) > 1 else ""

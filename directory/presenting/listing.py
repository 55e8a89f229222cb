"""One listing as it is shown: made once for a search (the person in it), a moment and a language.

Card, listing page, feed item, letter row and API row are renderers of `Shown` and decide nothing.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from directory import links
from directory.claims import Claim, Facts
from directory.eligibility.for_person import Eligibility, Person, for_person
from directory.listing import Listing, Place
from directory.platform import Standing
from directory.presenting import words
from directory.presenting.locale import Tongue
from directory.presenting.marks import Mark, marks
from directory.search import Search, holds
from directory.search.query.kinds import UNSTATED

# How many of its own words a listing shows where there is room for a few only.
QUOTES = 4
# What a search asks for beside the country, and the kind of claim that answers it, weightiest first.
ANSWERS = (("lang", "language"), ("skill", "skill"), ("domain", "domain"), ("task", "task"), ("pay", "pay"))
USUAL = ("pay", "language", "domain", "task")
RULES = {"only": "listed", "any": "open", "unstated": "silent"}
SPOKEN = {"ok": "open", "variety": "silent", "unstated": "silent", "closed": "closed"}


@dataclass(frozen=True, slots=True)
class ShownLine:
    """What place or language mean for the reader; `group` is open, silent, closed, listed (no country) or "".

    "doubt": it was open when the listing was last checked, which is too long ago to say so now.
    """

    group: str
    text: str


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


def show(listing: Listing, search: Search, now: datetime, say: Tongue, eligibility: Eligibility | None = None) -> Shown:
    """The listing for the person of this search, at this moment (UTC), in this language.

    `eligibility` is what it says to that person, judged here where the caller does not know it.
    """
    facts, found = listing.facts, eligibility or for_person(listing, person_of(search))
    return Shown(
        id=listing.id,
        platform=listing.platform,
        title=listing.title,
        closed=listing.state == "closed",
        pay=words.pay(facts.pay, say),
        stated=facts.pay is not None,
        hourly=hourly(facts, say),
        place=aged(_place(listing, search.country, found, say), listing.standing(now), say),
        languages=aged(_languages(facts, found, say), listing.standing(now), say),
        decider=found.decider,
        why=_why(listing, search, found),
        quotes=_quotes(listing, found),
        tasks=words.listed((words.term("task", id, say) for id in facts.tasks), say, 3),
        tier=facts.tier,
        marks=marks(listing, now, say),
        posting=found.opens,
        where=_where(listing, found),
        first_seen=listing.first_seen,
        last_seen=listing.last_seen,
    )


def proof_of(claim: Claim, say: Tongue) -> Proof:
    """A claim in words with its quote as the platform wrote it, and the name of the field that the quote stands in."""
    return Proof(words.claim(claim, say), claim.quote.text, words.source(claim.quote.source, say), claim.rule)


def quote_of(listing: Listing, terms: Collection[str]) -> str:
    """The first quote that holds a word searched for (`terms` of the index); "" where the title does, or none does."""
    if not terms or holds(listing.title, terms):
        return ""
    return next((claim.quote.text for claim in listing.claims if holds(claim.quote.text, terms)), "")


def hourly(facts: Facts, say: Tongue) -> str:
    """The hourly pay in US dollars where the pay is stated in another currency or way; else ""."""
    pay = facts.pay
    if pay is None or (pay.currency == "USD" and pay.unit == "hour"):
        return ""
    dollars = words.usd_hour(facts.usd_hour, say)
    return f"≈ {dollars}" if dollars else ""


def aged(line: ShownLine, standing: Standing, say: Tongue) -> ShownLine:
    """What a line is worth once its platform is late: nothing is open that nobody has checked."""
    if standing == "good" or line.group != "open":
        return line
    return ShownLine("doubt", say("When last checked: %(said)s", said=line.text))


def _place(listing: Listing, country: str | None, found: Eligibility, say: Tongue) -> ShownLine:
    """Whether the reader may take it where they live; who may, if they named no country."""
    residence = listing.facts.residence
    if country is None or found.verdict is None:
        return ShownLine(RULES[residence.rule], words.residence(residence, say))
    return ShownLine(found.verdict.group, words.verdict(found.verdict, country, residence, listing.claims, say))


def _languages(facts: Facts, found: Eligibility, say: Tongue) -> ShownLine:
    """The languages asked for, and what they mean for somebody who named theirs."""
    asked = words.spoken(facts.languages, say)
    if found.spoken is None:
        return ShownLine("", asked)
    if found.spoken == "variety" and found.asked:
        asked = say("Asks for %(language)s", language=words.language_name(found.asked.tag, say))
    return ShownLine(SPOKEN[found.spoken], asked)


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

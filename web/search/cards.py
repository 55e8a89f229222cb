"""A listing as a card: what a reader sees of it in a list."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from flask import g

from directory import links
from directory.claims import Facts
from directory.eligibility import verdict as eligibility
from directory.listing import Listing
from directory.presenting import words
from directory.presenting.locale import Tongue, mark
from directory.search import Search, pieces
from directory.store import platforms, shelf
from web import context as here
from web.layout import Link, with_reader

NEW_FOR = timedelta(days=3)
CHANGED_FOR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Mark:
    """A small mark on a card; `kind` is its style."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class When:
    """A moment, absolute for machines and on hover, relative for people."""

    iso: str
    exact: str
    ago: str


@dataclass(frozen=True, slots=True)
class Line:
    """What the place or the language means for the reader; `group` is open, silent or closed."""

    group: str
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of words; `found` is what the reader searched for."""

    text: str
    found: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One listing in a list. `name` is its title in pieces; `proof` is a quote that holds the words searched for."""

    id: str
    name: tuple[Piece, ...]
    proof: tuple[Piece, ...]
    href: str
    platform: Link
    tasks: str
    pay: str
    stated: bool
    hourly: str
    place: Line
    languages: Line
    tier: Link | None
    first: When
    checked: When
    marks: tuple[Mark, ...]
    closed: bool


def when(moment: datetime, say: Tongue | None = None) -> When:
    """A moment for people and machines."""
    tongue = say or here.say()
    return When(moment.isoformat().replace("+00:00", "Z"), tongue.moment(moment), words.ago(moment, here.now(), tongue))


def titles() -> Mapping[str, str]:
    """The platforms' names by slug."""
    known: Mapping[str, str] | None = g.get("titles")
    if known is None:
        store = here.site().store
        made = here.keep("titles", shelf.version(store), lambda: {one.slug: one.title for one in platforms.all(store)})
        known = g.titles = made
    return known


def title_of(slug: str) -> str:
    """A platform's name; the slug of one that is not known."""
    return titles().get(slug, slug)


def cards(
    ids: tuple[str, ...], person: Search, terms: Mapping[str, Collection[str]] = MappingProxyType({})
) -> tuple[Card, ...]:
    """The cards of these listings, in this order, for this reader; `terms` are the index terms they were found by."""
    found = shelf.cards(here.site().store, ids)
    return tuple(card(listing, person, terms.get(listing.id, ())) for listing in found)


def card(listing: Listing, person: Search, terms: Collection[str] = ()) -> Card:
    """One card for this reader."""
    say, facts = here.say(), listing.facts
    return Card(
        id=listing.id,
        name=_pieces(listing.title, terms),
        proof=_proof(listing, terms),
        href=with_reader(links.listing(listing.id)),
        platform=Link(title_of(listing.platform), with_reader(links.platform(listing.platform))),
        tasks=words.listed((words.term("task", id, say) for id in facts.tasks), say, 3),
        pay=words.pay(facts.pay, say),
        stated=facts.pay is not None,
        hourly=hourly(facts, say),
        place=place_line(listing, person, say),
        languages=language_line(facts, person, say),
        tier=tier_link(facts.tier),
        first=when(listing.first_seen),
        checked=when(listing.last_seen),
        marks=marks(listing, here.now(), say),
        closed=listing.state == "closed",
    )


def _pieces(text: str, terms: Collection[str]) -> tuple[Piece, ...]:
    return tuple(Piece(words, found) for words, found in pieces(text, terms))


def _proof(listing: Listing, terms: Collection[str]) -> tuple[Piece, ...]:
    """The quote that holds the words searched for, where the title holds none of them."""
    if not terms or any(piece.found for piece in _pieces(listing.title, terms)):
        return ()
    quotes = (_pieces(claim.quote.text, terms) for claim in listing.claims)
    return next((quote for quote in quotes if any(piece.found for piece in quote)), ())


def hourly(facts: Facts, say: Tongue) -> str:
    """The hourly pay in US dollars where the pay is stated in another currency or way."""
    pay = facts.pay
    if pay is None or (pay.currency == "USD" and pay.unit == "hour"):
        return ""
    dollars = words.usd_hour(facts.usd_hour, say)
    return f"≈ {dollars}" if dollars else ""


def place_line(listing: Listing, person: Search, say: Tongue) -> Line:
    """Whether the reader may take it where they live; who may, if they named no country."""
    residence = listing.facts.residence
    if person.country is None:
        group = {"only": "listed", "any": "open", "unstated": "silent"}[residence.rule]
        return Line(group, words.residence(residence, say))
    own = eligibility.policy(listing.claims)
    found = eligibility.verdict(residence, listing.claims, person.country, own)
    return Line(found.group, words.verdict(found, person.country, residence, listing.claims, say))


def language_line(facts: Facts, person: Search, say: Tongue) -> Line:
    """The languages asked for, and what they mean for somebody who named theirs."""
    asked = words.spoken(facts.languages, say)
    if not person.speak:
        return Line("", asked)
    state, deciding = eligibility.language_verdict(facts.languages, dict(person.speak))
    if state == "variety" and deciding:
        return Line("silent", say("Asks for %(language)s", language=words.language_name(deciding.tag, say)))
    return Line({"ok": "open", "closed": "closed", "unstated": "silent"}.get(state, ""), asked)


def tier_link(tier: str | None) -> Link | None:
    """The tier's page."""
    return Link(words.term("tier", tier, here.say()), with_reader(links.term("tier", tier))) if tier else None


def marks(listing: Listing, now: datetime, say: Tongue) -> tuple[Mark, ...]:
    """What is news about a listing."""
    fresh = not listing.baseline and not listing.evergreen and now - listing.first_seen < NEW_FOR
    known = (
        ("closed", mark("closed"), listing.state == "closed"),
        ("doubt", mark("not verified lately"), listing.state == "unverified"),
        ("new", mark("new"), fresh),
        ("news", mark("pay changed"), _lately(listing.pay_changed_at, now)),
        ("news", mark("open again"), _lately(listing.reopened_at, now)),
        ("doubt", mark("its statements disagree"), listing.facts.residence.conflict),
        ("plain", mark("always open"), listing.evergreen),
    )
    return tuple(Mark(kind, say(text)) for kind, text, holds in known if holds)


def _lately(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and now - moment < CHANGED_FOR

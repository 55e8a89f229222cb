"""Cards that are made once for all readers of a language: only what belongs to one reader or one search is put in.

A card of a listing lacks the reader's own words in its links, what place and languages mean to them, and what one
search marks in it. It is kept beside the listing (`KeptShelf.made`) for its hour, so that a page of results reads
nothing and draws nothing: it looks up 25 cards and two lines for each, and joins them.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from sys import getsizeof, intern

from markupsafe import Markup, escape

from directory import links
from directory.claims import Facts, Language, Pay
from directory.eligibility.for_person import Person
from directory.listing import Listing
from directory.platform import Standing
from directory.presenting import words
from directory.presenting.lines import PlaceRule, ShownLine, aged, languages_line, place_line, place_rule
from directory.presenting.listing import person_of, said_to_all
from directory.presenting.locale import Tongue
from directory.presenting.marks import Mark
from directory.presenting.own_money import about, rates
from directory.search import Search, pieces
from directory.search.query.tongue import Spoken as Speaks
from directory.search.words.terms import terms as terms_of
from web import context as here
from web.fragments import GAP, draw, escaped, joined, mould, wrap
from web.layout import Link
from web.search.cards import Card, When, moment, title_of, when

OVERHEAD = 800  # bytes of the objects around a card's texts
NO_LINE = ShownLine("", "")
Terms = Mapping[str, Collection[str]]
Range = tuple[int | None, int | None]
LINES_KEPT = 32_768  # as many as `presenting.lines` keeps, 300 bytes each


class CardMould:
    """The card of a listing in one language and hour, cut where a reader and a search put something in."""

    __slots__ = ("id", "languages", "money", "parts", "quotes", "rule", "size", "standing", "title", "words")

    def __init__(self, listing: Listing, standing: Standing, markup: str) -> None:
        self.id, self.title, self.standing = listing.id, listing.title, standing
        self.rule = place_rule(listing.facts.residence, listing.claims)
        self.languages, self.money = _asked(listing.facts.languages), _paid(listing.facts.pay, listing.facts.usd_hour)
        self.quotes = tuple(dict.fromkeys(claim.quote.text for claim in listing.claims))
        self.parts = tuple(map(intern, str(markup).split(GAP)))  # most are those of all cards
        self.words = ""
        texts = (self.title, *self.quotes, *(part for part in self.parts if self.id in part or "time" in part))
        self.size = OVERHEAD + sum(map(getsizeof, texts)) + sum(map(len, self.quotes))

    def indexed(self) -> str:
        """The index terms of its texts, a line each: written down when they are first asked for, or ahead."""
        if not self.words:
            lines = (" ".join(("", *terms_of(text), "")) for text in (self.title, *self.quotes))
            self.words = "\n".join(lines)
        return self.words

    def found_by(self, terms: Collection[str]) -> str | None:
        """The first text of the listing that holds a word searched for: its title, else a quote; None for none."""
        words = self.indexed()
        at = min([place for sought in _sought(tuple(terms)) if (place := words.find(sought)) >= 0], default=-1)
        if at < 0:
            return None
        line = words.count("\n", 0, at)
        return self.quotes[line - 1] if line else self.title

    def filled(self, query: str, own: str, place: str, languages: str, terms: Collection[str]) -> str:
        """The card for a reader: their words as a query string, pay in their money, two lines, all of it markup.

        `terms` are to be marked.
        """
        found = self.found_by(terms) if terms else None
        in_title = found is not None and found is self.title
        title = _marked(self.title, terms) if in_title else escaped(self.title)
        proof = "" if found is None or in_title else wrap("card_proof").filled(_marked(found, terms))
        first, second, *third, between, below, after, end = self.parts
        made = (first, query, second, title, query.join(third), own)
        return "".join((*made, between, place, below, languages, after, proof, end))


def markup(ids: Sequence[str], person: Search, terms: Terms | None = None) -> Markup:
    """The cards of these listings in a list, in this order, for this reader; "" for none.

    `terms` are the index terms that each was found by.
    """
    say, who, query = here.say(), person_of(person), here.reader_query()
    link, found = str(escape(f"?{query}")) if query else "", terms or {}
    kept = moulded(ids)
    made = [for_reader(one, who, link, found.get(one.id, ()), say) for one in kept]
    day = rates((one.money.facts for one in kept), who.country, say) if who.country else ""
    return joined((wrap("cards").filled(joined(made)), wrap("rates").filled(day) if day else "")) if made else Markup()


def for_reader(one: CardMould, who: Person, link: str, terms: Collection[str], say: Tongue) -> str:
    """A card as this person sees it: `link` is what their links carry ("?country=KE", escaped), `terms` are marked."""
    place = _place(one.rule, who.country, say, one.standing)
    languages = _languages(one.languages, who.speak, say, one.standing)
    own = _own(one.money, who.country, say) if who.country else ""
    return one.filled(link, own, place, languages, terms)


def moulded(ids: Sequence[str]) -> list[CardMould]:
    """The cards of these listings in the reader's language, for all readers; one that is not there is left out."""
    say = here.say()
    return here.site().listings.made(("card", say.locale), moment(), ids, partial(mould_of, say=say))


def unmade(ids: Sequence[str]) -> list[str]:
    """Those of these listings whose cards would have to be made now."""
    kept = here.site().listings
    return kept.unmade(("card", here.say().locale), moment(), ids)


def mould_of(listing: Listing, say: Tongue) -> CardMould:
    """A card drawn by the shape that it has, so that a template is asked once a shape and not once a card."""
    now, closed = here.hour(), listing.state == "closed"
    said = said_to_all(listing, now, say)
    kinds, tier = tuple(mark.kind for mark in said.marks), listing.facts.tier
    shape = CardShape(closed, said.stated, bool(said.tasks), bool(said.hourly), tier is not None, kinds)
    values = (
        *(listing.id, _hollow(links.listing(listing.id)), GAP, *(mark.text for mark in said.marks)),
        *(_hollow(links.platform(listing.platform)), title_of(listing.platform)),
        *((said.tasks,) if said.tasks else ()),
        *((_hollow(links.term("tier", tier)), words.term("tier", tier, say)) if tier else ()),
        *(said.pay, *((said.hourly,) if said.hourly else ()), GAP, GAP, GAP, GAP),
        *(text for when in _whens(listing, say) for text in (when.iso, when.exact, when.ago)),
    )
    return CardMould(listing, listing.standing(now), mould("card", shape, shape.drawn).filled(*values))


def _whens(listing: Listing, say: Tongue) -> tuple[When, When]:
    return when(listing.first_seen, say), when(listing.last_seen, say)


@dataclass(frozen=True, slots=True)
class CardShape:
    """Which parts a card has; `marks` are the styles of its marks."""

    closed: bool
    stated: bool
    tasks: bool
    hourly: bool
    tier: bool
    marks: tuple[str, ...]

    def drawn(self) -> tuple[object, ...]:
        """What the card's macro is given for this shape: a gap for every text."""
        link, moment = Link(GAP, GAP), When(GAP, GAP, GAP)
        tier, marks = link if self.tier else None, tuple(Mark("", kind, GAP) for kind in self.marks)
        tasks, hourly = GAP * self.tasks, GAP * self.hourly
        every = Card(
            id=GAP, title=GAP, href=GAP, platform=link, tasks=tasks, pay=GAP, stated=self.stated, hourly=hourly, own="",
            place=NO_LINE, languages=NO_LINE, tier=tier, first=moment, checked=moment, marks=marks, closed=self.closed,
        )  # fmt: skip
        return every, GAP, GAP, GAP, GAP


def _hollow(target: str) -> Markup:
    """A path of ours whose query string is put in for each reader."""
    return joined((escape(here.path(target)), GAP))


@dataclass(frozen=True, slots=True, eq=False)
class AskedLanguages:
    """The languages of a listing; like the next one the same object for equals, so that it is found by what it is."""

    asked: tuple[Language, ...]


@dataclass(frozen=True, slots=True, eq=False)
class PaidMoney:
    """The pay of a listing, and the same in US dollars an hour, as facts that say nothing else."""

    facts: Facts


_asked = lru_cache(LINES_KEPT)(AskedLanguages)


@lru_cache(LINES_KEPT)
def _paid(pay: Pay | None, usd_hour: Range | None) -> PaidMoney:
    return PaidMoney(Facts(pay=pay, usd_hour=usd_hour))


@lru_cache(LINES_KEPT)
def _place(rule: PlaceRule, country: str | None, say: Tongue, standing: Standing) -> str:
    return str(draw("line", aged(place_line(rule, country, say), standing, say), ""))


@lru_cache(LINES_KEPT)
def _languages(asked: AskedLanguages, speak: tuple[Speaks, ...], say: Tongue, standing: Standing) -> str:
    return str(draw("line", aged(languages_line(asked.asked, speak, say), standing, say), "tongue "))


@lru_cache(LINES_KEPT)
def _own(money: PaidMoney, country: str, say: Tongue) -> str:
    said = about(money.facts, country, say)
    return str(wrap("local").filled(said)) if said else ""


@lru_cache(256)
def _sought(terms: tuple[str, ...]) -> tuple[str, ...]:
    """Index terms as `CardMould.indexed` holds them: whole, or their beginning where they end in "*"."""
    return tuple(f" {term[:-1]}" if term.endswith("*") else f" {term} " for term in terms)


def _marked(text: str, terms: Collection[str]) -> Markup:
    """A text with the words in it that were searched for marked."""
    word = wrap("marked")
    return joined(word.filled(part) if found else escape(part) for part, found in pieces(text, terms))

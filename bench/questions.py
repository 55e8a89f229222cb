"""The searches that every design is asked, and what an answer is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Protocol

from bench.corpus import COMMON, PLATFORMS, lexicon
from directory.listing import Listing
from directory.search import Search
from directory.search.columns.filters import groups
from directory.search.query.facets import values_of
from directory.search.query.values import fresh_at
from directory.search.words.document import document
from directory.search.words.synonyms import alike
from directory.search.words.terms import CASED, stem

FACETS = ("platform", "tier", "domain", "lang", "skill", "task", "degree", "employment")
FIRST_PAGE = 25
COUNTRIES = ("KE", "US", "BR", "DE", "MX", "IN", "JP", "PH")
Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Question:
    """One search: `any_of` terms if `either`, else all of them; each facet needs one of its chosen values."""

    kind: str
    search: Search
    terms: tuple[str, ...]
    either: bool
    chosen: Mapping[str, tuple[str, ...]]
    country: str | None


@dataclass(frozen=True, slots=True)
class Reply:
    """How many listings were found, and how many each value of each facet would leave (those above nought)."""

    total: int
    counts: Counts


@dataclass(frozen=True, slots=True)
class IndexedListing:
    """A listing as every design indexes it: the same terms, values and countries that it is closed to."""

    terms: tuple[str, ...]
    values: Mapping[str, tuple[str, ...]]
    closed_to: frozenset[str]
    fresh: int
    open: bool


class Design(Protocol):
    """One way to build the search, measured step by step in processes of their own."""

    def build(self) -> None:
        """Makes the index on disk in the folder that it was given; its time is measured."""

    def open(self) -> None:
        """Gets ready to answer; counts neither as building nor as asking."""

    def ask(self, question: Question) -> Reply:
        """The first page of listings with the total and all counts; its time is measured."""


def record(listing: Listing) -> IndexedListing:
    """What a listing is indexed as by the designs that are not ours: the same words and values."""
    found = document(listing)
    values: dict[str, list[str]] = {facet: [] for facet in FACETS}
    for facet, value in values_of(listing):
        if facet in values:
            values[facet].append(str(value))
    return IndexedListing(
        terms=(*found.title, *found.text),
        values={facet: tuple(held) for facet, held in values.items()},
        closed_to=groups(listing.facts.residence)[1] & set(COUNTRIES),
        fresh=fresh_at(listing),
        open=listing.state != "closed",
    )


def questions(count: int) -> Iterator[Question]:
    """Browsing, words with filters, and common words joined by OR, in turn; no word comes twice among the second.

    No search comes twice: what is asked "first" would be asked again.
    """
    dice, asked = Random(5), set[Search]()
    seldom = [word for word in lexicon()[150:6_000] if stem(word) == word]
    often = [word for word in COMMON if stem(word) == word and word not in alike.words and word not in CASED]
    dice.shuffle(seldom)
    for number in range(count):
        kind = ("browse", "words", "browse", "words", "either")[number % 5]
        words = {"browse": (), "words": (dice.choice(often), seldom.pop()), "either": tuple(dice.sample(often, 2))}[
            kind
        ]
        made = question(dice, kind, words)
        while made.search in asked:
            made = question(dice, kind, words)
        asked.add(made.search)
        yield made


def question(dice: Random, kind: str, words: tuple[str, ...]) -> Question:
    """One question of a kind: these words, and filters that the dice choose; the same dice ask the same."""
    either = kind == "either"
    search = Search(
        q=(" OR " if either else " ").join(words),
        country=dice.choice((None, *COUNTRIES)),
        tier=dice.choice(((), (), ("coding",), ("stem", "expert"))),
        platform=dice.choice(((), (), (dice.choice(PLATFORMS),))),
        lang=dice.choice(((), (), ("es",), ("en", "sv"))),
        domain=dice.choice(((), (), ("software", "physics"))),
        sort="newest",
    )
    chosen = {facet: search.chosen(facet) for facet in FACETS if search.chosen(facet)}
    chosen["employment"] = ("contractor", "unstated")
    return Question(kind, search, words, either, chosen, search.country)

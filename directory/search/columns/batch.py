"""A finder over a few listings held in memory: alerts ask it of fresh listings, thousands of times a second.

It is the same search: the same columns, the same filters, the same terms. Only the engine is sets of listings, one for
each term and each value that some search asks for, made once; a search is what these sets have in common. So what is
fresh is found whether or not the words index on disk has reached it, and nothing is scored that nobody orders.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cached_property, reduce
from operator import and_

from pyroaring import BitMap

from directory.listing import Listing
from directory.search.columns.columns import EMPTY, Columns
from directory.search.columns.filters import BESIDE, FILTERED, FILTERS, checked, meet
from directory.search.query.kinds import Facet
from directory.search.query.search import Search
from directory.search.words import question
from directory.search.words.document import fields
from directory.search.words.question import Asked, Atom, Clause, Prefix, Together, Words

PERSON = ("country", "speak")
"""The facets that read the person of a search; all others read its picks, and "state" its state."""
Key = tuple[object, ...]


class Batch:
    """Some listings, each id once, with their claims and texts, ready to be asked; a listing's number is its place."""

    def __init__(self, listings: Sequence[Listing]) -> None:
        self._columns = Columns().changed(listings)
        self._words = BatchWords(listings)
        self._sets: dict[Key, BitMap] = {}
        self._asked: dict[str, BitMap] = {}
        self._now: datetime | None = None

    def find(self, search: Search, now: datetime) -> BitMap:
        """The numbers (places in the sequence that was given) of the listings that the search finds."""
        if now != self._now:
            self._sets.clear()
            self._now = now
        picks = search.picks
        sets = [self._of(("person", search.country, search.show, search.speak), PERSON, search, now)]
        sets.append(self._of(("usual", search.state, *(key for key, _ in picks)), _others(picks), search, now))
        sets += [self._of((key, values, _beside(key, search)), (key,), search, now) for key, values in picks]
        sets += [self._holding(search.q)] if search.q else []
        # What is fresh was just read: its platform counts as checked, so that a later standstill loses no event.
        lately = checked(self._columns, search, EMPTY)
        return meet(sets if lately is None else [*sets, lately])

    def _of(self, key: Key, facets: Sequence[str], search: Search, now: datetime) -> BitMap:
        """What these facets of the search keep, made once for all searches that say the same in them."""
        found = self._sets.get(key)
        if found is None:
            kept = [FILTERS[facet.kind](facet, self._columns, search, now) for facet in _named(facets)]
            found = self._sets[key] = meet([self._columns.live, *(one for one in kept if one is not None)])
        return found

    def _holding(self, words: str) -> BitMap:
        found = self._asked.get(words)
        if found is None:
            asked = question.read(words)
            found = self._asked[words] = self._words.find(asked) if asked else self._columns.live
        return found


FACETS = {facet.key: facet for facet in FILTERED}
NEIGHBOUR = {other.key: key for key, others in BESIDE.items() for other in others}
"""A facet whose values are alternatives to a number is read with that number."""


def _named(keys: Sequence[str]) -> Iterator[Facet]:
    for key in dict.fromkeys(NEIGHBOUR.get(key, key) for key in keys):
        if key in FACETS:
            yield FACETS[key]


def _others(picks: Sequence[tuple[str, tuple[str, ...]]]) -> tuple[str, ...]:
    """The facets that the search leaves at their default, and its state."""
    said = {NEIGHBOUR.get(key, key) for key, _ in picks}
    return tuple(key for key in FACETS if key not in said and key not in PERSON)


def _beside(key: str, search: Search) -> Key:
    """What else decides about a pick: the number and its alternatives are one filter."""
    ground = NEIGHBOUR.get(key, key)
    return (search.number(ground), *(search.chosen(other.key) for other in BESIDE[ground])) if ground in BESIDE else ()


class BatchWords:
    """The words of some listings as sets of their places."""

    def __init__(self, listings: Sequence[Listing]) -> None:
        self._listings = listings

    @cached_property
    def _fields(self) -> Sequence[tuple[tuple[str, ...], ...]]:
        """The terms of every listing, field by field; made when somebody asks for words."""
        return [fields(listing) for listing in self._listings]

    @cached_property
    def _terms(self) -> dict[str, BitMap]:
        """The listings of each term."""
        terms: dict[str, list[int]] = defaultdict(list)
        for number, parts in enumerate(self._fields):
            for term in set().union(*parts):
                terms[term].append(number)
        return {term: BitMap(numbers) for term, numbers in terms.items()}

    def find(self, asked: Asked) -> BitMap:
        """Every listing that answers the question, as `postings.match` would find it."""
        found = reduce(and_, map(self._clause, asked.clauses), BitMap(range(len(self._listings))))
        return found - BitMap.union(EMPTY, *map(self._atom, asked.banned))

    def _clause(self, clause: Clause) -> BitMap:
        return BitMap.union(EMPTY, *(self._atom(choice.atom) for choice in clause))

    def _atom(self, atom: Atom) -> BitMap:
        if isinstance(atom, Together):
            return reduce(and_, map(self._atom, atom.parts))
        if isinstance(atom, Prefix):
            return BitMap.union(EMPTY, *(found for term, found in self._terms.items() if atom.takes(term)))
        found = reduce(and_, (self._terms.get(term, EMPTY) for term in atom.terms))
        return found if len(atom.terms) == 1 else BitMap([number for number in found if self._stands(atom, number)])

    def _stands(self, words: Words, number: int) -> bool:
        """Whether the terms stand side by side in a field of a listing."""
        first, size = words.terms[0], len(words.terms)
        return any(
            field[at : at + size] == words.terms
            for field in self._fields[number]
            if first in field
            for at, term in enumerate(field)
            if term == first
        )

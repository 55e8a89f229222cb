"""A finder over a few listings held in memory: alerts ask it of fresh listings, thousands of times a second.

It is the same search: the same columns, the same filters, the same terms. Only the engine is sets of listings, one for
each term and each value that some search asks for, made once; a search is what these sets have in common. So what is
fresh is found whether or not the words index on disk has reached it, and nothing is scored that nobody orders.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cached_property, lru_cache, reduce
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
        picked = tuple([key for key, _ in picks])
        sets.append(self._of(("usual", search.state, *picked), _others(picked), search, now))
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
BY_COUNTRY = frozenset(facet.key for facet in FILTERED if facet.by_platform)
"""The facets whose values depend on where the reader lives."""
NEIGHBOUR = {other.key: key for key, others in BESIDE.items() for other in others}
"""A facet whose values are alternatives to a number is read with that number."""


def _named(keys: Sequence[str]) -> Iterator[Facet]:
    for key in dict.fromkeys(NEIGHBOUR.get(key, key) for key in keys):
        if key in FACETS:
            yield FACETS[key]


@lru_cache(maxsize=1_000)
def _others(picked: tuple[str, ...]) -> tuple[str, ...]:
    """The facets that a search with these picks leaves at their default, and its state."""
    said = {NEIGHBOUR.get(key, key) for key in picked}
    return tuple(key for key in FACETS if key not in said and key not in PERSON)


def _beside(key: str, search: Search) -> Key:
    """What else decides about a pick: the number and its alternatives are one filter, the country is the reader's."""
    if key in BY_COUNTRY:
        return (search.country,)
    ground = NEIGHBOUR.get(key, key)
    return (search.number(ground), *(search.chosen(other.key) for other in BESIDE[ground])) if ground in BESIDE else ()


def _nowhere() -> "array[int]":
    """No places yet; four bytes each, for a batch holds hundreds of thousands."""
    return array("I")


class BatchWords:
    """The words of some listings as sets of places: all terms of all listings stand in one row, fields apart."""

    def __init__(self, listings: Sequence[Listing]) -> None:
        self._listings = listings
        self._owners = _nowhere()
        self._sets: dict[str, BitMap] = {}

    @cached_property
    def _places(self) -> "dict[str, array[int]]":
        """Where each term stands, ascending; made when somebody asks for words. `_owners` says whose a place is."""
        places: dict[str, array[int]] = defaultdict(_nowhere)
        for number, listing in enumerate(self._listings):
            for field in fields(listing):
                for place, term in enumerate(field, len(self._owners)):
                    places[term].append(place)
                self._owners.extend([number] * (len(field) + 1))  # the one between fields: no phrase runs over it
        return dict(places)

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
            return BitMap.union(EMPTY, *(self._of(term) for term in self._places if atom.takes(term)))
        found = reduce(and_, map(self._of, atom.terms))
        return found if len(atom.terms) == 1 else self._phrase(atom) & found

    def _of(self, term: str) -> BitMap:
        """The listings of a term."""
        found = self._sets.get(term)
        if found is None:
            found = self._sets[term] = self._whose(self._places.get(term, ()))
        return found

    def _phrase(self, words: Words) -> BitMap:
        """The listings in a field of which these terms stand side by side."""
        rows = [self._places.get(term, ()) for term in words.terms]
        firsts = (BitMap(row).shift(-at) if at else BitMap(row) for at, row in enumerate(rows))
        return self._whose(reduce(and_, firsts))

    def _whose(self, places: Iterable[int]) -> BitMap:
        return BitMap([self._owners[place] for place in places])

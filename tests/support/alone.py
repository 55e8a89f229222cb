"""A search asked alone of a few listings, by the engine of the pages: what the sets of a batch are held against."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cached_property

import numpy as np
from pyroaring import BitMap

from directory.listing import Listing
from directory.search import Search
from directory.search.answers import answer
from directory.search.columns.columns import Columns
from directory.search.engines.base import WordMatches
from directory.search.engines.marks import IndexMark
from directory.search.engines.postings import NONE, TermPlaces, match
from directory.search.numbers import Ints
from directory.search.snapshot import State
from directory.search.words.document import document
from directory.search.words.question import Asked


class Alone:
    """Finds by columns and postings, as a page does; a listing's number is its place."""

    def __init__(self, listings: Sequence[Listing]) -> None:
        self._state = State(Columns().changed(listings), MemoryReader(listings))

    def find(self, search: Search, now: datetime) -> BitMap:
        """The numbers of the listings that the search finds."""
        return answer(self._state, search, now).narrowed.result


class MemoryReader:
    """The words of some listings; their ordinals are their places."""

    def __init__(self, listings: Sequence[Listing]) -> None:
        self.mark = IndexMark(0, len(listings), "memory")
        self._listings = listings
        self._everything: Ints = np.arange(len(listings), dtype=np.int64)

    @cached_property
    def _terms(self) -> dict[str, list[tuple[int, float, Sequence[int]]]]:
        """Each term with (listing, weight, places); made when somebody asks for words."""
        terms: dict[str, list[tuple[int, float, Sequence[int]]]] = defaultdict(list)
        for ordinal, one in enumerate(map(document, self._listings)):
            weights = one.weights()
            for term, places in one.places().items():
                terms[term].append((ordinal, weights[term], places))
        return terms

    @property
    def size(self) -> int:
        """How many listings there are, for the rarity of a term."""
        return len(self._everything)

    def match(self, asked: Asked) -> WordMatches:
        """Every listing that answers the question, by place, with its score."""
        return match(self, asked, self._everything)

    def weights(self, term: str) -> WordMatches:
        """The listings of a term, ascending, with BM25F's weighted frequency."""
        rows = self._terms.get(term)
        if rows is None:
            return NONE
        return WordMatches(np.array([row[0] for row in rows], np.int64), np.array([row[1] for row in rows], np.float32))

    def places(self, term: str) -> TermPlaces:
        """Where a term stands in each listing that holds it: places as `Document.places` counts them."""
        rows = self._terms.get(term, [])
        sizes = np.array([len(row[2]) for row in rows], np.int64)
        flat = [place for row in rows for place in row[2]]
        starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        return TermPlaces(np.array([row[0] for row in rows], np.int64), starts, np.array(flat, np.int64))

    def starting(self, start: str) -> Iterable[str]:
        """The terms of these listings that begin so, in no order."""
        return [term for term in self._terms if term.startswith(start)]

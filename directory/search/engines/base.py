"""What a words engine can do: the few verbs that Whoosh, tantivy and PostgreSQL stand behind."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from directory.search.engines.marks import IndexMark
from directory.search.numbers import Ints, as_bitmap
from directory.search.words.document import Document
from directory.search.words.question import Asked

Ordinals = Callable[[Ints], Ints]


@dataclass(frozen=True, slots=True)
class WordMatches:
    """The listings that a question finds: ordinals ascending, and how well each matches (higher is better)."""

    ordinals: Ints
    scores: NDArray[np.float32]

    def of(self, ordinals: Ints) -> NDArray[np.float32]:
        """The scores of these ordinals, in their order; all of them must be among the matches."""
        return self.scores[np.searchsorted(self.ordinals, ordinals)]

    def bitmap(self) -> BitMap:
        """The ordinals of the listings as a bitmap, scores left out, to meet with filters."""
        return as_bitmap(self.ordinals)


class Reader(Protocol):
    """One state of the index, safe to share between threads."""

    @property
    def mark(self) -> IndexMark:
        """The version of the table that this state goes up to, how many listings it holds and what made it."""

    def match(self, asked: Asked) -> WordMatches:
        """Every listing that answers the question, ordinals ascending with their scores; raises BrokenIndex."""


class Engine(Protocol):
    """A words index: one writer at a time, any number of readers."""

    def build(self, documents: Iterable[Document], version: int) -> None:
        """Makes a new index of these documents beside the old one, then puts it in its place; raises Busy.

        `version` is that of the table which it then goes up to.
        """

    def update(self, documents: Iterable[Document], gone: Iterable[int], version: int) -> None:
        """Takes changed documents and forgets keys, in one commit; raises Busy or BrokenIndex."""

    def tidy(self) -> None:
        """Whatever makes reading faster after many updates; what is found stays. Raises Busy or BrokenIndex."""

    def mark(self) -> IndexMark:
        """The version and the count that the index on disk says of itself; raises BrokenIndex."""

    def reader(self, ordinals: Ordinals) -> Reader:
        """The newest state; `ordinals` says which ordinal a key has (-1: none). Raises BrokenIndex."""

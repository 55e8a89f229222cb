"""What a words engine can do: the few verbs that Whoosh, tantivy and PostgreSQL stand behind."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from directory.search.columns.columns import Ints, as_bitmap
from directory.search.words.document import Document
from directory.search.words.question import Asked

Ordinals = Callable[[Ints], Ints]


class BrokenIndex(Exception):
    """The words index is missing, damaged or of another version: it must be built again."""


class Busy(Exception):
    """Another process is writing the words index; it will do the work."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Up to which version of the table an index goes, how many documents it holds, and what made it."""

    version: int
    count: int
    made_by: str


@dataclass(frozen=True, slots=True)
class Matches:
    """The listings that a question finds: ordinals ascending, and how well each matches (higher is better)."""

    ordinals: Ints
    scores: NDArray[np.float32]

    def of(self, ordinals: Ints) -> NDArray[np.float32]:
        """The scores of these ordinals, all of which must be among the matches."""
        return self.scores[np.searchsorted(self.ordinals, ordinals)]

    def bitmap(self) -> BitMap:
        """The listings as a bitmap."""
        return as_bitmap(self.ordinals)


class Reader(Protocol):
    """One state of the index, safe to share between threads."""

    @property
    def mark(self) -> Mark:
        """What this state of the index holds."""

    def match(self, asked: Asked) -> Matches:
        """Every listing that answers the question; raises BrokenIndex."""


class Engine(Protocol):
    """A words index: one writer at a time, any number of readers."""

    def build(self, documents: Iterable[Document], version: int) -> None:
        """A new index beside the old one, then in its place; raises Busy."""

    def update(self, documents: Iterable[Document], gone: Iterable[int], version: int) -> None:
        """Takes changed documents and forgets keys, in one commit; raises Busy or BrokenIndex."""

    def tidy(self) -> None:
        """Whatever makes reading faster after many updates; what is found stays. Raises Busy or BrokenIndex."""

    def mark(self) -> Mark:
        """What the index on disk holds; raises BrokenIndex."""

    def reader(self, ordinals: Ordinals) -> Reader:
        """The newest state; `ordinals` says which ordinal a key has (-1: none). Raises BrokenIndex."""

"""One pass over a sheet for all readers: every reader's words are looked for together.

    _BOOK = ScanBook(lambda: words)         # once a reader, words as they stand in `Sheet.spaced`
    first = _BOOK.first()
    for word, start, end in _BOOK.hits(page):  # offsets into `Sheet.spaced`; `word - first` is its place in `words`

An automaton a reader costs five times as much as one for all of them: each pushes the others' states out of the
processor's cache. The words stay with their readers; only the pass is shared.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import accumulate, pairwise

from ahocorasick_rs import AhoCorasick, Implementation

from directory.reading.page import KEPT, Sheet

Spot = tuple[int, int, int]
"""A word by its number in the pass, and the offsets of its start and end in `Sheet.spaced`."""
_BOOKS: list["ScanBook"] = []


class ScanBook:
    """The words of one reader, each once; `words` is asked when a text is first scanned."""

    def __init__(self, words: Callable[[], Sequence[str]]) -> None:
        self.words = words
        self._number = len(_BOOKS)
        _BOOKS.append(self)
        _forget()

    def hits(self, page: Sheet) -> list[Spot]:
        """Every word of the book in a sheet, overlapping ones too: all of one word together.

        A word is told by its number in the pass; `first()` is that of the book's first word.
        """
        return pass_over(page)[self._number]

    def first(self) -> int:
        """The number of the book's first word in the pass, which changes when a book joins."""
        return _first_words()[self._number]

    def leave(self) -> None:
        """Takes the last book out of the pass again."""
        _BOOKS.remove(self)
        _forget()


def books() -> tuple[ScanBook, ...]:
    """All books that one pass looks through, in the order in which they were made."""
    return tuple(_BOOKS)


def _forget() -> None:
    _first_words.cache_clear()
    _finder.cache_clear()
    pass_over.cache_clear()


@cache
def _first_words() -> list[int]:
    """The number of the first word of each book, and of all words."""
    return list(accumulate((len(book.words()) for book in _BOOKS), initial=0))


@cache
def _finder() -> AhoCorasick:
    """The automaton of the words of all books, one behind the other; a word of two books is found twice."""
    words = [word for book in _BOOKS for word in book.words()]
    return AhoCorasick(words, implementation=Implementation.ContiguousNFA)


@lru_cache(maxsize=KEPT)
def pass_over(page: Sheet) -> tuple[list[Spot], ...]:
    """The hits of each book; nobody may change the lists."""
    hits = sorted(_finder().find_matches_as_indexes(page.spaced, overlapping=True))
    bounds = [bisect_left(hits, (first,)) for first in _first_words()]
    return tuple(hits[start:end] for start, end in pairwise(bounds))

"""One pass over a sheet for all readers: every reader's words are looked for together.

    _BOOK = ScanBook(lambda: words)         # once a reader, words as they stand in `Sheet.spaced`
    for word, start, end in _BOOK.hits(page):  # offsets into `Sheet.spaced`

An automaton a reader costs five times as much as one for all of them: each pushes the others' states out of the
processor's cache. The words stay with their readers; only the pass is shared.
"""

from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick, Implementation

from directory.reading.page import Sheet

Spot = tuple[int, int, int]
"""A word by its place in its book, and the offsets of its start and end in `Sheet.spaced`."""
_BOOKS: list["ScanBook"] = []


class ScanBook:
    """The words of one reader, each once; `words` is asked when a text is first scanned."""

    def __init__(self, words: Callable[[], Sequence[str]]) -> None:
        self.words = words
        self._number = len(_BOOKS)
        _BOOKS.append(self)
        _forget()

    def hits(self, page: Sheet) -> list[Spot]:
        """Every word of the book in a sheet, overlapping ones too, by their ends, the longer of two first."""
        return _scanned(page)[self._number]

    def leave(self) -> None:
        """Takes the last book out of the pass again."""
        _BOOKS.remove(self)
        _forget()


def books() -> tuple[ScanBook, ...]:
    """All books that one pass looks through, in the order in which they were made."""
    return tuple(_BOOKS)


def _forget() -> None:
    _finder.cache_clear()
    _scanned.cache_clear()


@cache
def _finder() -> tuple[AhoCorasick, list[tuple[tuple[int, int], ...]]]:
    """The automaton of the words of all books, and for each of them its books and its place in each."""
    owners: dict[str, list[tuple[int, int]]] = {}
    for number, book in enumerate(_BOOKS):
        for place, word in enumerate(book.words()):
            owners.setdefault(word, []).append((number, place))
    automaton = AhoCorasick(list(owners), implementation=Implementation.ContiguousNFA)
    return automaton, [tuple(some) for some in owners.values()]


@lru_cache(maxsize=16)
def _scanned(page: Sheet) -> tuple[list[Spot], ...]:
    """The hits of each book; nobody may change the lists."""
    automaton, owners = _finder()
    found: tuple[list[Spot], ...] = tuple([] for _ in _BOOKS)
    for word, start, end in automaton.find_matches_as_indexes(page.spaced, overlapping=True):
        for number, place in owners[word]:
            found[number].append((place, start, end))
    return found

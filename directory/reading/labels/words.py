"""Lists of words, found at, behind or around a place of a sheet."""

from collections.abc import Iterable
from functools import cache, cached_property

from ahocorasick_rs import AhoCorasick, Implementation

from directory.reading.page import Sheet
from directory.reading.scan import ScanBook
from directory.reading.tables import entries, spaced
from directory.terms import fold

Span = tuple[int, int]
_GLUED = frozenset(("to", "for", "in", "on", "of", "by", "from", "about", "based", "that", "and", "with"))
"""What may hang on a word whose blank was lost with a tag: "responsesbased"."""
_GLUES = frozenset(word[0] for word in _GLUED)
_BORDERLESS = "\u0590"
"""From Hebrew on, words carry prefixes, endings without a border, or no blanks at all."""
_LONGEST = 40
"""Characters of the longest word or phrase of any list."""


def plainly(word: str) -> str:
    """A word of a list as it is looked for: folded, its signs as blanks, without the "*" of one that goes on."""
    return spaced(fold(word.rstrip("*")))[1:-1].strip()


class LabelWords:
    """Finds the given words; "*" at the end of one takes the rest of its word. Offsets are those of the sheet."""

    def __init__(self, words: Iterable[str]) -> None:
        forms: dict[str, bool] = {}
        for word in words:
            plain = plainly(word)
            forms[plain] = forms.get(plain, False) or word.endswith("*")
        self.words = tuple(forms)
        self._whole = tuple(word < _BORDERLESS for word in forms)
        self._open = tuple(forms.values())
        shapes = [f" {word}" if whole else word for word, whole in zip(forms, self._whole, strict=True)]
        borders = ("" if open or not whole else " " for open, whole in zip(self._open, self._whole, strict=True))
        self._forms = tuple(f"{shape}{border}" for shape, border in zip(shapes, borders, strict=True))
        self.shapes = tuple(shapes)

    @cached_property
    def _automaton(self) -> AhoCorasick:
        """Made when a stretch is first looked through: the longest lists are only looked for in the shared pass. A DFA
        of a list in 25 languages takes ten times the memory, and more time where it does not stay in the cache."""
        return AhoCorasick(self.shapes, implementation=Implementation.ContiguousNFA)

    def all(self, page: Sheet, book: ScanBook) -> list[tuple[int, int, int]]:
        """Every word of the list in the sheet: start, end, and its place in `words`; in order. `book` is that of its
        `shapes`."""
        text, whole, found, first, begun = page.spaced, self._whole, [], book.first(), self._open
        for number, start, end in book.hits(page):
            word = number - first
            if not whole[word]:
                found.append((start - 1, end - 1, word))
            elif text[end] == " ":
                found.append((start, end - 1, word))
            elif (begun[word] or text[end] in _GLUES) and (last := self._end(text, word, end)):
                found.append((start, last, word))
        found.sort()
        return found

    def first(self, page: Sheet, start: int, end: int) -> Span | None:
        """Start and end of the first word of the list that begins in `[start, end)`; None where none does."""
        found: Span | None = None
        if end <= start:
            return found
        text, whole = page.spaced, self._whole
        part = text[start : end + _LONGEST]
        for word, at, stop in self._automaton.find_matches_as_indexes(part, overlapping=True):
            at += start if whole[word] else start - 1
            if at >= end or at < start or (found and at >= found[0]):
                continue
            stop += start
            last = stop - 1 if not whole[word] or text[stop] == " " else self._end(text, word, stop)
            found = (at, last) if last else found
        return found

    def follows(self, page: Sheet, end: int) -> bool:
        """Whether one of the words stands directly behind a word that ends here."""
        return page.spaced.startswith(self._forms, end + 1)

    def ends(self, page: Sheet, end: int) -> bool:
        """Whether one of the words ends at this offset of the sheet."""
        start = max(end + 1 - _LONGEST, 0)
        part = page.spaced[start : end + 2]
        return any(
            start + stop == end + 1 and (part[stop : stop + 1] == " " or not self._whole[word])
            for word, _, stop in self._automaton.find_matches_as_indexes(part, overlapping=True)
        )

    def _end(self, text: str, word: int, end: int) -> int:
        """Where a word ends that goes on behind what was looked for, or 0 if it may not."""
        last = text.find(" ", end)
        return last - 1 if self._open[word] or text[end:last] in _GLUED else 0


@cache
def lists() -> dict[str, tuple[str, ...]]:
    """The named lists of data/reading/task_words.tsv, all languages together."""
    found: dict[str, tuple[str, ...]] = {}
    for row in entries("task_words"):
        found[row["name"]] = (*found.get(row["name"], ()), *row["words"].split("|"))
    return found


def spelt(words: str) -> tuple[str, ...]:
    """The words of a column, parted by "|"; a name in capitals stands for its list in task_words.tsv.

    KeyError for an unknown one.
    """
    known = lists()
    return tuple(word for part in words.split("|") for word in (known[part] if part.isupper() else (part,)))


@cache
def listed(words: str) -> LabelWords:
    """The words of a column as `spelt` gives them, ready to find; made once a process."""
    return LabelWords(spelt(words))

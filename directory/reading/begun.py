"""Patterns that are tried only where a match of theirs can begin: their beginnings ride in the pass of all readers.

    _SEEKS = BegunPattern(regex("tasks.seeks"))
    match = _SEEKS.search(page)

The beginnings are taken from the pattern itself, so nothing can drift apart. A pattern of two hundred words that is
tried at every letter of a text takes longer than a reader; most texts hold two of its beginnings.
"""

import re
from collections.abc import Iterator, Sequence

from directory.reading.literals import beginnings
from directory.reading.page import Line, Sheet
from directory.reading.scan import ScanBook
from directory.reading.tables import regex, spaced


class BegunPattern:
    """A pattern over folded words; it gives what `re.Pattern` gives, of a sheet.

    One whose beginnings cannot be told is tried everywhere.
    """

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern = pattern
        self.begun = tuple(dict.fromkeys(spaced(letters)[1:-1] for letters in beginnings(pattern)))
        self._book = ScanBook(lambda: self.begun)

    def finditer(self, page: Sheet, end: int | None = None) -> Iterator[re.Match[str]]:
        """Every match in `low[:end]` of a sheet, in order, none inside another."""
        reached, last = 0, len(page.low) if end is None else end
        for at in self._places(page):
            if at >= reached and (match := self.pattern.match(page.low, at, last)):
                reached = match.end()
                yield match

    def search(self, page: Sheet, end: int | None = None) -> re.Match[str] | None:
        """The first match in `low[:end]` of a sheet."""
        return next(self.finditer(page, end), None)

    def by_line(self, page: Sheet) -> dict[Line, re.Match[str]]:
        """The first match in each line of a sheet that has one."""
        found: dict[Line, re.Match[str]] = {}
        for at in self._places(page):
            line = page.line_at(at)
            if line not in found and (match := self.pattern.match(page.low, at, line.end)):
                found[line] = match
        return found

    def _places(self, page: Sheet) -> Sequence[int]:
        """Where a match may begin in `low`, in order."""
        if not self.begun:
            return range(len(page.low))
        return sorted({start - 1 for _, start, _ in self._book.hits(page)})


def begun(name: str) -> BegunPattern:
    """The pattern "reader.name" of data/reading/patterns.toml."""
    return BegunPattern(regex(name))

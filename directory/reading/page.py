"""One text as every reader sees it: folded once, cut into sentences in one place, the language of each line known.

`sheet(text)` takes a title, a field or a description as it comes from `border.enter` and keeps every offset: `plain`,
`low` and the text are of one length. What is found by words is asked of the lattice (`lattice.tokens(page)`).
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from directory.reading.border import READ_LIMIT
from directory.reading.paragraphs import Paragraphs, paragraphs
from directory.reading.sections import Parts
from directory.reading.tables import regex, spaced
from directory.terms import fold

LONGEST = 600
"""Characters of a sentence; one that never ends is cut at a blank."""
_CASELESS = "".join(chr(code) for code in range(0x590, 0xD800) if unicodedata.category(chr(code)) == "Lo")
_CAPITALS = "".join(char for char in map(chr, range(0x80, 0x2C00)) if char.isupper())
_STOPS = "。！？；।؟۔"
"""Ends of sentences that need no blank behind them, in scripts without small letters."""


def _ranges(chars: str) -> str:
    """The inside of a character class for these characters, in order, runs written as ranges."""
    parts, first, last = [], chars[0], chars[0]
    for char in (*chars[1:], ""):
        if not char or ord(char) != ord(last) + 1:
            parts.append(first if first == last else f"{first}-{last}")
            first = char
        last = char
    return "".join(parts)


def _breaks(beginners: str, stops: str) -> re.Pattern[str]:
    """Where a sentence ends within a line: behind its stop if a new one begins there, before a bullet or a dash."""
    return re.compile(
        rf'[.!?;•●▪■◦"*\-{stops}](?:(?<=[.!?;])\s+(?=[-*"“•(]{{0,2}}[{beginners}])|(?<=[•●▪■◦{stops}])'
        r'|(?<="), "|(?<=\s\*)\s|(?<=[a-z.)][ \t\xa0]-) (?=[A-Z]))'
    )


_BREAK = _breaks("A-Z0-9À-Þ", "")
_BREAK_OF_ALL = _breaks("A-Z0-9" + _ranges(_CAPITALS) + _ranges(_CASELESS), _STOPS)
_HANGING = re.compile(
    r"\n(?=[A-Za-z])(?:(?:(?<=\sa\n)|(?<=\s(?:of|in|an|or|to)\n)|(?<=\s(?:the|and|for)\n)|(?<=\swith\n))"
    r"|(?=(?:in|of|with|or|and|degree) [A-Za-z])(?<=[a-z,]\n))"
)
_PHYSICAL = re.compile(r"[^\n]+")
_WISH = regex("lines.wish")
_NOT_WISH = re.compile(r"[^a-z]*(?:desired (?:skills|background|profile)|ideal candidate)")
_COMPANY = regex("lines.company")
_TO_YOU = regex("lines.to_you")
_ITEM = re.compile(r"\s*(?:[-*•·–]|\d+[.)])\s*")


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence or item: `start` and `end` are offsets into the text; `wish` if it stands in a list of wishes."""

    start: int
    end: int
    wish: bool


@dataclass(frozen=True, eq=False)
class Sheet:
    """A text ready to read: `plain` as it stands, `low` folded and as long; `lines` are its sentences in order."""

    plain: str
    low: str
    lines: tuple[Line, ...]

    @cached_property
    def spaced(self) -> str:
        """`low` as words between single blanks (see `tables.spaced`): a word at offset `n` stands, with the blank
        before it, at offset `n` here."""
        return spaced(self.low)

    @cached_property
    def paragraphs(self) -> Paragraphs:
        """The language (BCP 47, None where it cannot be told) of each line, found when it is first asked for."""
        return paragraphs(self.plain, self.spaced)

    def line_at(self, start: int) -> Line:
        """The line that holds this offset, or the nearest before it; the first for what stands before all."""
        low, high = 0, len(self.lines)
        while low + 1 < high:
            middle = (low + high) // 2
            low, high = (middle, high) if self.lines[middle].start <= start else (low, middle)
        return self.lines[low]


@lru_cache(maxsize=16)
def sheet(text: str) -> Sheet:
    """The first READ_LIMIT characters of a text, folded and cut into lines; the last sixteen texts are kept."""
    plain = _HANGING.sub(" ", text[:READ_LIMIT])
    low = "\n".join(fold(part) for part in plain.split("\n"))
    return Sheet(plain, low, tuple(_lines(plain, low)) or (Line(0, 0, False),))


def _lines(plain: str, low: str) -> Iterator[Line]:
    """The sentences in order, without the blanks and signs between them."""
    wishes = _wishes(plain, low)
    breaks = _BREAK if plain.isascii() else _BREAK_OF_ALL
    for physical in _PHYSICAL.finditer(plain):
        start, last = physical.span()
        for match in breaks.finditer(plain, start, last):
            yield from _line(plain, start, match.start() + (plain[match.start()] in f".!?;{_STOPS}"), wishes)
            start = match.end()
        yield from _line(plain, start, last, wishes)


def _line(plain: str, start: int, end: int, wishes: list[tuple[int, int]]) -> Iterator[Line]:
    """A sentence as one line; one that never ends is cut at blanks."""
    while end - start > LONGEST:
        cut = max(plain.rfind(" ", start, start + LONGEST), start + LONGEST // 2)
        yield from _line(plain, start, cut, wishes)
        start = cut
    if plain[start:end].strip():
        yield Line(start, end, bool(wishes) and any(low <= start < high for low, high in wishes))


def _wishes(plain: str, low: str) -> list[tuple[int, int]]:
    """Where lists of wishes stand: from their heading to the next heading."""
    spans: list[tuple[int, int]] = []
    opened: int | None = None
    for match in _PHYSICAL.finditer(plain):
        words = match[0].strip()
        if not words or len(words) > 90:
            continue
        wish = bool(_WISH.match(low, match.start())) and not _NOT_WISH.match(low, match.start())
        if opened is not None and _heads(words):
            spans.append((opened, match.start()))
            opened = None
        if wish and len(words) < 70 and (_heads(words) or len(words) < 40):
            opened = match.end() if opened is None else opened
    return spans if opened is None else [*spans, (opened, len(plain))]


def _heads(words: str) -> bool:
    """Whether a short line is set as a heading."""
    if words.endswith((":", "…", "...", "**", "?")) or words.startswith("#"):
        return True
    return not _ITEM.match(words) and len(words) < 40 and words[-1] not in ".,;)" and words[0].isupper()


def stating(parts: Parts, page: Sheet, line: Line) -> bool:
    """Whether a line may state what is asked: its section may, or it says "you will" or stands in a list there.

    Some platforms drop their headings, so that duties and requirements follow the company's introduction.
    """
    section = parts.at(line.start)
    if parts.states(line.start) or (section.kind == "benefits" and "expect" in section.heading.lower()):
        return True
    listed = _ITEM.match(page.plain, line.start) or _TO_YOU.search(page.low, line.start, line.end)
    return section.kind == "company" and bool(listed)


def introduces(page: Sheet, line: Line) -> bool:
    """Whether a sentence is about the company, its platform or its customers."""
    return bool(_COMPANY.search(page.low, line.start, line.end))

"""One text as every reader sees it: folded once, cut into sentences in one place, the language of each line known.

`sheet(text)` takes a title, a field or a description as it comes from `border.enter` and keeps every offset: `plain`,
`low` and the text are of one length. What is found by words is asked of the lattice (`lattice.tokens(page)`).
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from directory.reading.border import READ_LIMIT
from directory.reading.paragraphs import Paragraphs, paragraphs
from directory.reading.sections import SILENT, Parts
from directory.reading.tables import regex, spaced
from directory.terms import fold_lines

KEPT = 160
"""Texts, titles and fields that are kept ready: those of the postings that are read together."""
LONGEST = 600
_LONGEST_HEADING = 90
"""Characters of a sentence; one that never ends is cut at a blank."""
_CASELESS = "".join(chr(code) for code in range(0x590, 0xD800) if unicodedata.category(chr(code)) == "Lo")
_CAPITALS = "".join(char for char in map(chr, range(0x80, 0x2C00)) if char.isupper())
_STOPS = "。！？；।؟۔"
"""Ends of sentences that need no blank behind them, in scripts without small letters."""
_CLOSING = f".!?;{_STOPS}"


def _ranges(chars: str) -> str:
    """The inside of a character class for these characters, in order, runs written as ranges."""
    parts, first, last = [], chars[0], chars[0]
    for char in (*chars[1:], ""):
        if not char or ord(char) != ord(last) + 1:
            parts.append(first if first == last else f"{first}-{last}")
            first = char
        last = char
    return "".join(parts)


_CUT_SHORT = ("St", "[IiEe][nx][ck]l", "bzw", "resp", "evtl", "ggf", "вкл", "TP", r"T\.C")
_SHORT = "".join(rf"(?<!\b{word}\.)" for word in _CUT_SHORT)
"""Not behind a word cut short: "in der EU (inkl. Schweiz)"."""


def _breaks(beginners: str, stops: str) -> re.Pattern[str]:
    """Where a sentence ends within a line: behind its stop if a new one begins there, before a bullet or a dash."""
    return re.compile(
        rf'[.!?;•●▪■◦"*\-{stops}](?:(?<=[.!?;]){_SHORT}\s+(?=[-*"“•(]{{0,2}}[{beginners}])|(?<=[•●▪■◦{stops}])'
        r"|(?<=[?!])(?=[\u3040-\u9fff\uac00-\ud7a3])"
        r'|(?<="), "|(?<=\s\*)\s|(?<=[a-z.)][ \t\xa0]-) (?=[A-Z]))'
    )


_BREAK = _breaks("A-Z0-9À-Þ", "")
_BREAK_OF_ALL = _breaks("A-Z0-9" + _ranges(_CAPITALS) + _ranges(_CASELESS), _STOPS)
_HANGING = re.compile(
    r"\n(?=[A-Za-z])(?:(?:(?<=\sa\n)|(?<=\s(?:of|in|an|or|to)\n)|(?<=\s(?:the|and|for)\n)|(?<=\swith\n))"
    r"|(?=(?:in|of|with|or|and|degree) [A-Za-z])(?<=[a-z,]\n))"
)
_WISH = regex("lines.wish")
_NOT_WISH = re.compile(r"[^a-z]*(?:desired (?:skills|background|profile)|ideal candidate)")
_COMPANY = regex("lines.company")
_TO_YOU = regex("lines.to_you")
_ITEM = re.compile(r"\s*(?:[-*•·–]|\d+[.)])\s*")


class Line(NamedTuple):
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

    @cached_property
    def starts(self) -> list[int]:
        """Where each line begins."""
        return [line.start for line in self.lines]

    def line_at(self, start: int) -> Line:
        """The line that holds this offset, or the nearest before it; the first for what stands before all."""
        return self.lines[(bisect_right(self.starts, start) or 1) - 1]


@lru_cache(maxsize=KEPT)
def sheet(text: str) -> Sheet:
    """The first READ_LIMIT characters of a text, folded and cut into lines; the last `KEPT` texts are kept."""
    plain = _HANGING.sub(" ", text[:READ_LIMIT])
    low = fold_lines(plain)
    return Sheet(plain, low, tuple(_lines(plain, low)) or (Line(0, 0, False),))


def _lines(plain: str, low: str) -> Iterator[Line]:
    """The sentences in order, without the blanks and signs between them."""
    wishes = _wishes(plain, low)
    for start, end in _stretches(plain):
        if start < end and not plain[start:end].isspace():
            yield Line(start, end, bool(wishes) and any(first <= start < last for first, last in wishes))


def _stretches(plain: str) -> Iterator[tuple[int, int]]:
    """Where sentences stand, blank ones too; one that never ends is cut at blanks."""
    breaks = (_BREAK if plain.isascii() else _BREAK_OF_ALL).finditer
    last = -1
    for words in plain.split("\n"):
        start, last = last + 1, last + 1 + len(words)
        for match in breaks(plain, start, last) if words else ():
            at, then = match.span()
            yield from _cut(plain, start, at + (plain[at] in _CLOSING))
            start = then
        yield from _cut(plain, start, last)


def _cut(plain: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    """A sentence as one stretch, or several where it is too long to be one."""
    if end - start <= LONGEST:
        return ((start, end),)
    cut = max(plain.rfind(" ", start, start + LONGEST), start + LONGEST // 2)
    return ((start, cut), *_cut(plain, cut, end))


def _wishes(plain: str, low: str) -> list[tuple[int, int]]:
    """Where lists of wishes stand: from their heading to the next heading."""
    spans: list[tuple[int, int]] = []
    opened: int | None = None
    end = -1
    for line in plain.split("\n"):
        start, end = end + 1, end + 1 + len(line)
        words = line.strip()
        if not words or len(words) > _LONGEST_HEADING:
            continue
        if opened is not None and _heads(words):
            spans.append((opened, start))
            opened = None
        if opened is None and len(words) < 70 and _WISH.match(low, start) and (_heads(words) or len(words) < 40):
            opened = None if _NOT_WISH.match(low, start) else end
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
    if section.kind not in SILENT or (section.kind == "benefits" and "expect" in section.heading.lower()):
        return True
    if section.kind != "company":
        return False
    return bool(_ITEM.match(page.plain, line.start) or _TO_YOU.search(page.low, line.start, line.end))


def introduces(page: Sheet, line: Line) -> bool:
    """Whether a sentence is about the company, its platform or its customers."""
    return bool(_COMPANY.search(page.low, line.start, line.end))

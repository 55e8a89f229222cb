"""A text as the label readers see it: markup blanked out, folded, in sentences, with every offset kept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from directory.reading.sections import READ_LIMIT, Parts
from directory.reading.tables import regex
from directory.terms import fold

_MARKUP = re.compile(
    r"</?[a-zA-Z!][^<>]{0,500}>|&lt;/?[a-zA-Z!](?:[^&<>]|&(?!lt;|gt;)){0,500}&gt;"
    r"|&(?:amp;)?(?:nbsp|amp|quot|#39|#x27|rsquo|lsquo|ldquo|rdquo|ndash|mdash|bull|rarr|gt|lt);"
)
_BLOCK = re.compile(r"(?:<|&lt;)/?(?:p|div|li|ul|ol|br|h\d|tr|td|table|section)\b", re.IGNORECASE)
_SIGNS = {"#39;": "'", "#x27;": "'", "rsquo;": "'", "lsquo;": "'", "ndash;": "-", "mdash;": "-", "bull;": "•"}
LONGEST = 600
_BRACKETS = tuple(zip("（）［］：；，／\u30fb", "()[]:;,/•", strict=True))
_BREAK = re.compile(
    r'[\s"•●▪■◦](?:(?<=\n)\n*|(?<=[.!?;]\s)\s*(?=[-*"“•(]{0,2}[A-Z0-9À-Þ])|(?<="), "|(?<=[•●▪■◦])|(?<=\s)\*\s'
    r"|(?<=[a-z.)]\s)\s*- (?=[A-Z]))"
)
_STOPS = "。！？；"
_BREAK_AT_STOPS = re.compile(rf"{_BREAK.pattern}|(?<=[{_STOPS}])")
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


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """`plain` has blanks for markup, `low` is `plain` folded; both are as long as the text that was read."""

    plain: str
    low: str
    lines: tuple[Line, ...]

    def line_at(self, start: int) -> Line:
        """The line that holds this offset, or the nearest before it."""
        low, high = 0, len(self.lines)
        while low + 1 < high:
            middle = (low + high) // 2
            low, high = (middle, high) if self.lines[middle].start <= start else (low, middle)
        return self.lines[low]


@lru_cache(maxsize=16)
def sheet(text: str) -> Sheet:
    """The first 60,000 characters of the text, ready to read."""
    plain = blanked(text[:READ_LIMIT])
    low = "\n".join(fold(part) for part in plain.split("\n"))
    return Sheet(plain, low, tuple(_lines(plain, low)) or (Line(0, 0, False),))


def blanked(text: str) -> str:
    """The text with tags and entities as blanks (a line break for a block), of the same length.

    A line that breaks off within a sentence ("3 years of", set in bold) goes on in the next.
    """
    if "<" in text or "&" in text:
        text = _MARKUP.sub(_blank, text)
    text = _HANGING.sub(" ", text)
    for wide, usual in _BRACKETS if not text.isascii() else ():
        text = text.replace(wide, usual)
    return text


def _blank(match: re.Match[str]) -> str:
    words = match[0]
    if _BLOCK.match(words):
        return "\n".ljust(len(words))
    if words.endswith("amp;"):
        return "&".ljust(len(words))
    sign = next((sign for name, sign in _SIGNS.items() if words.endswith(name)), " ")
    return sign.ljust(len(words))


def _lines(plain: str, low: str) -> Iterator[Line]:
    wishes = _wishes(plain, low)
    start = 0
    breaks = _BREAK_AT_STOPS if any(stop in plain for stop in _STOPS) else _BREAK
    for match in breaks.finditer(plain):
        yield from _line(plain, start, match.start(), wishes)
        start = match.end()
    yield from _line(plain, start, len(plain), wishes)


def _line(plain: str, start: int, end: int, wishes: list[tuple[int, int]]) -> Iterator[Line]:
    """A sentence as one line; one that never ends is cut at blanks."""
    while end - start > LONGEST:
        cut = max(plain.rfind(" ", start, start + LONGEST), start + LONGEST // 2)
        yield from _line(plain, start, cut, wishes)
        start = cut
    if plain[start:end].strip():
        yield Line(start, end, any(low <= start < high for low, high in wishes))


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

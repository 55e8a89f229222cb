"""Splits a posting into the parts that can state requirements and those that cannot."""

import csv
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, cast

from directory.config import ROOT
from directory.posting import Posting

READ_LIMIT = 60_000

Kind = Literal[
    "work", "requirements", "pay", "place", "company", "benefits", "legal", "other_roles", "form", "unknown"
]  # fmt: skip
_SILENT: frozenset[Kind] = frozenset(("company", "benefits", "legal", "other_roles", "form"))

_LINE = re.compile(r"[^\n]+")
_LONGEST = 90
_MARKS = " \t\r\u00a0#*_>•·●◦▪–—-|:?!…✅✨💰📍🌍🌎🌏🚀👉"
_NUMBERED = re.compile(r"(?:\d{1,2}[.)]|[a-z]\))\s+")
_MARKED = re.compile(r"\s*(?:#{1,6} ?\S|\*\*[^*]+\*\*:?\s*$|__[^_]+__:?\s*$)")
_SHOUT = re.compile(r"[A-Z][A-Z &/'’,-]{4,}")


def _headings() -> tuple[tuple[Kind, str], ...]:
    """The table of headings: what each begins, and its pattern."""
    lines = (ROOT / "data" / "reading" / "headings.tsv").read_text(encoding="utf-8").splitlines()
    rows = csv.reader((line for line in lines[2:] if line), delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple((cast("Kind", kind), pattern) for kind, pattern in rows)


_HEADINGS = _headings()
_KNOWN = re.compile("|".join(f"(?P<k{at}>{pattern})" for at, (_, pattern) in enumerate(_HEADINGS)), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its body; offsets into the posting's text. The first one may have no heading."""

    kind: Kind
    heading: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Parts:
    """A posting's text as sections in order, without gaps, over the first 60,000 characters."""

    posting: Posting
    sections: tuple[Section, ...]
    starts: tuple[int, ...]

    def at(self, start: int) -> Section:
        """The section that holds this offset of the text."""
        return self.sections[max(bisect_right(self.starts, start) - 1, 0)]

    def states(self, start: int) -> bool:
        """Whether the text at this offset can state what is asked of the worker."""
        return self.at(start).kind not in _SILENT


def split(posting: Posting) -> Parts:
    """The sections of the posting; a text without headings is one of kind "unknown"."""
    text = posting.text[:READ_LIMIT]
    marks = list(_marks(text))
    if not marks or marks[0][0] > 0:
        marks.insert(0, (0, "unknown", ""))
    ends = (*(start for start, _, _ in marks[1:]), len(text))
    sections = tuple(
        Section(kind, heading, start, end) for (start, kind, heading), end in zip(marks, ends, strict=True)
    )
    return Parts(posting, sections, tuple(section.start for section in sections))


def _marks(text: str) -> Iterator[tuple[int, Kind, str]]:
    """Where a section begins, of which kind, and its heading; a line like "Perks: tea" is a section of its own."""
    before: tuple[Kind, str] = ("unknown", "")
    for line in _LINE.finditer(text):
        words = line[0]
        label, colon, rest = words.partition(":") if ":" in words else (words, "", "")
        if len(label) > _LONGEST:
            continue
        label = _bare(label)
        kind = _kind(label)
        if rest.strip(_MARKS):
            if kind in _SILENT:
                yield line.start(), kind, label
                yield min(line.end() + 1, len(text)), *before
            continue
        if kind is None and not _looks_like_heading(words, label, colon):
            continue
        before = (kind or "unknown", label)
        yield line.start(), *before


def _bare(label: str) -> str:
    return _NUMBERED.sub("", label.strip(_MARKS), count=1).strip(_MARKS)


def _kind(label: str) -> Kind | None:
    """What a heading announces, if it is one that we know."""
    found = _KNOWN.fullmatch(label) if 2 <= len(label) <= _LONGEST else None
    return _HEADINGS[int(found.lastgroup[1:])][0] if found and found.lastgroup else None


def _looks_like_heading(line: str, label: str, colon: str) -> bool:
    """Whether an unknown line is set as a heading: a colon at its end, Markdown, or capitals."""
    if not 3 <= len(label) <= 60 or label.count(" ") > 7 or line.rstrip()[-1] in ".,;":
        return False
    return bool(colon) or bool(_MARKED.match(line)) or bool(_SHOUT.fullmatch(label))

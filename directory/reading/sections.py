"""Splits a posting into the parts that can state requirements and those that cannot."""

import csv
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, NamedTuple, cast

from directory.config import ROOT
from directory.posting import Posting
from directory.reading.border import READ_LIMIT
from directory.reading.literals import beginnings
from directory.terms import fold
from directory.terms.files import lines

Kind = Literal[
    "work", "requirements", "pay", "place", "company", "benefits", "legal", "other_roles", "form", "unknown"
]  # fmt: skip
Mark = tuple[int, Kind, str]
SILENT: frozenset[Kind] = frozenset(("company", "benefits", "legal", "other_roles", "form"))
_ENDING: frozenset[Kind] = frozenset(("company", "benefits", "form"))
"""Kinds whose parts may end without a heading."""

_LONGEST, _RUN_ON = 90, 500  # characters of a heading; of a paragraph that no longer can be a company's next sentence
_MARKS = " \t\r\u00a0#*_>•·●◦▪–—-|:?!…✅✨💰📍🌍🌎🌏🚀👉"
_NUMBERED = re.compile(r"(?:\d{1,2}[.)]|[a-z]\))\s+")
_MARKED = re.compile(r"\s*(?:#{1,6} ?\S|\*\*[^*]+\*\*:?\s*$|__[^_]+__:?\s*$)")
_BULLET = re.compile(r"\s*(?:[-*•·●▪◦–]|\d{1,2}[.)])\s")
_US = re.compile(
    r"\b(?:we|we['’]re|our|us|company|founded|headquarter\w*|mission|clients?|customers?|investors?|communit\w+|brands?"
    r"|leaders?|leading|global(?:ly)?|platform|[A-Z]\w+ is an?|wir|unser\w*|nuestr\w+|noss\w+|notre|nos)\b",
)
_GAIN = re.compile(
    r"\b(?:flexib\w+|free(?:dom)?|earn\w*|paid|pay(?:outs?|ments?)|bonus\w*|benefits?|perks?|enjoy|opportunit\w+"
    r"|grow\w*"
    r"|learn\w*|chance|insurance|community|balance|own (?:hours|schedule|boss|pace)|remote(?:ly)?|anywhere|home)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:you|your|yours?elf|candidates?|applicants?|must|role|position|program(?:me)?|project|required|requirements?"
    r"|participants?|accepting|resid\w+|Sie|Ihre?|usted|você|vous)\b",
    re.IGNORECASE,
)
_ASKS_ALL = re.compile(
    r"\b(?:must|candidates?|applicants?|participants?|required|requirements?|resid\w+)\b", re.IGNORECASE
)
_GOES_ON: dict[Kind, re.Pattern[str]] = {"company": _US, "benefits": _GAIN}
_OF_YOU = re.compile(
    r"\W*(?:you (?:have|hold|must|should|need|speak|are (?!invited|welcome|encouraged|asked))"
    r"|your (?:level|english|native)\b)",
    re.IGNORECASE,
)
_MARKS_BEHIND = " \t\r\u00a0*_"
_QUESTION = ("?", "？", "؟")
_SHOUT = re.compile(r"[A-Z][A-Z &/'’,-]{4,}")


def _headings() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    """The table of headings: what each begins, and its pattern."""
    written = lines(ROOT / "data" / "reading" / "headings.tsv")[2:]
    rows = csv.reader((line for line in written if line), delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple((cast("Kind", kind), re.compile(pattern, re.IGNORECASE)) for kind, pattern in rows)


_HEADINGS = _headings()


@cache
def _letters() -> tuple[frozenset[str], ...]:
    """The two letters that a heading of each row begins with, folded; none where that cannot be told."""
    return tuple(frozenset(fold(one)[:2] for one in beginnings(pattern)) for _, pattern in _HEADINGS)


@lru_cache(maxsize=4096)
def _begun(letters: str) -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    """The rows, in order, that may know a heading which begins with these two letters, folded."""
    return tuple(row for row, known in zip(_HEADINGS, _letters(), strict=True) if letters in known or not known)


class Section(NamedTuple):
    """A heading with its body; offsets into the posting's text. The first one may have no heading."""

    kind: Kind
    heading: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """A posting's text as sections in order, without gaps, over the first 60,000 characters; the copies of a role
    share theirs."""

    posting: Posting
    sections: tuple[Section, ...]
    starts: tuple[int, ...]

    def at(self, start: int) -> Section:
        """The section that holds this offset of the text; the last one for what lies behind all."""
        return self.sections[(bisect_right(self.starts, start) or 1) - 1]

    def states(self, start: int) -> bool:
        """Whether the text at this offset can state what is asked of the worker."""
        return self.at(start).kind not in SILENT


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


def _marks(text: str) -> Iterator[Mark]:
    """Where a section begins, of which kind, and its heading.

    A line like "Perks: tea" is a section of its own. What cannot state anything ends with its paragraph, and the
    section before it goes on, unless the next paragraph tells more of the same. The answers to a question that is
    a heading end at the next question.
    """
    here: tuple[Kind, str] = ("unknown", "")
    resume = here
    asked = False
    end = -1
    for line in text.split("\n"):
        start, end = end + 1, end + 1 + len(line)
        label, rest = _halves(line) if line else ("", "")
        kind = _kind(label) if label else None
        if rest and kind and SILENT.intersection((kind, here[0])):
            yield start, kind, label
            yield min(end + 1, len(text)), *here
        elif not rest and label and (kind or _looks_like_heading(line, label)):
            resume = here if here[0] not in SILENT else resume
            here = (kind or "unknown", label)
            asked = line.rstrip(_MARKS_BEHIND).endswith(_QUESTION)
            yield start, *here
        elif label and asked and not rest and line.rstrip(_MARKS_BEHIND).endswith(_QUESTION):
            here, asked = ("unknown", label), False
            yield start, *here
        elif line and here[0] in _ENDING and _ends(here[0], text, start, line):
            here = resume
            yield start, *here


def _halves(line: str) -> tuple[str, str]:
    """A line as the label before its first colon and the words after it; a label is empty if it is too long."""
    colon = line.find(":", 0, _LONGEST + 1)
    if colon < 0:
        return (_bare(line), "") if len(line) <= _LONGEST else ("", "")
    return _bare(line[:colon]), line[colon + 1 :].strip(_MARKS)


def _ends(kind: Kind, text: str, start: int, line: str) -> bool:
    """Whether a line begins a paragraph that no longer tells of the company, or of what one gains; behind "How to get
    started" one that says what the worker has to be, its own heading lost."""
    above = text[:start].rstrip(" \t\r\n")
    if text.count("\n", len(above), start) < 2:
        return False
    if kind == "form":
        return bool(_OF_YOU.match(line))
    before, last = ("", *above.rsplit("\n", 2))[-2:]
    if _kind(_bare(last)) or (_BULLET.match(line) and (_BULLET.match(last) or last.rstrip().endswith(":"))):
        return bool(_BULLET.match(before) and _BULLET.match(last))
    asks = _ASKS if kind == "company" else _ASKS_ALL
    own = len(line) < _RUN_ON and not _BULLET.match(last) and not asks.search(line)
    return not (own and _GOES_ON[kind].search(line))


def _bare(label: str) -> str:
    bare = label.strip(_MARKS)
    return _NUMBERED.sub("", bare, count=1).strip(_MARKS) if "." in bare or ")" in bare else bare


@lru_cache(maxsize=16_384)
def _kind(label: str) -> Kind | None:
    """What a heading announces, if it is one that we know; most headings are those of other postings."""
    rows = _begun(fold(label[:2])) if 2 <= len(label) <= _LONGEST else ()
    return next((kind for kind, pattern in rows if pattern.fullmatch(label)), None)


def _looks_like_heading(line: str, label: str) -> bool:
    """Whether an unknown line is set as a heading: a colon at its end, Markdown, or capitals."""
    # Characters and blanks: an unknown heading is shorter than a known one may be.
    if not 3 <= len(label) <= 60 or label.count(" ") > 7 or line.rstrip()[-1] in ".,;":
        return False
    return ":" in line or bool(_MARKED.match(line)) or bool(_SHOUT.fullmatch(label))

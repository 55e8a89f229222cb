"""Questions about place that the next sentence answers: "Hvor skal jeg bo? I Danmark.", "Where from? Any country."."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from directory.reading.lattice import Token, english_lattice, tokens
from directory.reading.page import Line, Sheet

HEADED = frozenset(("place", "question"))
"""What a sentence stands under when it says but the places: a heading of places, or a question about them."""
_MARKS = ("?", "？", "؟")
_WHERE = frozenset(("where", "world", "others", "abode"))
_LIVING = frozenset(("live", "work", "accept", "remote"))
_ELSEWHERE = frozenset(("seat", "place", "city", "own", "paper"))
"""Kinds of words by which a question with "where" asks for something else than a home."""
_SHORT = 14
"""Characters of a question that is "where" and little else: "Where from?", "Aus welchem Land?" is longer."""
_RUN_IN = re.compile(r"\W*(?:\*\*|__)(?P<label>[^*_\n]{2,45})(?:\*\*|__)\W*(?:[^\W\d_]{1,4}\W+)?")
"""A bold heading on the line that it heads, with a small word behind it: "**Где жить.** В "."""
_ENGLISH = re.compile(r"where|location|countr|residen|region|based in", re.IGNORECASE)


def is_run_in(page: Sheet, at: int) -> bool:
    """Whether a bold heading about place stands right before this offset, on its line: "**Wohnort.** Kassel"."""
    start = page.plain.rfind("\n", 0, at) + 1
    head = _RUN_IN.fullmatch(page.plain, start, at)
    if head is None:
        return False
    kinds = {token.kind for token in tokens(page).between(*head.span("label"))}
    placed = kinds & {"label", "abode"} or (kinds & {"where", "area"} and kinds & {"live", "work", "being"})
    return bool(placed or _ENGLISH.search(head["label"])) and "seat" not in kinds


def answers(page: Sheet, line: Line) -> bool:
    """Whether a sentence is the first behind a question about where people may live or take part from."""
    if not page.plain[: line.start].rstrip(' \t\n*_)"”»').endswith(_marks(page, line)):
        return False
    at = bisect_left(page.starts, line.start)
    return at > 0 and is_of_place(page, page.lines[at - 1])


def _marks(page: Sheet, line: Line) -> tuple[str, ...]:
    """The signs that end a question: in Greek a semicolon, too."""
    return (*_MARKS, ";") if page.paragraphs.at(line.start) == "el" else _MARKS


def is_of_place(page: Sheet, line: Line) -> bool:
    """Whether a sentence asks where people may live, work or take part from, and not where an office is."""
    words = page.plain[line.start : line.end + 2]
    if not any(mark in words for mark in _marks(page, line)):
        return False
    kinds = {token.kind for token in _said(page, line)}
    short = len(words.strip(" \t\n*_")) <= _SHORT
    return bool(kinds & _WHERE) and (short or bool(kinds & _LIVING)) and not kinds & _ELSEWHERE


def _said(page: Sheet, line: Line) -> Sequence[Token]:
    if page.paragraphs.at(line.start) in (None, "en"):
        return (*tokens(page).between(line.start, line.end), *english_lattice().part(page, line.start, line.end))
    return tokens(page).between(line.start, line.end)

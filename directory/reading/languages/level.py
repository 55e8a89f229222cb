"""How well a language must be known: the words of level beside its name."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import cast

from directory.claims import LEVELS, Level
from directory.reading.page import Sheet
from directory.reading.tables import Found, Lexicon, Row, regex, table

_FILL, _TAIL, _LINK = (regex(f"languages_level.{name}").pattern for name in ("fill", "behind", "join"))
_BEFORE = re.compile(rf"(?:[\s()\[\]:/&+*'\"•,–-]|{_FILL}|が|は){{0,24}}")
_BEFORE_DIALECT = re.compile(rf"{_BEFORE.pattern}(?:\w{{2,12}} )?")
_BEHIND = re.compile(rf"(?:[\s()\[\]:*'\"/–-]|{_TAIL}|语言|的|が|は|เป็น){{0,12}}")
_APPOSED = re.compile(r"[^.;:,\n]{0,30},\s*(?:(?:at least|minimum|both|all|so|an?|at) ){0,3}")
_ENDS = re.compile(r"\s*(?:[.;,)\n]|$|level|speaker)")
_JOIN = re.compile(rf"(?:[\s()\[\]/&+,–-]|{_LINK}){{0,8}}")
# A level behind which nothing about the language goes on: in "Korean Strong voice" a new item has begun.
_CLOSES = re.compile(
    r"\s*(?:[^\w\s]|\n|$|(?:or|and|to|level|speakers?|fluen\w+|proficien\w+|command|skills?|language|writ\w+|read\w+"
    r"|speak\w+|verbal|oral|spoken|knowledge|communication|is|required|preferred|only|[abc][12])\b)"
)
_GLUED = re.compile(r"(?:\s|\b(?:in|of|and|the|written|spoken)\b)*")
_OWN = re.compile(r"\W*(?:[:(\[]|-|–|level|at\b|is\b|proficiency\W*:)")
_REACH = 90


@dataclass(frozen=True, slots=True)
class Graded:
    """A level, where its words stand, whether a code of a scale (C1, ILR 3) says it, and whether what it begins may
    be a new item that is not about the language."""

    level: Level
    start: int
    end: int
    exact: bool = False
    loose: bool = False


@cache
def _words() -> Lexicon:
    return Lexicon(Row("level", level, phrase) for phrase, level in table("levels"))


@lru_cache(maxsize=8)
def _graded(page: Sheet) -> tuple[tuple[int, ...], tuple[Found, ...]]:
    found: list[Found] = []
    for hit in _words().find(page.low):
        if not found or hit.start >= found[-1].end:
            found.append(hit)
    return tuple(hit.start for hit in found), tuple(found)


def before(page: Sheet, start: int, floor: int) -> Graded | None:
    """The level whose words stand just before `start`, not reaching back behind `floor`."""
    starts, found = _graded(page)
    last = bisect_left(starts, start) - 1
    while last >= 0 and found[last].end > start:
        last -= 1
    if last < 0 or found[last].start < max(floor, start - _REACH):
        return None
    shape = _BEFORE_DIALECT if found[last].row.id == "native" else _BEFORE
    if not shape.fullmatch(page.low, found[last].end, start):
        return None
    first = last
    while (
        first
        and found[first - 1].start >= floor
        and _JOIN.fullmatch(page.low, found[first - 1].end, found[first].start)
    ):
        first -= 1
    return _cluster(page, found[first : last + 1])


def behind(page: Sheet, end: int, ceiling: int, next_name: int | None, following: int | None = None) -> Graded | None:
    """The level whose words stand just after `end`; not one that belongs to the language at `next_name` of the same
    list, or that stands right before the language `following` it in the text."""
    starts, found = _graded(page)
    first = bisect_right(starts, end - 1)
    if first >= len(found) or found[first].end > min(ceiling, end + _REACH):
        return None
    apposed = bool(_APPOSED.fullmatch(page.low, end, found[first].start)) and bool(
        _ENDS.match(page.low, found[first].end)
    )
    if not (apposed or _BEHIND.fullmatch(page.low, end, found[first].start)):
        return None
    last = first
    while (
        last + 1 < len(found)
        and found[last + 1].end <= ceiling
        and _JOIN.fullmatch(page.low, found[last].end, found[last + 1].start)
    ):
        if next_name is not None and found[last + 1].start > next_name:
            break
        if following is not None and _GLUED.fullmatch(page.low, found[last + 1].end, following):
            break
        last += 1
    taken = next_name is not None and next_name < ceiling and _BEFORE.fullmatch(page.low, found[last].end, next_name)
    if taken and not (apposed or _OWN.match(page.low, end)):
        return None
    graded = _cluster(page, found[first : last + 1])
    starts_new = page.plain[graded.start].isupper() and page.plain[end : graded.start] == " "
    return replace(graded, loose=starts_new and not _CLOSES.match(page.low, graded.end))


def _cluster(page: Sheet, words: tuple[Found, ...]) -> Graded:
    """The lowest level that several words accept; codes explain words, and "native fluency" is native."""
    kept = [words[0]]
    for word in words[1:]:
        if page.low[kept[-1].end : word.start].strip():
            kept.append(word)
        elif word.row.phrase not in ("fluency", "fluently", "fluent"):
            kept[-1] = max(kept[-1], word, key=_rank)
    codes = [word for word in kept if len(word.row.phrase) <= 3 and word.row.phrase[1:2].isdigit()]
    native = any(word.row.id == "native" for word in kept)
    if codes and not (native and min(map(_rank, codes)) >= LEVELS.index("fluent")):
        kept = codes
    elif codes:
        kept = [word for word in kept if word not in codes]
    lowest = min(kept, key=_rank)
    return Graded(cast("Level", lowest.row.id), words[0].start, words[-1].end, bool(codes))


def lower(one: Level | None, other: Level | None) -> Level | None:
    """The lower of two levels; None counts as no statement."""
    if one is None or other is None:
        return one or other
    return min(one, other, key=LEVELS.index)


def _rank(word: Found) -> int:
    return LEVELS.index(cast("Level", word.row.id))

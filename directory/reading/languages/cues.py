"""What makes a named language a statement about the worker, and what unmakes it."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

from directory.reading.tables import regex, table

Side = Literal["left", "right", "against", "wish"]
_REACH = 110
_WISH_REACH = 45
_CLAUSE = re.compile(r"[,;()]| but | while ")
_STARTS = re.compile(r"\W*(?:ideally|preferabl[ey]|preferred|nice to have|bonus|optional(?:ly)?|a plus)\b")

_TAGGED = regex("languages_cues.tagged")


@cache
def _patterns(side: Side) -> tuple[tuple[re.Pattern[str], str], ...]:
    end = r"\W{0,3}$" if side == "left" else ""
    start = r"(?<!\w)" if side == "left" else ""
    rows = (row for row in table("language_cues") if row[0] == side)
    return tuple((re.compile(f"{start}{pattern}{end}"), name) for _, pattern, name in rows)


@cache
def _any(side: Side) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern.pattern})" for pattern, _ in _patterns(side)))


def cue(low: str, start: int, end: int, floor: int, ceiling: int) -> str | None:
    """The name of what states the language at `start`: words just before or just after it, within its sentence."""
    after = low[end : min(ceiling, end + _REACH)].replace("\n", " ")
    if name := _first(_patterns("right"), after, anchored=True):
        return name
    ahead = low[max(floor, start - _REACH) : start].replace("\n", " ")
    return _first(_patterns("left"), ahead, anchored=False)


def _first(rows: Iterable[tuple[re.Pattern[str], str]], words: str, *, anchored: bool) -> str | None:
    for pattern, name in rows:
        if pattern.match(words) if anchored else pattern.search(words):
            return name
    return None


def against(sentence: str) -> bool:
    """Whether the sentence is about a résumé, a profile setting or the like."""
    return bool(_any("against").search(sentence))


def wished(low: str, start: int, end: int, floor: int, ceiling: int) -> bool:
    """Whether the clause around the language says that it is only a plus."""
    if _STARTS.match(low, floor, ceiling) or _TAGGED.match(low, end, ceiling):
        return True
    first = max((match.end() for match in _CLAUSE.finditer(low, floor, start)), default=floor)
    last = _CLAUSE.search(low, end, ceiling)
    stop = min(last.start() if last else ceiling, end + _WISH_REACH)
    return bool(_any("wish").search(low, max(first, start - _WISH_REACH), stop))

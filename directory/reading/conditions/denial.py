"""Words around a condition that say, in English, that it is not asked for.

Rules of other languages and the rows whose meaning is "none" say so themselves; this is for the words of a condition
that is read as asked: "a bachelor's degree is not required", "you do not need a nursing licence".
"""

from directory.reading.page import Line, Sheet
from directory.reading.tables import regex

_DENIED, _ASKS, _SPARED, _NO, _NEED = (
    regex(f"conditions.{name}") for name in ("denied", "asks", "spared", "no", "need")
)
_BEFORE, _BEHIND = 40, 90  # characters: a verb, an article and a field; a condition and its verb


def denied(page: Sheet, start: int, end: int, line: Line) -> tuple[int, int] | None:
    """From where to where the posting says that nobody needs the condition at `start` to `end`; None: it is asked."""
    last = min(line.end, max(end, start + _BEHIND))
    behind = _DENIED.search(page.low, start, last)
    if behind and not _ASKS.search(page.low, start, behind.start()):
        return start, max(end, behind.end())
    first = max(line.start, start - _BEFORE)
    if spared := _SPARED.search(page.low[first:start]):
        return first + spared.start(), end
    no, need = _NO.search(page.low[first:start]), _NEED.search(page.low, start, last)
    return (first + no.start(), max(end, need.end())) if no and need else None

"""The parts of a text that can hold amounts: lines with a figure beside a word of money, and the lines around them."""

import re
from collections.abc import Iterator

from directory.reading.pay.behind import says_number_behind
from directory.reading.pay.gate import money_at
from directory.reading.pay.lexicon import Stretch, stretch
from directory.reading.pay.plain import plain
from directory.reading.pay.spelt import says_number

_DIGIT = re.compile(r"\d")
# Lines above that may head an amount, and the shortest line that stands for itself.
_ABOVE, _SHORT, _MOST_ABOVE = 4, 45, 200
_LONGEST = 6_000  # characters of a stretch: a page that is one list of prices is read in parts
# A longer line is read around its money only: so far before and behind, up to the next blank.
_LONG_LINE, _BEFORE, _BEHIND, _MARGIN = 700, 320, 280, 120


def _window(text: str, start: int, end: int, at: int) -> tuple[int, int]:
    """The part of a long line around a mark of money, cut at blanks."""
    low, high = max(start, at - _BEFORE), min(end, at + _BEHIND)
    if low > start:
        low = text.find(" ", low, at) + 1 or low
    if high < end:
        blank = text.rfind(" ", at, high)
        high = blank if blank > at else high
    return low, high


def stretches(text: str) -> Iterator[Stretch]:
    """The stretches of a text that can hold amounts, in order; they never overlap."""
    start, end = -1, -1
    for low, high in _regions(text):
        if start >= 0 and low <= end and high - start < _LONGEST:
            end = max(end, high)
            continue
        if start >= 0:
            yield stretch(plain(text[start:end]), start)
        start, end = max(low, end), high
    if start >= 0:
        yield stretch(plain(text[start:end]), start)


def _regions(text: str) -> Iterator[tuple[int, int]]:
    """Where lines with money and a figure begin and end, the lines around them included."""
    done = -1
    for at in money_at(text):
        if at < done:
            continue
        start = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if end - start > _LONG_LINE:
            low, high = _window(text, start, end, at)
        else:
            low, high = _with_short_lines(text, start, end)
            low = _head(text, low)
        if _DIGIT.search(text, low, high) or says_number(text, at) or says_number_behind(text, at):
            yield low, high
        elif high >= end:
            continue
        done = max(high - _MARGIN, at + 1) if high < end else end


def _with_short_lines(text: str, start: int, end: int) -> tuple[int, int]:
    """A line with the short ones around it: tags leave a line break inside an amount."""
    for _ in range(2):
        before = text.rfind("\n", 0, max(start - 1, 0)) + 1
        if start and start - before <= _SHORT:
            start = before
        after = text.find("\n", end + 1)
        after = len(text) if after < 0 else after
        if end < len(text) and after - end <= _SHORT:
            end = after
    return start, end


def _head(text: str, start: int) -> int:
    """Where the lines begin that may head this one."""
    at = start
    for _ in range(_ABOVE):
        if not at or start - at > _MOST_ABOVE:
            break
        at = text.rfind("\n", 0, at - 1) + 1
    return at

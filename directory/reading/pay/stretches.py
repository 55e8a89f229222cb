"""The parts of a text that can hold amounts: lines with a figure beside a word of money, and the lines around them."""

import re
from collections.abc import Iterator

from directory.reading.pay.gate import money_at
from directory.reading.pay.lexicon import Stretch, stretch
from directory.reading.pay.plain import plain
from directory.reading.pay.spelt import sums

_DIGIT = re.compile(r"\d")
# Lines above that may head an amount, and the shortest line that stands for itself.
_ABOVE, _SHORT, _MOST_ABOVE = 4, 45, 200
_LONGEST = 6_000


def stretches(text: str) -> Iterator[Stretch]:
    """The stretches of a text worth reading, in order; they never overlap."""
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
    spoken = set(sums(text))
    done = -1
    for at in sorted({*money_at(text), *spoken}):
        if at < done:
            continue
        start = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        low, high = _with_short_lines(text, start, end)
        if at in spoken or _DIGIT.search(text, low, high):
            yield _head(text, low), high
            done = end


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

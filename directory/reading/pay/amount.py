"""One amount of money in running text, and whether another is what the same work pays later."""

import re
from dataclasses import dataclass

from directory.claims import Unit
from directory.reading.pay.lexicon import Stretch

# What a rate becomes in the course of the work: characters between both, and the spans after which it does.
_STEP, _SPANS = 60, frozenset(("hour", "day", "week", "month", "year", "task"))
_NEW_LINE = re.compile(r"\n|[!?;。]|(?<=[^\W\d_]{3})\.\s")


@dataclass(frozen=True, slots=True)
class Amount:
    """Money at `start` to `end` of a stretch: figures as written, `currency` None if none stands beside it.

    `unit` is the one written next to it; `plus` for "$40+"; `ranged` for two figures; `large` for millions;
    `guessed` for a unit that no table has ("per specimen").
    """

    start: int
    end: int
    low: float
    high: float
    currency: str | None
    unit: Unit | None
    plus: bool = False
    large: bool = False
    guessed: bool = False

    @property
    def ranged(self) -> bool:
        """Whether two figures were written: "$20 - 30", not "$20"."""
        return self.low != self.high


def is_step(where: Stretch, first: Amount, amount: Amount) -> bool:
    """Whether an amount is what the same work pays later: "€16 an hour, and after three months it is €20"."""
    gap = where.text[first.end : amount.start]
    if len(gap) > _STEP or _NEW_LINE.search(gap) or not first.high < amount.low <= 2 * first.high:
        return False
    end = min(len(where.text), amount.end + _STEP)
    stop = _NEW_LINE.search(where.text, amount.end, end)
    end = stop.start() if stop else end
    later = {token.meaning for token in where.within(first.end, end, "later")}
    spans = "span" in later or any(token.meaning in _SPANS for token in where.within(first.end, end, "unit"))
    return spans and "later" in later and not where.within(first.end, end, "other", "near")

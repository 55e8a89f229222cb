"""Amounts of money in running text: one figure or a range, its currency and the unit that stands beside it."""

import re
from dataclasses import dataclass, replace
from itertools import chain, islice

from directory.claims import Unit
from directory.reading.pay.figures import Figure, dollar_of, figures, in_words

_JOIN = re.compile(
    r"[ \t]*(?:\([a-z]{3,8}\)[ \t]*)?"
    r"(?P<word>-+>?|~|/|to|or|-to-|and|through|up to|to as (?:high|much) as|until|bis(?: zu)?|hasta|até|à|a|y|e|et|und"
    r"|hingga|sampai|至|到)"
    r"[ \t]*-?(?P<break>[ \t]*\n)?[ \t]*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?:between|entre|zwischen|from|range of|ranges?|介于|antara)\W{0,3}$", re.IGNORECASE)
_WEAK = frozenset({"and", "y", "e", "et", "und", "a"})
_AND = re.compile(r"(?:,? (?:and|or)|,) (?:[A-Za-z]+ (?:\d )?){1,3}", re.IGNORECASE)
_MOST_RATIO, _MOST_SHARED = 200, 4
_MOST_FIGURES = 300


@dataclass(frozen=True, slots=True)
class Amount:
    """Money at `start` to `end` of a text: figures as written, `currency` None if none stands beside it.

    `unit` is the one written next to it; `plus` for "$40+"; `ranged` for two figures; `large` for millions.
    """

    start: int
    end: int
    low: float
    high: float
    currency: str | None
    unit: Unit | None
    plus: bool = False
    large: bool = False

    @property
    def ranged(self) -> bool:
        """Whether two figures were written."""
        return self.low != self.high


def find(text: str) -> list[Amount]:
    """The amounts in a plain text, in order. Numbers without a currency are given too if a unit of work follows."""
    found = sorted(islice(chain(figures(text), in_words(text)), _MOST_FIGURES), key=lambda figure: figure.start)
    amounts: list[Amount] = []
    at = 0
    while at < len(found):
        last = at
        while last + 1 < len(found) and _joined(text, found[last], found[last + 1]):
            last += 1
        amounts.append(_single(found[at]) if last == at else _range(found[at], found[last]))
        at = last + 1
    amounts = [amount for amount in amounts if amount.currency or amount.unit]
    for at in range(len(amounts) - 2, -1, -1):
        amounts[at] = _shared(text, amounts[at], amounts[at + 1])
    return amounts


def _shared(text: str, amount: Amount, after: Amount) -> Amount:
    """The amount with the unit that is said once for several: "raters get $35 and reviewers $45 per hour"."""
    if amount.unit or after.unit is None or amount.currency is None:
        return amount
    alike = amount.currency == after.currency and amount.high <= after.high <= amount.low * _MOST_SHARED
    return replace(amount, unit=after.unit) if alike and _AND.fullmatch(text, amount.end, after.start) else amount


def _joined(text: str, first: Figure, second: Figure) -> bool:
    """Whether two figures are the ends of one range."""
    join = _JOIN.fullmatch(text, first.end, second.start)
    if join is None or not (first.marked or second.marked or second.unit):
        return False
    if join["break"] and text[second.start].isdigit():
        return False
    if join["word"] == "/":
        return first.marked and second.marked and first.currency == second.currency and first.value < second.value
    if join["word"].lower() == "or" and not (first.marked and second.marked and second.unit and not first.unit):
        return False
    if join["word"].lower() in _WEAK and not _BETWEEN.search(text[max(0, first.start - 14) : first.start]):
        return join["word"].lower() == "a" and first.marked and second.marked
    if (
        first.currency
        and second.currency
        and first.currency != second.currency
        and not dollar_of(first.currency, second.currency)
    ):
        return False
    if first.unit and second.unit and first.unit != second.unit:
        return False
    low, high = _ends(first, second)
    return 0 < low <= high <= low * _MOST_RATIO


def _ends(first: Figure, second: Figure) -> tuple[float, float]:
    """Both ends; "300 - 400k" is thousands twice, "30 - 40 per 1000 words" is for a thousand words twice."""
    carried = second.scale != 1 == first.scale and first.value < second.value / second.scale * 1.001
    return first.value * (second.scale if carried else 1), second.value


def _range(first: Figure, second: Figure) -> Amount:
    low, high = _ends(first, second)
    currency = second.currency if first.currency in (None, "USD") and second.currency else first.currency
    return Amount(
        first.start,
        second.end,
        low,
        high,
        currency,
        second.unit or first.unit,
        second.plus,
        first.large or second.large,
    )


def _single(figure: Figure) -> Amount:
    return Amount(
        figure.start, figure.end, figure.value, figure.value, figure.currency, figure.unit, figure.plus, figure.large
    )

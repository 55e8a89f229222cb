"""Amounts of money in running text: one figure or a range, its currency and the unit that stands beside it."""

import re
from dataclasses import replace

from directory.reading.pay.amount import Amount, is_step
from directory.reading.pay.elided import elided
from directory.reading.pay.figures import Figure, figures
from directory.reading.pay.joins import ends, joined
from directory.reading.pay.lexicon import Stretch, stretch

_AND = re.compile(r"(?:,? (?:and|or|et|y|und|e|og|och|i|и|та|és|și)|,) (?:[^\W\d_]+ (?:\d )?){1,3}")
# Between the same pay in several currencies: "£16, $20 or €18.50 per hour".
_CHOICE = re.compile(r",? ?/ ?|, |,? ?\(?(?:\b(?:or|o|ou|oder|of|eller|lub|или|або|veya|nebo|sau|vagy|tai|atau) )")
# The same small word behind both: "$0.90 per minute for clean speech, $1.25 for heavy accents".
_FOR_EACH = re.compile(r" ([^\W\d_]{1,5}) [^.;:\n\d]{3,60}(?:,|,? (?:and|y|e|et|und|og|och|en|i|и)) ?")
# What is left of a clause behind an amount, and how long it and the words before may be.
_REST = re.compile(r"[^.;:\n\d]{0,40}(?=[.;)\n]|$)")
_CASE = 40
# Which case the first rate is for: "$1 a minute (clean speech), $1.40 where several people talk".
_ASIDE = re.compile(r"^ \([^()\d]{3,40}\)")
_OTHER_KINDS = ("other", "after", "near", "derived", "before", "behind", "unit", "alone", "per")
# How many times as much a figure may be that shares the unit of its neighbour.
_MOST_SHARED = 4
_MOST_FIGURES = 200  # of a stretch: more is a table of something else, and every pair is compared


def find(text: str) -> list[Amount]:
    """The amounts in a plain text (see `plain`), in order, their offsets in it."""
    return amounts_of(stretch(text))


def amounts_of(where: Stretch) -> list[Amount]:
    """The amounts in a stretch, in order. Numbers without a currency are given too if a unit of work follows."""
    found = figures(where)[:_MOST_FIGURES]
    amounts: list[Amount] = []
    at = 0
    while at < len(found):
        last = at
        while last + 1 < len(found) and joined(where, found[last], found[last + 1], last > at):
            last += 1
        amounts.append(_single(found[at]) if last == at else _range(where, found[at], found[last]))
        at = last + 1
    amounts = [amount for amount in amounts if amount.currency or amount.unit]
    for at in range(len(amounts) - 2, -1, -1):
        amounts[at] = _shared(where, amounts[at], amounts[at + 1])
    for at in range(1, len(amounts)):
        amounts[at] = _carried(where, amounts[at - 1], amounts[at])
    return sorted((*amounts, *elided(where, found, amounts)), key=lambda amount: amount.start)


def _noted(where: Stretch, first: Amount, amount: Amount) -> bool:
    """Whether an amount is the rate of a harder case: "€42 per audio hour, €55 where the sound is poor"."""
    if first.unit not in ("hour", "task", "audio_hour", "audio_minute", "word"):
        return False
    gap, rest = where.text[first.end : amount.start], _REST.match(where.text, amount.end)
    near = where.within(first.end, min(len(where.text), amount.end + _CASE), *_OTHER_KINDS)
    other = any(
        where.heard(token) and (token.kind != "behind" or _right_at(token.start, first, amount)) for token in near
    )
    gap = _ASIDE.sub("", gap)
    said = gap.startswith((",", ";")) and len(gap) <= _CASE and not re.search(r"[.;:\n\d]", gap[1:])
    return said and rest is not None and not other and amount.low <= first.low * 2 and first.low <= amount.low * 2


def _right_at(start: int, *amounts: Amount) -> bool:
    """Whether a word stands right behind one of these amounts: "or more" there is a bound, not of "three or more"."""
    return any(0 <= start - amount.end <= 2 for amount in amounts)


def _carried(where: Stretch, first: Amount, amount: Amount) -> Amount:
    """The amount with the unit of the one before it, where both say alike what they are for."""
    if amount.unit or first.unit is None or first.guessed or not amount.currency == first.currency is not None:
        return amount
    said = _FOR_EACH.fullmatch(where.low, first.end, amount.start)
    alike = said is not None and where.low.startswith(f" {said[1]} ", amount.end)
    near = first.low <= amount.high * _MOST_SHARED and amount.high <= first.low * _MOST_SHARED
    told = alike or _noted(where, first, amount) or is_step(where, first, amount)
    return replace(amount, unit=first.unit) if near and told else amount


def _shared(where: Stretch, amount: Amount, after: Amount) -> Amount:
    """The amount with the unit that is said once for several: "raters get $35 and reviewers $45 per hour"."""
    if amount.unit or after.unit is None or amount.currency is None:
        return amount
    if amount.currency != after.currency:
        one_of = after.currency and _CHOICE.fullmatch(where.low, amount.end, after.start)
        return replace(amount, unit=after.unit) if one_of else amount
    alike = amount.high <= after.high <= amount.low * _MOST_SHARED
    return replace(amount, unit=after.unit) if alike and _AND.fullmatch(where.low, amount.end, after.start) else amount


def _range(where: Stretch, first: Figure, second: Figure) -> Amount:
    low, high = ends(first, second)
    currency = second.currency if first.currency in (None, "USD") and second.currency else first.currency
    unit = second.unit or first.unit
    return Amount(
        first.start,
        second.end,
        low,
        high,
        currency,
        unit,
        second.plus,
        first.large or second.large,
        second.guessed if second.unit else first.guessed,
    )


def _single(figure: Figure) -> Amount:
    return Amount(
        figure.start,
        figure.end,
        figure.value,
        figure.value,
        figure.currency,
        figure.unit,
        figure.plus,
        figure.large,
        figure.guessed,
    )

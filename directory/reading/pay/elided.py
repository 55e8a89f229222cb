"""Figures that leave their money out because the one before says it: "$15 for juniors, 22 for seniors"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from directory.reading.pay.amount import Amount, is_step
from directory.reading.pay.figures import Figure
from directory.reading.pay.lexicon import Stretch
from directory.reading.pay.spelt import number_words, value_of

_GAP, _MOST_TIMES = 60, 4  # characters between both figures, and how many times as much one may be as the other
_STOP = re.compile(r"[.!?;]\s|[\n\d。।]")
_PARTED = re.compile(r"(?:,|,? (?:and|und|et|y|e|en|och|og|ja|i|a|și|si|és|es|и|а|та|ve|و|dan|và|na)) ?$")
_WORDS = r"[^\W\d_]+"
_SPELT = re.compile(
    r"(?:,|,? (?:and|und|et|y|e|en|och|og|ja|i|a|si|es|и|а|та|ve|dan|na)) "
    rf"(?P<sum>{_WORDS}(?:[ -]{_WORDS}){{0,3}}?) (?P<for>{_WORDS})"
)
_FOR = frozenset((
    "for", "fur", "pour", "para", "por", "per", "voor", "bij", "bei", "til", "fran", "za", "przy", "pentru", "la", "pe",
    "за", "для", "untuk", "cho", "kwa", "in", "im", "during", "with", "mit", "avec", "con", "com", "on", "if", "when",
    "wenn", "si", "se", "als", "om", "hvis", "gdy", "когда", "если", "at",
))  # fmt: skip
_CLOSED = re.compile(r"\s*(?:[,.;)\n]|$)")


def elided(where: Stretch, found: Sequence[Figure], amounts: Sequence[Amount]) -> Iterator[Amount]:
    """The amounts that a figure without money stands for, each with the money and unit of the one before it."""
    if not amounts:
        return
    bare = [figure for figure in found if not figure.currency and not figure.unit]
    for amount, after in zip(amounts, (*amounts, None)[1:], strict=True):
        if amount.currency is None or amount.ranged:
            continue
        stop = after.start if after else len(where.text)
        near = [one for one in bare if amount.end <= one.start <= amount.end + _GAP and one.end <= stop]
        figure = next((one for one in near if _goes_with(where, amount, one)), None)
        if figure:
            yield replace(amount, start=figure.start, end=figure.end, low=figure.value, high=figure.value, plus=False)
        elif spoken := _spoken(where, amount):
            yield spoken


def _goes_with(where: Stretch, amount: Amount, figure: Figure) -> bool:
    """Whether a bare figure stands beside an amount as its equal, by what stands around both."""
    text, low = where.text, where.low
    gap = text[amount.end : figure.start]
    if _STOP.search(gap) or not _near(amount, figure.value) or where.at(figure.end + 1, "unit", "cur"):
        return False
    behind = re.match(_WORDS, low[figure.end + 1 :]) if text[figure.end : figure.end + 1] == " " else None
    alike = behind is not None and behind[0] in _preposition(where, amount)
    if _PARTED.search(gap):
        return alike or (figure.scale != 1 and amount.high >= figure.scale)
    stepped = replace(amount, start=figure.start, end=figure.end, low=figure.value, high=figure.value)
    return bool(_CLOSED.match(text, figure.end)) and is_step(where, amount, stepped)


def _near(amount: Amount, value: float) -> bool:
    return value > 0 and amount.high / _MOST_TIMES <= value <= amount.high * _MOST_TIMES and value != amount.high


def _preposition(where: Stretch, amount: Amount) -> set[str]:
    """The words for "for" right behind an amount, or within it where its piece is only guessed."""
    words = set(where.low[amount.start : amount.end + 9].split())
    return words & _FOR


def _spoken(where: Stretch, amount: Amount) -> Amount | None:
    """The same for a number in words: "dwanaście złotych za jedno, dziewiętnaście za drugie"."""
    for found in _SPELT.finditer(where.low, amount.end, amount.end + _GAP):
        words = re.split(r"[ -]", found["sum"])
        if _STOP.search(where.text, amount.end, found.start("sum")) or not all(one in number_words() for one in words):
            continue
        value = value_of(words)
        if found["for"] in _preposition(where, amount) and _near(amount, value):
            start, end = found.span("sum")
            return replace(amount, start=start, end=end, low=value, high=value, plus=False)
    return None

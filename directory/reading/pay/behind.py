"""Sums in words behind the name of their money, as Swahili says them: "shilingi elfu mbili na mia tano za Kenya".

There hundreds and thousands stand before what counts them: "mia tatu" are three hundred.
"""

import re
from collections.abc import Iterator
from functools import cache

from directory.reading.pay.lexicon import Stretch
from directory.reading.tables import table
from directory.terms import fold

_WORD = re.compile(r" ?([a-z]+)")
_NAME = re.compile(r"[A-Za-z]+")
_OF_COUNTRY = re.compile(r" (?:za|ya) (?:kenya|tanzania|uganda|rwanda|burundi|kongo|marekani)\b")
_LONGEST = 40  # characters of a sum in words that are looked at to know whether there is one
_MANY = {"mia": 100, "elfu": 1_000, "laki": 100_000, "milioni": 1_000_000}
_STEPS = {"1-9": range(1, 10), "10-19": range(10, 20), "20-90": range(20, 100, 10)}

SpeltBehind = tuple[int, int, float]
"""Where the name of money begins, where the words of its sum end, and the sum."""


@cache
def _values() -> dict[str, int]:
    rows = [row for row in table("pay/sw") if row[0] == "number" and row[1] in _STEPS]
    pairs = (pair for _, meaning, words in rows for pair in zip(words.split("|"), _STEPS[meaning], strict=True))
    return {fold(word): value for word, value in pairs if word != "?"}


def country_behind(where: Stretch, at: int) -> int:
    """Where "za Kenya" behind a figure in shillings ends; `at` itself where no country follows."""
    found = _OF_COUNTRY.match(where.low, at)
    return found.end() if found else at


def spelt_behind(where: Stretch) -> Iterator[SpeltBehind]:
    """The sums in words behind a name of money, in order."""
    for token in where.tokens:
        if token.kind == "cur" and token.language == "sw" and (found := sum_at(where.low, token.end)):
            country = _OF_COUNTRY.match(where.low, found[0])
            yield token.start, country.end() if country else found[0], found[1]


def sum_at(low: str, at: int) -> tuple[int, float] | None:
    """Where the number in words ends that begins at an offset of a folded text, and its value; None for no number."""
    country = _OF_COUNTRY.match(low, at)
    at = end = country.end() if country else at
    total, waiting = 0, 0
    while word := _WORD.match(low, at):
        at = word.end()
        if word[1] in _MANY:
            total, waiting, end = total + waiting, _MANY[word[1]], at
        elif word[1] in _values():
            total, waiting, end = total + max(waiting, 1) * _values()[word[1]], 0, at
        elif word[1] != "na":
            break
    total += waiting
    return (end, float(total)) if total else None


def says_number_behind(text: str, at: int) -> bool:
    """Whether a number in words stands behind the name of money that begins here."""
    name = _NAME.match(text, at)
    return name is not None and sum_at(fold(text[name.end() : name.end() + _LONGEST]), 0) is not None

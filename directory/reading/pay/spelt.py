"""Sums written in words: "thirty dollars an hour", "between fifteen and twenty-five euros"."""

import re
from collections.abc import Iterator

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL = {word: value for value, word in enumerate((*_ONES, *_TEENS), start=1)}
_LARGE = {word: value * 10 for value, word in enumerate(_TENS, start=2)}

_UNDER_HUNDRED = (
    rf"(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES)}))?|{'|'.join(sorted((*_ONES, *_TEENS), key=len, reverse=True))}"
)
_NUMBER = rf"(?:(?:(?:{'|'.join(_ONES)}|an?) hundred(?:(?: and)? (?:{_UNDER_HUNDRED}))?)|{_UNDER_HUNDRED})"
_MONEY = r"(?:us |u\.s\. )?(?:dollars?|euros?|pounds?|rupees)\b"
_SUM = re.compile(rf"\b(?:(?P<low>{_NUMBER})(?: (?:to|or|and|-) ))?\b(?P<high>{_NUMBER}) (?={_MONEY})", re.IGNORECASE)
_GATE = ("dollar", "euros", " euro ", "pounds", "rupees")

Spelt = tuple[int, int, float]


def spelt(text: str) -> Iterator[Spelt]:
    """The numbers in words that a currency's name follows, with the other end of their range, in order."""
    small = text.lower()
    if not any(word in small for word in _GATE):
        return
    for found in _SUM.finditer(text):
        for name in ("low", "high"):
            if found[name]:
                yield found.start(name), found.end(name), value_of(found[name])


def value_of(words: str) -> float:
    """The value of a number in words up to 999."""
    total = 0
    for word in re.split(r"[- ]", words.lower()):
        if word == "hundred":
            total *= 100
        else:
            total += _SMALL.get(word) or _LARGE.get(word) or (1 if word in ("a", "an") else 0)
    return float(total)

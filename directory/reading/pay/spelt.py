"""Sums written in words before the name of a currency: "thirty dollars an hour", "zwischen zehn und zwölf Euro"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from directory.reading.pay.lexicon import Stretch
from directory.reading.pay.words import entries, languages
from directory.reading.tables import table
from directory.terms import fold

_WORDS = re.compile(r"[^\W\d_]+")
_BEHIND = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*$")
_BETWEEN = re.compile(r"[ \n-]{0,2}$|[ \n]$")
_MOST_WORDS = 9  # of one number: "one hundred and twenty five thousand three hundred fifty" has nine
_HUNDRED, _THOUSAND = 100, 1000
_PARTICLE = 2  # letters of a word that is "one" here and a preposition there: "en", "un"

_SIGNS = {sign: value for value, sign in enumerate("一二三四五六七八九", start=1)} | {"两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_DRAWN = re.compile(r"(?<![\d一二三四五六七八九两十百千万])[一二三四五六七八九两十百千万]+$")
"""Chinese signs of numbers, as Japanese and Chinese write them before the name of their money."""

Spelt = tuple[int, int, float]


_STEPS: dict[str, Sequence[float]] = {
    "half": (0.5,),
    "quarter": (0.25,),
    "1-9": range(1, 10),
    "10-19": range(10, 20),
    "20-90": range(20, 100, 10),
    "100-1000": (100, 1000),
    "200-900": range(200, 1000, 100),
}


@cache
def _values() -> dict[str, float]:
    """Every number word with its value, those of tens and ones in one word included ("fünfundzwanzig")."""
    found: dict[str, float] = {}
    for language in languages():
        rows = table(f"pay/{language}")
        own = dict(_own(rows))
        found |= own
        for kind, order, glue in rows:
            if kind == "number_and" and order != "between":
                found |= dict(_glued(own, fold(glue.strip("_")), order))
    return found


def _own(rows: tuple[tuple[str, ...], ...]) -> Iterator[tuple[str, float]]:
    for kind, meaning, words in rows:
        if kind == "number":
            for value, forms in zip(_STEPS[meaning], words.split("|"), strict=True):
                yield from ((fold(form), value) for form in forms.split("/") if form != "?")


def _glued(own: dict[str, float], glue: str, order: str) -> Iterator[tuple[str, float]]:
    for tens, high in own.items():
        for ones, low in own.items():
            if high in range(20, 100, 10) and 0 < low < 10:
                yield (f"{ones}{glue}{tens}" if order == "ones_first" else f"{tens}{glue}{ones}"), high + low


@cache
def _joins() -> frozenset[str]:
    """The words inside a number: "and", "y", "e"."""
    return frozenset(word for word, entry in entries() if entry.kind == "number_and" and entry.meaning == "between")


@cache
def _ranges() -> frozenset[str]:
    return frozenset(word for word, entry in entries() if entry.kind in ("join", "before") and word.isalpha())


def spelt(where: Stretch) -> Iterator[Spelt]:
    """The numbers in words that a currency's name follows, with the other end of their range, in order."""
    low = where.low
    for token in where.tokens:
        word = low[token.start : token.end]
        short = len(word) < 3 and not _DRAWN.search(low, max(0, token.start - 8), token.start)
        if token.kind != "cur" or short or not word.replace(" ", "").isalpha() or _heads(low, token.end):
            continue
        high = _drawn(low, token.start) or _number(low, token.start)
        if high is None:
            continue
        first = _other_end(low, high[0])
        if first:
            yield first
        yield high


def _heads(low: str, at: int) -> bool:
    """Whether a currency stands before a figure, not behind a number in words."""
    return low[at : at + 3].lstrip(" $")[:1].isdigit()


def _other_end(low: str, at: int) -> Spelt | None:
    """The number before "to" or "and" and a number."""
    word = _BEHIND.search(low, max(0, at - 12), _trim(low, at))
    if word is None or word[0] not in _ranges():
        return None
    return _number(low, word.start())


def _trim(low: str, at: int) -> int:
    while at and low[at - 1] in " \n-":
        at -= 1
    return at


def _number(low: str, before: int) -> Spelt | None:
    """The number whose last word ends right before this offset."""
    values, joins = _values(), _joins()
    words: list[tuple[int, str]] = []
    end = at = _trim(low, before)
    if before - end > 2:
        return None
    while len(words) < _MOST_WORDS:
        word = _BEHIND.search(low, max(0, at - 24), at)
        if word is None or (word[0] not in values and not (words and word[0] in joins)):
            break
        words.insert(0, (word.start(), word[0]))
        at = _trim(low, word.start())
    while words and words[0][1] not in values:
        words.pop(0)
    if words and low[: words[0][0]].rstrip()[-1:].isdigit():
        return None
    if not words or not _one_number(words, values) or _is_particle(words):
        return None
    return words[0][0], end, value_of([word for _, word in words])


def _drawn(low: str, before: int) -> Spelt | None:
    """The number in Chinese signs right before this offset: "五千" is 5000, "一万二千" 12,000."""
    found = _DRAWN.search(low, max(0, before - 8), before)
    if found is None:
        return None
    total = group = digit = 0
    for sign in found[0]:
        if sign in _SIGNS:
            digit = _SIGNS[sign]
        elif sign == "万":
            total, group, digit = (total + max(group + digit, 1)) * 10_000, 0, 0
        else:
            group, digit = group + max(digit, 1) * _POWERS[sign], 0
    return found.start(), before, float(total + group + digit)


def _is_particle(words: list[tuple[int, str]]) -> bool:
    """Whether the only word is a "one" of two letters, which other languages have for "in": "6 millones en dólares"."""
    return len(words) == 1 and len(words[0][1]) <= _PARTICLE


def _one_number(words: list[tuple[int, str]], values: dict[str, float]) -> bool:
    """Whether the words say one number: not "fifteen and twenty"."""
    last = 0
    while len(words) > 1:
        first, second = words[0][1], next((word for _, word in words[1:] if word in values), None)
        low, high = values.get(first, 0), values.get(second or "", 0)
        if second is None or high >= _HUNDRED or (low >= _HUNDRED and high < low) or (20 <= low < 100 and high < 10):
            break
        while words and words[0][1] not in (second,):
            words.pop(0)
        last += 1
        if last > _MOST_WORDS:
            break
    return bool(words)


def value_of(words: list[str]) -> float:
    """The value of a number given as its folded words, in their order; words that are no number count nothing."""
    values = _values()
    total = group = 0.0
    for word in words:
        value = values.get(word)
        if value is None:
            continue
        if value == _HUNDRED:
            group = max(group, 1) * value
        elif value == _THOUSAND:
            total, group = total + max(group, 1) * value, 0
        else:
            group += value
    return float(total + group)


def says_number(text: str, at: int) -> bool:
    """Whether a number in words stands before the name of a currency that begins here."""
    if _DRAWN.search(text, max(0, at - 8), at):
        return True
    word = _BEHIND.search(text, max(0, at - 24), _trim(text, at))
    return bool(word and fold(word[0]) in _values())

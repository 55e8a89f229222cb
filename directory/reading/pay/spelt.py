"""Sums written in words before the name of a currency: "thirty dollars an hour", "zwischen zehn und zwölf Euro"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from directory.reading.pay.drawn import drawn, is_drawn
from directory.reading.pay.letters import LETTERS, word_start
from directory.reading.pay.lexicon import Stretch
from directory.reading.pay.words import entries, folded, languages
from directory.reading.tables import table

_NAME = re.compile(rf"{LETTERS}(?: {LETTERS})*")
_BETWEEN = re.compile(r"[ \n-]{0,2}$|[ \n]$")
_MOST_WORDS = 9  # of one number: "one hundred and twenty five thousand three hundred fifty" has nine
_HUNDRED, _THOUSAND = 100, 1000
_LONGEST, _LEAST_LONG = 40, 6  # letters: of one number word, and of one that is made of several
_DE = re.compile(r"\bde $")  # between a number and what is counted in Romanian: "douăzeci și cinci de lei"
_PARTICLE = 2  # letters of a word that is "one" here and a preposition there: "en", "un"

_FRENCH = (60, 80, 4)
"""Tens of French that teens follow: "soixante-dix", "quatre-vingt-dix"."""

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
_TIMES, _PLUS = "x", "+"
"""Before the value of a word that multiplies the digit before it ("lima puluh"), or is added to it ("dua belas")."""


@cache
def number_words() -> dict[str, float]:
    """Every number word with its value, those of tens and ones in one word included ("fünfundzwanzig")."""
    found: dict[str, float] = {}
    for language in languages():
        rows = table(f"pay/{language}")
        own = dict(_own(rows))
        found |= own
        for kind, order, glue in rows:
            if kind == "number_and" and order != "between":
                found |= dict(_glued(own, folded(glue.strip("_")), order))
    return found


def _own(rows: tuple[tuple[str, ...], ...]) -> Iterator[tuple[str, float]]:
    for kind, meaning, words in rows:
        if kind == "number":
            for value, forms in zip(_steps(meaning), words.split("|"), strict=True):
                yield from ((folded(form), value) for form in forms.split("/") if form != "?")


def _steps(meaning: str) -> Sequence[float]:
    """The values of a row's words: a name of `_STEPS`, a ten with its ones ("20-29"), or one value."""
    if meaning in _STEPS:
        return _STEPS[meaning]
    first, _, last = meaning.partition("-")
    step = _HUNDRED if last.endswith("00") else 1
    return range(int(first), int(last) + 1, step) if last else (float(meaning.lstrip(_TIMES + _PLUS)),)


@cache
def _signed(sign: str) -> dict[str, float]:
    """The words that multiply (`_TIMES`), or are added to (`_PLUS`), the digit before them."""
    rows = [row for language in languages() for row in table(f"pay/{language}") if row[0] == "number"]
    return {
        folded(word): float(meaning[1:])
        for _, meaning, words in rows
        if meaning[0] == sign
        for word in words.split("/")
    }


def _glued(own: dict[str, float], glue: str, order: str) -> Iterator[tuple[str, float]]:
    for tens, high in own.items():
        for ones, low in own.items():
            if high in range(20, 100, 10) and 0 < low < 10:
                yield (f"{ones}{glue}{tens}" if order == "ones_first" else f"{tens}{glue}{ones}"), high + low
                if order == "tens_first" and not glue and ones[0] in "uo":
                    yield f"{tens[:-1]}{ones}", high + low  # Italian drops a vowel before another: "ventotto"


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
        short = len(word) < 3 and not is_drawn(low, token.start)
        if token.kind != "cur" or short or not _NAME.fullmatch(word) or _heads(low, token.end):
            continue
        high = drawn(low, token.start) or _number(low, token.start)
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
    end = _trim(low, at)
    start = word_start(low, end, max(0, at - 12))
    return _number(low, start) if low[start:end] in _ranges() else None


def _trim(low: str, at: int) -> int:
    while at and low[at - 1] in " \n-":
        at -= 1
    return at


def _number(low: str, before: int) -> Spelt | None:
    """The number whose last word ends right before this offset."""
    values, joins = number_words(), _joins()
    words: list[tuple[int, str]] = []
    de = _DE.search(low, max(0, before - 4), before)
    before = de.start() if de else before
    end = at = _trim(low, before)
    if before - end > 2:
        return None
    while len(words) < _MOST_WORDS:
        start = word_start(low, at, max(0, at - _LONGEST))
        word = low[start:at]
        if not (word in values or _parts(word) or (words and word in joins)):
            break
        words.insert(0, (start, word))
        at = _trim(low, start)
    while words and words[0][1] in joins:
        words.pop(0)
    if words and low[: words[0][0]].rstrip()[-1:].isdigit():
        return None
    if not words or not _one_number(words, values) or _is_particle(words):
        return None
    return words[0][0], end, value_of([word for _, word in words])


@lru_cache(maxsize=1_000)
def _parts(word: str) -> tuple[str, ...] | None:
    """The number words that one long word is made of: "zweihundertfunfzig"; None where it is none, or one alone."""
    values = number_words()
    if word in values or len(word) < _LEAST_LONG:
        return None
    ways: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    for end in range(2, len(word) + 1):
        starts = (start for start in range(end - 1) if ways[start] is not None and word[start:end] in values)
        start = next(starts, None)
        if start is not None:
            ways[end] = (*(ways[start] or ()), word[start:end])
    return ways[-1]


def _value(word: str, values: Mapping[str, float]) -> float:
    """The value of a number word, one long word included; 0 for any other."""
    return values.get(word) or (value_of([word]) if _parts(word) else 0.0)


def _is_particle(words: list[tuple[int, str]]) -> bool:
    """Whether the only word is a "one" of two letters, which other languages have for "in": "6 millones en dólares"."""
    return len(words) == 1 and len(words[0][1]) <= _PARTICLE


def _one_number(words: list[tuple[int, str]], values: dict[str, float]) -> bool:
    """Whether the words say one number: not "fifteen and twenty"."""
    last = 0
    while len(words) > 1:
        first, second = words[0][1], next((word for _, word in words[1:] if word not in _joins()), None)
        low, high = _value(first, values), _value(second or "", values)
        if second is None or _goes_on(low, high, first, second):
            break
        while words and words[0][1] not in (second,):
            words.pop(0)
        last += 1
        if last > _MOST_WORDS:
            break
    return bool(words)


def _goes_on(low: float, high: float, first: str, second: str) -> bool:
    """Whether a number word with its value follows another in one number."""
    if second in _signed(_TIMES) or second in _signed(_PLUS):
        return low < 10
    if low in _FRENCH and 10 <= high < 20:
        return True
    if second[0] == "و" and low < 10 and 20 <= high < _HUNDRED:
        return True
    teens = first == "dix" and 7 <= high < 10
    return high >= _HUNDRED or (low >= _HUNDRED and high < low) or (20 <= low < 100 and high < 10) or low < 1 or teens


def value_of(words: list[str]) -> float:
    """The value of a number given as its folded words, in their order; words that are no number count nothing."""
    values, times = number_words(), _signed(_TIMES)
    total = group = 0.0
    for word in (part for whole in words for part in (_parts(whole) or (whole,))):
        value = values.get(word)
        if value is None:
            continue
        digit = group % 10
        if word in times and digit > 1:
            group += digit * times[word] - digit
        elif value == _HUNDRED:
            group = max(group, 1) * value
        elif value == _THOUSAND:
            total, group = total + max(group, 1) * value, 0
        else:
            group += value
    return float(total + group)


def says_number(text: str, at: int) -> bool:
    """Whether a number in words stands right before the name of a currency that begins here."""
    if is_drawn(text, at):
        return True
    low = folded(text[max(0, at - _LONGEST) : at])
    de = _DE.search(low)
    end = _trim(low, de.start() if de else len(low))
    word = low[word_start(low, end, 0) : end]
    return word in number_words() or _parts(word) is not None

"""Figures in a stretch of text: one number with its scale, its currency, its unit and its plus."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from directory.claims import Unit
from directory.reading.pay.lexicon import Stretch, Token
from directory.reading.pay.money import GROUPS
from directory.reading.pay.numbers import minor, parse, scaled
from directory.reading.pay.spelt import spelt
from directory.reading.pay.units import skip, unit_after

_NUMBER = re.compile(r"\d{1,3}(?: \d{3})+(?![\d])(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,']\d+)*")
_EVEN = re.compile(r" ?[.,]-+(?=[ /\n;,)]|$)| ?:-(?=[ /\n;,)]|$)")
_NO_AMOUNT = re.compile(r"[%°]|:\d|(?:st|nd|rd|th|x|D)\b|\.\d|\(k\)")
_PLUS = re.compile(r"\+(?![A-Za-z$€£\d])| \+(?= ?(?:/|per\b))")
_RAND = re.compile(r"(?<![\w&$/.-])R ?$")
_RAND_RANGE = re.compile(r"[\d, .]*(?:k\b)?(?: ?(?:-+|to) ?R ?\d[\d, .]*(?:k\b)?)?(?<! )")
_COUNTED = re.compile(
    r"[ \t]*(?:/|(?:per|for|every|each|por|pro|je|par|za|за|per ogni)(?: every)?) ?"
    r"(?:(?P<thousand>1[,. ]?000|1k|(?:one |a )?thousand|mil|tausend|mille)"
    r"|100|(?:one |a )?hundred|cien|cem|cent|hundert)"
    r" (?:source |target |translated |new )*(?:words?|palabras|palavras|worter|mots|parole|slow|slov|слов|слiв)\b",
    re.IGNORECASE,
)
_LPA = re.compile(r" ?(?:LPA|lpa|Lpa)\b|(?: ?)(?:lakhs?|lacs?) (?:per annum|pa|p\.a\.)", re.IGNORECASE)
_LAKH = re.compile(r"L\b")
_OF_LAKHS = re.compile(r"\dL ?(?:-+|to) ?[\d.]+$")
_MOST_DIGITS = 20
_OF_SCALE = {"id": "IDR", "vi": "VND", "hi": "INR"}
# The short word for an hour in Ukrainian is a year in Russian.
_UK_HOUR = re.compile(r"год\.?$")
# A figure without a currency is only pay from here on: "薪资:5000", not "待遇:13薪".
_LEAST_DIGITS = 3
# The dollar of a country or code written beside the sign ("US $16.07", "$25 CAD").
DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "COP", "CLP", "UYU", "peso"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at `start` to `end` of its stretch, with everything written right beside it.

    `first` is where the number itself begins. `currency` is a code or the name of a group ("krone", "peso").
    """

    start: int
    end: int
    first: int
    value: float
    scale: float
    large: bool
    marked: bool
    currency: str | None
    unit: Unit | None
    plus: bool
    guessed: bool = False
    words: str = ""


@dataclass(slots=True)
class _Tail:
    """What follows a number: a plus, a currency, a unit, a currency again."""

    end: int
    currency: str | None
    unit: Unit | None = None
    plus: bool = False
    marked: bool = False
    guessed: bool = False


def figures(where: Stretch) -> list[Figure]:
    """The numbers of a stretch that can be amounts, in digits and in words, in order."""
    found = [figure for figure in _digits(where) if figure is not None]
    spoken = [_spoken(where, *number) for number in spelt(where)]
    return sorted((*found, *spoken), key=lambda figure: figure.start) if spoken else found


def _spoken(where: Stretch, start: int, end: int, value: float) -> Figure:
    tail = _tail(where, end, None)
    return Figure(
        start, tail.end, start, value, 1, False, tail.marked, tail.currency, tail.unit, tail.plus, tail.guessed
    )


def _digits(where: Stretch) -> Iterator[Figure | None]:
    last = 0
    for match in _NUMBER.finditer(where.text):
        if match.start() < last or len(match[0]) > _MOST_DIGITS:
            continue
        figure = _figure(where, match.start(), match.end())
        if figure:
            last = figure.end
        yield figure


def _figure(where: Stretch, start: int, end: int) -> Figure | None:
    text = where.text
    if not where.near_money(start, end):
        return None
    ahead = _before(where, start) or _rand(where, start) or _bare(where, start, end)
    if not ahead and start and text[start - 1].isalpha() and not _glued(where, start):
        return None
    value, scale, large, after = scaled(where, start, end)
    sign = ahead[1] if ahead else None
    if (
        scale == 1
        and _LAKH.match(text, after)
        and sign in (None, "INR", "rupee")
        and (sign or _OF_LAKHS.search(text, max(0, after - 12), after))
    ):
        scale, after = 100_000, after + 1
    even = _EVEN.match(text, after)
    after = even.end() if even else after
    tail = _tail(where, after, sign)
    small = None if ahead or scale != 1 else minor(where, end)
    if small:
        scale, tail = 0.01, _tail(where, *small)
        tail.marked = True
    if scale == 100_000 and (found := _LPA.match(text, end)) and tail.currency in (None, "INR", "rupee"):
        tail.currency, tail.unit, tail.marked = "INR", "year", True
        tail.end = max(tail.end, found.end())
    if tail.currency is None and scale != 1:
        tail.currency = _by_scale(where, start, end)
        tail.marked = tail.marked or tail.currency is not None
    if tail.currency == "UAH" and tail.unit == "year" and _UK_HOUR.search(where.low, 0, tail.end):
        tail.unit = "hour"
    counted = None if tail.unit and not tail.guessed else _COUNTED.match(where.low, tail.end)
    if counted is None and tail.guessed:
        counted = _COUNTED.match(where.low, after)
    if counted:
        tail.end, tail.unit, tail.guessed, scale = counted.end(), "word", False, 0.001 if counted["thousand"] else 0.01
    if not tail.marked and not ahead and _NO_AMOUNT.match(text, end):
        return None
    words = text[start:end] if value is None else ""
    value = parse(words, tail.currency, tail.unit) if value is None else value
    if value is None:
        return None
    first = ahead[0] if ahead else start
    marked = bool(ahead) or tail.marked
    amount = round(value * scale, 6)
    return Figure(
        first, tail.end, start, amount, scale, large, marked, tail.currency, tail.unit, tail.plus, tail.guessed, words
    )


def _before(where: Stretch, start: int) -> tuple[int, str] | None:
    """The currency mark that ends at a number's first character: where it starts, and the currency."""
    low = where.text
    at = start
    while at and start - at < 12 and low[at - 1] in " \n":
        at -= 1
    ahead = where.to(at, "scale_ahead")
    if ahead:
        at = ahead.start - 1 if low[ahead.start - 1 : ahead.start] == " " else ahead.start
    token = where.to(at, "cur") or (where.to(at - 1, "cur") if low[at - 1 : at] in ("-", ":") and at == start else None)
    if (
        token is None
        or low[token.start : token.end] == "won"
        or (low[token.start - 1 : token.start].isdigit() and at < start and not ahead)
    ):
        return None
    return _country(where, token)


def _country(where: Stretch, token: Token) -> tuple[int, str]:
    """A sign with the code or country before it: "US $16", "CA $20", "MXN $300"."""
    at = token.start - 1
    if token.meaning in DOLLARS and where.text[at : at + 1] == " ":
        code = where.to(at, "cur")
        if code and code.meaning in DOLLARS and where.text[code.start : code.end].isupper():
            return code.start, code.meaning if token.meaning == "USD" else token.meaning
    return token.start, token.meaning


def _rand(where: Stretch, start: int) -> tuple[int, str] | None:
    """The R of South African rand before a number that a unit of work follows: "R500 per day", "R150 - R200/hr"."""
    found = _RAND.search(where.text, max(0, start - 3), start)
    if found is None:
        return None
    number = _RAND_RANGE.match(where.text, start)
    if number is None or unit_after(where, number.end()).unit is None:
        return None
    return found.start(), "ZAR"


def _by_scale(where: Stretch, start: int, end: int) -> str | None:
    """The currency that goes without saying behind a country's own word for thousands or millions of pay."""
    token = where.at(end + 1 if where.text[end : end + 1] == " " else end, "scale")
    if token is None or not where.within(max(0, start - 60), start, "money", "wage"):
        return None
    units = where.within(token.end, token.end + 12, "unit", "alone")
    spoken = [token.language, *(unit.language for unit in units)]
    return next((_OF_SCALE[language] for language in spoken if language in _OF_SCALE), None)


def _bare(where: Stretch, start: int, end: int) -> tuple[int, str] | None:
    """A figure right behind a Chinese word of pay: its currency goes without saying ("薪资:5000-6000")."""
    at = start - 1 if where.text[start - 1 : start] in (":", " ") else start
    word = where.to(at, "money", "wage") if at > 0 else None
    if word is None or word.language != "zh" or where.at(end, "cur", "unit"):
        return None
    return (start, "yuan") if end - start >= _LEAST_DIGITS or where.at(end, "scale") else None


def _tail(where: Stretch, at: int, currency: str | None) -> _Tail:
    tail = _Tail(at, currency)
    _take_plus(where, tail)
    _take_mark(where, tail)
    _take_plus(where, tail)
    found = unit_after(where, tail.end)
    tail.unit, tail.guessed = found.unit, found.guessed
    if found.unit:
        tail.end = found.end
        _take_mark(where, tail)
        _take_plus(where, tail)
    return tail


def _take_plus(where: Stretch, tail: _Tail) -> None:
    found = _PLUS.match(where.text, tail.end)
    if found:
        tail.end, tail.plus = found.end(), True


def _take_mark(where: Stretch, tail: _Tail) -> None:
    at = skip(where.text, tail.end, 12)
    opened = where.text[at : at + 1] == "("
    token = where.at(at + 1 if opened else at, "cur")
    if token is None or (at > tail.end and where.text[token.end : token.end + 1].isdigit()):
        return
    if "\n" in where.text[tail.end : at] and not unit_after(where, token.end).unit:
        return
    known, code = tail.currency, token.meaning
    if known in (None, code) or dollar_of(known or "", code) or code in GROUPS.get(known or "", ({},))[0].values():
        tail.end, tail.currency, tail.marked = token.end, code, True
        if opened and where.text[token.end : token.end + 1] == ")":
            tail.end += 1


def _glued(where: Stretch, start: int) -> bool:
    """Whether a word of running text runs into the number ("upto15", "월250"), unlike a name ("GPT4", "v2", "C17")."""
    return where.low[max(0, start - 2) : start] in ("to", "at", "is", "of", "om") or where.text[start - 1] >= "\u0900"


def dollar_of(known: str, code: str) -> bool:
    """Whether a code beside a dollar sign says whose dollar it is."""
    return known == "USD" and code in DOLLARS

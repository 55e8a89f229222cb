"""What follows a number: a plus, a currency, a unit, a currency again; and what its scale says of its currency."""

import re
from collections import Counter
from dataclasses import dataclass

from directory.claims import Unit
from directory.reading.pay.behind import country_behind
from directory.reading.pay.blanks import skip
from directory.reading.pay.lexicon import Stretch
from directory.reading.pay.marks import dollar_of
from directory.reading.pay.money import GROUPS
from directory.reading.pay.units import unit_after

_PLUS = re.compile(r"\+(?![\w$€£])| \+(?= ?(?:/|per\b))")
_COUNTED = re.compile(
    r"[ \t]*(?:/|(?:per|for|every|each|por|pro|je|par|za|за|per ogni)(?: every)?) ?"
    r"(?:(?P<thousand>1[,. ]?000|1k|(?:one |a )?thousand|mil|tausend|mille)"
    r"|100|(?:one |a )?hundred|cien|cem|cent|hundert)"
    r" (?:source |target |translated |new )*(?:words?|palabras|palavras|worter|mots|parole|slow|slov|слов|слiв)\b",
    re.IGNORECASE,
)
_LPA = re.compile(r" ?(?:LPA|lpa|Lpa)\b|(?: ?)(?:lakhs?|lacs?) (?:per annum|pa|p\.a\.)", re.IGNORECASE)
_OF_SCALE = {"id": "IDR", "vi": "VND", "hi": "INR"}
_OF_COUNTRIES = frozenset(("shilling", "KES", "TZS", "UGX"))
_THOUSAND, _SURE = 1_000, 2  # words of a language that say which it is
_LAKHS = 100_000
# A digit behind the yuan's everyday name is tenths of it: "六块五" is 6.5.
_CHINESE = "一二三四五六七八九"
_TENTH = re.compile(rf"(?<=块)(?:[{_CHINESE}]|\d)(?![\d十百千万元块个张条单])")
# The short word for an hour in Ukrainian is a year in Russian.
_UK_PAY = ("UAH", "USD", "EUR")
_UK_HOUR = re.compile(r"год\.?$")


@dataclass(slots=True)
class Tail:
    """What follows a number: a plus, a currency, a unit, a currency again."""

    end: int
    currency: str | None
    unit: Unit | None = None
    plus: bool = False
    marked: bool = False
    guessed: bool = False
    tenths: float = 0.0


def tail_of(where: Stretch, at: int, currency: str | None) -> Tail:
    """What follows a number that ends at `at`; `currency` is the one written before it, None where none is."""
    tail = Tail(at, currency)
    _take_plus(where, tail)
    _take_mark(where, tail)
    _take_plus(where, tail)
    tail.end = country_behind(where, tail.end) if tail.currency in _OF_COUNTRIES else tail.end
    found = unit_after(where, tail.end)
    tail.unit, tail.guessed = found.unit, found.guessed
    if found.unit:
        tail.end = found.end
        _take_mark(where, tail)
        _take_plus(where, tail)
    return tail


def _take_plus(where: Stretch, tail: Tail) -> None:
    found = _PLUS.match(where.text, tail.end)
    if found:
        tail.end, tail.plus = found.end(), True


def _take_mark(where: Stretch, tail: Tail) -> None:
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
        if code == "CNY" and (tenth := _TENTH.match(where.text, token.end)):
            tail.end, tail.tenths = tenth.end(), (_CHINESE.find(tenth[0]) + 1 or int(tenth[0])) / 10
        if opened and where.text[token.end : token.end + 1] == ")":
            tail.end += 1


def told_by_scale(where: Stretch, tail: Tail, start: int, end: int, scale: float) -> None:
    """Fills in what the scale or the country's own words say: "6 LPA", "Gaji 5 juta", "200 грн/год"."""
    lakhs = _LPA.match(where.text, end) if scale == _LAKHS else None
    if lakhs and tail.currency in (None, "INR", "rupee"):
        tail.currency, tail.unit, tail.marked = "INR", "year", True
        tail.end = max(tail.end, lakhs.end())
    if tail.currency is None and scale == _THOUSAND and (told := _of_thousands(where, end)):
        tail.currency, tail.marked = told, True
    if tail.currency is None and scale != 1:
        tail.currency = _by_scale(where, start, end)
        tail.marked = tail.marked or tail.currency is not None
    if tail.currency in _UK_PAY and tail.unit == "year" and _UK_HOUR.search(where.low, 0, tail.end):
        tail.unit = "hour"


def _of_thousands(where: Stretch, end: int) -> str | None:
    """The currency of a "k" behind a figure where the words around speak of pay in Vietnamese or Indonesian: "90k"."""
    if where.low[end : end + 1] != "k" or not where.within(
        max(0, end - 60), end + 40, "money", "wage", "unit", "alone"
    ):
        return None
    said = Counter(
        token.language for token in where.tokens if token.language in _OF_SCALE and token.end - token.start > 2
    )
    best = said.most_common(1)
    return _OF_SCALE[best[0][0]] if best and best[0][1] >= _SURE and best[0][0] != "hi" else None


def _by_scale(where: Stretch, start: int, end: int) -> str | None:
    """The currency that goes without saying behind a country's own word for thousands or millions of pay."""
    token = where.at(end + 1 if where.text[end : end + 1] == " " else end, "scale")
    # Characters before: its clause speaks of pay.
    if token is None or not where.within(max(0, start - 60), start, "money", "wage"):
        return None
    units = where.within(token.end, token.end + 12, "unit", "alone")
    spoken = [token.language, *(unit.language for unit in units)]
    return next((_OF_SCALE[language] for language in spoken if language in _OF_SCALE), None)


def counted(where: Stretch, tail: Tail, at: int) -> float | None:
    """The scale of a rate for a hundred or a thousand words; the tail then ends behind them."""
    if tail.unit and not tail.guessed:
        return None
    found = _COUNTED.match(where.low, tail.end) or (_COUNTED.match(where.low, at) if tail.guessed else None)
    if found is None:
        return None
    tail.end, tail.unit, tail.guessed = found.end(), "word", False
    # A rate for a thousand, or a hundred, words as the rate of one.
    return 0.001 if found["thousand"] else 0.01

"""Marks of money before a number: signs, codes and names, the rand's R, and words behind which none is needed."""

import re

from directory.reading.pay.headed import currency_beside
from directory.reading.pay.lexicon import PayToken, Stretch
from directory.reading.pay.units import unit_after

_BRACKETS = re.compile(r"\(([A-Z]{3}|[$€£])\) ?: ?$")
_RAND = re.compile(r"(?:(?<![\w&$/.-])|(?<=\d-)|(?<=\d -))(?P<sign>[RN]) ?$")
_LETTERS = {"R": ("ZAR", 1), "N": ("NGN", 4)}
"""The letters of rand and naira, and how many digits a figure has at least that they are read before."""
_RAND_RANGE = re.compile(r"[\d, .]*(?:k\b)?(?: ?(?:-+|to) ?[RN] ?\d[\d, .]*(?:k\b)?)?(?<! )")
# A figure without a currency is only pay from here on: "薪资:5000", not "待遇:13薪".
_LEAST_DIGITS = 3
# The dollar of a country or code written beside the sign ("US $16.07", "$25 CAD").
DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "COP", "CLP", "UYU", "peso"})

Mark = tuple[int, str]


def mark_before(where: Stretch, start: int, end: int) -> Mark | None:
    """Where the mark of money before a number begins, and its currency or the name of its group."""
    return (
        _before(where, start)
        or _in_brackets(where, start)
        or _rand(where, start)
        or _bare(where, start, end)
        or _headed(where, start)
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


def _country(where: Stretch, token: PayToken) -> tuple[int, str]:
    """A sign with the code or country before it: "US $16", "CA $20", "MXN $300"."""
    at = token.start - 1
    if token.meaning in DOLLARS and where.text[at : at + 1] == " ":
        code = where.to(at, "cur")
        word = where.text[code.start : code.end] if code else ""
        if code and code.meaning in DOLLARS and (word.isupper() or not word.isascii()):
            return code.start, code.meaning if token.meaning == "USD" else token.meaning
    return token.start, token.meaning


def _in_brackets(where: Stretch, start: int) -> Mark | None:
    """A code in brackets before a colon: "Hourly rate (USD): 18"."""
    found = _BRACKETS.search(where.text, max(0, start - 12), start)
    token = where.to(found.end(1), "cur") if found else None
    return (start, token.meaning) if token else None


def _rand(where: Stretch, start: int) -> tuple[int, str] | None:
    """The R of rand or N of naira before a number that a unit of work follows: "R500 per day", "N150,000 a month"."""
    found = _RAND.search(where.text, max(0, start - 3), start)
    if found is None:
        return None
    currency, least = _LETTERS[found["sign"]]
    number = _RAND_RANGE.match(where.text, start)
    if number is None or unit_after(where, number.end()).unit is None:
        return None
    digits = re.match(r"[\d,]*", where.text[start:])
    return (found.start(), currency) if digits and sum(map(str.isdigit, digits[0])) >= least else None


def _bare(where: Stretch, start: int, end: int) -> tuple[int, str] | None:
    """A figure right behind a Chinese word of pay: its currency goes without saying ("薪资:5000-6000")."""
    at = start - 1 if where.text[start - 1 : start] in (":", " ") else start
    word = where.to(at, "money", "wage") if at > 0 else None
    if word is None or word.language != "zh" or where.at(end, "cur", "unit"):
        return None
    return (start, "yuan") if end - start >= _LEAST_DIGITS or where.at(end, "scale") else None


def _headed(where: Stretch, start: int) -> Mark | None:
    """A bare figure behind a label of pay whose currency the label or another field says: "Pay (USD/hour): 20"."""
    found = currency_beside(where, start) if where.text[start - 1 : start] in (":", " ") and start else None
    return (start, found) if found else None


def dollar_of(known: str, code: str) -> bool:
    """Whether a code (ISO 4217) beside a plain dollar sign says whose dollar it is: "$ 20 CAD"."""
    return known == "USD" and code in DOLLARS

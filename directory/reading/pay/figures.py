"""Figures in a stretch of text: one number with its scale, its currency, its unit and its plus."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from directory.claims import Unit
from directory.reading.pay.behind import spelt_behind
from directory.reading.pay.lexicon import Stretch
from directory.reading.pay.marks import mark_before
from directory.reading.pay.numbers import minor, parse, scaled
from directory.reading.pay.spelt import spelt
from directory.reading.pay.tails import Tail, counted, tail_of, told_by_scale

_NUMBER = re.compile(r"\d{1,3}(?: \d{3})+(?![\d])(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,']\d+)*")
_EVEN = re.compile(r" ?[.,]-+(?=[ /\n;,)]|$)")
_NO_AMOUNT = re.compile(r"[%°]|:\d|(?:st|nd|rd|th|x|D)\b|\.\d|\(k\)")
_CODE = re.compile(r" ?\(?([A-Z]{3})\b\)?")  # behind cents: "68 cents (ZAR)"
_LAKH = re.compile(r"L\b")
_OF_LAKHS = re.compile(r"\dL ?(?:-+|to) ?[\d.]+$")
_MOST_DIGITS = 20  # characters of a number with its marks: longer ones are keys and numbers of telephones


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


def figures(where: Stretch) -> list[Figure]:
    """The numbers of a stretch that can be amounts, in digits and in words, in order."""
    found = [figure for figure in _digits(where) if figure is not None]
    spoken = [_spoken(where, *number) for number in spelt(where)]
    spoken += [_spoken_behind(where, *number) for number in spelt_behind(where)]
    return sorted((*found, *spoken), key=lambda figure: figure.start) if spoken else found


def _spoken(where: Stretch, start: int, end: int, value: float) -> Figure:
    tail = tail_of(where, end, None)
    value += tail.tenths
    return Figure(
        start, tail.end, start, value, 1, False, tail.marked, tail.currency, tail.unit, tail.plus, tail.guessed
    )


def _spoken_behind(where: Stretch, start: int, end: int, value: float) -> Figure:
    money = where.at(start, "cur")
    tail = tail_of(where, end, money.meaning if money else None)
    return Figure(start, tail.end, start, value, 1, False, True, tail.currency, tail.unit, tail.plus, tail.guessed)


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
    if not where.near_money(start, end) and not minor(where, end):
        return None
    ahead = mark_before(where, start, end)
    if not ahead and start and where.text[start - 1].isalpha() and not _glued(where, start):
        return None
    value, scale, large, after = scaled(where, start, end)
    sign = ahead[1] if ahead else None
    if scale == 1 and _is_lakh(where.text, after, sign):
        # A lakh.
        scale, after = 100_000, after + 1
    even = _EVEN.match(where.text, after)
    after = even.end() if even else after
    tail, scale = _followed(where, start, end, after, sign, scale)
    if not tail.marked and not ahead and _NO_AMOUNT.match(where.text, end):
        return None
    words = where.text[start:end] if value is None else ""
    value = parse(words, tail.currency, tail.unit) if value is None else value
    if value is None:
        return None
    first, marked, amount = (
        ahead[0] if ahead else start,
        bool(ahead) or tail.marked,
        round(value * scale + tail.tenths, 6),
    )
    return Figure(
        first, tail.end, start, amount, scale, large, marked, tail.currency, tail.unit, tail.plus, tail.guessed, words
    )


def _is_lakh(text: str, at: int, sign: str | None) -> bool:
    """Whether an L behind a number is short for lakh: "INR 3L - 5L"."""
    if not _LAKH.match(text, at) or sign not in (None, "INR", "rupee"):
        return False
    return bool(sign or _OF_LAKHS.search(text, max(0, at - 12), at))


def _followed(where: Stretch, start: int, end: int, after: int, sign: str | None, scale: float) -> tuple[Tail, float]:
    """What follows a number and its scale, and the scale with what that says: cents, a rate for a thousand words."""
    small = None if sign or scale != 1 else minor(where, end)
    if small:
        code = _CODE.match(where.text, small[0])
        told = where.at(code.start(1), "cur") if code else None
        tail = tail_of(where, code.end() if code and told else small[0], told.meaning if told else small[1])
        tail.marked = True
        # Hundredths: cents, pence.
        return tail, 0.01
    tail = tail_of(where, after, sign)
    told_by_scale(where, tail, start, end, scale)
    return tail, counted(where, tail, after) or scale


def _glued(where: Stretch, start: int) -> bool:
    """Whether a word of running text runs into the number ("upto15", "월250"), unlike a name ("GPT4", "v2", "C17")."""
    return where.low[max(0, start - 2) : start] in ("to", "at", "is", "of", "om") or where.text[start - 1] >= "\u0600"

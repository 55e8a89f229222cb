"""Figures in a plain text: one number with its currency, its unit and its plus."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from directory.claims import Unit
from directory.reading.pay import marks as pay_marks
from directory.reading.pay.scales import minor, scale_of
from directory.reading.pay.spelt import spelt
from directory.reading.pay.words import PER, units

_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"
_BLANKS = "\u00a0\u2007\u2009\u202f\u2002\u2003\u3000*`"
_ALIKE = {**dict.fromkeys(_HYPHENS, "-"), **dict.fromkeys(_BLANKS, " "), "～": "~", "＄": "$", "，": ",", "’": "'"}

_DIGITS = re.compile(r"\d[\d,.']*(?: \d{3}(?!\d))*")
_RAND = re.compile(r"(?<![\w&$/.-])R ?\d[\d, .]*(?:k\b)?(?: ?(?:-+|to) ?R ?\d[\d, .]*(?:k\b)?)?(?<! )")
# A rate for many words at once.
_COUNTED = re.compile(
    r"[ \t]*(?:/|(?:per|for|every|each)(?: every)?) ?"
    r"(?:(?P<thousand>1[,. ]?000|1k|(?:one |a )?thousand)|100|(?:one |a )?hundred)"
    r" (?:source |target |translated |new )*words?\b",
    re.IGNORECASE,
)
# A round sum: "CHF 35.-".
_EVEN = re.compile(r"[.,]-+(?=[ /\n]|$)")
# Lakhs a year: an Indian salary.
_LPA = re.compile(r" ?LPA\b")
_LARGE = re.compile(
    r" ?(?:m(?:n|m|illion|illones|ilhões)?|b(?:n|illion)?|trillion|mio\.?|XM)(?![A-Za-z])"
    r"|\+? ?(?:million|billion|trillion)",
    re.IGNORECASE,
)
_NO_AMOUNT = re.compile(r"[%°:]|(?:st|nd|rd|th|x|D)\b|\.\d|\(k\)", re.IGNORECASE)
_LATIN = re.compile(r"[A-Za-zÀ-ÿ]")
_PLUS = re.compile(r"\+(?![A-Za-z$€£\d])| \+(?= ?(?:/|per\b))")
_NEXT_LINE = re.compile(r"[ \t]*\n[ \t]*USD\b")
_UNITS, _ALONES = units("unit"), units("alone")


def _groups(rows: tuple[tuple[Unit, str], ...]) -> str:
    return "|".join(f"(?P<u{at}>{words})" for at, (_, words) in enumerate(rows))


_UNIT = re.compile(
    rf"[ \t]*(?:\(?(?:gross|net|netto|brutto|bruto|brut|before tax|after tax)\)?[ \t]*)?"
    rf"[(,]?\s{{0,3}}(?:/\s{{0,2}}(?:{PER} )?|(?P<per>{PER})"
    rf"(?:[ \t]*\n[ \t]*|[ \t]+|(?<![A-Za-zÀ-ÿ.])))(?:{_groups(_UNITS)})",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"(?:[ \t]*[-(,]?[ \t]*|[ \t]*\n[ \t]*(?=for |per ))(?:cash |gross |brut |brutto )?"
    rf"(?:{_groups(_ALONES)})",
    re.IGNORECASE,
)
_MOST_DIGITS = 20


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at `start` to `end`, with everything written right beside it."""

    start: int
    end: int
    value: float
    scale: float
    large: bool
    marked: bool
    currency: str | None
    unit: Unit | None
    plus: bool


def plain(text: str) -> str:
    """The text, of the same length, with one kind of hyphen and blank and without Markdown stars."""
    for odd, usual in _ALIKE.items():
        if odd in text:
            text = text.replace(odd, usual)
    return text


def figures(text: str) -> Iterator[Figure]:
    """The numbers of a plain text that can be amounts, in order, with or without a currency."""
    for match in _DIGITS.finditer(text):
        found = _figure(text, match.start(), match[0]) if len(match[0]) <= _MOST_DIGITS else None
        if found is not None:
            yield found


def in_words(text: str) -> Iterator[Figure]:
    """The numbers of a plain text that are written in words before the name of a currency, in order."""
    for start, end, value in spelt(text):
        tail = _tail(text, end, None)
        yield Figure(start, tail.end, value, 1, False, tail.marked, tail.currency, tail.unit, tail.plus)


def _figure(text: str, start: int, words: str) -> Figure | None:
    ahead = pay_marks.before(text, start) or _rand(text, start)
    if _LATIN.match(text[start - 1 : start]) and not ahead and not _glued_word(text, start):
        return None
    words = words.rstrip(".,' ")
    end = start + len(words)
    behind = pay_marks.after(text, end)
    value = parse(words, ahead[1] if ahead else behind[1] if behind else None)
    if value is None or (_NO_AMOUNT.match(text, end) and not behind):
        return None
    large, (scale, after) = _LARGE.match(text, end), scale_of(text, end, ahead[1] if ahead else None)
    even = _EVEN.match(text, end)
    tail = _tail(text, large.end() if large else even.end() if even else after, ahead[1] if ahead else None)
    small = minor(text, end) if not ahead else None
    if small:
        scale, tail = 0.01, _tail(text, *small)
        tail.marked = True
    if scale == 100_000 and _LPA.match(text, end) and tail.currency in (None, "INR"):
        tail.currency, tail.unit, tail.marked = "INR", "year", True
    counted = None if tail.unit else _COUNTED.match(text, tail.end)
    if counted:
        tail.end, tail.unit, scale = counted.end(), "word", 0.001 if counted["thousand"] else 0.01
    first = ahead[0] if ahead else start
    marked = bool(ahead) or tail.marked
    return Figure(
        first, tail.end, round(value * scale, 6), scale, bool(large), marked, tail.currency, tail.unit, tail.plus
    )


def _rand(text: str, start: int) -> tuple[int, str] | None:
    """The R of South African rand before a number that a unit of work follows: "R500 per day", "R150 - R200/hr"."""
    at = start - 2 if text[start - 1 : start] == " " else start - 1
    found = _RAND.match(text, at) if at >= 0 and text[at] == "R" else None
    if found is None or unit_after(text, found.end())[1] is None:
        return None
    return at, "ZAR"


@dataclass(slots=True)
class _Tail:
    """What follows a number: a plus, a currency, a unit, a currency again."""

    end: int
    currency: str | None
    unit: Unit | None = None
    plus: bool = False
    marked: bool = False


def _tail(text: str, at: int, currency: str | None) -> _Tail:
    tail = _Tail(at, currency)
    _take_plus(text, tail)
    _take_mark(text, tail)
    _take_plus(text, tail)
    tail.end, tail.unit = unit_after(text, tail.end)
    if tail.unit:
        _take_mark(text, tail)
        _take_plus(text, tail)
    elif (code := _NEXT_LINE.match(text, tail.end)) and (unit := unit_after(text, code.end()))[1]:
        tail.end, tail.unit = unit
    return tail


def _take_plus(text: str, tail: _Tail) -> None:
    found = _PLUS.match(text, tail.end)
    if found:
        tail.end, tail.plus = found.end(), True


def _take_mark(text: str, tail: _Tail) -> None:
    found = pay_marks.after(text, tail.end)
    if found and (tail.currency in (None, found[1]) or dollar_of(tail.currency or "", found[1])):
        tail.end, tail.currency, tail.marked = found[0], found[1], True


def _glued_word(text: str, start: int) -> bool:
    """Whether a word of running text runs into the number ("upto15"), unlike a name ("GPT4", "v2", "C17")."""
    return text[max(0, start - 2) : start] in ("to", "at", "is", "of", "om")


def dollar_of(known: str, code: str) -> bool:
    """Whether a code beside a dollar sign says whose dollar it is."""
    return known == "USD" and code in pay_marks.DOLLARS


def parse(words: str, currency: str | None) -> float | None:
    """The value of a written number: "1,250.50", "26,67", "40 000", "1.200.000"; None for what is no number."""
    groups = re.split(r"[,.' ]", words)
    marks = [char for char in words if char in ",.' "]
    if not marks:
        return float(words)
    if len(marks) > 1 and len(set(marks)) > 1:
        head, tail = "".join(groups[:-1]), groups[-1]
        return float(f"{head}.{tail}") if len(tail) <= 2 and marks[-1] in ".," else float("".join(groups))
    if len(marks) > 1:
        return float("".join(groups)) if all(len(group) in (2, 3) for group in groups[1:]) else None
    thousands = (
        len(groups[1]) == 3 and groups[0] != "0" and (marks[0] != "." or currency in _DOT_GROUPS or groups[1] == "000")
    )
    return float("".join(groups)) if thousands else float(".".join(groups))


# Currencies of countries that group thousands with a point.
_DOT_GROUPS = frozenset({"EUR", "BRL", "IDR", "COP", "CLP", "ARS", "VND", "TRY", "CRC", "PYG", "DKK", "NOK", "SEK"})


def unit_after(text: str, at: int) -> tuple[int, Unit | None]:
    """The unit that follows an amount ("/hr", "per valid audio hour", "hourly") and where its words end."""
    found = _UNIT.match(text, at)
    if found and not (found["per"] and "\n" in found[0][:3] and found["per"].lower() in ("a", "an", "al", "par", "at")):
        return found.end(), _named(found, _UNITS)
    alone = _ALONE.match(text, at)
    return (alone.end(), _named(alone, _ALONES)) if alone else (at, None)


def _named(found: re.Match[str], table: tuple[tuple[Unit, str], ...]) -> Unit:
    name = next(name for name, words in found.groupdict().items() if name.startswith("u") and words is not None)
    return table[int(name[1:])][0]

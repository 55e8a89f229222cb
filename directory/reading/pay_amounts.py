"""Amounts of money in running text: one figure or a range, its currency and the unit that stands beside it."""

import re
from dataclasses import dataclass

from directory.claims import Unit
from directory.reading import pay_marks
from directory.reading.pay_words import PER, units

_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"
_BLANKS = "\u00a0\u2007\u2009\u202f\u2002\u2003\u3000*`"
_ALIKE = {**dict.fromkeys(_HYPHENS, "-"), **dict.fromkeys(_BLANKS, " "), "～": "~", "＄": "$", "，": ",", "’": "'"}

_DIGITS = re.compile(r"\d[\d,.']*(?: \d{3}(?!\d))*")
_THOUSAND = re.compile(r" ?[kK](?![A-Za-z])")
_LARGE = re.compile(
    r" ?(?:m(?:n|m|illion|illones|ilhões)?|b(?:n|illion)?|trillion|mio\.?|XM)(?![A-Za-z])"
    r"|\+? ?(?:million|billion|trillion)",
    re.IGNORECASE,
)
_MYRIAD = re.compile(r" ?[万萬]")
_NO_AMOUNT = re.compile(r"[%°:]|(?:st|nd|rd|th|x|D)\b|\.\d|\(k\)", re.IGNORECASE)
_JOIN = re.compile(
    r"[ \t]*(?:\([a-z]{3,8}\)[ \t]*)?"
    r"(?P<word>-+>?|~|to|-to-|and|through|up to|until|bis(?: zu)?|hasta|até|à|a|y|e|et|und|hingga|sampai|至|到)"
    r"[ \t]*-?(?P<break>[ \t]*\n)?[ \t]*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?:between|entre|zwischen|from|range of|ranges?|介于|antara)\W{0,3}$", re.IGNORECASE)
_WEAK = frozenset({"and", "y", "e", "et", "und", "a"})
_PLUS = re.compile(r" ?\+(?! ?(?:an? )?[A-Za-z$€£]| \d)|\+(?= (?:USD|per|an hour)\b)")
_NEXT_LINE = re.compile(r"[ \t]*\n[ \t]*USD\b")
_UNITS, _ALONES = units("unit"), units("alone")


def _groups(rows: tuple[tuple[Unit, str], ...]) -> str:
    return "|".join(f"(?P<u{at}>{words})" for at, (_, words) in enumerate(rows))


_UNIT = re.compile(
    rf"[ \t]*[(,]?\s{{0,3}}(?:/\s{{0,2}}(?:{PER} )?|(?P<per>{PER})[ \t]*(?:\n[ \t]*)?)(?:{_groups(_UNITS)})",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"(?:[ \t]*[-(,]?[ \t]*|[ \t]*\n[ \t]*(?=for |per ))(?:cash |gross |brut |brutto )?"
    rf"(?:{_groups(_ALONES)})",
    re.IGNORECASE,
)
_MOST_RATIO = 200


@dataclass(frozen=True, slots=True)
class Amount:
    """Money at `start` to `end` of a text: figures as written, `currency` None if none stands beside it.

    `unit` is the one written next to it; `plus` for "$40+"; `ranged` for two figures; `large` for millions.
    """

    start: int
    end: int
    low: float
    high: float
    currency: str | None
    unit: Unit | None
    plus: bool = False
    large: bool = False

    @property
    def ranged(self) -> bool:
        """Whether two figures were written."""
        return self.low != self.high


@dataclass(frozen=True, slots=True)
class _Figure:
    start: int
    end: int
    value: float
    thousand: bool
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


def find(text: str) -> list[Amount]:
    """The amounts in a plain text, in order. Numbers without a currency are given too if a unit of work follows."""
    figures = [figure for match in _DIGITS.finditer(text) if (figure := _figure(text, match.start(), match[0]))]
    amounts: list[Amount] = []
    at = 0
    while at < len(figures):
        last = at
        while last + 1 < len(figures) and _joined(text, figures[last], figures[last + 1]):
            last += 1
        amounts.append(_single(figures[at]) if last == at else _range(figures[at], figures[last]))
        at = last + 1
    return [amount for amount in amounts if amount.currency or amount.unit]


def _figure(text: str, start: int, words: str) -> _Figure | None:
    ahead = pay_marks.before(text, start)
    if text[start - 1 : start].isalpha() and not ahead and not _glued_word(text, start):
        return None
    words = words.rstrip(".,' ")
    end = start + len(words)
    value = parse(words, ahead[1] if ahead else None)
    if value is None or (_NO_AMOUNT.match(text, end) and not pay_marks.after(text, end)):
        return None
    thousand, large = _THOUSAND.match(text, end), _LARGE.match(text, end)
    myriad = _MYRIAD.match(text, end)
    scale = thousand or large or myriad
    value *= 1_000 if thousand else 10_000 if myriad else 1
    tail = _tail(text, scale.end() if scale else end, ahead[1] if ahead else None)
    first = ahead[0] if ahead else start
    return _Figure(
        first,
        tail.end,
        value,
        bool(thousand),
        bool(large),
        bool(ahead) or tail.marked,
        tail.currency,
        tail.unit,
        tail.plus,
    )


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
    if found and (tail.currency in (None, found[1]) or _dollar_of(tail.currency or "", found[1])):
        tail.end, tail.currency, tail.marked = found[0], found[1], True


def _glued_word(text: str, start: int) -> bool:
    """Whether a word of running text runs into the number ("upto15"), unlike a name ("GPT4", "v2", "C17")."""
    return text[max(0, start - 2) : start] in ("to", "at", "is", "of", "om")


def _dollar_of(known: str, code: str) -> bool:
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


def _joined(text: str, first: _Figure, second: _Figure) -> bool:
    """Whether two figures are the ends of one range."""
    join = _JOIN.fullmatch(text, first.end, second.start)
    if join is None or not (first.marked or second.marked or second.unit):
        return False
    if join["break"] and text[second.start].isdigit():
        return False
    if join["word"].lower() in _WEAK and not _BETWEEN.search(text[max(0, first.start - 14) : first.start]):
        return join["word"].lower() == "a" and first.marked and second.marked
    if (
        first.currency
        and second.currency
        and first.currency != second.currency
        and not _dollar_of(first.currency, second.currency)
    ):
        return False
    if first.unit and second.unit and first.unit != second.unit:
        return False
    low, high = _ends(first, second)
    return 0 < low <= high <= low * _MOST_RATIO


def _ends(first: _Figure, second: _Figure) -> tuple[float, float]:
    """Both ends; "300 - 400k" is thousands twice."""
    carried = second.thousand and not first.thousand and first.value < second.value / 1_000 * 1.001
    return first.value * (1_000 if carried else 1), second.value


def _range(first: _Figure, second: _Figure) -> Amount:
    low, high = _ends(first, second)
    currency = second.currency if first.currency in (None, "USD") and second.currency else first.currency
    return Amount(
        first.start,
        second.end,
        low,
        high,
        currency,
        second.unit or first.unit,
        second.plus,
        first.large or second.large,
    )


def _single(figure: _Figure) -> Amount:
    return Amount(
        figure.start, figure.end, figure.value, figure.value, figure.currency, figure.unit, figure.plus, figure.large
    )

"""What a written number is worth: its marks of thousands and decimals, its scale, its hundredths."""

import re

from directory.claims import Unit
from directory.reading.pay.lexicon import PayToken, Stretch

_MINOR = (
    (re.compile(r" ?(?:¢|(?:us )?cents\b|us cent\b|(?<=\b1 )cent\b|centavos? de dolar|цент(?:ов|а|ы|ив|и)?\b)"), "USD"),
    (
        re.compile(
            r" ?(?:euro ?cents?\b|cent\b|centimes?\b(?: d'euro)?|centesim[io]\b(?: di euro)?|centimos?\b(?: de euro)?"
            r"|eurocent\b|sentti[a]?\b|eurosentti[a]?\b|centow\b|centy\b)"
        ),
        "EUR",
    ),
    (re.compile(r" ?(?:pence\b|p(?= ?/(?!h\b)| per\b| an?\b))"), "GBP"),
    (re.compile(r" ?(?:groszy\b|gr(?= za\b))"), "PLN"),
    (re.compile(r" ?(?:копе(?:ек|ики|ика)\b|коп\b)"), "RUB"),
    (re.compile(r" ?коп(?:иок|ійки|ійок|ииок|иики)\b"), "UAH"),
    (re.compile(r" ?ore\b"), "SEK"),
    (re.compile(r" ?kurus\b"), "TRY"),
    (re.compile(r" ?bani\b"), "RON"),
    (re.compile(r" ?haler(?:u|e)\b"), "CZK"),
    (re.compile(r" ?(?:paise\b|पैसे)"), "INR"),
    (re.compile(r" ?分钱"), "CNY"),
)
_PART = re.compile(r" ?(\d+)")
# Currencies of countries that group thousands with a point.
_DOT_GROUPS = frozenset((
    "EUR", "BRL", "IDR", "COP", "CLP", "ARS", "VND", "TRY", "CRC", "PYG", "DKK", "NOK", "SEK", "RON", "PLN", "CZK",
    "HUF", "RSD", "BGN", "UAH", "RUB", "KZT", "CHF", "krone", "peso", "UYU", "PEN", "KRW", "JPY",
))  # fmt: skip
_LONG: frozenset[Unit | None] = frozenset(("month", "year"))


def scaled(where: Stretch, start: int, end: int) -> tuple[float | None, float, bool, int]:
    """The value if it is composed ("1万5千", "3천만"), the scale, whether it is of millions, and where both end."""
    ahead = where.to(start - 1, "scale_ahead") if start else None
    if ahead:
        return None, float(ahead.meaning), False, end
    token = _scale_at(where, end)
    if token is None:
        return None, 1, False, end
    scale, at = float(token.meaning), token.end
    while more := where.at(at, "scale"):
        scale, at = scale * float(more.meaning), more.end
    next_one = where.text[at : at + 2]
    glued = next_one[:1].isdigit() or (token.language == "ko" and next_one[:1] == " " and next_one[1:].isdigit())
    if token.kind == "large" or scale < 1_000 or not glued:
        return None, scale, token.kind == "large", at
    return _composed(where, start, end, scale, at)


def _composed(where: Stretch, start: int, end: int, scale: float, at: int) -> tuple[float | None, float, bool, int]:
    """A number in two parts: "2万5000", "1万2千"."""
    rest = _PART.match(where.text, at)
    head = parse(where.text[start:end], None)
    if rest is None or head is None or scale < 10_000:
        return None, scale, False, at
    part, last = float(rest[1]), rest.end()
    token = where.at(last, "scale")
    if token:
        part, last = part * float(token.meaning), token.end
    return (head * scale + part, 1, False, last) if part < scale else (None, scale, False, at)


def _scale_at(where: Stretch, end: int) -> PayToken | None:
    at = end + 1 if where.text[end : end + 1] in (" ", "+") else end
    token = where.at(at, "scale", "large")
    if token and token.meaning == "1000000" and token.kind == "large" and token.end - token.start == 1 and at > end:
        return None
    return token


def minor(where: Stretch, end: int) -> tuple[int, str] | None:
    """Where "cents", "¢" or "pence" behind a number ends, and of which currency it is."""
    near = where.low[end : end + 2].lstrip(" ")[:1]
    if not (near.isalpha() or near == "¢"):
        return None
    found = ((form.match(where.low, end), id) for form, id in _MINOR)
    return next(((match.end(), id) for match, id in found if match), None)


def parse(words: str, currency: str | None, unit: Unit | None = None) -> float | None:
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
    dotted = currency in _DOT_GROUPS or groups[1] == "000" or unit in _LONG
    thousands = len(groups[1]) == 3 and groups[0] not in ("0", "") and (marks[0] != "." or dotted)
    return float("".join(groups)) if thousands else float(".".join(groups))

"""Structured fields written out as words, so that they can be quoted."""

import html
import math
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Any

import html_text

from crawler.faults import kind
from directory.posting import clean

BLANK_LINES = re.compile(r"\s*[\n\u2028\u2029]\s*")
SEPARATOR = re.compile("[\u2028\u2029]")
TAG = re.compile(r"<[^<>]*>")
NAMES = ("name", "label", "descriptor")  # where an object says what it is called
ZONE_NAME = re.compile(r"\[[^\]]*\]$")
DAYS = ("%Y/%m/%d", "%Y%m%d", "%d.%m.%Y")  # not 05/11/2026
SHORT_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
ZONE = re.compile(r"(?<=\d)Z?\s?(?:UTC|GMT)$")
WEEK = re.compile(r"\d{4}-?W\d\d")
FIRST_SECOND = 1_000_000_000  # September 2001: nothing was published on such a page before
MILLISECONDS = re.compile(r"/Date\((\d{10,13})(?:[+-]\d{4})?\)/")  # as .NET writes a moment
# A day in English words: "Thursday, November 5th, 2026", "5. Nov 2026", "Thu Nov 05 10:00:00 UTC 2026".
WORDED = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?(?:(?P<month>[a-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    r"|(?P<first>\d{1,2})(?:st|nd|rd|th|\.)?[\s-]+(?P<second>[a-z]{3,9}))\.?(?:,?\s+|-)"
    r"(?:\d{1,2}:\d\d(?::\d\d)?\s+(?:[A-Z]{3,4}\s+)?)?(?P<year>\d{4})(?!\d)",
    re.IGNORECASE,
)
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december",
)  # fmt: skip
THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}")  # "1.500" is that or one and a half: who reads the words decides
DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")
PERIODS = {
    "hour": "hour", "hourly": "hour", "per-hour-wage": "hour", "per_hour": "hour", "1 hour": "hour",
    "day": "day", "per-day-wage": "day", "daily": "day", "1 day": "day",
    "week": "week", "per-week-salary": "week", "weekly": "week", "1 week": "week",
    "month": "month", "per-month-salary": "month", "monthly": "month", "1 month": "month",
    "year": "year", "per-year-salary": "year", "yearly": "year", "annual": "year", "annually": "year", "1 year": "year",
    "hours": "hour", "hr": "hour", "hrs": "hour", "hur": "hour", "pt1h": "hour", "days": "day", "p1d": "day",
    "weeks": "week", "wee": "week", "p1w": "week", "months": "month", "mon": "month", "p1m": "month",
    "years": "year", "yr": "year", "ann": "year", "p1y": "year",
    "2 week": "two weeks", "2 weeks": "two weeks", "p2w": "two weeks", "biweekly": "two weeks",
    "bi-weekly": "two weeks", "fortnightly": "two weeks", "2 month": "two months", "6 month": "six months",
    "stunde": "hour", "heure": "hour", "hora": "hour", "ora": "hour", "uur": "hour", "tag": "day", "jour": "day",
    "día": "day", "dia": "day", "woche": "week", "semaine": "week", "semana": "week", "monat": "month", "mois": "month",
    "mes": "month", "mês": "month", "maand": "month", "jahr": "year", "année": "year", "año": "year", "ano": "year",
    "task": "task", "item": "item", "piece": "piece", "word": "word", "image": "image", "page": "page",
    "session": "session", "minute": "minute",
}  # fmt: skip


def plain(markup: Any, *, escaped: int = 0) -> str:
    """Text of HTML with one line a block; `escaped` times entity-escaped on top. What is no text is taken as `told`."""
    return _plain(clean(markup if isinstance(markup, str) else told(markup)), escaped)


@lru_cache(128)  # a role that is published once a city has one text: 1,119 of 1,203 postings of Mindrift; some 2 MB
def _plain(text: str, escaped: int) -> str:
    for _ in range(escaped):
        text = html.unescape(text)
    for _ in range(2):  # escaped more often than the board's own manual says
        text = html.unescape(text) if "<" not in text and "&lt;" in text else text
    if "<" not in text and "&" not in text:
        return lines(text)
    return lines(html_text.extract_text(SEPARATOR.sub("<br>", text))) or lines(_stripped(text))


def lines(text: str) -> str:
    """The text with single line breaks, no blank lines, and nothing before the first or behind the last word."""
    return BLANK_LINES.sub("\n", text).strip()


def markdown(text: str | None) -> str:
    """Markdown as plain lines: emphasis marks, link targets and escapes are dropped, dashes of lists stay."""
    kept = re.sub(r"!?\[([^\]\n]{0,300})\]\([^)\s]{0,500}\)", r"\1", clean(text or ""))
    kept = re.sub(r"\*\*|__|(?m:^#{1,6}\s+)|(?m:^\s*>\s?)", "", kept)
    return lines(re.sub(r"\\([\\`*_{}\[\]()#+.!$~-])", r"\1", kept))


def pay(low: Any, high: Any, currency: Any, period: Any = None) -> str:
    """An amount as words: "20 - 45 USD per hour"; empty when no figure is given. Zero means that none is given.

    Bounds that are text and no plain numbers ("$20", "20-30", "1.500") are kept as they are written.
    """
    least, most = number(low), number(high)
    worded = any(number(bound) is None and has_figure(told(bound)) for bound in (low, high))
    if worded or (least is None and most is None):
        span = " - ".join(dict.fromkeys(text for text in (told(low).strip(), told(high).strip()) if has_figure(text)))
    else:
        span = _span(least, most) if least or most else ""
    if not span:
        return ""
    code = told(currency).strip()
    code = code.upper() if len(code) == 3 else code
    return " ".join(part for part in (span, "" if code and code in span else code, unit(told(period))) if part)


def unit(period: str | None) -> str:
    """A hiring system's word for a period as ours: "per hour"; one that it alone knows is kept as written."""
    tail = re.split(r"[/#](?=\w+$)", (period or "").strip().lower())[-1]  # "http://schema.org/HOUR", "/hr"
    said = re.sub(r"^(?:per|an?)(?![a-z])[\s_-]*", "", tail)
    if not said:
        return ""
    known = PERIODS.get((period or "").strip().lower()) or PERIODS.get(said)
    return f"per {known}" if known else (period or "").strip().replace("_", " ").lower()


def has_figure(text: str) -> bool:
    """Is there an amount in the words of a pay field? "Competitive", "$0" and "-1" say nothing."""
    return re.search(r"[1-9]", text) is not None and not text.strip().startswith("-")


def number(value: Any) -> float | None:
    """A number of nought or more, also one written as text; None for anything else, "nan" and "inf" too.

    "12,50" is one; "1.500" is none, since it may be a thousand and a half.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, str):
        if THOUSANDS.fullmatch(value.strip()):
            return None
        value = value.replace(",", ".") if DECIMAL_COMMA.fullmatch(value.strip()) else value
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if math.isfinite(found) and found >= 0 else None


def amount(value: float) -> str:
    """A number in at most four decimals without needless digits: 20, 2.4, 1234.5. No currency, no thousands mark."""
    return f"{value:.4f}".rstrip("0").rstrip(".")


def listed(parts: Iterable[Any]) -> str:
    """The parts that say something, each once, in order; a part may itself be an object or a list."""
    return ", ".join(dict.fromkeys(words for part in parts if (words := told(part).strip())))


def ident(value: Any) -> str:
    """An id as text; a ValueError for what can be none, so that the posting is refused and not given a new name."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError(f"an id is {kind(value)}")
    return str(value)


def moment(value: Any) -> datetime | None:
    """A date or moment as UTC: ISO 8601, RFC 822, a day in words, or seconds or milliseconds since 1970.

    None for anything else, for "05/11/2026", which is two days, and for a week, which is seven. A number that would be
    before 2001 is a day ("20261031") or nothing. A time without a zone counts as UTC.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        if value >= FIRST_SECOND:
            return _since_1970(float(value))
        value = str(value)
    if not isinstance(value, str) or not value.strip():
        return None
    text = MILLISECONDS.sub(r"\1", ZONE_NAME.sub("", value.strip()))
    if text.isascii() and text.isdigit() and len(text) in (10, 13):  # seconds or milliseconds, as text
        return _since_1970(float(text))
    found = _iso(text) or _in_words(text)
    try:
        return found and (found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC))
    except OverflowError:  # year 1 or 9999, moved over the edge by its zone
        return None


def _since_1970(value: float) -> datetime | None:
    if not 0 < value < 1e14:  # the year 5138 in milliseconds
        return None
    return datetime.fromtimestamp(value / 1000 if value > 1e11 else value, UTC)  # 1e11 seconds are the year 5138


def _iso(text: str) -> datetime | None:
    short = SHORT_DAY.fullmatch(text)
    if WEEK.fullmatch(text):  # Python takes it for its Monday
        return None
    try:
        if short:
            return datetime(int(short[1]), int(short[2]), int(short[3]), tzinfo=UTC)
        return datetime.fromisoformat(ZONE.sub("+00:00", text))
    except ValueError:
        return None


def _in_words(text: str) -> datetime | None:
    for form in DAYS:
        try:
            return datetime.strptime(text, form).replace(tzinfo=UTC)
        except ValueError:
            continue
    try:
        return parsedate_to_datetime(text) if "," in text else _of_words(text)
    except ValueError:
        return _of_words(text)


def _of_words(text: str) -> datetime | None:
    """The day of "Thursday, November 5th, 2026"; None for a month of another name and for a day that is none."""
    found = WORDED.match(text)
    month = month_of(found["month"] or found["second"]) if found else 0
    try:
        return found and datetime(int(found["year"]), month, int(found["day"] or found["first"]), tzinfo=UTC)
    except ValueError:
        return None


def month_of(name: str) -> int:
    """The number of a month by its English name or the first three letters of it and more; 0 for another word."""
    return next((at for at, whole in enumerate(MONTHS, 1) if len(name) > 2 and whole.startswith(name.lower())), 0)


def _stripped(text: str) -> str:
    """Text of markup that the parser gave up on, such as a thousand nested elements."""
    for name in ("script", "style"):
        first, *rest = re.split(f"<{name}", text, flags=re.IGNORECASE)
        text = first + "".join(part.partition(f"</{name}>")[2] for part in rest)
    return html.unescape(TAG.sub("\n", text))


def _span(least: float | None, most: float | None) -> str:
    if least and most:
        least, most = sorted((least, most))  # some publish the two the wrong way round
    if not least:
        return f"up to {amount(most or 0)}"
    if most is None or most == 0:
        return f"from {amount(least)}"
    return amount(least) if least == most else f"{amount(least)} - {amount(most)}"


def record(value: Any) -> dict[str, Any]:
    """The value when it is an object; an empty one for text, a list or nothing where an object was."""
    return value if isinstance(value, dict) else {}


def entries(value: Any) -> list[Any]:
    """The parts of a list; a single value is a list of one, nothing is none."""
    return value if isinstance(value, list) else [] if value in (None, "") else [value]


def told(value: Any) -> str:
    """Whatever a field holds, as words: the names in an object, the parts of a list."""
    if isinstance(value, dict):
        return told(next((value[key] for key in NAMES if value.get(key)), None) or list(value.values()))
    if isinstance(value, list):
        return listed(told(part) for part in value)
    return "" if value is None or isinstance(value, bool) else str(value)

"""Structured fields written out as words, so that they can be quoted."""

import html
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import html_text

from directory.posting import clean

BLANK_LINES = re.compile(r"\s*\n\s*")
TAG = re.compile(r"<[^<>]*>")
PERIODS = {
    "hour": "hour", "hourly": "hour", "per-hour-wage": "hour", "per_hour": "hour", "1 hour": "hour",
    "day": "day", "per-day-wage": "day", "daily": "day", "1 day": "day",
    "week": "week", "per-week-salary": "week", "weekly": "week", "1 week": "week",
    "month": "month", "per-month-salary": "month", "monthly": "month", "1 month": "month",
    "year": "year", "per-year-salary": "year", "yearly": "year", "annual": "year", "annually": "year", "1 year": "year",
}  # fmt: skip


def plain(markup: str | None, *, escaped: int = 0) -> str:
    """Text of HTML with one line a block; `escaped` times entity-escaped on top."""
    text = clean(markup or "")
    for _ in range(escaped):
        text = html.unescape(text)
    for _ in range(2):  # escaped more often than the board's own manual says
        text = html.unescape(text) if "<" not in text and "&lt;" in text else text
    if "<" not in text and "&" not in text:
        return lines(text)
    return lines(html_text.extract_text(text)) or lines(_stripped(text))


def lines(text: str) -> str:
    """The text with single line breaks and no blank lines."""
    return BLANK_LINES.sub("\n", text).strip()


def markdown(text: str | None) -> str:
    """Markdown as plain lines: emphasis marks, link targets and escapes are dropped, dashes of lists stay."""
    kept = re.sub(r"!?\[([^\]\n]{0,300})\]\([^)\s]{0,500}\)", r"\1", clean(text or ""))
    kept = re.sub(r"\*\*|__|(?m:^#{1,6}\s+)|(?m:^\s*>\s?)", "", kept)
    return lines(re.sub(r"\\([\\`*_{}\[\]()#+.!$~-])", r"\1", kept))


def pay(low: Any, high: Any, currency: str | None, period: str | None = None) -> str:
    """An amount as words: "20 - 45 USD per hour"; empty when no number is given. Zero means that none is given."""
    least, most = number(low), number(high)
    if not least and not most:
        return ""
    return f"{_span(least, most)} {currency or ''} {unit(period)}".strip().replace("  ", " ")


def unit(period: str | None) -> str:
    """A hiring system's word for a period as ours: "per hour"; one that it alone knows is kept as written."""
    if not period:
        return ""
    known = PERIODS.get(period.strip().lower())
    return f"per {known}" if known else period.strip().replace("_", " ").lower()


def number(value: Any) -> float | None:
    """A number, also one written as text; None for anything else."""
    if isinstance(value, bool) or value is None:
        return None
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def amount(value: float) -> str:
    """Without needless digits: 20, 2.4, 1234.5."""
    return f"{value:.4f}".rstrip("0").rstrip(".")


def listed(parts: Iterable[Any]) -> str:
    """The parts that say something, each once, in order."""
    return ", ".join(dict.fromkeys(str(part).strip() for part in parts if part and str(part).strip()))


def moment(value: Any) -> datetime | None:
    """ISO text, seconds or milliseconds since 1970 as a UTC moment; None for what is neither."""
    if isinstance(value, int | float) and not isinstance(value, bool) and value > 0:
        return datetime.fromtimestamp(value / 1000 if value > 1e11 else value, UTC)
    if not isinstance(value, str) or not value.strip():
        return None
    try:
        found = datetime.fromisoformat(value.strip().replace(" UTC", "+00:00"))
    except ValueError:
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def _stripped(text: str) -> str:
    """Text of markup that the parser gave up on, such as a thousand nested elements."""
    for name in ("script", "style"):
        first, *rest = re.split(f"<{name}", text, flags=re.IGNORECASE)
        text = first + "".join(part.partition(f"</{name}>")[2] for part in rest)
    return html.unescape(TAG.sub("\n", text))


def _span(least: float | None, most: float | None) -> str:
    if not least:
        return f"up to {amount(most or 0)}"
    if most is None or most == 0:
        return f"from {amount(least)}"
    return amount(least) if least == most else f"{amount(least)} - {amount(most)}"


def told(value: Any) -> str:
    """Whatever a field holds, as words: the names in an object, the parts of a list."""
    if isinstance(value, dict):
        return told(value.get("name") or value.get("label") or list(value.values()))
    if isinstance(value, list):
        return listed(told(part) for part in value)
    return "" if value is None or isinstance(value, bool) else str(value)

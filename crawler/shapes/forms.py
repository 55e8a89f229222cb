"""What kind of value stands at a path: its type as JSON has it, and the form of a text or number."""

import re
from typing import Any

TYPES: dict[type, str] = {
    bool: "true or false", int: "integer", float: "number", str: "text",
    list: "list", dict: "object", type(None): "null",
}  # fmt: skip
NUMBERS = frozenset({"integer", "number"})
LONG = 200  # characters: longer is prose
FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ISO time", re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")),
    ("ISO date", re.compile(r"\d{4}-\d\d-\d\d$")),
    ("URL", re.compile(r"https?://\S+$")),
    ("UUID", re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$")),
    ("digits", re.compile(r"\d+$")),
    ("decimal", re.compile(r"\d+\.\d+$")),
    ("escaped HTML", re.compile(r"\s*&lt;[a-zA-Z]")),
    ("HTML", re.compile(r".*<(?:p|div|br|ul|ol|li|h\d|strong|b|span|section|a)\b[^>]*>", re.DOTALL)),
    ("two capitals", re.compile(r"[A-Z]{2}$")),
    ("three capitals", re.compile(r"[A-Z]{3}$")),
    ("code", re.compile(r"[A-Za-z0-9]+(?:[_-][A-Za-z0-9]+)*$")),
)
STRICT = frozenset({"ISO time", "ISO date", "URL", "UUID", "digits", "escaped HTML", "HTML", "two capitals",
                    "three capitals", "seconds since 1970", "milliseconds since 1970"})  # fmt: skip
"""Forms that a field keeps: a date that becomes a sentence is a change, a title that becomes one word is none."""


def type_of(value: Any) -> str:
    """A JSON value's type in words."""
    return TYPES.get(type(value), "text")


def form_of(value: Any) -> str:
    """The form of a text or a whole number; "" for every other value."""
    if isinstance(value, bool):
        return ""
    if isinstance(value, int):
        return _moment(value)
    if not isinstance(value, str):
        return ""
    text = value.strip()
    found = next((name for name, pattern in FORMS if pattern.match(text)), "")
    return found or ("long text" if len(text) > LONG or "\n" in text else "text")


def is_empty(value: Any) -> bool:
    """Does a value say nothing? 0 and false say something."""
    return value is None or (isinstance(value, str | list | dict) and not value)


def is_code(value: Any) -> bool:
    """May a value be a word of an interface ("per_hour", "ACTIVE"), and not one of a posting?"""
    return isinstance(value, str) and len(value) <= 24 and form_of(value) == "code" and not value.istitle()


def _moment(value: int) -> str:
    """Seconds from 2001 on and milliseconds of the same years; a smaller number is any number."""
    if 1e9 <= value < 4e9:
        return "seconds since 1970"
    return "milliseconds since 1970" if 1e12 <= value < 4e12 else ""

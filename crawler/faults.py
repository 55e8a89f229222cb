"""Why a run cannot be trusted, in the plain words that the status page shows."""

import json
from collections import Counter
from typing import Any, TypeVar
from xml.etree.ElementTree import Element, tostring

from crawler.within import holds

T = TypeVar("T")

OF_A_ROW, OF_A_RUN = 200, 300
"""The most characters of a reason: rows repeat theirs by the dozen, a run has one line of the status page."""
KINDS: dict[type, str] = {dict: "an object", list: "a list", str: "text", int: "a number", type(None): "nothing"}


class Fault(Exception):
    """An answer that we must not build on; its message is shown to readers and maintainers."""


class Blank(Fault):
    """An answer of the right form that holds nothing at all: worth asking again."""


def kind(value: object) -> str:
    """A JSON value's type in words for a Fault: "an object", "text"; Python's name for a type that JSON has not."""
    return KINDS.get(type(value), type(value).__name__)


def need(answer: Any, key: str, wanted: type[T]) -> T:
    """`answer[key]`, when the answer is an object that holds this kind of value under the key; a Fault otherwise."""
    if not isinstance(answer, dict):
        raise Fault(f"shape changed: {kind(answer)} where an object was")
    if key not in answer:
        raise Fault(f'shape changed: the answer has no "{key}" any more')
    value = answer[key]
    if not isinstance(value, wanted):
        raise Fault(f'shape changed: "{key}" is {kind(value)}, not {kind(wanted())}')
    return value


def a_list(answer: Any) -> list[Any]:
    """The answer itself, when it is a list; a Fault that names what came instead otherwise."""
    if not isinstance(answer, list):
        raise Fault(f"shape changed: {kind(answer)} where a list was")
    return answer


def good_rows(rows: list[Any], expects: tuple[str, ...], refused: Counter[str]) -> list[dict[str, Any]]:
    """The rows that are objects; others are counted in `refused`.

    A Fault when none is an object, or when a key that every posting had is in none of them.
    """
    good = [row for row in rows if isinstance(row, dict)]
    if rows and not good:
        raise Fault(f"shape changed: a posting is {kind(rows[0])}, not an object")
    gone = [key for key in expects if good and not any(holds(row, key) for row in good)]
    if gone:
        raise Fault(f'shape changed: no posting has "{gone[0]}" any more ({len(good)} looked at)')
    for row in rows:
        if not isinstance(row, dict):
            refused[f"a posting is {kind(row)}, not an object"] += 1
    return good


def identity(row: Any, key: str) -> str:
    """What tells a row from the others of its list: the value under `key`, or all of it as text."""
    if isinstance(row, dict):
        return str(row[key]) if row.get(key) else json.dumps(row, sort_keys=True, default=str)
    if isinstance(row, Element):
        return (key and row.findtext(key)) or tostring(row, "unicode")
    return str(row)

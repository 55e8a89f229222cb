"""Why a run cannot be trusted, in the plain words that the status page shows."""

from typing import Any, TypeVar

T = TypeVar("T")

KINDS: dict[type, str] = {dict: "an object", list: "a list", str: "text", int: "a number", type(None): "nothing"}


class Fault(Exception):
    """An answer that we must not build on; its message is shown to readers and maintainers."""


def kind(value: object) -> str:
    """What a JSON value is, in words."""
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
    """The answer itself, when it is a list."""
    if not isinstance(answer, list):
        raise Fault(f"shape changed: {kind(answer)} where a list was")
    return answer


def check_rows(rows: list[Any], expects: tuple[str, ...]) -> None:
    """A Fault when a row is no object, or when a key that every posting had is in none of them."""
    for row in rows:
        if not isinstance(row, dict):
            raise Fault(f"shape changed: a posting is {kind(row)}, not an object")
    gone = [key for key in expects if rows and not any(key in row for row in rows)]
    if gone:
        raise Fault(f'shape changed: no posting has "{gone[0]}" any more ({len(rows)} looked at)')

"""A value inside a row of JSON by its path of keys: "brief.html", "where.country", "subjects.label" through a list."""

from collections.abc import Mapping
from typing import Any


def within(row: Any, path: str) -> Any:
    """The value under keys that dots join; None where one is missing.

    A key that holds a dot itself counts first. Of a list on the way it is the list of what its parts hold there.
    """
    if isinstance(row, list):
        return [value for value in (within(one, path) for one in row) if value is not None]
    if not isinstance(row, Mapping):
        return None
    if path in row:
        return row[path]
    key, dot, rest = path.partition(".")
    return within(row.get(key), rest) if dot else None


def holds(row: Mapping[str, Any], path: str) -> bool:
    """Whether the keys of a path are there, whatever stands under the last one."""
    if path in row:
        return True
    above, _, last = path.rpartition(".")
    inner = within(row, above) if above else None
    return any(isinstance(one, Mapping) and last in one for one in (inner if isinstance(inner, list) else [inner]))

"""Whole postings of our own, in the manner of the platforms, read and compared with their labels.

The floors stand just under what the readers reach, so that a change which reads worse is seen.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from directory.posting import Posting
from directory.reading import read
from directory.reading.projection import project

FOLDER = Path(__file__).parents[2] / "postings"
Row = Mapping[str, Any]


def rows(name: str) -> dict[str, Row]:
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["key"]: row for row in map(json.loads, lines)}


def reading(row: Row) -> Row:
    said = {name: row[name] for name in ("platform", "title", "location", "pay", "text")}
    posting = Posting(ref=row["key"], url=f"https://example.org/{row['key']}", **said)
    return project(posting, read(posting))


@cache
def pairs() -> tuple[tuple[Row, Row], ...]:
    """Each label with what is read."""
    postings = rows("postings")
    return tuple((label, reading(postings[key])) for key, label in rows("labels").items())


def amount(row: Row) -> Any:
    return row["pay"] and [row["pay"][name] for name in ("min", "max", "currency", "unit", "qualifier")]


def residence(row: Row) -> Any:
    found = row["residence"]
    return found["rule"], sorted(found["places"]), sorted(found["except"])


def tier(row: Row) -> Any:
    return row["tier"]


EXACT: Mapping[str, Callable[[Row], Any]] = {"pay": amount, "residence": residence, "tier": tier}


def worked(row: Row) -> set[str]:
    return {one["tag"] for one in row["languages"] if one["role"] == "work"}


def levels(row: Row) -> set[tuple[str, str | None]]:
    return {(one["tag"], one["level"]) for one in row["languages"]}


def same(named: str) -> float:
    """The share of postings in which this is read exactly."""
    look = EXACT[named]
    return sum(bool(look(label) == look(found)) for label, found in pairs()) / len(pairs())


def overlap(sets: Iterable[tuple[set[Any], set[Any]]]) -> float:
    """F1 of what is read against the labels, over all postings together."""
    listed = list(sets)
    hits = sum(len(label & found) for label, found in listed)
    size = sum(len(label) + len(found) for label, found in listed)
    return 2 * hits / size


@pytest.mark.parametrize(("named", "floor"), [("pay", 0.97), ("residence", 0.98), ("tier", 0.95)])
def test_is_read_exactly(named: str, floor: float) -> None:
    assert same(named) >= floor


@pytest.mark.parametrize(("named", "floor"), [("domains", 0.94), ("tasks", 0.92)])
def test_labels_are_found(named: str, floor: float) -> None:
    assert overlap((set(label[named]), set(found[named])) for label, found in pairs()) >= floor


def test_languages_are_found() -> None:
    assert overlap((worked(label), worked(found)) for label, found in pairs()) >= 0.96
    assert overlap((levels(label), levels(found)) for label, found in pairs()) >= 0.91


def test_nobody_is_let_in_who_is_shut_out() -> None:
    """A closed list is never read as open to all, and no country is added to it."""
    for label, found in pairs():
        if label["residence"]["rule"] == "only":
            assert found["residence"]["rule"] == "only", label["key"]
            assert set(found["residence"]["places"]) <= set(label["residence"]["places"]), label["key"]

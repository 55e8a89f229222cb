"""Platforms that asked not to be listed: one row each in `data/opt-outs.tsv`, and that is all it takes.

Such a platform keeps its page, which says so; its listings are removed, and no crawl of it begins. A row that cannot be
read whole still counts when it names a platform: a slip of the pen must not bring anybody back.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from directory.config import ROOT

FILE = ROOT / "data" / "opt-outs.tsv"
COLUMNS = ("platform", "since", "says")
SAYS = "It asked not to be listed here."


@dataclass(frozen=True, slots=True)
class OptOut:
    """A platform's wish: `since` which day, and what its page `says` of it, one sentence in our own words."""

    platform: str
    since: date | None
    says: str


def opt_outs(file: Path | None = None) -> Mapping[str, OptOut]:
    """Every platform that opted out, by slug."""
    return _rows(file or FILE)[0]


def faults(file: Path | None = None) -> tuple[str, ...]:
    """The rows that cannot be read whole: file, line, field and value."""
    return _rows(file or FILE)[1]


@cache
def _rows(file: Path) -> tuple[Mapping[str, OptOut], tuple[str, ...]]:
    found: dict[str, OptOut] = {}
    bad: list[str] = []
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    for number, row in enumerate(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE), 1):
        if row and row[0].strip() and not row[0].startswith("#") and tuple(row) != COLUMNS:
            one, wrong = _read(row)
            found[one.platform] = one
            bad += [f"{file.name}:{number}: {problem}" for problem in wrong]
    return found, tuple(bad)


def _read(row: list[str]) -> tuple[OptOut, list[str]]:
    slug, since, says = (*(part.strip() for part in row), "", "", "")[:3]
    wrong = [] if len(row) == len(COLUMNS) else [f"it has {len(row)} fields, not {len(COLUMNS)}"]
    try:
        day = date.fromisoformat(since)
    except ValueError:
        day = None
        wrong.append(f'since: "{since}" is no day such as 2026-11-30')
    if not says:
        wrong.append("says: it is empty; a sentence tells readers why")
    return OptOut(slug, day, says or SAYS), wrong

"""The files of data/vocabulary as rows; the only place that knows where and how they are written."""

import csv
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[2] / "data" / "vocabulary"


@dataclass(frozen=True, slots=True)
class VocabularyRow:
    """One term as written: `aliases` are found in any case, `cased` only in that case,
    `parse_only` never in running text. `facts` holds the other columns."""

    id: str
    name: str
    aliases: tuple[str, ...]
    cased: tuple[str, ...]
    parse_only: tuple[str, ...]
    facts: Mapping[str, Any]


def numbered(path: Path) -> list[tuple[int, str]]:
    """The lines of a table with the number of the line that each begins at.

    A line that ends in a backslash goes on in the next, whose leading blanks do not count: no row need be wide.
    """
    found: list[tuple[int, str]] = []
    open_line = False
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        whole = line.removesuffix("\\")
        if open_line:
            found[-1] = (found[-1][0], found[-1][1] + whole.lstrip(" "))
        else:
            found.append((number, whole))
        open_line = whole != line
    return found


def lines(path: Path) -> list[str]:
    """The lines of a table file (UTF-8) as text, those that a backslash goes on joined into one; see `numbered`."""
    return [line for _, line in numbered(path)]


@cache
def rows(name: str) -> tuple[VocabularyRow, ...]:
    """The rows of `<name>.toml` or else `<name>.tsv` in data/vocabulary, in file order, read once a process.

    FileNotFoundError where there is neither.
    """
    toml = FOLDER / f"{name}.toml"
    return tuple(_from_toml(toml) if toml.exists() else _from_tsv(FOLDER / f"{name}.tsv"))


@cache
def as_of(name: str) -> date:
    """The date that ends the comment on the first line of `<name>.tsv`: the day of its rates.

    ValueError where it is none.
    """
    first = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()[0]
    return date.fromisoformat(first.rsplit(" ", 1)[-1])


def _from_toml(path: Path) -> Iterator[VocabularyRow]:
    for id, facts in tomllib.loads(path.read_text(encoding="utf-8")).items():
        yield VocabularyRow(id, facts["name"], tuple(facts.get("aliases", ())), (), (), facts)


def _from_tsv(path: Path) -> Iterator[VocabularyRow]:
    written = (line for line in lines(path) if not line.startswith("#"))
    for facts in _joined(csv.DictReader(written, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True)):
        yield VocabularyRow(
            facts["id"],
            facts.get("name") or "",
            _split(facts.get("aliases", "")),
            _split(facts.get("cased", "")),
            _split(facts.get("parse_only", "")),
            facts,
        )


def _joined(cells: Iterable[dict[str, str]]) -> Iterator[dict[str, str]]:
    """Each row with the rows below it that have no id: those go on with its names and members."""
    whole: dict[str, str] = {}
    for row in cells:
        if row["id"] and whole:
            yield whole
        whole = dict(row) if row["id"] else {key: _on(key, whole[key], row[key] or "") for key in whole}
    if whole:
        yield whole


def _on(column: str, before: str, more: str) -> str:
    return (" " if column == "members" else "|").join(part for part in (before, more) if part)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)

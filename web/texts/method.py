"""How postings are read and how well: an invented posting as the reader reads it, and what `make accuracy` measured."""

import json
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from directory.config import ROOT
from directory.posting import Posting
from directory.presenting.locale import Tongue, mark
from directory.presenting.words import language_name
from directory.reading import VERSION
from directory.reading.coverage import FIELDS, coverage
from directory.reading.explain import explain
from directory.terms import rates_as_of
from web import context as here

ACCURACY = ROOT / "data" / "accuracy.json"
EXPLAINED = ROOT / "data" / "explained.toml"
CALLED = {"tl": "fil"}  # what is read is Tagalog; the vocabulary calls it Filipino, as CLDR does
EXTENTS = {"yes": mark("read"), "partly": mark("in part"), "no": mark("not yet")}


@dataclass(frozen=True, slots=True)
class MeasuredFigure:
    """One measured figure of the reader in words, on `of` labelled cases."""

    name: str
    value: str
    of: str


@dataclass(frozen=True, slots=True)
class MethodPage:
    """How each thing is read, how well and measured on which day, and the day of the rates of exchange.

    `posting` is the text of an invented posting, `explained` how it was read, as `directory explain` prints it.
    """

    version: str
    rates: str
    measured: tuple[MeasuredFigure, ...]
    day: str
    extents: tuple[tuple[str, tuple[str, ...]], ...]
    posting: Posting
    explained: str


def page() -> MethodPage:
    """How postings are read, in the reader's language."""
    say, known = here.say(), accuracy(ACCURACY)
    day = str(known.get("measured", known.get("date", "")))
    return MethodPage(VERSION, say.day(rates_as_of), _measured(known, say), day, _extents(say), *_explained())


@cache
def _explained() -> tuple[Posting, str]:
    """The invented posting of data/explained.toml, and how it is read."""
    posting = Posting.model_validate(tomllib.loads(EXPLAINED.read_text(encoding="utf-8")))
    return posting, "\n".join(explain(posting))


def _extents(say: Tongue) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each language that is read, and how far pay, residence, levels, tasks and tier are read in it."""
    return tuple(
        (_called(one.language, say), tuple(say(EXTENTS[one.extents[field]]) for field in FIELDS)) for one in coverage()
    )


def _called(language: str, say: Tongue) -> str:
    return language_name(CALLED.get(language, language), say)


def accuracy(path: Path) -> dict[str, Any]:
    """The figures that `make accuracy` wrote to this JSON file; {} before it ran or when it holds no object."""
    if not path.exists():
        return {}
    found = json.loads(path.read_text(encoding="utf-8"))
    return found if isinstance(found, dict) else {}


def _measured(known: dict[str, Any], say: Tongue) -> tuple[MeasuredFigure, ...]:
    rows = [row for row in known.get("labelled", ()) if row.get("value") is not None]
    return tuple(MeasuredFigure(row["name"], say.number(round(row["value"], 3)), say.number(row["of"])) for row in rows)

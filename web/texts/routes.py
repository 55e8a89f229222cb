"""About, privacy, corrections and method: what we promise and how well we read."""

import json
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from flask import Blueprint, Response

from directory.config import ROOT
from directory.posting import Posting
from directory.presenting import privacy
from directory.presenting.locale import Tongue, mark
from directory.presenting.words import language_name
from directory.reading import VERSION
from directory.reading.coverage import FIELDS, coverage
from directory.reading.explain import explain
from directory.terms import rates_as_of
from web import context as here
from web.layout import Head, render

pages = Blueprint("texts", __name__)
ACCURACY = ROOT / "data" / "accuracy.json"
EXPLAINED = ROOT / "data" / "explained.toml"
EXTENTS = {"yes": mark("read"), "partly": mark("in part"), "no": mark("not yet")}
TITLES = {
    "about": mark("About"),
    "privacy": mark("Privacy"),
    "corrections": mark("Corrections"),
    "saved": mark("Saved"),
}


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page of plain text: the contact of the settings, and what is kept of people, in which tables and why."""

    contact: str
    kept: tuple[tuple[str, tuple[str, ...], str, str], ...]


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


@pages.get("/<any(about, privacy, corrections, saved):name>")
def text(name: str) -> Response:
    """One of the plain pages (about, privacy, corrections, saved) by its name in TITLES."""
    title = here.say()(TITLES[name])
    kept = tuple((row.table, row.fields, here.say()(row.why), here.say()(row.until)) for row in privacy.KEPT)
    return render(
        f"{name}.html",
        TextPage(here.site().settings.contact, kept),
        Head(title, canonical=f"/{name}", noindex=name == "saved"),
    )


@pages.get("/method")
def method() -> Response:
    """GET /method: how postings are read, with the accuracy that `make accuracy` measured last."""
    say = here.say()
    known = accuracy(ACCURACY)
    day = str(known.get("measured", known.get("date", "")))
    page = MethodPage(VERSION, say.day(rates_as_of), _measured(known, say), day, _extents(say), *_explained())
    return render("method.html", page, Head(say("How it is read"), canonical="/method"))


@cache
def _explained() -> tuple[Posting, str]:
    """The invented posting of data/explained.toml, and how it is read."""
    posting = Posting.model_validate(tomllib.loads(EXPLAINED.read_text(encoding="utf-8")))
    return posting, "\n".join(explain(posting))


def _extents(say: Tongue) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each language that is read, and how far pay, residence, levels, tasks and tier are read in it."""
    return tuple(
        (language_name(one.language, say), tuple(say(EXTENTS[one.extents[field]]) for field in FIELDS))
        for one in coverage()
    )


def accuracy(path: Path) -> dict[str, Any]:
    """The figures that `make accuracy` wrote to this JSON file; {} before it ran or when it holds no object."""
    if not path.exists():
        return {}
    found = json.loads(path.read_text(encoding="utf-8"))
    return found if isinstance(found, dict) else {}


def _measured(known: dict[str, Any], say: Tongue) -> tuple[MeasuredFigure, ...]:
    rows = [row for row in known.get("labelled", ()) if row.get("value") is not None]
    return tuple(MeasuredFigure(row["name"], say.number(round(row["value"], 3)), say.number(row["of"])) for row in rows)

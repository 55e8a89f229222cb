"""Which pages of countries, languages, fields, tiers, tasks and skills there are: for the index, the map and links."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, Response

from directory import links
from directory.presenting.figures import LEAST
from directory.presenting.locale import mark
from directory.presenting.statistics import by_country
from directory.search import Search
from directory.terms import fold
from web import context as here
from web.figures import survey
from web.layout import Head, Link, render, with_reader
from web.search.facets import name
from web.search.unchecked import unchecked_link

pages = Blueprint("index", __name__)
KEYS = {"country": "country", "language": "lang", "tier": "tier", "domain": "domain", "task": "task", "skill": "skill"}
"""The kinds of pages with the key of the search that each is about."""
TITLES = {
    "country": mark("Countries"), "language": mark("Languages"), "tier": mark("Tiers"), "domain": mark("Fields"),
    "task": mark("Tasks"), "skill": mark("Skills"),
}  # fmt: skip
Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class IndexPart:
    """One kind of pages: each with its number of open listings, in the reader's alphabet."""

    kind: str
    title: str
    links: tuple[tuple[Link, str], ...]


@dataclass(frozen=True, slots=True)
class IndexPage:
    """All pages of terms by kind; `unchecked` as in `web/search/unchecked.py`."""

    title: str
    parts: tuple[IndexPart, ...]
    unchecked: Link | None


def address(kind: str, id: str) -> str:
    """The path of a term's page, without language."""
    made = {"country": links.country, "language": links.language}
    return made[kind](id) if kind in made else links.term(kind, id)


def counts() -> Counts:
    """For each kind its terms with at least three open listings, and how many: kept for a state of the table and its
    hour, since a platform that nobody reads any more leaves the counts by the clock alone.
    """
    return here.keep("terms", here.state(), _counted)


def _counted() -> Counts:
    found = here.site().finder.find(Search(), now=here.hour()).facets
    made: dict[str, dict[str, int]] = {"country": _countries()}
    for kind, key in KEYS.items():
        if kind != "country":
            made[kind] = {one.id: one.n for one in found.get(key, ()) if one.n >= LEAST and one.id != "unstated"}
    return made


def _countries() -> dict[str, int]:
    """The countries that at least three open listings are open to."""
    return {one.id: one.open for one in by_country(row for row in survey().rows().values() if row.opening)}


@pages.get("/browse")
def index() -> Response:
    """GET /browse: every page of a country, a language, a field, a tier, a task and a skill with open listings."""
    say = here.say()
    parts = tuple(_part(kind, ids) for kind, ids in counts().items())
    description = say.clauses(f"{part.title}: {say.number(len(part.links))}" for part in parts)
    page = IndexPage(say("Browse"), tuple(part for part in parts if part.links), unchecked_link(Search()))
    return render("browse.html", page, Head(page.title, description, canonical="/browse"))


def _part(kind: str, ids: Mapping[str, int]) -> IndexPart:
    say = here.say()
    named = sorted(((name(KEYS[kind], id), id) for id in ids), key=lambda pair: fold(pair[0]))
    made = tuple((Link(text, with_reader(address(kind, id))), say.number(ids[id])) for text, id in named)
    return IndexPart(kind, say(TITLES[kind]), made)

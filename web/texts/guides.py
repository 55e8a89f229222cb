"""Guides: our own Markdown with numbers drawn from the table when the page is made."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import nh3
from flask import Blueprint, Response, abort

from directory import links
from directory.config import ROOT
from directory.presenting import figures as insight
from directory.presenting import words
from directory.presenting.figures import FigureRow
from directory.presenting.locale import ENGLISH, mark
from directory.terms import tasks, tiers
from web import context as here
from web.figures import survey
from web.layout import Head, Link, render, with_reader

pages = Blueprint("guides", __name__)
FOLDER = ROOT / "data" / "guides"
GUIDES = {
    "what-the-work-is": mark("What the work is, and what a day looks like"),
    "how-pay-works": mark("How pay works"),
    "country-and-language": mark("Country is one question, language another"),
    "how-to-start": mark("How to start, and how to pass an assessment"),
    "real-or-false": mark("How to tell a real recruiter from a fake"),
}
TAGS = {
    "h1",
    "h2",
    "h3",
    "p",
    "ul",
    "ol",
    "li",
    "strong",
    "em",
    "a",
    "code",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
_NUMBER = re.compile(r"\{\{([a-z-]+)(?::([a-z0-9-]+))?\}\}")
_OURS = re.compile(r'href="(/[^"]*)"')
FEW = "too few to say"


class UnknownNumber(KeyError):
    """A guide asks for a number that nobody can give; its words are the name that it asks for."""


@dataclass(frozen=True, slots=True)
class GuidesPage:
    """All guides as links, in their fixed order."""

    guides: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class GuidePage:
    """One guide as HTML, made today with today's numbers. Guides are English for the time being."""

    html: str
    made: str
    others: tuple[Link, ...]


@pages.get("/guides")
def index() -> Response:
    """GET /guides: all guides as links."""
    say = here.say()
    head = Head(say("Guides"), say("How this work goes, what it pays, and how not to be cheated."))
    return render("guides.html", GuidesPage(_links("")), head)


@pages.get("/guide/<name>")
def guide(name: str) -> Response:
    """GET /guides/NAME: one guide with today's numbers; 404 for a name that there is not."""
    if name not in GUIDES:
        abort(404)
    say = here.say()
    crumbs = (Link(say("Guides"), with_reader("/guides")), Link(say(GUIDES[name]), here.path(links.guide(name))))
    page = GuidePage(written(name), say.day(here.hour()), _links(name))
    return render("guide.html", page, Head(say(GUIDES[name]), breadcrumbs=crumbs, canonical=links.guide(name)))


def _links(without: str) -> tuple[Link, ...]:
    return tuple(
        Link(here.say()(title), with_reader(links.guide(name))) for name, title in GUIDES.items() if name != without
    )


def written(name: str) -> str:
    """A guide as clean HTML with its numbers; a number that is not known raises UnknownNumber."""
    source = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    rows = [row for row in survey().rows().values() if row.opening]
    from markdown_it import MarkdownIt  # when a guide is first asked for: a process that starts has others to show

    html = MarkdownIt("commonmark").enable("table").render(fill(source, rows))
    html = _OURS.sub(lambda match: f'href="{escape(with_reader(match[1]))}"', html)
    return nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, link_rel=None)


def fill(source: str, rows: list[FigureRow]) -> str:
    """The text with its numbers, made from the open listings; a number that is not known raises UnknownNumber."""
    return _NUMBER.sub(lambda match: _number(match[1], match[2] or "", rows), source)


def _number(name: str, of: str, rows: list[FigureRow]) -> str:
    make = NUMBERS.get(name)
    if make is None:
        raise UnknownNumber(f"{name}:{of}")
    return make(rows, of)


def _count(holds: Callable[[FigureRow, str], bool]) -> Callable[[list[FigureRow], str], str]:
    return lambda rows, of: ENGLISH.number(sum(holds(row, of) for row in rows))


def _usual(rows: list[FigureRow], of: str) -> str:
    chosen = rows if of == "all" else [row for row in rows if row.facts.tier == of]
    found = insight.usual(chosen)
    if found is None:
        return FEW
    low, high = (ENGLISH.money(round(value), "USD") for value in (found.p25, found.p75))
    return f"{low}–{high} an hour (n = {found.n})"


def _tiers(rows: list[FigureRow], of: str) -> str:
    lines = [f"| {words.term('tier', tier)} | {_usual(rows, tier)} |" for tier in tiers.ids]
    return "\n".join(["| Tier | Usual range |", "|---|---|", *lines])


def _tasks(rows: list[FigureRow], of: str) -> str:
    lines = [
        f"| [{words.term('task', task)}]({links.term('task', task)}) "
        f"| {_usual([row for row in rows if task in row.facts.tasks], 'all')} |"
        for task in tasks.ids
        if task != "other"
    ]
    return "\n".join(["| Task | Usual range |", "|---|---|", *lines])


def _share(rows: list[FigureRow], of: str) -> str:
    stated = {name: (n, whole) for name, n, whole in insight.completeness(rows)}
    if of not in stated:
        raise UnknownNumber(f"stated:{of}")
    n, whole = stated[of]
    return f"{ENGLISH.number(n)} of {ENGLISH.number(whole)}"


NUMBERS: dict[str, Callable[[list[FigureRow], str], str]] = {
    "open": _count(lambda row, of: True),
    "platforms": lambda rows, of: ENGLISH.number(len({row.platform for row in rows})),
    "task": _count(lambda row, of: of in row.facts.tasks),
    "tier": _count(lambda row, of: row.facts.tier == of),
    "residence": _count(lambda row, of: row.facts.residence.rule == of),
    "degree": _count(lambda row, of: row.facts.degree == of),
    "usual": _usual,
    "tiers": _tiers,
    "tasks": _tasks,
    "stated": _share,
    "today": lambda rows, of: ENGLISH.day(here.hour()),
}

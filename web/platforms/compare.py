"""Two to four platforms side by side: the same rows, differences marked on demand, no score."""

import csv
from dataclasses import dataclass
from io import StringIO

from flask import Blueprint, Response, request

from directory import links
from directory.platform import PlatformRecord
from directory.presenting import figures as insight
from directory.presenting import words
from directory.presenting.locale import Tongue
from directory.store import platforms as store
from web import context as here
from web.figures import survey
from web.layout import Head, Link, render, with_reader
from web.platforms.facts import FIELDS, LABELS, domains, known, usual_pay
from web.platforms.health import sick
from web.platforms.routes import off
from web.search.person import LevelOption

pages = Blueprint("compare", __name__)
MOST = 4
SHOWN_COUNTRIES = 12


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One row: the same question for every platform. `note` is English from the records."""

    label: str
    cells: tuple[str, ...]
    differs: bool
    english: bool


@dataclass(frozen=True, slots=True)
class ComparePage:
    """The table, or only the form where fewer than two platforms are chosen."""

    choices: tuple[LevelOption, ...]
    names: tuple[Link, ...]
    lines: tuple[ComparedRow, ...]
    marked: bool
    toggle: Link
    csv: Link
    asked: bool
    unknown: tuple[str, ...]


@pages.get("/compare")
def compare() -> Response:
    """The chosen platforms (`p`, two to four); `diff=1` shows only what differs; `csv=1` is the same as a file."""
    every = [one for one in store.all(here.site().store) if not off(one.slug)]
    asked = tuple(dict.fromkeys(request.args.getlist("p")))
    chosen = tuple(one for slug in asked for one in every if one.slug == slug)[:MOST]
    lines = _lines(chosen)
    if request.args.get("csv") == "1" and len(chosen) > 1:
        return _csv(chosen, lines)
    return _page(every, chosen, lines, tuple(slug for slug in asked if slug not in {one.slug for one in every}))


def _page(
    every: list[PlatformRecord],
    chosen: tuple[PlatformRecord, ...],
    lines: tuple[ComparedRow, ...],
    unknown: tuple[str, ...],
) -> Response:
    say, only = here.say(), request.args.get("diff") == "1"
    slugs = tuple(one.slug for one in chosen)
    address = here.path(links.compare(slugs))
    toggle = Link(say("Show all rows"), address) if only else Link(say("Only what differs"), f"{address}&diff=1")
    page = ComparePage(
        choices=tuple(LevelOption(one.slug, one.title, one.slug in slugs) for one in every),
        names=tuple(Link(one.title, with_reader(links.platform(one.slug))) for one in chosen),
        lines=tuple(line for line in lines if line.differs or not only) if len(chosen) > 1 else (),
        marked=only,
        toggle=toggle,
        csv=Link(say("As CSV"), f"{address}&csv=1"),
        asked=bool(slugs),
        unknown=unknown,
    )
    head = Head(
        say("Compare platforms"), say("The same questions asked of two to four platforms."), noindex=bool(slugs)
    )
    return render("compare.html", page, head)


def _lines(chosen: tuple[PlatformRecord, ...]) -> tuple[ComparedRow, ...]:
    say = here.say()
    figures = [_figures(one, say) for one in chosen]
    facts = [{fact.key: fact.says for fact in known(one.slug, say) if fact.source} for one in chosen]
    labels = list(figures[0]) if figures else []
    made = [_line(label, tuple(one[label] for one in figures), False) for label in labels]
    hand = [_line(say(label), tuple(one.get(key, "") for one in facts), True) for key, label in LABELS.items()]
    return tuple(line for line in (*made, *hand) if any(line.cells))


def _line(label: str, cells: tuple[str, ...], english: bool) -> ComparedRow:
    return ComparedRow(label, cells, len(set(cells)) > 1, english)


def _figures(one: PlatformRecord, say: Tongue) -> dict[str, str]:
    rows = survey().of(one.slug)
    stated = {name: say.percent(n / of) for name, n, of in insight.completeness(rows) if of}
    taken = [words.country(span.country, say) for span in insight.taken(rows) if span.now]
    health = sick(store.health(here.site().store, one.slug, here.hour()), say)
    counted = {
        say("Open listings"): say.number(sum(row.opening for row in rows)),
        say("Usual hourly pay"): usual_pay(rows, say),
        say("Countries named"): words.listed(sorted(taken), say, SHOWN_COUNTRIES),
        say("Official domains"): say.listed(domains(one.slug)),
        say("Health of our crawl"): health.text,
    }
    shares = {say("States %(field)s", field=say(text).lower()): stated.get(name, "") for name, text in FIELDS.items()}
    return counted | shares


def _csv(chosen: tuple[PlatformRecord, ...], lines: tuple[ComparedRow, ...]) -> Response:
    """The table as RFC 4180; a cell that a spreadsheet would run as a formula is quoted with an apostrophe."""
    made = StringIO()
    writer = csv.writer(made)
    writer.writerow(["", *(one.title for one in chosen)])
    writer.writerows([_safe(cell) for cell in (line.label, *line.cells)] for line in lines)
    answer = Response(made.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="platforms.csv"'
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _safe(cell: str) -> str:
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell

"""The first page of a first visit: the newest listings mixed, so that one platform does not fill the screen."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from flask import request

from directory.presenting.figures import FigureRow
from directory.presenting.locale import mark
from directory.search import Found, Search
from directory.search.query.search import PER_PAGE
from web import context as here
from web.figures import survey
from web.layout import Link, with_reader

NEWEST = 400  # listings that are mixed, sixteen pages: one crawl can bring a hundred of one platform
IN_A_ROW = 3
ANYTHING = Search()
REASON = mark(
    "The newest, mixed: those that state pay and place come first, and of a platform at most three in a row, while "
    "others are left. Feed, API and alerts keep the newest first."
)


def first_visit(wanted: Search) -> bool:
    """Whether nothing is asked but a page: the only search that is mixed, for nobody chose its order."""
    return wanted.on_page(1) == ANYTHING and set(request.args) <= {"page"} and wanted.page <= NEWEST // PER_PAGE


def cut(wanted: Search, found: Found) -> Found:
    """The page cut from the mixed newest: these fill whole pages, so that no listing is missed or comes twice."""
    newest = here.site().finder.ids(wanted.on_page(1), now=here.hour(), limit=NEWEST)
    end = wanted.page * PER_PAGE
    return replace(found, ids=tuple(mixed(newest, survey().some(newest))[end - PER_PAGE : end]))


def reason(wanted: Search) -> str:
    """Why the listings stand in this order; "" where it is the plain one."""
    return here.say()(REASON) if first_visit(wanted) else ""


def orders(sorts: tuple[Link, ...], wanted: Search) -> tuple[Link, ...]:
    """The orders to choose from where nothing is asked: the mix before the newest, whose address says `sort`."""
    newest, *others = sorts
    shown = first_visit(wanted)
    mix = Link(here.say()("mixed"), with_reader("/"), shown)
    return (mix, newest._replace(href=_plain(newest.href), here=newest.here and not shown), *others)


def plain(numbers: tuple[Link, ...]) -> tuple[Link, ...]:
    """The numbered pages; those of the plain order keep to it."""
    if "sort" not in request.args:
        return numbers
    return tuple(one._replace(href=_plain(one.href)) if one.href else one for one in numbers)


def _plain(href: str) -> str:
    return f"{href}{'&' if '?' in href else '?'}sort=newest"


def mixed(ids: Iterable[str], rows: Mapping[str, FigureRow]) -> list[str]:
    """The same ids, those that state pay and place first, and at most three of a platform in a row.

    More in a row only where no others are left; within these rules the order given stays. `rows` are the survey's; an
    id that it lacks states nothing.
    """
    left = sorted(ids, key=lambda one: not _stated(rows.get(one)))
    chosen: list[str] = []
    while left:
        full = _full(chosen)
        at = next((at for at, id in enumerate(left) if _platform(id) != full), 0)
        chosen.append(left.pop(at))
    return chosen


def _stated(row: FigureRow | None) -> bool:
    return row is not None and row.facts.pay is not None and row.facts.residence.rule != "unstated"


def _full(chosen: list[str]) -> str:
    """The platform that has had its three in a row, "" for none."""
    last = {_platform(id) for id in chosen[-IN_A_ROW:]}
    return last.pop() if len(chosen) >= IN_A_ROW and len(last) == 1 else ""


def _platform(id: str) -> str:
    return id.partition("/")[0]

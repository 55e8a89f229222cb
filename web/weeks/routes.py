"""/week/KE: what opened, closed and changed for a country's people last week, the weeks before, and a feed of them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, make_response, redirect
from markupsafe import escape
from werkzeug.wrappers import Response as Answered

from directory import links
from directory.letters.compose import WANTED
from directory.listing import Event
from directory.optouts import opt_outs
from directory.presenting import filters
from directory.presenting.feeds import TYPES, WRITERS, Feed, Item
from directory.presenting.locale import mark
from directory.search import Search
from directory.store import events, hidden, shelf, weeks
from directory.store.weeks import Week
from directory.terms import UnknownTerm, vocabulary
from web.context import now, path, say, site
from web.feeds.items import absolute, facing
from web.layout import FEED_NAMES, Head, Link, render
from web.listing.history import Change, changes
from web.search.cards import title_of

pages = Blueprint("weeks", __name__)
PARTS = {
    "new": mark("New listings"),
    "reopened": mark("Open again"),
    "country": mark("Newly open"),
    "pay": mark("Pay changed"),
    "closed": mark("Closed"),
}
ARCHIVE = 60  # weeks: a year and some more


@dataclass(frozen=True, slots=True)
class WeekPart:
    """One kind of what happened: its heading, how many there were, those that are named, and what is not."""

    title: str
    n: str
    changes: tuple[Change, ...]
    more: str


@dataclass(frozen=True, slots=True)
class WeekPage:
    """The week of a country: its days in words, its parts, platforms newly read, the weeks before, and what to take.

    `parts` and `arrived` are empty where nothing happened or no week was made yet (`days` is "" then).
    """

    title: str
    days: str
    parts: tuple[WeekPart, ...]
    arrived: tuple[str, ...]
    archive: tuple[Link, ...]
    feeds: tuple[Link, ...]
    changes: Link
    alert: Link
    country: Link


@pages.get("/week/<code>")
def latest(code: str) -> Response | Answered:
    """The last week that was made for a country; a name leads to the code, 404 for what is none."""
    known = _country(code)
    if known != code:
        return redirect(path(f"/week/{known}"), 301)
    found = weeks.of(site().store, code, ARCHIVE)
    return _page(code, found[0] if found else None, found)


@pages.get("/week/<code>/<any(atom, rss, json):format>")
def feed(code: str, format: str) -> Response:
    """The weeks of a country as a feed, one entry a week, newest first."""
    if _country(code) != code:
        abort(404)
    found = weeks.of(site().store, code, 12)
    home, here = absolute(f"/week/{code}"), absolute(f"/week/{code}/{format}")
    updated = found[0].made_at if found else now()
    title = f"Task Atlas: {_title(code)}"
    made = Feed(home, title, "", home, here, updated, tuple(map(_item, found)), {}, say().locale)
    answer = make_response(WRITERS[format](made))
    answer.content_type = f"{TYPES[format]}; charset=utf-8"
    answer.last_modified = updated.replace(microsecond=0)
    return answer


@pages.get("/week/<code>/<name>")
def archived(code: str, name: str) -> Response:
    """One week of a country by its ISO name ("2026-W48"), as it was found; 404 where none was made."""
    week = weeks.one(site().store, code, name)
    if week is None:
        abort(404)
    return _page(code, week, weeks.of(site().store, code, ARCHIVE))


def _country(code: str) -> str:
    try:
        return vocabulary("countries").parse(code)
    except UnknownTerm:
        abort(404)


def _page(code: str, week: Week | None, every: tuple[Week, ...]) -> Response:
    query = Search(country=code).to_query_string()
    page = WeekPage(
        title=_title(code),
        days=_days(week.name) if week else "",
        parts=_parts(week) if week else (),
        arrived=_arrived(week) if week else (),
        archive=tuple(Link(_days(one.name), path(f"/week/{code}/{one.name}"), one == week) for one in every),
        feeds=tuple(Link(name, absolute(f"/week/{code}/{kind}")) for kind, name in FEED_NAMES.items()),
        changes=Link(say()("Changes"), path(f"/feeds?{query}&{urlencode([('kind', kind) for kind in WANTED])}")),
        alert=Link(say()("Get alerts"), path(links.new_alert(query))),
        country=Link(filters.value("country", code, say()), path(links.country(code))),
    )
    own = f"/week/{code}/{week.name}" if week else f"/week/{code}"
    return render("weeks/week.html", page, Head(f"{page.title} {page.days}".strip(), canonical=own, noindex=not week))


def _title(code: str) -> str:
    return say()("The week %(who)s", who=filters.sentence(Search(country=code), say()))


def _days(name: str) -> str:
    """The days of an ISO week in words: its Monday and its Sunday."""
    first = _monday(name)
    return f"{say().day(first)} – {say().day(first + timedelta(days=6))}"


def _monday(name: str) -> date:
    year, _, week = name.partition("-W")
    return date.fromisocalendar(int(year), int(week), 1)


def _told(week: Week) -> dict[str, tuple[Event, ...]]:
    """The events of each part that may be shown today, oldest first: whoever asked to be left out is."""
    with site().store.reading() as session:
        found = {event.id: event for ids in week.events.values() for event in events.numbered(session, ids)}
    gone = opt_outs()
    return {
        part: tuple(found[id] for id in ids if id in found and found[id].listing.partition("/")[0] not in gone)
        for part, ids in week.events.items()
    }


def _parts(week: Week) -> tuple[WeekPart, ...]:
    told = _told(week)
    names = _titles([event for part in told.values() for event in part])
    return tuple(_part(part, week.counts[part], told[part], names) for part in PARTS if part in told)


def _part(part: str, n: int, told: tuple[Event, ...], names: dict[str, str]) -> WeekPart:
    shown = [event for event in told if event.listing in names]
    left = n - len(shown)
    more = say().many("and %(n)s more", "and %(n)s more", left) if left else ""
    return WeekPart(say()(PARTS[part]), say().number(n), changes(shown, names), more)


def _titles(told: list[Event]) -> dict[str, str]:
    """The titles of these events' listings by id; one that is gone or hidden has none."""
    store = site().store
    ids = dict.fromkeys(event.listing for event in told)
    return {one.id: one.title for one in shelf.cards(store, [id for id in ids if not hidden.is_hidden(store, id)])}


def _arrived(week: Week) -> tuple[str, ...]:
    gone = opt_outs()
    return tuple(
        say().many(
            "We now read %(platform)s too: %(n)s of its listings matches.",
            "We now read %(platform)s too: %(n)s of its listings match.",
            n,
            platform=title_of(slug),
        )
        for slug, n in week.arrived.items()
        if slug not in gone
    )


def _item(week: Week) -> Item:
    """A week as an entry of the feed: what was counted, and the page that names it; it keeps one id for ever."""
    public = site().settings.public_url
    counted = [f"{say()(PARTS[part])}: {say().number(week.counts[part])}" for part in PARTS if part in week.counts]
    said = [*counted, *_arrived(week)]
    over = datetime.combine(_monday(week.name) + timedelta(weeks=1), time(), UTC)
    return Item(
        id=links.tag(public, "week", f"{week.country}/{week.name}"),
        title=say().listed((_title(week.country), _days(week.name))),
        url=absolute(f"/week/{week.country}/{week.name}"),
        published=over,
        updated=max(over, week.made_at),
        text=" · ".join(said),
        html=facing(f"<ul>{''.join(f'<li>{escape(one)}</li>' for one in said)}</ul>", say()),
    )

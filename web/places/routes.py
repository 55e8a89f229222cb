"""A page for a country, a language, a field, a tier, a task or a skill: counts, platforms, pay, newest, changes."""

from dataclasses import dataclass, replace

from flask import Blueprint, Response, abort, redirect
from markupsafe import Markup
from werkzeug.wrappers import Response as Answered

from directory import links
from directory.presenting.articles import marked
from directory.presenting.locale import mark
from directory.search import Found, Search
from directory.terms import UnknownTerm, vocabulary
from web import context as here
from web.charts import ChartBar, bar
from web.errors import error_page
from web.figures import survey
from web.layout import Head, Link, render, with_reader
from web.listing.history import Change, changes
from web.places.index import address
from web.places.tiles import TileMap, tile_map
from web.platforms.facts import usual_pay
from web.search.card_moulds import markup
from web.search.cards import title_of
from web.search.facets import name
from web.search.unchecked import unchecked_link
from web.status.recent import events_of

pages = Blueprint("places", __name__)
LEAST = 3
CARDS = 10
CHANGES = 8
NEIGHBOURS = 8
ALL = 1_000_000
KINDS = {
    "country": ("countries", "country", mark("Paid AI-training work in %(name)s")),
    "language": ("languages", "lang", mark("Paid AI-training work in %(name)s (language)")),
    "domain": ("domains", "domain", mark("Paid AI-training work: %(name)s")),
    "tier": ("tiers", "tier", mark("Paid AI-training work: %(name)s")),
    "task": ("tasks", "task", mark("Paid AI-training work: %(name)s")),
    "skill": ("skills", "skill", mark("Paid AI-training work: %(name)s")),
}


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """A number of open listings with its words, leading to exactly these listings."""

    n: str
    link: Link
    kind: str


@dataclass(frozen=True, slots=True)
class PlacePage:
    """Everything about one country, language, field, tier, task or skill; `thin`: too little is known of it.

    `unchecked` leads to what nobody checked lately.
    """

    title: str
    open: str
    intro: str
    thin: bool
    counts: tuple[PlaceCount, ...]
    bars: tuple[ChartBar, ...]
    map: TileMap | None
    platforms: tuple[tuple[Link, str], ...]
    pay: str
    cards: Markup
    changes: tuple[Change, ...]
    all: Link
    feed: Link
    alert: Link
    week: Link | None
    neighbours: tuple[Link, ...]
    unchecked: Link | None


@pages.get("/<any(country, language, domain, tier, task, skill):kind>/<id>")
def place(kind: str, id: str) -> Response | Answered:
    """The page of a term; a name or an old spelling leads to the id, an unknown one offers near names."""
    words_of, key, _ = KINDS[kind]
    try:
        known = vocabulary(words_of).parse(id)
    except UnknownTerm as unknown:
        return _unknown(kind, unknown)
    if known != id:
        return redirect(with_reader(address(kind, known)), 301)
    search = _search(key, known)
    if search is None:
        abort(404)
    found = here.site().finder.find(search, now=here.hour())
    page = _page(kind, key, known, search, found)
    query = search.to_query_string()
    counts = here.say().listed(f"{one.n} {one.link.text}" for one in page.counts)
    said = f"{page.intro} {counts}. {page.pay}".strip()
    tier = known if kind == "tier" else None
    head = Head(f"{page.title}: {page.open}", said, page.thin, address(kind, known), query, tier=tier)
    return render("place.html", page, head)


def _search(key: str, id: str) -> Search | None:
    """The search that the page is about; an id that is no filter value gives None."""
    search, problems = Search.parse(f"{key}={id}")
    return None if problems or not search.chosen(key) else search


def _page(kind: str, key: str, id: str, search: Search, found: Found) -> PlacePage:
    say, site = here.say(), here.site()
    label, query = name(key, id), search.to_query_string()
    ids = site.finder.ids(replace(search, show=("open",)) if key == "country" else search, now=here.hour(), limit=ALL)
    rows = survey().rows()
    n = len(ids)
    reader = here.reader()
    mine = search if key == "country" else replace(search, country=reader.country, speak=reader.speak)
    return PlacePage(
        title=say(KINDS[kind][2], name=marked(id, say.locale) if kind == "country" else label),
        open=say.many("%(n)s open listing", "%(n)s open listings", n),
        intro=say.many("%(n)s open listing, %(day)s.", "%(n)s open listings, %(day)s.", n, day=say.day(here.hour())),
        thin=n < LEAST,
        counts=_counts(search, found, n),
        bars=_bars(found),
        map=tile_map([rows[one] for one in ids if one in rows], say),
        platforms=_platforms(search, found, key),
        pay=usual_pay([rows[one] for one in ids if one in rows], say),
        cards=markup(tuple(ids[:CARDS]), mine),
        changes=changes(*events_of(frozenset(ids), CHANGES)),
        all=Link(say("All of them, with filters"), here.path(links.search(query))),
        feed=Link(say("Feed"), here.path(links.feed("atom", query))),
        alert=Link(say("Get alerts"), here.path(links.new_alert(query))),
        week=Link(say("Week by week"), here.path(f"/week/{id}")) if key == "country" else None,
        neighbours=_neighbours(kind, key, id) if n < LEAST else (),
        unchecked=unchecked_link(search),
    )


def _counts(search: Search, found: Found, n: int) -> tuple[PlaceCount, ...]:
    """The three states for a country, else the open ones."""
    say = here.say()
    if found.groups is None:
        return (PlaceCount(say.number(n), Link(say("open"), _to(search)), "open"),)
    groups = (("open", found.groups.open, say("open")), ("silent", found.groups.silent, say("do not say")),
              ("closed", found.groups.closed, say("closed")))  # fmt: skip
    return tuple(
        PlaceCount(say.number(count), Link(text, _to(replace(search, show=(kind,)))), kind)
        for kind, count, text in groups
    )


def _bars(found: Found) -> tuple[ChartBar, ...]:
    """The three states of a country as bars of all; () for what is no country."""
    say, states = here.say(), found.groups
    if states is None:
        return ()
    named = ((say("open"), states.open), (say("do not say"), states.silent), (say("closed"), states.closed))
    return tuple(bar(label, n, states.open + states.silent + states.closed, say) for label, n in named)


def _to(search: Search) -> str:
    return here.path(links.search(search.to_query_string()))


def _platforms(search: Search, found: Found, key: str) -> tuple[tuple[Link, str], ...]:
    """The platforms with open listings here, and how many."""
    say = here.say()
    if key == "country":
        found = here.site().finder.find(replace(search, show=("open",)), now=here.hour())
    counts = [one for one in found.facets.get("platform", ()) if one.n]
    return tuple((Link(title_of(one.id), with_reader(links.platform(one.id))), say.number(one.n)) for one in counts)


def _neighbours(kind: str, key: str, id: str) -> tuple[Link, ...]:
    """Where to look instead: the values of the same filter that have most listings."""
    found = here.site().finder.find(Search(), now=here.hour())
    others = [one.id for one in found.facets.get(key, ()) if one.n >= LEAST and one.id not in (id, "unstated")]
    return tuple(Link(name(key, one), with_reader(address(kind, one))) for one in others[:NEIGHBOURS])


def _unknown(kind: str, unknown: UnknownTerm) -> Response:
    say = here.say()
    words_of, key, _ = KINDS[kind]
    near = tuple(
        Link(name(key, id), with_reader(address(kind, id))) for id in map(vocabulary(words_of).parse, unknown.near)
    )
    text = say("We know nothing called “%(name)s”.", name=unknown.text[:80])
    return error_page(404, text=f"{text} {say('Did you mean one of these?')}" if near else text, ways=near)

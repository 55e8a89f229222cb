"""The platforms: a list with health, and a page for each."""

from collections.abc import Collection
from dataclasses import dataclass

from flask import Blueprint, Response, abort
from markupsafe import Markup

from directory import links
from directory.platform import PlatformRecord
from directory.presenting import figures as insight
from directory.presenting.weekly import weekly, weekly_pay
from directory.runs import boilerplate
from directory.search import Search
from directory.search.query.facets import FACET
from directory.store import platforms as store
from directory.store.platforms import Health
from web import context as here
from web.charts import ChartBar, Curve, curve
from web.figures import survey
from web.layout import Head, Link, render, with_reader
from web.listing.follow import Follow, follow_platform
from web.platforms.facts import (
    Known,
    completeness,
    domains,
    known,
    no_ways,
    places,
    record_of,
    usual_pay,
)
from web.platforms.health import Sick, fields_read, sick
from web.platforms.paying import Paying, payable, payouts
from web.search.card_moulds import markup
from web.status.days import good_days

pages = Blueprint("platforms", __name__)
PLACES = 60


@dataclass(frozen=True, slots=True)
class Tile:
    """One platform in the list: its work, open listings and advertised pay in words, for every reader."""

    slug: str
    title: str
    readable: bool
    work: str
    open: str
    pay: str
    health: Sick


@dataclass(frozen=True, slots=True)
class LinkedTile:
    """A tile with the address that keeps the reader's country and languages; `made_from` tells it from others."""

    href: str
    tile: Tile
    made_from: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class PlatformsPage:
    """All platforms by slug; `unseen` are those that we know and cannot read."""

    tiles: tuple[LinkedTile, ...]
    unseen: tuple[LinkedTile, ...]
    compare: str


@dataclass(frozen=True, slots=True)
class SharedList:
    """A list of places that all its postings carry: what is made of it, and the list."""

    says: str
    words: str


@dataclass(frozen=True, slots=True)
class PlatformPage:
    """One platform: facts with source and day, counts, domains, pay, curve and health, in words."""

    title: str
    out: str
    host: str
    note: str
    off: str
    health: Sick
    counts: tuple[tuple[str, str], ...]
    facts: tuple[Known, ...]
    payouts: tuple[Paying, ...]
    no_ways: str
    payable: tuple[str, str] | None
    domains: tuple[str, ...]
    own_words: str
    shared: tuple[SharedList, ...]
    pay: str
    curve: Curve | None
    pay_curve: Curve | None
    completeness: tuple[ChartBar, ...]
    places: tuple[tuple[Link, str], ...]
    more_places: str
    cards: Markup
    all: Link
    compare: Link
    feed: Link
    alert: Link
    follow: Follow
    fields: str


@pages.get("/platforms")
def index() -> Response:
    """GET /platforms: all platforms that were ever published and are not switched off, with what is open on each."""
    say, state = here.say(), here.state()
    tiles = here.keep(("tiles", say.locale), state, _tiles)
    linked = [LinkedTile(with_reader(links.platform(one.slug)), one, (one.slug, *state)) for one in tiles]
    readable = tuple(one for one in linked if one.tile.readable)
    unseen = tuple(one for one in linked if not one.tile.readable)
    head = Head(say("Platforms"), say("Every platform that we read, with pay, health and open listings."))
    return render("platforms.html", PlatformsPage(readable, unseen, here.path("/compare")), head)


def off(slug: str) -> str:
    """Why a platform is switched off, by its hand-kept record; "" for one that is not."""
    record = record_of(slug)
    return record.off if record else ""


def _tiles() -> tuple[Tile, ...]:
    healths = {health.slug: health for health in store.healths(here.site().store, here.hour())}
    return tuple(_tile(one, healths.get(one.slug)) for one in store.all(here.site().store) if not off(one.slug))


def _tile(one: PlatformRecord, health: Health | None) -> Tile:
    say = here.say()
    rows = survey().of(one.slug)
    record = record_of(one.slug)
    work = record.fact("work") if record else None
    return Tile(
        one.slug,
        one.title,
        one.readable,
        work.says if work else "",
        say.many("%(n)s open listing", "%(n)s open listings", sum(row.opening for row in rows)),
        usual_pay(rows, say),
        sick(health, say),
    )


@pages.get("/platform/<slug>")
def platform(slug: str) -> Response:
    """One platform; a slug that nobody published is a 404, one that is switched off a 410."""
    one = next((known for known in store.all(here.site().store) if known.slug == slug), None)
    if one is None:
        abort(404)
    if off(slug):
        abort(410)
    search = Search(platform=(slug,))
    say = here.say()
    head = Head(
        title=one.title,
        description=say("%(platform)s: pay, screening, countries and open listings, with sources.", platform=one.title),
        canonical=links.platform(slug),
        feed=search.to_query_string(),
        breadcrumbs=(
            Link(say("Platforms"), with_reader("/platforms")),
            Link(one.title, here.path(links.platform(slug))),
        ),
    )
    return render("platform.html", _page(one, search), head)


def _page(one: PlatformRecord, search: Search) -> PlatformPage:
    say, site = here.say(), here.site()
    health = store.health(site.store, one.slug, here.hour())
    rows = survey().of(one.slug)
    reader = here.reader()
    every = FACET["checked"].ids  # what has stopped is shown here, with its age
    mine = Search(
        platform=(one.slug,),
        checked=every,
        country=reader.country,
        speak=reader.speak,
        show=("open", "silent", "closed"),
    )
    found = site.finder.find(mine, now=here.hour())
    taken = places(rows, say)
    more = len(taken) - PLACES
    query = search.to_query_string()
    today = here.hour().date()
    read = good_days(one.slug)
    return PlatformPage(
        title=one.title,
        out=here.out(one.homepage),
        host=links.host(one.homepage),
        note=one.note,
        off=off(one.slug),
        health=sick(health, say),
        counts=_counts(rows, health),
        facts=known(one.slug, say),
        payouts=payouts(one.slug, say),
        no_ways=no_ways(one.slug, say),
        payable=payable(one.slug, say),
        domains=domains(one.slug),
        own_words=one.own_words,
        shared=tuple(_shared(found) for found in boilerplate.shared(site.store, one.slug)),
        pay=usual_pay(rows, say),
        curve=curve(weekly(rows, today, read=read), say),
        pay_curve=curve(weekly_pay(rows, today, read), say, lambda usd: say.money(round(usd), "USD")),
        completeness=completeness(rows, say),
        places=taken[:PLACES],
        more_places=say.many("and %(n)s more", "and %(n)s more", more) if more > 0 else "",
        cards=markup(found.ids[:10], mine),
        all=Link(say("All its open listings"), with_reader(links.search(query))),
        compare=Link(say("Compare with others"), here.path(links.compare((one.slug,)))),
        feed=Link(say("Feed"), here.path(links.feed("atom", query))),
        alert=Link(say("Get alerts"), here.path(links.new_alert(query))),
        follow=follow_platform(one.slug),
        fields=fields_read(health, say),
    )


def _shared(found: boilerplate.Boilerplate) -> SharedList:
    """What is said of a shared list: how widely it is shared, and whether a person has decided on it."""
    say = here.say()
    shares = say(
        "%(n)s of %(of)s postings carry the same list of %(places)s places: it is taken as the platform’s rule.",
        n=say.number(found.postings),
        of=say.number(found.of),
        places=say.number(found.places),
    )
    open_still = "" if found.decided else say("Nobody has checked this yet, so it counts as a doubt.")
    return SharedList(f"{shares} {open_still}".strip(), found.words)


def _counts(rows: Collection[insight.FigureRow], health: Health | None) -> tuple[tuple[str, str], ...]:
    """Open and closed listings; while its runs fail, nobody knows which of the open ones still are."""
    say = here.say()
    pools = sum(row.state != "closed" and row.facts.talent_pool for row in rows)
    alive = sum(row.state != "closed" for row in rows) - pools
    doubted = health is not None and health.state in ("late", "stopped", "held", "failed")
    label = say("not verified lately") if doubted else say("open")
    shut = len(rows) - alive - pools
    more = ((pools, say("talent pool") if pools == 1 else say("talent pools")), (shut, say("closed")))
    return ((say.number(alive), label), *((say.number(n), text) for n, text in more if n))

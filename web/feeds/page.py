"""The page of feeds: what a Feed link leads to, readable in a browser, with the addresses that a feed reader takes."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Response

from directory import links
from directory.letters.compose import WANTED, Wanted
from directory.presenting import filters
from directory.presenting.feeds import WRITERS
from directory.presenting.locale import mark
from directory.search import Problem
from web.context import path, say
from web.feeds.items import absolute
from web.feeds.routes import FeedRequest, made, understood
from web.layout import FEED_NAMES, Head, Link, render
from web.search.cards import titles

pages = Blueprint("feed_page", __name__)
PRESETS = (
    ("", mark("Everything that is open")),
    ("tier=coding", mark("Coding")),
    ("tier=stem", mark("STEM and mathematics")),
    ("tier=expert", mark("Experts of a field")),
    ("tier=languages", mark("Languages")),
    ("tier=general", mark("General work")),
    ("degree=none", mark("No degree asked")),
    ("pay=40", mark("From $40 an hour")),
)


@dataclass(frozen=True, slots=True)
class FeedAddress:
    """One format of a feed: its name and its whole address, as a feed reader takes it."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry as the page shows it."""

    title: str
    href: str
    platform: str
    day: str


@dataclass(frozen=True, slots=True)
class FeedsPage:
    """The feed of the search in the address in three formats, its first entries, its other kinds, and presets.

    `troubles` are what was not understood: then there is no feed, for leaving it out would widen it.
    """

    sentence: str
    home: str
    addresses: tuple[FeedAddress, ...]
    entries: tuple[FeedEntry, ...]
    changes: Link | None
    presets: tuple[Link, ...]
    kinds: tuple[str, ...]
    troubles: tuple[str, ...]


@pages.get("/feeds")
def index() -> Response:
    """GET /feeds: the feed of the search in the address, or of everything; 400 for what is not understood."""
    asked, problems = understood("atom")
    page = _page(asked, problems)
    title = say()("Feeds")
    head = Head(title, noindex=bool(asked.query()), feed=None if problems else asked.query(1))
    return render("feeds/index.html", page, head, 400 if problems else 200)


def _page(asked: FeedRequest, problems: Sequence[Problem]) -> FeedsPage:
    everything = FeedRequest(asked.search.on_page(1), WANTED if asked.search.country else _without_country(), "atom")
    return FeedsPage(
        sentence=filters.sentence(asked.search, say(), titles()),
        home=path(links.search(asked.search.to_query_string())),
        addresses=() if problems else _addresses(asked),
        entries=() if problems else _entries(asked),
        changes=None if problems or asked.kinds else Link(say()("Changes"), path(f"/feeds?{everything.query()}")),
        presets=tuple(Link(say()(name), path(f"/feeds?{query}" if query else "/feeds")) for query, name in PRESETS),
        kinds=WANTED,
        troubles=tuple(filters.problem(problem, say(), titles()) for problem in problems),
    )


def _without_country() -> tuple[Wanted, ...]:
    """All kinds but "newly open", which needs a country."""
    return tuple(kind for kind in WANTED if kind != "country")


def _addresses(asked: FeedRequest) -> tuple[FeedAddress, ...]:
    return tuple(FeedAddress(FEED_NAMES[name], absolute(links.feed(name, asked.query(1)))) for name in WRITERS)


def _entries(asked: FeedRequest) -> tuple[FeedEntry, ...]:
    return tuple(FeedEntry(item.title, item.url, item.platform, say().day(item.updated)) for item in made(asked).items)

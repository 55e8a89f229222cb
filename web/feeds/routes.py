"""Feeds of any search: /feed.atom, /feed.rss and /feed.json, with the same items in the same order as the page.

By default a feed holds the listings that the page shows. With `kind=` (new, pay, country, reopened, closed) it holds
the events of those kinds, newest first: a change is an item of its own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from urllib.parse import urlencode

from flask import Blueprint, Response, make_response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from directory import links
from directory.letters import match
from directory.letters.compose import EVENTS, WANTED, Wanted
from directory.listing import Event
from directory.platform import Pulse
from directory.presenting import filters
from directory.presenting.feeds import TYPES, WRITERS, AtomEntry, Feed, Item, announced, newest
from directory.presenting.locale import mark
from directory.search import PER_PAGE, PlaceUnderstood, Problem, Search, typed
from directory.store import events, shelf
from web.context import hour, keep, path, say, site, state, version
from web.feeds.entries import entries
from web.feeds.items import absolute, event_item, listing_items
from web.search.cards import titles
from web.search.unchecked import unchecked

feeds = Blueprint("feeds", __name__)
REACH = 3_000
"""How many events back a feed of changes looks."""
FRESH_FOR = 300
BESIDE = frozenset({"kind"})
"""What a feed's address says beside its search."""


@dataclass(frozen=True, slots=True)
class FeedRequest:
    """A feed request, understood: the search, kinds of event ((), the page's listings), format, the place in words."""

    search: Search
    kinds: tuple[Wanted, ...]
    format: str
    place: PlaceUnderstood | None = None

    def query(self, page: int | None = None) -> str:
        """The canonical query string of this feed with its kinds; `page` stands in for its own page."""
        own = self.search.on_page(page or self.search.page).to_query_string()
        return "&".join(part for part in (own, urlencode([("kind", kind) for kind in self.kinds])) if part)


@dataclass(frozen=True, slots=True)
class FeedPage:
    """What one page of a feed holds, before it is written: listings in order, or events with their listings."""

    ids: tuple[str, ...]
    pages: int
    events: tuple[Event, ...] = ()

    @property
    def marks(self) -> tuple[object, ...]:
        """What tells this page from another, for its ETag: ids of listings, numbers of events."""
        return (*self.ids, *(event.id for event in self.events))


@feeds.get("/feed.<any(atom, rss, json):format>")
def feed(format: str) -> Response:
    """One page of a feed; 400 with the reasons for a value that is unknown: leaving it out would widen the feed."""
    asked, problems = understood(format)
    if problems:
        told = "\n".join(filters.problem(problem, say(), titles()) for problem in problems)
        return Response(told, 400, content_type="text/plain; charset=utf-8")
    if request.headers.get("Sec-Fetch-Dest") == "document":  # a browser opens it: readers of feeds never say so
        query = asked.query()
        return _kept_apart(redirect(path(f"/feeds?{query}" if query else "/feeds"), 303))
    shown = _events(asked) if asked.kinds else _listings(asked)
    tag = _tag(shown)
    if request.if_none_match.contains_weak(tag):
        return _kept(Response(status=304), tag)
    return _answer(_events_feed(asked, shown) if asked.kinds else _written(asked, shown), format, tag)


def understood(format: str) -> tuple[FeedRequest, tuple[Problem, ...]]:
    """The feed that the address of this request asks for, and why it is none: each reason widens nothing."""
    query = request.query_string.decode("utf-8", "replace")
    search, problems, place = typed(query, platforms=frozenset(titles()), beside=BESIDE)
    kinds, odd = asked_kinds(request.args.getlist("kind"))
    search = match.at_home(search, shelf.current(site().store, search.chosen("listing")))
    return FeedRequest(search, kinds, format, place), (*problems, *odd, *match.problems(kinds, search))


def made(asked: FeedRequest) -> Feed:
    """One page of a feed with its entries."""
    return _events_feed(asked, _events(asked)) if asked.kinds else _listings_feed(asked, _listings(asked))


def _kept_apart(response: AnyResponse) -> Response:
    """An answer for browsers only, which no cache may give to a reader of feeds."""
    answer = make_response(response)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def asked_kinds(raw: Iterable[str]) -> tuple[tuple[Wanted, ...], tuple[Problem, ...]]:
    """The kinds of event that an address names, in the order of WANTED, and a problem for each that is none."""
    asked = set(raw)
    bad = tuple(
        Problem("kind", value[:100], mark("“{value}” is no kind of event."), WANTED) for value in asked - set(WANTED)
    )
    return tuple(kind for kind in WANTED if kind in asked), bad


def _tag(shown: FeedPage) -> str:
    """A mark of what a feed holds, known before it is written: which items, how many pages, at what version."""
    told = (version(), site().settings.public_url, say().locale, request.full_path, *shown.marks)
    return sha256(repr((told, shown.pages, _ages())).encode()).hexdigest()[:32]


def _ages() -> tuple[tuple[str, str, date], ...]:
    """How each platform stands that is late or has stopped, and the day it was read: items and subtitle say it."""
    known, at = site().listings.look().pulses, hour()
    return keep("ages", state(), lambda: tuple(_unread(known, at)))


def _unread(known: Mapping[str, Pulse], at: datetime) -> Iterator[tuple[str, str, date]]:
    for slug, one in known.items():
        standing = one.standing(at)
        if one.read_at and standing != "good":
            yield slug, standing, one.read_at.date()


def _kept(response: Response, tag: str) -> Response:
    """The answer with what a cache must know. Weak: the same items, perhaps not the same bytes after a release."""
    response.headers["Cache-Control"] = f"public, max-age={FRESH_FOR}"
    response.headers["Vary"] = "Accept-Encoding, Sec-Fetch-Dest"
    response.set_etag(tag, weak=True)
    return response


def _answer(made: Feed, format: str, tag: str) -> Response:
    written = Response(WRITERS[format](made), content_type=f"{TYPES[format]}; charset=utf-8")
    response = _kept(written, tag)
    response.last_modified = made.updated.replace(microsecond=0)
    for relation, address in (("self", made.self_url), *made.pages.items(), *([("hub", made.hub)] if made.hub else [])):
        response.headers.add("Link", f'<{address}>; rel="{relation}"')
    return response


def _listings(asked: FeedRequest) -> FeedPage:
    start = (asked.search.page - 1) * PER_PAGE
    found = site().finder.slice(asked.search, now=hour(), limit=PER_PAGE, start=start)
    return FeedPage(found.ids, -(-found.total // PER_PAGE))


def _events(asked: FeedRequest) -> FeedPage:
    rows = _matching(asked)
    start = (asked.search.page - 1) * PER_PAGE
    shown = tuple(rows[start : start + PER_PAGE])
    return FeedPage(tuple(row.listing for row in shown), -(-len(rows) // PER_PAGE), shown)


def _listings_feed(asked: FeedRequest, shown: FeedPage) -> Feed:
    cards = site().listings.cards(shown.ids)
    return _feed(asked, listing_items(cards, asked.search), shown.pages)


def _written(asked: FeedRequest, shown: FeedPage) -> Feed:
    """A feed for its writer: Atom's entries are kept as they are written."""
    if asked.format != "atom":
        return _listings_feed(asked, shown)
    return _feed(asked, (), shown.pages, entries(shown.ids, asked.search))


def _events_feed(asked: FeedRequest, shown: FeedPage) -> Feed:
    cards = {card.id: card for card in site().listings.cards(list(dict.fromkeys(shown.ids)))}
    items = [event_item(row, cards[row.listing], asked.search) for row in shown.events if row.listing in cards]
    return _feed(asked, items, shown.pages)


def _matching(asked: FeedRequest) -> list[Event]:
    store, finder = site().store, site().finder
    wanted = tuple(EVENTS[kind] for kind in asked.kinds)
    last = events.last_id(store)
    rows = [e for e in events.after(store, max(0, last - REACH), REACH, kinds=wanted) if not e.correction]
    rows = [e for e in rows if match.is_news(e, asked.search)]
    live = finder.matching(asked.search, {e.listing for e in rows if e.kind != "closed"}, now=hour())
    closed = finder.matching(match.any_state(asked.search), {e.listing for e in rows if e.kind == "closed"}, now=hour())
    kept = [e for e in rows if e.listing in (closed if e.kind == "closed" else live)]
    return sorted(kept, key=lambda e: e.id, reverse=True)


def _feed(asked: FeedRequest, items: Sequence[Item], pages: int, written: Sequence[AtomEntry | Item] = ()) -> Feed:
    settings = site().settings
    name = filters.sentence(asked.search, say(), titles())
    return Feed(
        id=absolute(links.feed("atom", asked.query(1))),
        title=f"Task Atlas: {name}",
        subtitle=" ".join(filter(None, (_subtitle(), filters.place(asked.place, say()), _left_out(asked.search)))),
        home=absolute(links.search(asked.search.to_query_string())),
        self_url=absolute(links.feed(asked.format, asked.query())),
        updated=newest(written or items, hour()) if written or items else _last_good(),
        items=tuple(items),
        pages=_pages(asked, pages),
        language=say().locale,
        hub=settings.websub_hub if _announced(asked) else None,
        entries=tuple(written),
    )


def _announced(asked: FeedRequest) -> bool:
    """Whether the hub is told when this feed changes."""
    return announced(asked.search) and not asked.kinds and say().locale == "en"


def _subtitle() -> str:
    if site().settings.demo:
        return say()("Demo: these listings are invented or recorded examples.")
    return say()("Paid AI-training work, with the words that prove every fact.")


def _left_out(search: Search) -> str:
    """How many listings this feed leaves out because nobody has read their platforms for long, and where they are."""
    found = unchecked(search)
    if found is None:
        return ""
    return say().many(
        "%(n)s listing is left out because its platform was not checked lately: %(where)s",
        "%(n)s listings are left out because their platforms were not checked lately: %(where)s",
        found.n,
        where=absolute(links.search(found.search.to_query_string())),
    )


def _last_good() -> datetime:
    """When the site last learned something: the time of an empty feed."""
    return max((moment for moment, _ in site().listings.look().signs.values() if moment), default=hour())


def _pages(asked: FeedRequest, pages: int) -> dict[str, str]:
    page = asked.search.page
    numbers = {"first": 1, "previous": page - 1, "next": page + 1, "last": max(1, pages)}
    return {
        relation: absolute(links.feed(asked.format, asked.query(n)))
        for relation, n in numbers.items()
        if 1 <= n <= max(1, pages)
    }

"""Feeds of any search: /feed.atom, /feed.rss and /feed.json, with the same items in the same order as the page.

By default a feed holds the listings that the page shows. With `kind=` (new, pay, country, reopened, closed) it holds
the events of those kinds, newest first: a change is an item of its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

from flask import Blueprint, Response, make_response, render_template, request
from markupsafe import escape

from directory import links, words
from directory.alerts import EVENTS, WANTED, Wanted
from directory.eligibility import groups, verdict
from directory.feeds import TYPES, WRITERS, Feed, Item, announced, event_tag, listing_tag, newest
from directory.listing import Event, EventKind, Listing
from directory.search import PER_PAGE, Problem, Search
from directory.store import events, platforms, shelf
from directory.store.codec import residence_from
from directory.tongue import mark
from web.here import now, path, say, site

feeds = Blueprint("feeds", __name__)
REACH = 3_000
"""How many events back a feed of changes looks."""
FRESH_FOR = 300
CHANGES: dict[EventKind, str] = {
    "opened": "%(title)s",
    "pay": mark("Pay changed: %(title)s"),
    "countries": mark("Newly open: %(title)s"),
    "reopened": mark("Open again: %(title)s"),
    "closed": mark("Closed: %(title)s"),
    "languages": mark("Languages changed: %(title)s"),
}
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
class Asked:
    """A feed request, understood: the search, the kinds of event ((), the page's listings) and the format."""

    search: Search
    kinds: tuple[Wanted, ...]
    format: str

    def query(self, page: int | None = None) -> str:
        """The canonical query string of this feed."""
        own = self.search.on_page(page or self.search.page).to_query_string()
        return "&".join(part for part in (own, urlencode([("kind", kind) for kind in self.kinds])) if part)


@dataclass(frozen=True, slots=True)
class Preset:
    """One line of /feeds: a name and its three addresses."""

    name: str
    home: str
    addresses: tuple[tuple[str, str], ...]


@feeds.get("/feed.<any(atom, rss, json):format>")
def feed(format: str) -> Response:
    """One page of a feed; 400 with the reasons for a value that is unknown: leaving it out would widen the feed."""
    search, problems = Search.parse(request.query_string.decode("utf-8", "replace"), platforms=_slugs())
    kinds, odd = _kinds(request.args.getlist("kind"))
    problems += odd
    if problems:
        told = "\n".join(problem.sentence(say()) for problem in problems)
        return Response(told, 400, content_type="text/plain; charset=utf-8")
    asked = Asked(search, kinds, format)
    made = _events_feed(asked) if kinds else _listings_feed(asked)
    return _answer(made, format)


@feeds.get("/feeds")
def index() -> str:
    """What feeds there are, with presets."""
    rows = [Preset(say()(name), path(links.search(query)), _addresses(query)) for query, name in PRESETS]
    return render_template("feeds/index.html", presets=rows, kinds=WANTED)


def _addresses(query: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, path(links.feed(name, query))) for name in WRITERS)


def _slugs() -> list[str]:
    return [record.slug for record in platforms.all(site().store)]


def _kinds(raw: Iterable[str]) -> tuple[tuple[Wanted, ...], tuple[Problem, ...]]:
    asked = set(raw)
    bad = tuple(Problem("kind", value[:100], "“{value}” is no kind of event.", WANTED) for value in asked - set(WANTED))
    return tuple(kind for kind in WANTED if kind in asked), bad


def _answer(made: Feed, format: str) -> Response:
    response = make_response(WRITERS[format](made))
    response.content_type = f"{TYPES[format]}; charset=utf-8"
    response.headers["Cache-Control"] = f"public, max-age={FRESH_FOR}"
    response.headers["Vary"] = "Accept-Encoding"
    response.last_modified = made.updated.replace(microsecond=0)
    for relation, address in (("self", made.self_url), *made.pages.items(), *([("hub", made.hub)] if made.hub else [])):
        response.headers.add("Link", f'<{address}>; rel="{relation}"')
    response.add_etag()
    response.make_conditional(request)
    return response


def _listings_feed(asked: Asked) -> Feed:
    found = site().finder.find(asked.search, now=now())
    cards = shelf.cards(site().store, found.ids)
    return _feed(asked, [_listing_item(card, asked.search) for card in cards], found.pages)


def _events_feed(asked: Asked) -> Feed:
    rows = _matching(asked)
    start = (asked.search.page - 1) * PER_PAGE
    page = rows[start : start + PER_PAGE]
    cards = {card.id: card for card in shelf.cards(site().store, list(dict.fromkeys(row.listing for row in page)))}
    items = [_event_item(row, cards[row.listing], asked.search) for row in page if row.listing in cards]
    return _feed(asked, items, -(-len(rows) // PER_PAGE))


def _matching(asked: Asked) -> list[Event]:
    store, finder = site().store, site().finder
    wanted = tuple(EVENTS[kind] for kind in asked.kinds)
    last = events.last_id(store)
    rows = [e for e in events.after(store, max(0, last - REACH), REACH, kinds=wanted) if not e.correction]
    rows = [e for e in rows if e.kind != "countries" or _newly_open(e, asked.search)]
    live = finder.matching(asked.search, {e.listing for e in rows if e.kind != "closed"}, now=now())
    gone = replace(asked.search, state="any")
    closed = finder.matching(gone, {e.listing for e in rows if e.kind == "closed"}, now=now())
    kept = [e for e in rows if e.listing in (closed if e.kind == "closed" else live)]
    return sorted(kept, key=lambda e: e.id, reverse=True)


def _newly_open(event: Event, search: Search) -> bool:
    if search.country is None:
        return True
    before, after = residence_from(event.before), residence_from(event.after)
    return search.country in groups(after)[0] and search.country not in groups(before)[0]


def _feed(asked: Asked, items: Sequence[Item], pages: int) -> Feed:
    settings = site().settings
    name = asked.search.sentence(say())
    return Feed(
        id=_absolute(links.feed("atom", asked.query(1))),
        title=f"Task Atlas: {name}",
        subtitle=_subtitle(),
        home=_absolute(links.search(asked.search.to_query_string())),
        self_url=_absolute(links.feed(asked.format, asked.query())),
        updated=newest(items, _last_good()),
        items=tuple(items),
        pages=_pages(asked, pages),
        language=say().locale,
        hub=settings.websub_hub if _announced(asked) else None,
    )


def _announced(asked: Asked) -> bool:
    """Whether the hub is told when this feed changes."""
    return announced(asked.search) and not asked.kinds and say().locale == "en"


def _subtitle() -> str:
    if site().settings.demo:
        return say()("Demo: these listings are invented examples.")
    return say()("Paid AI-training work, with the words that prove every fact.")


def _last_good() -> datetime:
    """When the site last learned something: the time of an empty feed."""
    return max((moment for moment in platforms.last_good(site().store).values() if moment), default=now())


def _pages(asked: Asked, pages: int) -> dict[str, str]:
    page = asked.search.page
    numbers = {"first": 1, "previous": page - 1, "next": page + 1, "last": max(1, pages)}
    return {
        relation: _absolute(links.feed(asked.format, asked.query(n)))
        for relation, n in numbers.items()
        if 1 <= n <= max(1, pages)
    }


def _absolute(target: str) -> str:
    return links.absolute(site().settings.public_url, path(target))


def _listing_item(card: Listing, search: Search) -> Item:
    return _item(
        card, search, listing_tag(site().settings.public_url, card.id), card.title, card.first_seen, card.changed_at
    )


def _event_item(event: Event, card: Listing, search: Search) -> Item:
    public = site().settings.public_url
    opened = event.kind == "opened"
    id = listing_tag(public, card.id) if opened else event_tag(public, card.id, event.kind, event.at)
    title = say()(CHANGES[event.kind], title=card.title)
    return _item(card, search, id, title, event.at, card.changed_at if opened else event.at)


def _item(card: Listing, search: Search, id: str, title: str, published: datetime, updated: datetime) -> Item:
    lines = [words.pay(card.facts.pay, say()), _who(card, search), words.spoken(card.facts.languages, say())]
    text = " · ".join(lines)
    proof = "".join(f"<li>“{escape(quote)}”</li>" for quote in dict.fromkeys(c.quote.text for c in card.claims[:4]))
    return Item(
        id=id,
        title=title,
        url=_absolute(links.listing(card.id)),
        published=published,
        updated=max(published, updated),
        text=text,
        html=f"<p>{escape(text)}</p>" + (f"<ul>{proof}</ul>" if proof else ""),
        apply_url=links.out(card.url) if card.state != "closed" else "",
        tags=tuple(tag for tag in (card.facts.tier, *card.facts.domains) if tag),
    )


def _who(card: Listing, search: Search) -> str:
    found = card.facts.residence
    if search.country is None:
        return words.residence(found, say())
    said = verdict(found, card.claims, search.country)
    return words.verdict(said, search.country, found, card.claims, say())

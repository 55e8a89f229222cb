"""A feed as a value and its three spellings: Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1.

The same items carry the same permanent `tag:` ids (RFC 4151) in all three. Everything is escaped by the writers of the
standard library; characters that XML 1.0 cannot carry are dropped.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import lru_cache
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from directory import links
from directory.listing import Listing
from directory.posting import clean
from directory.search import Search
from directory.search.query.facets import FACETS, values_of

ATOM = "http://www.w3.org/2005/Atom"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
ATOM_END = b"</feed>"
DECLARATION = b"<?xml version='1.0' encoding='utf-8'?>\n"
JSON_FEED = "https://jsonfeed.org/version/1.1"
TYPES = links.FEED_TYPES
ANNOUNCED = frozenset(facet.key for facet in FACETS if facet.announced)

register_namespace("atom", ATOM)
register_namespace("dc", DUBLIN_CORE)


@dataclass(frozen=True, slots=True)
class Item:
    """One entry. Times are UTC; `html` is escaped markup of ours, `text` its plain twin; `apply_url` leads out.

    `platform` is the name of the platform, which readers show as the author.
    """

    id: str
    title: str
    url: str
    published: datetime
    updated: datetime
    text: str
    html: str
    apply_url: str = ""
    tags: tuple[str, ...] = ()
    platform: str = ""


class AtomEntry(NamedTuple):
    """An item that was written for Atom before: its bytes, and when it changed (UTC)."""

    updated: datetime
    atom: bytes


@dataclass(frozen=True, slots=True)
class Feed:
    """One page of a feed. `entries` stand for items in Atom, `pages` maps relations of RFC 5005 to addresses."""

    id: str
    title: str
    subtitle: str
    home: str
    self_url: str
    updated: datetime
    items: tuple[Item, ...]
    pages: dict[str, str]
    language: str = "en"
    hub: str | None = None
    author: str = "Task Atlas"
    entries: tuple[AtomEntry | Item, ...] = ()


def listing_tag(public_url: str, listing: str) -> str:
    """The id of "this listing was opened": a tag: IRI (RFC 4151) that stays the same for ever, in all three formats."""
    return links.tag(public_url, "listing", listing)


def event_tag(public_url: str, listing: str, kind: str, at: datetime) -> str:
    """The id of a later change: a new item of its own, the same however often the feed is made."""
    return links.tag(public_url, "change", f"{listing}/{kind}/{at.astimezone(UTC):%Y%m%dT%H%M%SZ}")


def announced(search: Search) -> bool:
    """Whether a hub is told when the feed of this search changes: of all, or one platform, tier, language or field."""
    said = search.pairs()
    return not said or (len(said) == 1 and said[0][0] in ANNOUNCED)


def topics(listing: Listing) -> Iterator[str]:
    """The query strings of the announced feeds that this listing stands in: "" (all), then each value's own."""
    yield ""
    for key, value in values_of(listing):
        if key in ANNOUNCED:
            yield Search.parse(f"{key}={value}")[0].to_query_string()


def newest(items: Iterable[Item | AtomEntry], otherwise: datetime) -> datetime:
    """When a feed of these items last changed, or `otherwise` for an empty one."""
    return max((item.updated for item in items), default=otherwise)


def atom(feed: Feed) -> bytes:
    """The feed as Atom 1.0. Its namespace is the default one: readers that look for "entry" know no prefix."""
    root = Element("feed", {"xmlns": ATOM, "{http://www.w3.org/XML/1998/namespace}lang": feed.language})
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    _text(root, "subtitle", feed.subtitle)
    _text(root, "updated", _rfc3339(feed.updated))
    _text(SubElement(root, "author"), "name", feed.author)
    for relation, address in _links(feed, "atom"):
        SubElement(root, "link", relation | {"href": address})
    entries = (one.atom if isinstance(one, AtomEntry) else _entry(one) for one in feed.entries or feed.items)
    return b"".join((_document(root).removesuffix(ATOM_END), *entries, ATOM_END))


@lru_cache(1_024)  # entries of events and of roles with several postings, 2 kB each: many feeds hold the same
def _entry(item: Item) -> bytes:
    return atom_entry(item)


def atom_entry(item: Item) -> bytes:
    """An entry as bytes; it needs no name of its own for Atom's namespace, which is the document's default."""
    entry = Element("entry")
    _text(entry, "id", item.id)
    _text(entry, "title", item.title)
    _text(entry, "updated", _rfc3339(item.updated))
    _text(entry, "published", _rfc3339(item.published))
    if item.platform:
        _text(SubElement(entry, "author"), "name", item.platform)
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": item.url})
    if item.apply_url:
        SubElement(entry, "link", {"rel": "related", "href": item.apply_url})
    for word in item.tags:
        SubElement(entry, "category", {"term": word})
    _text(entry, "summary", item.text)
    content = SubElement(entry, "content", {"type": "html"})
    content.text = clean(item.html)
    return _written(entry)


def rss(feed: Feed) -> bytes:
    """The feed as RSS 2.0 in UTF-8, with Atom links (and Dublin Core's creator) for what RSS has no word for."""
    root = Element("rss", {"version": "2.0"})
    channel = SubElement(root, "channel")
    _text(channel, "title", feed.title)
    _text(channel, "link", feed.home)
    _text(channel, "description", feed.subtitle)
    _text(channel, "language", feed.language)
    _text(channel, "lastBuildDate", _rfc822(feed.updated))
    _text(channel, "docs", "https://www.rssboard.org/rss-specification")
    for relation, address in _links(feed, "rss"):
        if relation["rel"] != "alternate":
            SubElement(channel, _atom("link"), relation | {"href": address})
    for item in feed.items:
        node = SubElement(channel, "item")
        _text(node, "title", item.title)
        _text(node, "link", item.url)
        _text(SubElement(node, "guid", {"isPermaLink": "false"}), None, item.id)
        _text(node, "pubDate", _rfc822(item.published))
        if item.platform:
            _text(node, f"{{{DUBLIN_CORE}}}creator", item.platform)
        for word in item.tags:
            _text(node, "category", word)
        _text(node, "description", item.html)
    return _document(root)


def json_feed(feed: Feed) -> bytes:
    """The feed as JSON Feed 1.1 in UTF-8; the next page is `next_url`, the hub stands under `hubs`."""
    body: dict[str, object] = {
        "version": JSON_FEED,
        "title": feed.title,
        "description": feed.subtitle,
        "home_page_url": feed.home,
        "feed_url": feed.self_url,
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "items": [_json_item(item) for item in feed.items],
    }
    if "next" in feed.pages:
        body["next_url"] = feed.pages["next"]
    if feed.hub:
        body["hubs"] = [{"type": "WebSub", "url": feed.hub}]
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def _json_item(item: Item) -> dict[str, object]:
    row: dict[str, object] = {
        "id": item.id,
        "url": item.url,
        "title": clean(item.title),
        "content_html": clean(item.html),
        "content_text": clean(item.text),
        "date_published": _rfc3339(item.published),
        "date_modified": _rfc3339(item.updated),
    }
    if item.apply_url:
        row["external_url"] = item.apply_url
    if item.platform:
        row["authors"] = [{"name": item.platform}]
    if item.tags:
        row["tags"] = list(item.tags)
    return row


WRITERS = {"atom": atom, "rss": rss, "json": json_feed}


def _links(feed: Feed, kind: str) -> list[tuple[dict[str, str], str]]:
    links = [
        ({"rel": "self", "type": TYPES[kind]}, feed.self_url),
        ({"rel": "alternate", "type": "text/html"}, feed.home),
    ]
    links += [({"rel": relation, "type": TYPES[kind]}, address) for relation, address in feed.pages.items()]
    return links + ([({"rel": "hub"}, feed.hub)] if feed.hub else [])


def _atom(name: str) -> str:
    return f"{{{ATOM}}}{name}"


def _text(parent: Element, name: str | None, words: str) -> None:
    node = parent if name is None else SubElement(parent, name)
    node.text = clean(words)


def _document(root: Element) -> bytes:
    return DECLARATION + _written(root)


def _written(root: Element) -> bytes:
    """An element in UTF-8: written as text and encoded at once, for the library encodes each word by itself."""
    return str(tostring(root, encoding="unicode")).encode("utf-8", "xmlcharrefreplace")


def _rfc3339(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _rfc822(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)

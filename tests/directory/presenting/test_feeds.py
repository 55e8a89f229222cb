"""One feed in three spellings: read by feedparser, held against RFC 4287, RSS 2.0 and JSON Feed 1.1."""

import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from xml.etree.ElementTree import Element

import feedparser
import pytest
from defusedxml.ElementTree import fromstring

from directory.presenting.feeds import ATOM, WRITERS, Feed, Item, event_tag, listing_tag

SITE = "https://atlas.example"
NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
A = f"{{{ATOM}}}"


def item(ref: str, title: str = "Rater of recipes", text: str = "Pays by the hour") -> Item:
    return Item(
        id=listing_tag(SITE, f"demo/{ref}"),
        title=title,
        url=f"{SITE}/listing/demo/{ref}",
        published=NOON,
        updated=NOON,
        text=text,
        html=f"<p>{text}</p>",
        apply_url="https://jobs.example/1",
        tags=("rate",),
        platform="Demo works",
    )


def feed(*items: Item, hub: str | None = None) -> Feed:
    return Feed(
        id=f"{SITE}/feed.atom?tier=coding",
        title="Coding & more",
        subtitle="What is open",
        home=f"{SITE}/?tier=coding",
        self_url=f"{SITE}/feed.x?tier=coding",
        updated=NOON,
        items=items,
        pages={"first": f"{SITE}/feed.x?tier=coding", "next": f"{SITE}/feed.x?tier=coding&page=2"},
        hub=hub,
    )


HOSTILE = item("x", "<script>alert(1)</script>\x00\x0b ]]> &amp; \ufffe", "a\x08b \ud800 <b>")


@pytest.mark.parametrize("kind", WRITERS)
def test_readers_find_the_same_permanent_ids_everywhere(kind: str) -> None:
    body = WRITERS[kind](feed(item("1"), item("2")))
    parsed: Any = json.loads(body) if kind == "json" else feedparser.parse(body)
    entries = parsed["items"] if kind == "json" else parsed.entries
    assert [entry["id"] for entry in entries] == [
        "tag:atlas.example,2026:listing/demo/1",
        "tag:atlas.example,2026:listing/demo/2",
    ]
    assert kind == "json" or not parsed.bozo


@pytest.mark.parametrize("kind", WRITERS)
def test_a_hostile_listing_breaks_no_reader(kind: str) -> None:
    body = WRITERS[kind](feed(HOSTILE))
    assert not any(mark in body for mark in (b"\x00", b"\x0b", b"\x08", b"\xef\xbf\xbe"))
    if kind == "json":
        assert json.loads(body)["items"][0]["title"].startswith("<script>alert(1)</script>")
        return
    parsed = feedparser.parse(body, sanitize_html=False)
    assert not parsed.bozo
    assert b"<script>" not in body
    assert len(parsed.entries) == 1


def texts(node: Element, *names: str) -> list[str | None]:
    return [child.text for name in names for child in node.findall(name)]


def test_atom_has_what_rfc_4287_asks() -> None:
    root = fromstring(WRITERS["atom"](feed(item("1"), hub="https://hub.example/")))
    assert root.tag == f"{A}feed"
    for node in (root, *root.findall(f"{A}entry")):
        assert all(len(node.findall(f"{A}{name}")) == 1 for name in ("id", "title", "updated"))
        assert datetime.fromisoformat(node.findtext(f"{A}updated") or "").tzinfo is not None
    assert root.findtext(f"{A}author/{A}name") == "Task Atlas"
    links = [(link.get("rel"), link.get("href")) for link in root.findall(f"{A}link")]
    assert links == [
        ("self", f"{SITE}/feed.x?tier=coding"),
        ("alternate", f"{SITE}/?tier=coding"),
        ("first", f"{SITE}/feed.x?tier=coding"),
        ("next", f"{SITE}/feed.x?tier=coding&page=2"),
        ("hub", "https://hub.example/"),
    ]
    entry = root.find(f"{A}entry")
    assert entry is not None
    assert [link.get("rel") for link in entry.findall(f"{A}link")] == ["alternate", "related"]


def test_atom_has_no_prefix_that_readers_trip_over() -> None:
    body = WRITERS["atom"](feed(item("1")))
    assert body.partition(b"<feed ")[2].startswith(f'xmlns="{ATOM}"'.encode())
    assert b"atom:" not in body
    assert b":feed" not in body


@pytest.mark.parametrize("kind", WRITERS)
def test_an_item_names_its_platform_and_its_times(kind: str) -> None:
    body = WRITERS[kind](feed(item("1")))
    if kind == "json":
        (entry,) = json.loads(body)["items"]
        assert (entry["authors"], entry["tags"]) == ([{"name": "Demo works"}], ["rate"])
        return
    (entry,) = feedparser.parse(body).entries
    assert (entry.author, [tag.term for tag in entry.tags]) == ("Demo works", ["rate"])
    assert (entry.published_parsed or entry.updated_parsed)[:4] == (2026, 11, 18, 12)
    assert entry.link == f"{SITE}/listing/demo/1"


def test_rss_has_what_rss_2_0_asks() -> None:
    root = fromstring(WRITERS["rss"](feed(item("1"))))
    channel = root.find("channel")
    assert root.get("version") == "2.0"
    assert channel is not None
    assert all(len(channel.findall(name)) == 1 for name in ("title", "link", "description", "language"))
    assert [link.get("rel") for link in channel.findall(f"{A}link")] == ["self", "first", "next"]
    entry = channel.find("item")
    assert entry is not None
    guid = entry.find("guid")
    assert guid is not None
    assert guid.get("isPermaLink") == "false"
    assert parsedate_to_datetime(entry.findtext("pubDate") or "") == NOON


def test_json_feed_has_what_version_1_1_asks() -> None:
    body = json.loads(WRITERS["json"](feed(item("1"), hub="https://hub.example/")))
    assert body["version"] == "https://jsonfeed.org/version/1.1"
    assert body["next_url"] != body["feed_url"]
    assert body["authors"] == [{"name": "Task Atlas"}]
    assert body["hubs"] == [{"type": "WebSub", "url": "https://hub.example/"}]
    (entry,) = body["items"]
    assert isinstance(entry["id"], str)
    assert entry["content_html"]
    assert entry["external_url"] == "https://jobs.example/1"
    about = ["authors", "description", "feed_url", "home_page_url", "hubs", "items", "language"]
    assert sorted(body) == [*about, "next_url", "title", "version"]


def test_a_change_has_an_id_of_its_own_that_never_changes() -> None:
    first = event_tag(SITE, "demo/1", "pay", NOON)
    assert first == "tag:atlas.example,2026:change/demo/1/pay/20261118T120000Z"
    assert first != listing_tag(SITE, "demo/1")

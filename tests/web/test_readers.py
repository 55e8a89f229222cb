"""What readers of feeds make of ours: two that run here, and the rules of two more as their sources say them.

miniflux (Go): the adapters of internal/reader/{atom,rss,json} at 06281cb and 003f1f1; FreshRSS (PHP): SimplePie's
src/Item.php at 0f1c912 for what an entry is, FreshRSS' feedController for what an update is. What npm's rss-parser and
feedsmith make of the same feeds is printed by `python -m bench.readers`, which installs them.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from hashlib import md5, sha256
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

import feedparser
import pytest
from defusedxml.ElementTree import fromstring
from flask.testing import FlaskClient
from reader import make_reader

from directory.search import open_finder
from directory.store import Store
from tests.support.making import DAY, START, crawl, platform, posting
from tests.support.website import settings
from web import create_app

ATOM, DC = "{http://www.w3.org/2005/Atom}", "{http://purl.org/dc/elements/1.1/}"
FORMATS = ("atom", "rss", "json")
SEEN = START + timedelta(minutes=1)
CHANGED = START + DAY + timedelta(minutes=1)
SLOW = platform(cadence_hours=48)


@dataclass(frozen=True)
class Entry:
    """What a reader keeps of an entry: what it knows it again by, where it leads, its date, its title."""

    id: str
    link: str
    date: datetime
    title: str


def iso(text: str) -> datetime:
    return datetime.fromisoformat(text)


def moment(text: str) -> datetime:
    return parsedate_to_datetime(text) if "," in text else iso(text)


def said(node: Element, *names: str) -> str:
    """The text of the first of these children that there is."""
    return next((found.text or "" for name in names if (found := node.find(name)) is not None), "")


def alternate(entry: Element) -> str:
    links = entry.findall(f"{ATOM}link")
    return next(one.get("href", "") for one in links if one.get("rel", "alternate") == "alternate")


def miniflux(format: str, body: bytes) -> list[Entry]:
    """An entry's hash is that of its id, else of its link; published goes before updated, dc:date before pubDate."""
    if format == "json":
        feed = json.loads(body)
        return [
            Entry(sha256(one["id"].encode()).hexdigest(), urljoin(feed["home_page_url"], one["url"]),
                  iso(one["date_published"]), one["title"])
            for one in feed["items"]
        ]  # fmt: skip
    root = fromstring(body)
    if format == "atom":
        home = alternate(root)
        return [
            Entry(sha256(said(one, f"{ATOM}id").encode()).hexdigest(), urljoin(home, alternate(one)),
                  iso(said(one, f"{ATOM}published", f"{ATOM}updated")), said(one, f"{ATOM}title"))
            for one in root.findall(f"{ATOM}entry")
        ]  # fmt: skip
    home = said(root, "channel/link")
    return [
        Entry(sha256(said(one, "guid").encode()).hexdigest(), urljoin(home, said(one, "link")),
              moment(said(one, f"{DC}date", "pubDate")), said(one, "title"))
        for one in root.iter("item")
    ]  # fmt: skip


def freshrss(format: str, body: bytes) -> list[Entry]:
    """An entry is known by its id; published goes before pubDate, that before dc:date and updated. JSON it reads by
    rules that its user writes, so there is nothing to hold here."""
    root = fromstring(body)
    if format == "atom":
        return [
            Entry(said(one, f"{ATOM}id"), alternate(one), iso(said(one, f"{ATOM}published", f"{ATOM}updated")),
                  said(one, f"{ATOM}title"))
            for one in root.findall(f"{ATOM}entry")
        ]  # fmt: skip
    return [
        Entry(said(one, "guid"), said(one, "link"), moment(said(one, "pubDate", f"{DC}date")), said(one, "title"))
        for one in root.iter("item")
    ]


def with_feedparser(format: str, body: bytes) -> list[Entry]:
    found = feedparser.parse(body)
    assert not found.bozo
    return [
        Entry(one.id, one.link, datetime(*one.published_parsed[:6], tzinfo=UTC), one.title) for one in found.entries
    ]


READERS: dict[str, Callable[[str, bytes], list[Entry]]] = {
    "feedparser": with_feedparser,
    "miniflux": miniflux,
    "freshrss": freshrss,
}
TABLE = [(name, format) for name in READERS for format in FORMATS if format != "json" or name == "miniflux"]


class Site:
    """A site whose one listing changes its pay a day later."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store, self.folder = store, folder

    def client(self, at: datetime) -> FlaskClient:
        known = settings(self.folder, clock=at.isoformat())
        finder = open_finder(self.store, known)
        finder.catch_up()
        return create_app(known, self.store, finder).test_client()

    def crawl(self, at: datetime, pay: int) -> None:
        text = "You rate answers. You must live in Kenya."
        seen = [posting("r1", "Rater & judge <of> answers", text, pay=f"{pay} USD per hour")]
        crawl(self.store, [*seen, posting("r2", "Other", "You write.")], at, SLOW)

    def feed(self, at: datetime, format: str, query: str = "country=KE") -> Any:
        with self.client(at) as client:
            answer = client.get(f"/feed.{format}?{query}")
            assert answer.status_code == 200
            return answer


@pytest.fixture
def site(store: Store, tmp_path: Path) -> Site:
    made = Site(store, tmp_path)
    made.crawl(START, 9)
    return made


@pytest.mark.parametrize(("name", "format"), TABLE)
def test_each_reader_finds_id_link_date_and_title(site: Site, name: str, format: str) -> None:
    found = READERS[name](format, site.feed(SEEN, format).data)
    (one,) = [entry for entry in found if "Rater" in entry.title]
    id = "tag:atlas.example,2026:listing/acme/r1"
    assert one.id == (sha256(id.encode()).hexdigest() if name == "miniflux" else id)
    assert one.link == "https://atlas.example/listing/acme/r1?country=KE"
    assert one.date == SEEN
    assert one.title == "Rater & judge <of> answers"


@pytest.mark.parametrize(("name", "format"), TABLE)
def test_a_change_is_the_same_entry_in_the_list_and_one_of_its_own_among_the_changes(
    site: Site, name: str, format: str
) -> None:
    read = READERS[name]
    before = {entry.id: entry for entry in read(format, site.feed(SEEN, format).data)}
    site.crawl(START + DAY, 12)
    after = {entry.id: entry for entry in read(format, site.feed(CHANGED, format).data)}
    assert after == before  # the date is that of its publication: no reader moves it up
    (change,) = read(format, site.feed(CHANGED, format, "country=KE&kind=pay").data)
    assert change.id not in before
    assert change.date == CHANGED


@pytest.mark.parametrize("format", ["atom", "rss"])
def test_what_freshrss_takes_for_an_update_is_a_change_and_nothing_else(site: Site, format: str) -> None:
    def hashes(at: datetime) -> dict[str, str]:
        """Link, title, authors, content and tags, as it compares them; the date is not looked at."""
        found = feedparser.parse(site.feed(at, format).data, sanitize_html=False).entries
        return {
            one.id: md5(
                repr((one.link, one.title, one.author, one.get("content") or one.summary, one.get("tags"))).encode(),
                usedforsecurity=False,
            ).hexdigest()
            for one in found
        }

    before = hashes(SEEN)
    assert hashes(SEEN + timedelta(hours=20)) == before
    site.crawl(START + DAY, 12)
    changed = {id for id, hash in hashes(CHANGED).items() if before[id] != hash}
    assert changed == {"tag:atlas.example,2026:listing/acme/r1"}


@pytest.mark.parametrize("format", ["atom", "rss", "json"])
def test_reader_keeps_one_entry_and_notices_its_update(site: Site, format: str) -> None:
    path = site.folder / f"feed.{format}"
    path.write_bytes(site.feed(SEEN, format).data)
    with make_reader(":memory:", feed_root=str(site.folder)) as reader:
        reader.add_feed(path.name)
        reader.update_feeds()
        first = {one.id: (one.link, one.published) for one in reader.get_entries()}
        assert first["tag:atlas.example,2026:listing/acme/r1"] == (
            "https://atlas.example/listing/acme/r1?country=KE", SEEN
        )  # fmt: skip
        site.crawl(START + DAY, 12)
        path.write_bytes(site.feed(CHANGED, format).data)
        told = reader.update_feed(path.name)
        assert told is not None
        assert (told.new, told.modified) == (0, 1)
        assert {one.id: (one.link, one.published) for one in reader.get_entries()} == first


@pytest.mark.parametrize("format", FORMATS)
def test_a_date_alone_is_enough_to_hear_that_nothing_is_new(site: Site, format: str) -> None:
    first = site.feed(SEEN, format)
    since = {"If-Modified-Since": first.headers["Last-Modified"]}
    with site.client(SEEN + timedelta(hours=1)) as client:
        assert client.get(f"/feed.{format}?country=KE", headers=since).status_code == 304
    site.crawl(START + DAY, 12)
    with site.client(CHANGED) as client:
        assert client.get(f"/feed.{format}?country=KE", headers=since).status_code == 200


@pytest.mark.parametrize("format", FORMATS)
def test_no_address_is_relative(site: Site, format: str) -> None:
    body = site.feed(SEEN, format).data.decode()
    assert 'href="/' not in body
    assert "&quot;/" not in body
    assert '"url": "/' not in body
    assert 'url": "https://atlas.example/' in body or "https://atlas.example/listing/acme/r1?country=KE" in body

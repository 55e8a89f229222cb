"""Following one listing or platform from its page: by alert and feed, also when the listing ends in another."""

import html
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest
from flask.testing import FlaskClient

from directory.letters import subscribers as alerts
from directory.letters.match import at_home, gather
from directory.search import Search, open_finder
from directory.store import Store, events, shelf
from directory.tokens import derive
from schedules.post import Post
from tests.schedules.test_delivery import DAILY, Mailbox, subscribe, wish
from tests.support.making import DAY, START, crawl, posting
from tests.support.website import settings
from web import create_app

OTHER = posting("r0", "Story writer", "You write stories. You must live in Kenya.")
ONE = posting("r1", "Swahili rater", "You rate answers. You must live in Uganda.", pay="9 USD per hour")
DEARER = posting("r1", "Swahili rater", "You rate answers. You must live in Uganda.", pay="12 USD per hour")
OPENED = posting("r1", "Swahili rater", "You rate answers. You must live in Uganda or Kenya.", pay="12 USD per hour")
ALL = ("pay", "country", "reopened", "closed")


@pytest.fixture
def client(store: Store, tmp_path: Path) -> Iterator[FlaskClient]:
    crawl(store, [OTHER, ONE], START, DAILY)
    known = settings(tmp_path, clock=(START + DAY).isoformat())
    finder = open_finder(store, known)
    finder.catch_up()
    with create_app(known, store, finder).test_client() as made:
        yield made


def follow(client: FlaskClient, path: str, words: str) -> str:
    """Where a link of a page leads."""
    found = re.search(rf'href="([^"]+)" rel="nofollow">{words}<', client.get(path).text)
    assert found is not None
    return html.unescape(found[1])


def test_the_page_of_a_listing_leads_to_an_alert_of_it_alone(client: FlaskClient) -> None:
    there = follow(client, "/listing/acme/r1?country=KE", "Follow by alert")
    page = client.get(there)
    assert page.status_code == 200
    assert "the listing “Swahili rater”" in page.text
    ticked = re.findall(r'name="kind" value="(\w+)"[^>]*checked', page.text)
    assert tuple(ticked) == ALL
    query = re.search(r'name="query" value="([^"]*)"', page.text)
    assert query is not None
    shown = "&".join(f"show={group}" for group in ("open", "silent", "closed"))
    assert html.unescape(query[1]) == f"country=KE&{shown}&listing=acme%2Fr1"


def test_without_a_country_nothing_is_said_of_countries(client: FlaskClient) -> None:
    there = follow(client, "/listing/acme/r1", "Follow by alert")
    assert there == "/alerts/new?listing=acme%2Fr1&kind=pay&kind=reopened&kind=closed"
    assert client.get(there).status_code == 200


def test_a_platform_is_followed_the_same_way(client: FlaskClient) -> None:
    there = follow(client, "/platform/acme?country=KE", "Follow by feed")
    assert there.startswith("/feeds?country=KE&show=open&show=silent&show=closed&platform=acme&kind=pay")
    assert client.get(there).status_code == 200


@pytest.mark.parametrize(
    "query", ["listing=acme", "listing=acme/a%20b", "listing=nowhere/r1", "kind=sold", "listing=/"]
)
def test_what_is_not_understood_is_refused(client: FlaskClient, query: str) -> None:
    assert client.get(f"/alerts/new?{query}").status_code == 400
    assert client.get(f"/feed.atom?{query}").status_code == 400


def test_every_change_of_it_comes_and_nothing_else(store: Store, client: FlaskClient, tmp_path: Path) -> None:
    query = "country=KE&show=open&show=silent&show=closed&listing=acme%2Fr1"
    subscribe(store, wish(query, ALL), START)
    post, box, told = Post(store, settings(tmp_path)), Mailbox(), []
    days = ([OTHER, DEARER], [OTHER, OPENED], [OTHER], [OTHER, OPENED], [posting("r2"), OPENED])
    for day, seen in enumerate(days, 1):
        crawl(store, seen, START + day * DAY - timedelta(hours=3), DAILY)
        before = len(box.taken)
        post.round(box, START + day * DAY + timedelta(hours=3))
        told.append([text.splitlines()[0] for text in box.texts()[before:] if "probably you" not in text])
    assert [len(one) for one in told] == [1, 1, 1, 1, 0]
    assert all("Swahili rater" in line for one in told for line in one)
    client.application.extensions["atlas"].finder.catch_up()
    feed = feedparser.parse(client.get(f"/feed.atom?{query}&{'&'.join(f'kind={kind}' for kind in ALL)}").data)
    assert [entry.title.partition(":")[0] for entry in feed.entries] != []
    assert all("Swahili rater" in entry.title for entry in feed.entries)
    assert len(feed.entries) == 4


def test_a_listing_that_ended_in_another_is_followed_there(store: Store) -> None:
    places = ("Nairobi", "Kampala")
    apart = [posting(f"p{at}", f"Rater {at}", "You rate.", location=place) for at, place in enumerate(places)]
    same = [posting(f"p{at}", "Rater", "You rate.", location=place) for at, place in enumerate(places)]
    crawl(store, apart, START, DAILY)
    crawl(store, same, START + DAY, DAILY)
    ((old, new, _),) = shelf.moved(store)
    assert shelf.current(store, [old, new, "acme/none"]) == {old: new, new: new, "acme/none": "acme/none"}
    search = Search.parse(f"listing={old}")[0]
    assert at_home(search, {old: new}).chosen("listing") == (new,)
    assert at_home(search, {old: ""}) == search
    dearer = [
        posting(f"p{at}", "Rater", "You rate.", location=place, pay="9 USD per hour") for at, place in enumerate(places)
    ]
    last = events.last_id(store)
    crawl(store, dearer, START + 2 * DAY, DAILY)
    fresh = gather(store, last, events.last_id(store), START + 2 * DAY, [old])
    found = fresh.matches((f"listing={old}", ("pay",), last))
    assert found is not None
    assert [match.listing.id for match in found] == [new]


def test_the_searches_of_a_subscriber_are_a_list_of_feeds(store: Store, client: FlaskClient) -> None:
    subscribe(store, wish("country=KE"))
    alert = alerts.alert(store, subscribe(store, wish("listing=acme%2Fr1", ("pay", "closed"))))
    person = alerts.subscriber(store, alert.subscriber) if alert else None
    assert person is not None
    page = f"/u/{derive('s' * 32, 'manage', person.id, person.version)}"
    assert f'href="{page}/feeds.opml"' in client.get(page).text
    answer = client.get(f"{page}/feeds.opml")
    assert answer.content_type == "text/x-opml; charset=utf-8"
    found = [dict(one.attrib) for one in ElementTree.fromstring(answer.data).iter("outline")]
    assert [(one["text"], one["xmlUrl"]) for one in found] == [
        ("for people in Kenya", "https://atlas.example/feed.atom?country=KE"),
        ("the listing “Swahili rater”", "https://atlas.example/feed.atom?listing=acme%2Fr1&kind=pay&kind=closed"),
    ]
    for one in found:
        assert client.get(one["xmlUrl"].removeprefix("https://atlas.example")).status_code == 200

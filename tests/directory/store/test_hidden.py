"""A hidden listing is nowhere at once: page, search, words, feed, API, letter, file; and comes back whole."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from directory.letters.match import gather
from directory.presenting import daily
from directory.presenting.figures import Survey
from directory.store import Store, events, hidden, shelf
from tests.support.making import DAY, START, crawl, platform, posting
from tests.support.website import KENYA, coders, site

ADDRESSES = (
    "/?q=swahili", "/?state=any&checked=any", "/feed.json?q=swahili", "/feed.atom?kind=new", "/changes",
    "/api/v1/listings?q=swahili", "/api/v1/changes?since=0", "/sitemap-listings-1.xml", "/platform/acme",
)  # fmt: skip


@pytest.fixture
def client(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FlaskClient]:
    monkeypatch.setattr("directory.store.kept.LOOK_SECONDS", -1.0)  # the table is looked at for every page
    crawl(store, coders(3), START, platform("acme", cadence_hours=48))
    with site(store, tmp_path, [KENYA, *coders(3)]).test_client() as made:
        yield made


def hide(client: FlaskClient, store: Store, listing: str = "acme/k1") -> None:
    with store.writing() as session:
        hidden.hide_in(session, listing, "asks for money", START)
    client.application.extensions["atlas"].finder.catch_up()


def show(client: FlaskClient, store: Store) -> None:
    with store.writing() as session:
        hidden.show_in(session, "acme/k1")
    client.application.extensions["atlas"].finder.catch_up()


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_is_in_no_answer_until_it_is_shown_again(client: FlaskClient, store: Store, address: str) -> None:
    whole = client.get(address).text
    assert "acme/k1" in whole
    hide(client, store)
    answer = client.get(address)
    assert answer.status_code in (200, 404)
    assert "acme/k1" not in answer.text
    assert "Swahili rater" not in answer.text
    show(client, store)
    assert "acme/k1" in client.get(address).text


def test_its_page_says_that_it_was_taken_away(client: FlaskClient, store: Store) -> None:
    assert client.get("/listing/acme/k1").status_code == 200
    hide(client, store)
    assert client.get("/listing/acme/k1").status_code == 410
    answer = client.get("/api/v1/listings/acme/k1?country=KE")
    assert (answer.status_code, json.loads(answer.text)["type"].rpartition("#")[2]) == (410, "problem-hidden")
    show(client, store)
    assert client.get("/listing/acme/k1").status_code == 200
    assert "acme/k1" in client.get("/?q=swahili").text


def test_no_letter_and_no_file_tells_of_it(client: FlaskClient, store: Store, tmp_path: Path) -> None:
    hide(client, store)
    fresh = gather(store, 0, events.last_id(store), START + DAY)
    assert "acme/k1" not in {one.id for one in fresh._listings}
    folder = daily.make(store, tmp_path / "data", START, daily.Origin("https://atlas.example", False))
    assert all("acme/k1" not in path.read_text() for path in folder.iterdir())


def test_the_next_crawls_leave_it_hidden(client: FlaskClient, store: Store) -> None:
    hide(client, store)
    crawl(store, [*coders(3)], START + DAY)
    crawl(store, [KENYA, *coders(3)], START + 2 * DAY)
    client.application.extensions["atlas"].finder.catch_up()
    assert "acme/k1" not in client.get("/?state=any&checked=any").text
    assert shelf.count(store) == 3
    assert set(Survey(store, lambda: START + timedelta(days=2)).rows()) == {"acme/c0", "acme/c1", "acme/c2"}


def test_what_it_is_folded_into_is_hidden_with_it(either: Store) -> None:
    text = "You rate answers of one kind, in one language, for one hour a day, at one desk."
    one, two = (posting(ref, "Answer rater", text, location=place) for ref, place in (("a", "Kenya"), ("b", "Peru")))
    crawl(either, [two], START)
    crawl(either, [two, one], START + DAY)
    ids = [listing.id for listing in shelf.listings(either)]
    assert ids == ["acme/b"]
    with either.writing() as session:
        hidden.hide_in(session, "acme/b", "scam", START)
    assert [listing.id for listing in shelf.listings(either)] == []
    assert hidden.since(either, 0) == ("acme/b",)
    assert [(row.listing, row.title, row.why) for row in hidden.every(either)] == [("acme/b", "Answer rater", "scam")]


def test_what_is_not_there_cannot_be_hidden_or_shown(either: Store) -> None:
    for act in (lambda s: hidden.hide_in(s, "acme/x", "", START), lambda s: hidden.show_in(s, "acme/x")):
        with pytest.raises(hidden.NoListing, match="acme/x"), either.writing() as session:
            act(session)

"""Page, API, feed and letter find the same for the same words: random searches of random persons."""

import html
import json
import random
import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient

from directory.letters import match
from directory.search import PER_PAGE
from directory.store import Store, events, migrate
from tests.support.making import DAY, START, posting
from tests.support.website import KENYA, coders, site

API = "/api/v1/listings"
WORLD = posting(
    "w1", "Poem rater", "You rate poems. Open to candidates anywhere in the world.\nPay: up to $40 per hour."
)
WORDS = (
    *("", "", "python", "rater", "swahili OR poem", "develo*", "rater nairobi", "kenya", 'rater "nairobi"'),
    *("python in the united states", "poem rater nairobi kenya", "developer berlin"),
)
SEARCHES = 25


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('same') / 'atlas.db'}")
    migrate(store)
    yield store
    store.close()


@pytest.fixture(scope="module")
def app(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return site(store, tmp_path_factory.mktemp("site"), [KENYA, WORLD, *coders(34)])


@pytest.fixture(scope="module")
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def of_api(client: FlaskClient, query: str) -> list[str]:
    """All results of the API by way of its cursors."""
    path, found = f"{API}?{query}", []
    while path:
        answer = json.loads(client.get(path).data)
        found += [one["id"] for one in answer["items"]]
        path = (answer["next"] or "").removeprefix("https://atlas.example")
    return found


def of_page(client: FlaskClient, query: str) -> list[str]:
    page = client.get(f"/?{query}").text
    shown = re.findall(r'<h3><a href="/listing/([^"?]+)', page) or re.findall(r'href="/listing/([^"?]+)', page)
    return list(dict.fromkeys(shown))


def of_feed(client: FlaskClient, query: str) -> list[str]:
    items = json.loads(client.get(f"/feed.json?{query}").data)["items"]
    return [item["id"].partition(":listing/")[2] for item in items]


def saved(client: FlaskClient, query: str) -> str:
    """The search that the form of an alert would store."""
    found = re.search(r'name="query" value="([^"]*)"', client.get(f"/alerts/new?{query}").text)
    assert found is not None, query
    return html.unescape(found[1])


def of_letter(fresh: match.Fresh, query: str) -> set[str]:
    found = fresh.matches((query, ("new",), 0))
    assert found is not None
    return {row.listing.id for row in found}


def random_query(dice: random.Random) -> str:
    """What somebody types: words, perhaps of a place, a person, and filters."""
    chosen = [("q", dice.choice(WORDS)), ("country", dice.choice(("", "", "KE", "US", "DE")))]
    chosen += [("speak", dice.choice(("sw", "en:fluent", "es-MX", "de")))] if dice.random() < 0.4 else []
    chosen += [("show", group) for group in ("open", "silent", "closed") if dice.random() < 0.4]
    chosen += [dice.choice((("pay", "35"), ("tier", "coding")))] if dice.random() < 0.3 else []
    chosen += [("sort", dice.choice(("newest", "pay", "relevance")))] if dice.random() < 0.5 else []
    return urlencode([pair for pair in chosen if pair[1]])


@pytest.mark.parametrize(
    ("seed", "searches"), [(17, SEARCHES), pytest.param(18, 300, marks=pytest.mark.heavy)], ids=["some", "many"]
)
def test_page_api_feed_and_letter_find_the_same(
    client: FlaskClient, store: Store, monkeypatch: pytest.MonkeyPatch, seed: int, searches: int
) -> None:
    monkeypatch.setattr("web.api.limits.MOST", 10**9)
    fresh = match.gather(store, 0, events.last_id(store), START + 2 * DAY)
    dice, found = random.Random(seed), 0
    for _ in range(searches):
        query = random_query(dice)
        mine = of_api(client, query)
        assert of_page(client, query) == mine[:PER_PAGE], query
        assert of_feed(client, query) == mine[:PER_PAGE], query
        assert of_letter(fresh, saved(client, query)) == set(mine), query
        found += len(mine)
    assert found > searches


def test_what_was_understood_is_said(client: FlaskClient) -> None:
    answer = json.loads(client.get(f"{API}?q=rater+nairobi").data)
    literal = "https://atlas.example/api/v1/listings?q=rater+%22nairobi%22"
    says = "“nairobi” was taken for a place: open to Kenya."
    assert answer["understood"] == {"words": "nairobi", "country": "KE", "says": says, "literal": literal}
    assert answer["groups"]["open"] == 2
    assert json.loads(client.get(f"{API}?q=rater+%22nairobi%22").data)["understood"] is None
    assert json.loads(client.get("/api/v1/facets?q=rater+nairobi").data)["understood"]["country"] == "KE"
    assert says in client.get("/feed.atom?q=rater+nairobi").text
    assert saved(client, "q=rater+nairobi") == "q=rater&country=KE"

"""The small list that others may frame: what it holds, what it refuses, and that nothing else may be framed."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from directory.store import Store
from tests.support.website import KENYA, coders, site


@pytest.fixture
def client(store: Store, tmp_path: Path) -> FlaskClient:
    return site(store, tmp_path, [KENYA, *coders(9)]).test_client()


def shown(client: FlaskClient, query: str) -> list[str]:
    return re.findall(r'<h2 dir="auto"><a href="(/listing/[^"]+)', client.get(f"/embed?{query}").text)


def test_it_holds_the_first_of_the_search(client: FlaskClient) -> None:
    page = re.findall(r'<h3><a href="(/listing/[^"]+)', client.get("/?tier=coding&sort=pay").text)
    page = page or re.findall(r'href="(/listing/[^"]+)', client.get("/?tier=coding&sort=pay").text)
    assert shown(client, "tier=coding&sort=pay") == list(dict.fromkeys(page))[:5]
    assert len(shown(client, "tier=coding&n=7")) == 7
    assert shown(client, "q=rater+nairobi") == ["/listing/acme/k1?country=KE"]
    text = client.get("/embed?q=rater+nairobi").text
    assert 'href="https://atlas.example/?q=rater&amp;country=KE"' in text
    assert "<script" not in text
    assert "<form" not in text


def test_nothing_found_is_said(client: FlaskClient) -> None:
    assert "Nothing is open for this search now." in client.get("/embed?platform=acme&pay=900").text


@pytest.mark.parametrize("query", ["tier=codin", "contry=KE", "n=0", "n=21", "n=many", "n=٣", "n=3&n=7", "state=opn"])
def test_what_is_unknown_is_refused_never_wider(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/embed?{query}")
    assert (answer.status_code, "/listing/" in answer.text) == (400, False)
    assert answer.headers["Cache-Control"] == "no-store"


def test_only_this_page_may_be_framed(client: FlaskClient) -> None:
    policy = client.get("/embed?tier=coding").headers["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "script-src" not in policy
    assert policy.startswith("default-src 'none'; ")
    for path in ("/", "/listing/acme/k1", "/alerts/new", "/api", "/api/v1/status", "/data", "/feeds", "/nowhere"):
        assert "frame-ancestors 'none'" in client.get(path).headers["Content-Security-Policy"], path

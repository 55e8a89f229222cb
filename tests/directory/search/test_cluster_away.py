"""A cluster that is not there, or hangs: said within two seconds, once, and never as a wrong answer."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.corpus import NOW, listings
from directory.claims import Residence
from directory.config import BadSetting, load
from directory.search import Search, open_finder
from directory.search.cluster import connection, counts, filters, following
from directory.search.cluster.connection import ClusterAway, Connection
from directory.search.cluster.finder import ClusterFinder
from directory.search.cluster.rows import places
from directory.search.columns import counts as columns_counts
from directory.search.columns import filters as columns_filters
from directory.store import Store
from tests.support.making import crawl, posting
from tests.support.plain_search import ListSource
from tests.support.website import settings
from web import create_app


@pytest.fixture
def silent() -> Iterator[socket.socket]:
    """A server that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening


def url(listening: socket.socket) -> str:
    return f"http://127.0.0.1:{listening.getsockname()[1]}"


def test_a_page_waits_less_than_two_seconds() -> None:
    assert connection.PATIENCE + connection.PAUSE_SECONDS + following.WAIT_SECONDS < 2


def test_a_node_that_hangs_is_left_for_another_and_then_nobody_waits(silent: socket.socket) -> None:
    moments = iter([0.0, 0.0, 0.8, 0.8, 1.3, 1.3, 1.4])
    asked = Connection((url(silent),), clock=lambda: next(moments))
    with pytest.raises(ClusterAway, match="timed out"):
        asked.search("nothing", {})
    with pytest.raises(ClusterAway, match="a moment ago"):
        asked.search("nothing", {})


def test_what_a_page_can_do_without_is_left_out(silent: socket.socket) -> None:
    silent.close()
    finder = ClusterFinder(ListSource(listings(3)), Connection(("http://127.0.0.1:9",), patience=0.1), "x")
    for ask in (finder.find, lambda search, now: finder.ids(search, now=now, limit=3)):
        with pytest.raises(ClusterAway):
            ask(Search(), now=NOW)
    assert finder.similar("platform-00/1", Search(), 6, now=NOW) == ()
    assert finder.suggest("chem", 8) == ()
    assert finder.followed() == (-1, -1)
    assert finder.catch_up().version == -1


def test_pages_say_so_and_listings_are_there(store: Store, tmp_path: Path) -> None:
    crawl(store, [posting("r1", "Zebra writer", "You write of zebras.")])
    known = load({"RUN_DIR": str(tmp_path), "SEARCH_ENGINE": "opensearch", "OPENSEARCH_URLS": "http://127.0.0.1:9"})
    with create_app(settings(tmp_path), store, open_finder(store, known)).test_client() as client:
        for path in ("/", "/?q=zebra", "/feed.atom", "/api/v1/listings", "/readyz"):
            answer = client.get(path)
            assert answer.status_code == 503, path
            assert "Zebra" not in answer.text
        assert client.get("/?q=zebra").headers["Retry-After"] == "5"
        assert "Zebra writer" in client.get("/listing/acme/r1").text


def test_the_addresses_are_asked_for_and_never_repeated(store: Store, tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="OPENSEARCH_URLS"):
        open_finder(store, load({"RUN_DIR": str(tmp_path), "SEARCH_ENGINE": "opensearch"}))
    with pytest.raises(BadSetting, match=r"OPENSEARCH_URLS=\(hidden\)"):
        load({"RUN_DIR": str(tmp_path), "OPENSEARCH_URLS": "http://user:secret@node:9200,nonsense"})


def test_every_kind_of_facet_is_asked_of_a_cluster_too() -> None:
    """What `make check-cluster` proves equal must not lack a row that was added since."""
    assert set(filters.FILTERS) == set(columns_filters.FILTERS)
    assert set(counts.COUNTS) == set(counts.READ) == set(columns_counts.COUNTS)


@pytest.mark.parametrize(
    ("rule", "usual", "named"),
    [
        (Residence(), "silent", ()),
        (Residence("only", ("KE", "US")), "closed", ("open:KE", "open:US")),
        (Residence("any", excluded=("KE",)), "open", ("closed:KE",)),
        (Residence("unstated", ("BR",), ("KE",)), "silent", ("open:BR", "closed:KE")),
    ],
)
def test_every_country_is_said_in_few_terms(rule: Residence, usual: str, named: tuple[str, ...]) -> None:
    assert set(places(rule)) == {f"else:{usual}", *named}

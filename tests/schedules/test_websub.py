"""The hub hears of changed feeds once, and again only if it did not take them."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import parse_qsl

import pytest

from directory.presenting.feeds import announced
from directory.search import Search
from directory.store import Store
from schedules.websub import Refused, tell
from tests.support.making import DAY, START, crawl, posting

SITE = "https://atlas.example"


@contextmanager
def hub(*answers: int) -> Iterator[tuple[str, list[list[tuple[str, str]]]]]:
    """A hub that gives these answers in turn, then 204; its address and the forms it got."""
    forms: list[list[tuple[str, str]]] = []
    left = list(answers)

    class Hub(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            forms.append(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
            self.send_response(left.pop(0) if left else 204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Hub)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/publish", forms
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_hub_is_told_once_of_the_feeds_that_changed(store: Store) -> None:
    crawl(store, [posting("r0", "Swahili translator", "Translate from English into Swahili.")], START)
    with hub() as (address, forms):
        told = tell(store, SITE, address)
        assert tell(store, SITE, address) == 0
    (form,) = forms
    assert form[0] == ("hub.mode", "publish")
    feeds = [value for name, value in form if name == "hub.url"]
    assert len(feeds) == told == len(set(feeds))
    for query in ("", "?platform=acme", "?lang=sw", "?tier=languages"):
        assert {f"{SITE}/feed.{kind}{query}" for kind in ("atom", "rss", "json")} <= set(feeds)


def test_a_hub_that_refuses_is_told_again(store: Store) -> None:
    crawl(store, [posting("r0")], START)
    with hub(503) as (address, forms):
        with pytest.raises(Refused, match="503"):
            tell(store, SITE, address)
        assert tell(store, SITE, address) > 0
        crawl(store, [posting("r0"), posting("r1", "Poem rater")], START + DAY)
        assert tell(store, SITE, address) > 0
    assert forms[0] == forms[1]


@pytest.mark.parametrize(
    ("query", "is_told"),
    [
        ("", True),
        ("tier=coding", True),
        ("platform=acme", True),
        ("lang=sw", True),
        ("lang=sw&tier=coding", False),
        ("tier=coding&tier=stem", False),
        ("country=KE", False),
        ("q=rater", False),
        ("tier=coding&page=2", False),
        ("sort=pay", False),
    ],
)
def test_only_feeds_that_the_hub_is_told_of_name_it(query: str, is_told: bool) -> None:
    assert announced(Search.parse(query)[0]) is is_told

"""Two web hosts over one PostgreSQL and one cluster: neither holds an index, both follow; a hung cluster is said."""

import re
import signal
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from bench.serving import page, served
from directory.store import Store
from tests.support.making import crawl, posting
from tests.support.nodes import NODES, Cluster

pytestmark = [pytest.mark.heavy, pytest.mark.cluster]
WITHIN, CLOCK = 300.0, "2026-11-02T09:00:00Z"
ZEBRAS, YAKS = posting("r1", "Zebra writer", "You write of zebras."), posting("r2", "Yak herder", "You herd yaks.")
PATHS = ("/?platform=acme&checked=any", "/?q=zebra+OR+yak&checked=any", "/api/v1/listings?q=zebra+OR+yak&checked=any")


def refs(port: int, path: str) -> frozenset[str] | int:
    """The refs of the listings on a page; its status where it is none."""
    try:
        return frozenset(re.findall(r"/listing/acme/(r\d)", page(port, path)))
    except OSError as refused:
        return int(str(refused).rpartition(" ")[2])


def soon(port: int, path: str, wanted: frozenset[str] | int) -> float:
    """Asks until the answer is this one, and says how many seconds that took."""
    began = time.monotonic()
    while (found := refs(port, path)) != wanted:
        assert time.monotonic() < began + WITHIN, f"{path}: {found} after {WITHIN} s"
        time.sleep(0.1)
    return time.monotonic() - began


def test_two_hosts_share_what_neither_holds(postgres: Store, cluster: Cluster, tmp_path: Path) -> None:
    crawl(postgres, [ZEBRAS])
    known = {"DATABASE_URL": postgres.url, "SEARCH_ENGINE": "opensearch", "OPENSEARCH_URLS": cluster.urls}
    with ExitStack() as stack:
        own = [known | {"RUN_DIR": str(tmp_path / name), "SECRET_KEY": "s" * 32, "CLOCK": CLOCK} for name in "ab"]
        ports = [stack.enter_context(served(settings, 2)) for settings in own]
        for port in ports:
            soon(port, PATHS[0], frozenset({"r1"}))
        crawl(postgres, [ZEBRAS, YAKS])
        followed = [soon(port, path, frozenset({"r1", "r2"})) for port in ports for path in PATHS]
        assert not any((tmp_path / name / "index").exists() for name in "ab")
        print(f"two hosts of two processes each follow a crawl within {max(followed):.1f} s")
        for number in range(NODES):
            cluster.kill(number, signal.SIGSTOP)
        try:
            told = []
            for port in ports:
                soon(port, "/?q=unasked&platform=acme", 503)
                began = time.monotonic()
                assert refs(port, "/?q=another&platform=acme") == 503
                told.append(time.monotonic() - began)
                assert refs(port, "/listing/acme/r1") != 503, "a listing needs no search"
        finally:
            for number in range(NODES):
                cluster.kill(number, signal.SIGCONT)
        print(f"with every node hung a page says so after {', '.join(f'{seconds:.2f}' for seconds in told)} s")
        for port in ports:
            soon(port, PATHS[1], frozenset({"r1", "r2"}))

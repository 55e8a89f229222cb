"""The crawl's manners against small local servers that misbehave, one server a case."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.settings.default_settings import RETRY_EXCEPTIONS
from scrapy.utils.misc import load_object

from crawler import settings
from crawler.locks import HostLock
from crawler.retry import wait_of
from crawler.robots import REFUSALS
from tests.support.misbehaving import TABLES, Server, certificate, listing

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
UNREACHABLE = "robots.txt could not be read ({}), so nothing is fetched"

SETTINGS: dict[str, dict[str, Any]] = {
    "slow": {"DOWNLOAD_TIMEOUT": 4, "RETRY_TIMES": 0},  # robots.txt must still come within it, on a busy machine too
    "held by another": {"LOCK_PATIENCE": 0.3},
    "self-signed": {"RETRY_TIMES": 0},
}
ENDINGS: dict[str, tuple[str, int]] = {
    "plain": ("finished", 1),
    "robots forbid": ("robots.txt does not allow this address", 0),
    "robots name us": ("robots.txt does not allow this address", 0),
    "robots longest match": ("finished", 1),
    "robots name our version": ("robots.txt does not allow this address", 0),
    "robots name another": ("finished", 1),
    "robots 503": (UNREACHABLE.format("it answers 503"), 0),
    "robots 429": (UNREACHABLE.format("it answers 429"), 0),
    "robots 403": ("finished", 1),
    "robots moved": ("robots.txt does not allow this address", 0),
    "robots moved away": (UNREACHABLE.format("a redirect to an undeclared host: other.example"), 0),
    "robots moved inside": (
        UNREACHABLE.format("a redirect to an address that is not public: metadata.example is 169.254.169.254"),
        0,
    ),
    "robots unreachable": (UNREACHABLE.format("the host refuses connections"), 0),
    "crawl delay": ("finished", 2),
    "retry after seconds": ("finished", 1),
    "retry after date": ("finished", 1),
    "retry after too long": ("asked to slow down (429), wait 9999", 0),
    "failing": ("the platform is failing (500)", 0),
    "etag": ("finished", 1),
    "etag again": ("finished", 1),
    "too big": ("the answer is over its size limit", 0),
    "too big unpacked": ("the answer is over its size limit", 0),
    "redirect here": ("finished", 1),
    "redirect away": ("a redirect to an undeclared host: other.example", 0),
    "redirect inside": ("a redirect to an address that is not public: inside.example is 10.0.0.7", 0),
    "details elsewhere": ("finished", 4),
    "redirect for ever": ("too many redirects", 0),
    "cut": ("cut short: the connection broke in the middle of the answer", 0),
    "slow": ("no answer in time", 0),
    "held by another": ("another crawl is talking to 127.0.0.1", 0),
    "self-signed": (UNREACHABLE.format("the connection failed"), 0),
}


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Server]]:
    """A server a case, shut down at the end; "etag again" meets the same one."""
    started = {name: Server(table) for name, table in TABLES.items() if table}
    started["details elsewhere"].table["/jobs"] = listing(started["second host"].root)
    started["self-signed"].behind(certificate(tmp_path_factory.mktemp("tls") / "own.pem"))
    yield {**started, "etag again": started["etag"]}
    for server in started.values():
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def endings(servers: dict[str, Server], tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """All cases crawled in one process of their own."""
    run = tmp_path_factory.mktemp("run")
    names = [name for name in TABLES if name != "second host"]
    cases = [{"name": name, "root": servers[name].root, "settings": {**SETTINGS.get(name, {})}} for name in names]
    cases.append({"name": "robots unreachable", "root": "http://127.0.0.1:1", "settings": {"RETRY_TIMES": 0}})
    lock = HostLock(run / "locks", f"127.0.0.1:{servers['held by another'].server_port}")
    assert lock.take()
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.support.one_crawl"],
        input=json.dumps(cases),
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "RUN_DIR": str(run), "CONTACT": "https://crawl.example/bot"},
        timeout=500,
        check=False,
    )
    lock.free()
    assert done.returncode == 0, done.stderr
    return {ending["name"]: ending for ending in json.loads(done.stdout)}


@pytest.mark.parametrize("name", ENDINGS)
def test_ending(endings: dict[str, dict[str, Any]], name: str):
    """Each way of misbehaving ends in the right words; only a finished crawl is complete."""
    reason, rows = ENDINGS[name]
    complete = reason == "finished"
    details = 4 if name == "details elsewhere" else 0
    wanted = {"name": name, "reason": reason, "complete": complete, "rows": rows, "details": details}
    assert endings[name] == wanted


def test_a_second_host_is_asked_for_its_rules_once(servers: dict[str, Server], endings: dict[str, dict[str, Any]]):
    """Four details wait for one robots.txt that is slow, and all of them are fetched."""
    assert endings
    asked = servers["second host"].paths
    assert (asked[0], sorted(asked[1:])) == ("/robots.txt", ["/d1", "/d2", "/d3", "/d4"])


ONLY_ROBOTS = [
    "robots forbid", "robots name us", "robots name our version", "robots 503", "robots 429", "robots moved",
    "robots moved away", "robots moved inside",
]  # fmt: skip


@pytest.mark.parametrize("name", ONLY_ROBOTS)
def test_nothing_else_is_fetched(servers: dict[str, Server], endings: dict[str, Any], name: str):
    """Where robots.txt forbids or fails, no other page is asked for."""
    assert endings
    assert {path for path in servers[name].paths if not re.fullmatch(r"/r(obots|2)\.txt", path)} == set()


def test_a_stranger_is_not_believed(servers: dict[str, Server], endings: dict[str, Any]):
    """A certificate that nobody vouches for ends the talk before anything was asked."""
    assert endings
    assert servers["self-signed"].paths == []


def test_a_held_host_is_not_touched(servers: dict[str, Server], endings: dict[str, Any]):
    """Two crawls never talk to one host at once."""
    assert endings
    assert servers["held by another"].paths == []


@pytest.mark.parametrize(
    ("name", "least"), [("crawl delay", 0.5), ("retry after seconds", 1.0), ("retry after date", 1.0)]
)
def test_it_waits(servers: dict[str, Server], endings: dict[str, Any], name: str, least: float):
    """At least the wait that was asked for lies between two requests.

    A crawl delay counts from when a request is sent, and a busy server may notice the first one late: of its second
    half is asked for here. A Retry-After counts from the answer.
    """
    assert endings
    assert [gap >= least * 0.98 for gap in servers[name].gaps()] == [True]


def test_it_gives_up(servers: dict[str, Server], endings: dict[str, Any]):
    """A failing page is asked for three times, a wait of hours is not sat out."""
    assert endings
    assert servers["failing"].paths == ["/robots.txt", "/jobs", "/jobs", "/jobs"]
    assert servers["retry after too long"].paths == ["/robots.txt", "/jobs"]


def test_it_asks_conditionally(servers: dict[str, Server], endings: dict[str, Any]):
    """The second crawl sends the ETag of the first."""
    assert endings
    asked = [headers.get("If-None-Match") for path, headers, _ in servers["etag"].seen if path == "/jobs"]
    assert asked == [None, '"one"']


def test_it_says_who_it_is(servers: dict[str, Server], endings: dict[str, Any]):
    """Our own name on every request, and no foreign Origin, Referer or Cookie."""
    assert endings
    for name in ("plain", "redirect here", "robots moved"):
        for _, headers, _ in servers[name].seen:
            assert headers["User-Agent"] == "taskatlasbot/0.1 (+https://crawl.example/bot)"
            assert {"Origin", "Referer", "Cookie"} & set(headers) == set()


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Fri, 20 Nov 2026 09:00:30 GMT", 30.0),
        ("Fri, 20 Nov 2026 08:00:00 GMT", 0.0),
        ("Fri, 20 Nov 2026 09:00:30 -0000", 30.0),
        ("soon", None),
        ("-5", None),
        ("", None),
        ("١٢", None),
    ],
)
def test_retry_after(header: str, seconds: float | None):
    """Seconds and dates; anything else says nothing."""
    assert wait_of(header, NOW) == seconds


WANTED: dict[str, object] = {
    "ROBOTSTXT_OBEY": True,
    "ROBOTSTXT_USER_AGENT": "taskatlasbot",
    "COOKIES_ENABLED": False,
    "HTTPPROXY_ENABLED": False,
    "REFERER_ENABLED": False,
    "METAREFRESH_ENABLED": False,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "DOWNLOAD_DELAY": 2,
    "DOWNLOAD_TIMEOUT": 60,
    "DOWNLOAD_MAXSIZE": 40 * 2**20,
    "DOWNLOAD_VERIFY_CERTIFICATES": True,
    "DOWNLOAD_FAIL_ON_DATALOSS": True,
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    "HTTPCACHE_ENABLED": True,
    "HTTPCACHE_POLICY": "crawler.manners.FreshConnection",
}


@pytest.mark.parametrize("name", WANTED)
def test_settings(name: str):
    """Scrapy's own defaults neither obey nor wait, so each is stated."""
    assert getattr(settings, name) == WANTED[name]


def test_whatever_breaks_on_the_way_to_robots_txt_is_told():
    """What Scrapy would ask again for is an answer about robots.txt; a tunnel is a proxy's, and none is used."""
    broken = {load_object(name) for name in RETRY_EXCEPTIONS} - {TunnelError}
    assert {kind for kind in broken if not issubclass(kind, REFUSALS)} == set()

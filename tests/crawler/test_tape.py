"""A recording answers what was recorded, by name and nothing else."""

import json
from pathlib import Path
from typing import Any

import pytest
from scrapy.http import Request

from crawler.faults import Fault
from crawler.platforms.telus import JOBS, Telus
from crawler.replay import replay
from crawler.tape import key, load

RECORDINGS = Path(__file__).parents[1] / "recordings"

SAME: list[tuple[tuple[str, str, Any], tuple[str, str, Any]]] = [
    (("GET", "https://a.example/x?b=1&a=2", None), ("get", "https://a.example/x?a=2&b=1", None)),
    (("POST", "https://a.example/x", b'{"a":1,"b":2}'), ("POST", "https://a.example/x", b'{ "b": 2, "a": 1 }')),
    (("GET", "https://a.example", None), ("GET", "https://a.example/", b"")),
    (("GET", "https://a.example/x#top", None), ("GET", "https://a.example/x", None)),
]
OTHER: list[tuple[tuple[str, str, Any], tuple[str, str, Any]]] = [
    (("GET", "https://a.example/x", None), ("POST", "https://a.example/x", None)),
    (("GET", "https://a.example/x?a=1", None), ("GET", "https://a.example/x?a=2", None)),
    (("GET", "https://a.example/x?a=", None), ("GET", "https://a.example/x", None)),
    (("POST", "https://a.example/x", b"{}"), ("POST", "https://a.example/x", None)),
    (("POST", "https://a.example/x", b'{"page":1}'), ("POST", "https://a.example/x", b'{"page":2}')),
    (("GET", "https://a.example/x", None), ("GET", "https://b.example/x", None)),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_request(one: tuple[str, str, Any], other: tuple[str, str, Any]):
    """The order of a query or of JSON keys makes no other request."""
    assert key(*one) == key(*other)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_another_request(one: tuple[str, str, Any], other: tuple[str, str, Any]):
    """Method, address, query and body do."""
    assert key(*one) != key(*other)


def test_a_request_that_is_not_on_the_tape():
    """It fails by name."""
    tape = load(RECORDINGS / "telus")
    request = Telus().post(JOBS, {"is_global": True, "page": 9, "limit": 100})
    with pytest.raises(Fault) as caught:
        tape.answer(request)
    said = '{"is_global": true, "page": 9, "limit": 100}'
    assert str(caught.value) == f"not on the tape: POST {JOBS} {said}"


def test_robots_are_on_no_tape():
    """A tape allows everything that is on it."""
    assert load(RECORDINGS / "telus").answer(Request("https://api.telusinternational.ai/robots.txt")).status == 404


def test_an_answer_is_played_whole(tmp_path: Path):
    """Status, headers, type and every byte of the body."""
    body = '{"name": "Zürich"}'.encode()
    (tmp_path / "1.json").write_bytes(body)
    exchange = {
        "method": "GET",
        "url": "https://a.example/x",
        "status": 429,
        "type": "application/json; charset=utf-8",
        "file": "1.json",
        "headers": {"Retry-After": "7"},
    }
    said = {"recorded_at": "2026-11-17T06:00:00Z", "basis": "seen", "source": "s", "exchanges": [exchange]}
    (tmp_path / "recording.json").write_text(json.dumps(said), "utf-8")
    tape = load(tmp_path)
    response = tape.answer(Request("https://a.example/x"))
    assert (response.status, response.headers["Retry-After"], response.body) == (429, b"7", body)
    assert (tape.at.isoformat(), tape.basis, tape.source) == ("2026-11-17T06:00:00+00:00", "seen", "s")
    assert response.json() == {"name": "Zürich"}


def test_a_page_that_was_not_recorded_is_told():
    """The run is not complete, and its reason is the request's name."""
    tape = load(RECORDINGS / "telus")
    first = {name: exchange for name, exchange in tape.exchanges.items() if '"page": 1' in name[3]}
    spider = Telus()
    short = type(tape)(tape.folder, tape.at, tape.basis, tape.source, first)
    postings = replay(spider, short)
    assert (len(postings), spider.walk.complete) == (3, False)
    assert spider.walk.reason.startswith(f"not on the tape: POST {JOBS}")

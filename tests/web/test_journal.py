"""One line a request: what was asked without what is somebody's, and the id that goes back."""

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from directory import logs
from directory.config import load
from directory.metrics import Meter
from directory.store import Store
from tests.support.website import KENYA, site
from web.journal import room, shape


@pytest.fixture
def lines(tmp_path: Path) -> Iterator[io.StringIO]:
    """What the root logger writes, as JSON."""
    root, stream = logging.getLogger(), io.StringIO()
    handlers, level = root.handlers[:], root.level
    logs.begin(load({"RUN_DIR": str(tmp_path), "LOG_FORMAT": "json"}), stream)
    yield stream
    root.handlers[:], root.level = handlers, level


def requests(stream: io.StringIO) -> list[dict[str, Any]]:
    told = [json.loads(line) for line in stream.getvalue().splitlines()]
    return [one for one in told if one["event"] == "request"]


def test_a_request_is_one_line_with_the_id_that_the_answer_carries(
    store: Store, tmp_path: Path, lines: io.StringIO
) -> None:
    with site(store, tmp_path, [KENYA]).test_client() as client:
        first = client.get("/es/listing/acme/k1?country=KE", environ_base={"REMOTE_ADDR": "203.0.113.7"})
        again = client.get("/?q=reader@mail.example")
    one, two = requests(lines)
    assert {key: one[key] for key in ("level", "logger", "method", "path", "status", "request")} == {
        "level": "info", "logger": "web.requests", "method": "GET", "path": "/es/listing/acme/k1", "status": 200,
        "request": first.headers["X-Request-ID"],
    }  # fmt: skip
    assert two["request"] == again.headers["X-Request-ID"] != one["request"]
    assert (one["ms"] >= 0, two["path"]) == (True, "/")
    for somebodys in ("203.0.113", "mail.example", "country"):
        assert somebodys not in lines.getvalue()


def test_a_failure_carries_the_id_of_its_request(store: Store, tmp_path: Path, lines: io.StringIO) -> None:
    app = site(store, tmp_path, [KENYA])
    app.view_functions["status.status"] = lambda: 1 / 0
    with app.test_client() as client:
        id = client.get("/status").headers["X-Request-ID"]
    told = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert [(one["request"], "ZeroDivisionError" in one.get("exception", "")) for one in told] == [
        (id, True),
        (id, False),
    ]
    assert [one["status"] for one in requests(lines)] == [500]


@pytest.mark.parametrize(
    ("path", "written", "counted"),
    [
        ("/", "/", "search"),
        ("/es", "/es", "search"),
        ("/es/status.json", "/es/status.json", "status"),
        ("/u/12.345.AAAAAAAAAAAAAAAAAAAAAA/erase", "/u/(key)/erase", "u"),
        ("/fr/u/12.345.AAAAAAAAAAAAAAAAAAAAAA", "/fr/u/(key)", "u"),
        ("/alerts/confirm/1.2.AAAAAAAAAAAAAAAAAAAAAA", "/alerts/confirm/(key)", "alerts"),
        ("/alerts/new", "/alerts/new", "alerts"),
        ("/feed.atom", "/feed.atom", "feed"),
        ("/a\nb\x1b", "/a%0Ab%1B", "other"),
        ("/" + "x" * 500, "/" + "x" * 199, "other"),
    ],
)  # fmt: skip
def test_an_address_as_it_is_written_down(path: str, written: str, counted: str) -> None:
    assert (shape(path), room(path)) == (written, counted)


def test_every_kept_room_is_one_of_ours(store: Store, tmp_path: Path) -> None:
    rules = {room(str(rule)) for rule in site(store, tmp_path).url_map.iter_rules()}
    assert {"search", "listing", "feed", "api", "alerts", "u", "healthz", "readyz"} <= rules
    Meter(None).request("search", 200, 0.1)  # without a port nothing is counted, and nothing fails

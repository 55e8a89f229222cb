"""Lines of logs: for machines and for eyes, and without what is somebody's."""

import io
import json
import logging

import pytest

from directory.logs import formatter, logger, scrub, told


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("550 5.1.1 <o'neil+x@mail.example>: no such user", "550 5.1.1 <(address)>: no such user"),
        ("asked by 203.0.113.7", "asked by (network)"),
        ("2001:db8:0:1:2:3:4:5 asked", "(network) asked"),
        ("at 09:30:12 of 2026-11-30", "at 09:30:12 of 2026-11-30"),
        ("whoosh3 3.54.0", "whoosh3 3.54.0"),
        ("smtp://atlas:pass@relay.example:587", "smtp://(password)@relay.example:587"),
        ("/u/12.345.AAAAAAAAAAAAAAAAAAAAAA/erase", "/u/(token)/erase"),
        ("logs/micro1.log", "logs/micro1.log"),
        ("acme/k1: held: the list is half as long", "acme/k1: held: the list is half as long"),
    ],
)
def test_what_is_somebodys_is_left_out(raw: str, clean: str) -> None:
    assert scrub(raw) == clean


def line(as_json: bool) -> str:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter(as_json))
    log = logging.Logger("schedules.post")
    log.addHandler(handler)
    try:
        raise ValueError("nobody@mail.example")
    except ValueError:
        log.exception("letter %s failed", 7)
    return stream.getvalue()


def test_a_line_for_machines() -> None:
    said = json.loads(line(True))
    assert (said["event"], said["logger"], said["level"]) == ("letter 7 failed", "schedules.post", "error")
    assert said["timestamp"].endswith("Z")
    assert said["exception"].endswith("ValueError: (address)")


def test_a_line_for_eyes() -> None:
    said = line(False)
    assert "letter 7 failed" in said.splitlines()[0]
    assert "ValueError: (address)" in said
    assert "mail.example" not in said


@pytest.mark.parametrize("as_json", [False, True])
def test_an_entry_a_request_is_spelt_like_any_other(as_json: bool) -> None:
    stream = io.StringIO()
    handler, log = logging.StreamHandler(stream), logging.getLogger("tests.requests")
    handler.setFormatter(formatter(as_json))
    log.handlers, log.propagate, log.level = [handler], False, logging.INFO
    values = {"request": "1f", "path": "/a b='c'", "asker": "203.0.113.7", "status": 200, "ms": 1.5, "bytes": None}
    told("tests.requests", "request", **values)
    logger("tests.requests").info("request", **values)
    lines = stream.getvalue().splitlines()
    if as_json:
        whole, other = ({**json.loads(line), "timestamp": ""} for line in lines)
    else:
        whole, other = (line.partition(" ")[2] for line in lines)
    assert whole == other
    log.handlers = []

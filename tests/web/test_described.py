"""The running server answers as its own description says: schemathesis with all its checks, and hostile requests."""

import http.client
import os
import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from bench.serving import served
from directory.search import open_finder
from directory.store import Store, migrate
from tests.support.making import START, crawl, platform
from tests.support.website import CLOCK, KENYA, coders, settings
from web.api.all import DOORS

CASES = os.environ.get("CASES", "2")
"""Examples that are made for each address in each phase: few where every check runs, `make described` asks for more."""
HOSTILE = int(os.environ.get("HOSTILE", "150"))
"""Requests to each address, likewise."""
SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")
ODD = (
    *("", "0", "-1", "9" * 30, "nan", "\x00", "�", "%zz", "../..", "a/b", "KE", "es-MX:fluent", "unstated", "any", "("),
    *("x" * 5_000, "2026-11-01T00:00:00Z", "0001-01-01T00:00:00Z", "٣", "acme/k1", "W10", "😀", "[]", "null", "'--"),
    *(
        "{{7*7}}",
        "\ud800",
        "%s%n",
        '"',
        '"a',
        "a OR",
        "-",
        "1e9",
        "kenya",
        "rater nairobi",
        "true",
        "\u202e",
        "a" * 301,
    ),
    *("*", "\r\nX: y"),
)

pytestmark = [pytest.mark.heavy, pytest.mark.timeout(2_400)]


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    known = settings(tmp_path_factory.mktemp("described"))
    store = Store(known.database_url)
    migrate(store)
    crawl(store, [KENYA, *coders(12)], START, platform("acme", cadence_hours=48))
    open_finder(store, known).catch_up()
    store.close()
    with served({"RUN_DIR": str(known.run_dir), "CLOCK": CLOCK}, 2, "tests.support.unlimited:create_app()") as at:
        yield at


def test_the_server_keeps_its_description(port: int, tmp_path: Path) -> None:
    command = [str(SCHEMATHESIS), "run", f"http://127.0.0.1:{port}/api/openapi.json", "--checks", "all"]
    command += ["--max-examples", CASES, "--seed", "17", "--continue-on-failure", "--suppress-health-check", "all"]
    command += ["--request-timeout", "300", "--request-retries", "3"]  # ten seconds and none by itself
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 0, "\n".join(line[:300] for line in done.stdout.splitlines()[-150:])
    told = re.search(r"(\d+) generated", done.stdout)
    assert told, done.stdout[-2_000:]
    print(f"\nschemathesis, all checks: {told[0]}, 0 failures")
    assert int(told[1]) >= 12 * int(CASES)


@pytest.mark.parametrize("one", DOORS, ids=lambda one: one.name)
def test_hostile_requests_break_nothing(port: int, one: object) -> None:
    assert one in DOORS
    door, dice, seen = DOORS[DOORS.index(one)], random.Random(29), Counter[int]()  # type: ignore[arg-type]
    keys = [taken.name for taken in door.taken] + [*door.keys, "odd"]
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=300)) as connection:
        for _ in range(HOSTILE):
            path = re.sub("<[^>]+>", lambda _: coded(dice.choice(ODD)) or "x", door.path)
            pairs = [(dice.choice(keys), dice.choice(ODD)) for _ in range(dice.randint(0, 4))]
            connection.request("GET", f"/api/v1{path}?{urlencode(pairs, errors='replace')}")
            answer = connection.getresponse()
            body = answer.read()
            connection.close()  # the server ends one that rests, and this machine may rest in between
            seen[answer.status] += 1
            assert answer.status in (200, 301, 400, 404, 414), (door.path, pairs, body[:300])
    assert seen.total() == HOSTILE
    print(f"\n{door.path:28} {HOSTILE:>6,} hostile requests: {dict(sorted(seen.items()))}", end=" ")


def coded(text: str) -> str:
    return quote(text, safe="", errors="replace")

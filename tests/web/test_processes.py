"""Real web servers, two processes each, on ports of their own over one PostgreSQL: all follow the table.

How soon is measured by `python -m bench.page`; here is only waited.
"""

import re
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from bench.serving import page, served
from directory.store import Store
from tests.support.making import crawl, posting

pytestmark = pytest.mark.heavy
WITHIN, CLOCK = 300.0, "2026-11-02T09:00:00Z"
ZEBRAS, YAKS = posting("r1", "Zebra writer", "You write of zebras."), posting("r2", "Yak herder", "You herd yaks.")


def titles(port: int, path: str) -> frozenset[str]:
    """The refs of the listings on a page."""
    return frozenset(re.findall(r'href="/listing/acme/(r\d)', page(port, path)))


@pytest.mark.parametrize("engine", ["whoosh", "postgres"])
def test_every_process_of_every_server_follows(engine: str, postgres: Store, tmp_path: Path) -> None:
    crawl(postgres, [ZEBRAS])
    with ExitStack() as stack:
        shared = {"DATABASE_URL": postgres.url, "SEARCH_ENGINE": engine, "SECRET_KEY": "s" * 32, "CLOCK": CLOCK}
        own = [shared | {"RUN_DIR": str(tmp_path / name)} for name in ("one", "two")]
        ports = [stack.enter_context(served(settings, 2)) for settings in own]
        assert [titles(port, "/?checked=any") for port in ports] == [{"r1"}] * 2
        crawl(postgres, [ZEBRAS, YAKS])
        asked = [
            (port, path) for port in ports for path in ("/?platform=acme&checked=any", "/?q=zebra+OR+yak&checked=any")
        ]
        deadline = time.monotonic() + WITHIN
        late = 0
        while not all(found(port, path) for port, path in asked):
            late += 1
            assert time.monotonic() < deadline, f"not found after {WITHIN} s and {late} rounds"
            time.sleep(0.1)


def found(port: int, path: str, times: int = 5) -> bool:
    """Whether every one of several answers, by whichever process, holds both listings."""
    return all(titles(port, path) == {"r1", "r2"} for _ in range(times))

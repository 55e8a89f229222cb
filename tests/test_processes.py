"""Real web servers, two processes each, on ports of their own over one PostgreSQL: all follow the table.

How soon is measured by `python -m bench.page`; here is only waited.
"""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest
from making import crawl, posting

from directory.store import Store

pytestmark = pytest.mark.heavy
ROOT = Path(__file__).resolve().parent.parent
WITHIN, START_WITHIN = 60.0, 60.0
ZEBRAS, YAKS = posting("r1", "Zebra writer", "You write of zebras."), posting("r2", "Yak herder", "You herd yaks.")


@contextmanager
def served(folder: Path, url: str, engine: str) -> Iterator[int]:
    """The port of a server with two processes that answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    own = {"RUN_DIR": str(folder), "DATABASE_URL": url, "SEARCH_ENGINE": engine, "SECRET_KEY": "s" * 32}
    own |= {"CLOCK": "2026-11-02T09:00:00Z", "PUBLIC_URL": f"http://127.0.0.1:{port}"}
    command = [sys.executable, "-m", "gunicorn", "--no-control-socket", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", "2", "--threads", "2", "--log-level", "warning", "web:create_app()"]
    server = subprocess.Popen(command, env=os.environ | own, cwd=ROOT)
    try:
        until = time.monotonic() + START_WITHIN
        while page(port, "/") is None:
            assert time.monotonic() < until, "the server does not answer"
            time.sleep(0.2)
        yield port
    finally:
        server.terminate()
        server.wait()


def page(port: int, path: str) -> str | None:
    """A page by a connection of its own, so that any of the processes may answer; None while nobody does."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        text = answer.read().decode()
        assert answer.status == 200, f"{path}: {answer.status}"
        return text
    except ConnectionRefusedError:
        return None
    finally:
        connection.close()


def titles(port: int, path: str) -> frozenset[str]:
    """The refs of the listings on a page."""
    return frozenset(re.findall(r'href="/listing/acme/(r\d)', page(port, path) or ""))


@pytest.mark.parametrize("engine", ["whoosh", "postgres"])
def test_every_process_of_every_server_follows(engine: str, postgres: Store, tmp_path: Path) -> None:
    crawl(postgres, [ZEBRAS])
    with ExitStack() as stack:
        ports = [stack.enter_context(served(tmp_path / name, postgres.url, engine)) for name in ("one", "two")]
        assert [titles(port, "/") for port in ports] == [{"r1"}] * 2
        crawl(postgres, [ZEBRAS, YAKS])
        asked = [(port, path) for port in ports for path in ("/?platform=acme", "/?q=zebra+OR+yak")]
        deadline = time.monotonic() + WITHIN
        late = 0
        while not all(found(port, path) for port, path in asked):
            late += 1
            assert time.monotonic() < deadline, f"not found after {WITHIN} s and {late} rounds"
            time.sleep(0.1)


def found(port: int, path: str, times: int = 5) -> bool:
    """Whether every one of several answers, by whichever process, holds both listings."""
    return all(titles(port, path) == {"r1", "r2"} for _ in range(times))

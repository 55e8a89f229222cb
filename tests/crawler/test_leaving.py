"""A crawl that waits for a platform ends at the second signal, or when its clock is gone; its run is held."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from directory.config import ROOT
from directory.store import Store, platforms
from tests.support.making import START
from tests.support.misbehaving import Answer, Server, answer

pytestmark = pytest.mark.heavy


@contextmanager
def waiting(store: Store, folder: Path, **environ: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A crawl whose first page came and whose second never does, in a process of its own."""
    asked, over = Event(), Event()

    def never(_handler: Any) -> Answer:
        asked.set()
        over.wait(100)
        return answer()

    first = answer(body={"jobs": [{"id": "1", "title": "Rater"}], "next": "/2"})
    server = Server({"/jobs": first, "/2": never})
    command = [sys.executable, "-m", "tests.support.one_worker", "held", server.root, f"127.0.0.1:{server.server_port}"]
    env = {**os.environ, "RUN_DIR": str(folder), "DATABASE_URL": store.url, **environ}
    with subprocess.Popen(command, cwd=ROOT, env=env) as crawl:
        assert asked.wait(100)
        yield crawl
    over.set()
    server.shutdown()
    server.server_close()


def runs(store: Store) -> list[tuple[str, str, int]]:
    health = platforms.health(store, "held", START)
    assert health is not None
    return [(run.state, run.reason, run.found) for run in health.runs]


def test_a_crawl_that_waits_is_cut_off_and_held(store: Store, tmp_path: Path) -> None:
    """What was not read by then is not counted."""
    with waiting(store, tmp_path) as crawl:
        while crawl.poll() is None:  # from the third signal on they are passed over
            with suppress(ProcessLookupError):
                os.kill(crawl.pid, signal.SIGTERM)
            time.sleep(0.3)
    assert runs(store) == [("held", "stopped by hand", 0)]


def test_a_crawl_whose_clock_is_gone_does_not_wait(store: Store, tmp_path: Path) -> None:
    """The process that began it is not the clock it was told of: somebody else has become its parent."""
    with waiting(store, tmp_path, ATLAS_CLOCK="1") as crawl:
        crawl.wait(100)
    assert runs(store) == [("held", "stopped by hand", 0)]

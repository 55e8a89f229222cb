"""A crawl that waits for a platform ends at the second signal, and its run is held with the reason."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from directory.config import ROOT
from directory.store import Store, platforms
from tests.support.making import START
from tests.support.misbehaving import Answer, Server, answer


@pytest.mark.heavy
def test_a_crawl_that_waits_is_cut_off_and_held(store: Store, tmp_path: Path) -> None:
    """The first page came, the second never does; what was not read by then is not counted."""
    asked, over = Event(), Event()

    def never(_handler: Any) -> Answer:
        asked.set()
        over.wait(100)
        return answer()

    first = answer(body={"jobs": [{"id": "1", "title": "Rater"}], "next": "/2"})
    server = Server({"/jobs": first, "/2": never})
    command = [sys.executable, "-m", "tests.support.one_worker", "held", server.root, f"127.0.0.1:{server.server_port}"]
    env = {**os.environ, "RUN_DIR": str(tmp_path), "DATABASE_URL": store.url}
    with subprocess.Popen(command, cwd=ROOT, env=env) as crawl:
        assert asked.wait(100)
        while crawl.poll() is None:  # from the third on they are passed over
            with suppress(ProcessLookupError):
                os.kill(crawl.pid, signal.SIGTERM)
            time.sleep(0.3)
    over.set()
    server.shutdown()
    server.server_close()
    health = platforms.health(store, "held", START)
    assert health is not None
    assert [(run.state, run.reason, run.found) for run in health.runs] == [("held", "stopped by hand", 0)]

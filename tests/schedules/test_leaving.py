"""How the clock ends: crawls within seconds, no further letter, and whatever job still runs is left."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Event, Thread

import pytest

from directory.config import ROOT, Settings, load
from directory.letters import subscribers as alerts
from directory.letters.ways.way import Outcome
from directory.operation.missed import BEGAN
from directory.store import Store, beats
from schedules import crawl as crawling
from schedules.crawl import Crawl, Limits
from schedules.jobs import Going
from schedules.post import Post
from tests.schedules.test_delivery import Mailbox, wish
from tests.support.making import START


class Deaf(Crawl):
    """A crawl that hears nothing but SIGKILL, and notes what it was told."""

    def __init__(self, folder: Path, code: str) -> None:
        self.told: list[signal.Signals] = []
        super().__init__([sys.executable, "-c", code], folder / "crawl.log", {}, Limits())

    def _signal(self, number: signal.Signals) -> None:
        self.told.append(number)
        if number is signal.SIGKILL:
            super()._signal(number)


def test_a_crawl_that_waits_is_told_twice_and_then_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawling, "GRACE_SECONDS", (0.01, 0.01))
    crawl = Deaf(tmp_path, "import time; time.sleep(600)")
    assert crawl.stop() == -signal.SIGKILL
    assert crawl.told == [signal.SIGTERM, signal.SIGTERM, signal.SIGKILL]


def test_one_that_has_ended_is_not_told_again(tmp_path: Path) -> None:
    crawl = Deaf(tmp_path, "raise SystemExit(3)")
    assert crawl.wait().code == 3
    assert crawl.stop() == 3
    assert crawl.told == [signal.SIGTERM, signal.SIGKILL]  # the second is for what it may have started itself


def test_no_letter_is_begun_once_the_clock_leaves(store: Store, tmp_path: Path) -> None:
    settings = load({"RUN_DIR": str(tmp_path), "SECRET_KEY": "s" * 32})
    post = Post(store, settings)
    for n in range(5):
        alerts.ask(store, wish(address=f"p{n}@mail.example"), START)

    class Last(Mailbox):
        def carry(self, raw: bytes, sender: str, recipient: str, name: str) -> Outcome:
            if len(self.taken) == 1:
                post.leaving.set()
            return super().carry(raw, sender, recipient, name)

    assert post.round(Last(), START).sent == 2
    assert Post(store, settings).round(Mailbox(), START).sent == 3


def test_what_still_runs_is_named_and_left() -> None:
    going, begun, ends = Going(), Event(), Event()

    def job() -> None:
        begun.set()
        ends.wait(100)

    thread = Thread(target=going.noted("data", job))
    thread.start()
    assert begun.wait(100)
    assert going.wait(0) == {"data"}
    ends.set()
    assert going.wait(100) == frozenset()
    thread.join()


@pytest.fixture
def settings(store: Store, tmp_path: Path) -> Settings:
    return load({"RUN_DIR": str(tmp_path), "DATABASE_URL": store.url})


@pytest.mark.heavy
def test_the_clock_ends_well(store: Store, settings: Settings) -> None:
    """While it publishes the platforms, which takes seconds; nothing is due on an empty table."""
    own = {"RUN_DIR": str(settings.run_dir), "DATABASE_URL": store.url, "PATH": os.environ["PATH"]}
    command = [sys.executable, "-m", "schedules"]
    with subprocess.Popen(command, env=own, cwd=ROOT, stdout=subprocess.PIPE, text=True) as clock:
        while BEGAN not in beats.last(store):
            assert clock.poll() is None
            time.sleep(0.1)
        clock.terminate()
        said, _ = clock.communicate(timeout=100)
    assert (clock.returncode, "SIGTERM: leaving" in said) == (0, True), said

"""Workers on PostgreSQL: one killed in the middle of a crawl, hosts that are never asked twice at once, the queue."""

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bench.soak.processes import children
from directory.config import ROOT, load
from directory.runs import due
from directory.search import open_finder
from directory.store import Store, platforms
from directory.store.locks import HostAsked, HostBusy, promised
from directory.store.sql import table
from directory.store.tables import EventRow, ListingRow, PostingRow, RunRow, SightingRow
from schedules import queue
from schedules.heart import Heart
from schedules.worker import Worker
from tests.support.local_pages import Pages
from tests.support.making import START, platform
from tests.support.one_worker import HEARTBEAT, local

PAGES, ROWS, SECONDS = 60, 3, 0.15
HELD = 10
"""The page at which every crawl waits until one of the workers has been killed. What the killed one leaves looks every
five seconds whether it is alone: the fifty pages after this take it longer, however fast the machine."""
SILENCE = 3 * HEARTBEAT  # as in the worker itself
SLUGS = ("first", "second", "third")


@pytest.fixture(autouse=True)
def no_other_loop() -> Iterator[None]:
    """A browser of the same session leaves its event loop running in this thread; the clock starts one of its own."""
    running = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(running)


@pytest.fixture
def servers() -> Iterator[list[Pages]]:
    """Two hosts of slow lists."""
    made = [Pages(PAGES, ROWS, SECONDS, HELD) for _ in range(2)]
    yield made
    for one in made:
        one.go.set()
        one.shutdown()
        one.server_close()


def crawled(worker: "subprocess.Popen[bytes]") -> set[str]:
    """The platforms that a worker crawls at this moment: it may have taken more than one of the three."""
    lines = [words(child) for child in children(worker.pid)]
    return {slug for slug in SLUGS if any(slug.encode() in line for line in lines)}


def words(process: int) -> list[bytes]:
    """The command line of a process; [] of one that has ended meanwhile."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0")
    return []


def states(store: Store, slug: str) -> list[str]:
    """How the runs of a platform ended, the oldest first."""
    runs = table(RunRow).c
    with store.reading() as session:
        ended = select(runs.state).where(runs.platform == slug).order_by(runs.id)
        return [str(state) for state in session.connection().execute(ended).scalars()]


def count(store: Store, row: type) -> int:
    """How many rows a table holds."""
    with store.reading() as session:
        return int(session.connection().execute(select(func.count()).select_from(table(row))).scalar() or 0)


@pytest.mark.heavy
@pytest.mark.timeout(1_500)
def test_a_killed_worker(postgres: Store, postgres_url: str, servers: list[Pages], tmp_path: Path):
    """Three workers, one killed in the middle: its platform is crawled again, nothing is doubled, manners are kept."""
    homes = {"first": servers[0], "second": servers[0], "third": servers[1]}
    for slug, server in homes.items():
        platforms.publish(postgres, local(slug, server.host).record)
    roots = {slug: [f"http://{server.host}/{slug}", server.host] for slug, server in homes.items()}
    env = {"DATABASE_URL": postgres_url, "ROOTS": json.dumps(roots)}
    settings = load({**env, "RUN_DIR": str(tmp_path / "clock")})
    heart = Heart(postgres, open_finder(postgres, settings), settings, None, silence=SILENCE)
    heart.tick()
    with ExitStack() as ends:
        workers = []
        for n in range(3):
            own = {**os.environ, **env, "RUN_DIR": str(tmp_path / f"host-{n}")}
            command = [sys.executable, "-W", "error", "-m", "tests.support.one_worker"]
            workers.append(ends.enter_context(subprocess.Popen(command, env=own, cwd=ROOT)))
            ends.callback(workers[-1].terminate)
        wait_until(lambda: all(server.stopped for server in servers))
        (victim,) = servers[0].stopped
        killed = next(worker for worker in workers if victim in crawled(worker))
        cut_off = crawled(killed)
        killed.kill()
        killed.wait()
        for server in servers:
            server.go.set()
        wait_until(lambda: heart.tick() is None and all("applied" in states(postgres, slug)[-1:] for slug in SLUGS))
        wait_until(lambda: queued(postgres) == [])
    assert [worker.returncode for worker in workers if worker is not killed] == [0, 0]
    for slug in SLUGS:
        assert states(postgres, slug) in (
            [["held", "applied"], ["failed", "applied"]] if slug in cut_off else [["applied"]]
        )
    assert [server.most for server in servers] == [1, 1]
    every = len(SLUGS) * PAGES * ROWS
    assert [count(postgres, row) for row in (PostingRow, ListingRow, EventRow, SightingRow)] == [every, every, every, 0]
    assert queued(postgres) == []


def wait_until(ready: object, seconds: float = 600) -> None:
    """Asks twice a second."""
    until = time.monotonic() + seconds
    while not (callable(ready) and ready()):
        assert time.monotonic() < until, "it never came to pass"
        time.sleep(0.5)


def queued(store: Store) -> list[str]:
    """The slugs that wait or are being worked on."""
    with store.connection() as connection:
        jobs = connection.exec_driver_sql(f"SELECT args->>'slug' FROM {queue.SCHEMA}.procrastinate_jobs ORDER BY id")
        return [str(slug) for slug in jobs.scalars()]


@pytest.mark.heavy
def test_what_is_due_is_queued_once(postgres: Store, postgres_url: str, tmp_path: Path):
    """A claim keeps a platform from being queued again; one whose claim has ended is still queued once."""
    for slug in ("one", "two"):
        platforms.publish(postgres, platform(slug))
    settings = load({"DATABASE_URL": postgres_url, "RUN_DIR": str(tmp_path), "CLOCK": START.isoformat()})
    heart = Heart(postgres, open_finder(postgres, settings), settings, None)
    heart.tick()
    heart.tick()
    assert queued(postgres) == ["one", "two"]
    due.release(postgres, "one", START)
    heart.tick()
    assert queued(postgres) == ["one", "two"]


@pytest.mark.heavy
def test_a_clock_works_on_its_own_queue(postgres: Store, postgres_url: str, tmp_path: Path):
    """With a worker of its own a clock crawls what it queues; when it is stopped, what ran is due again at once."""
    platforms.publish(postgres, platform("quick"))
    settings = load({"DATABASE_URL": postgres_url, "RUN_DIR": str(tmp_path), "CLOCK": START.isoformat()})
    code = {"quick": "print('crawling')", "slow": "import time; time.sleep(60)"}
    worker = Worker(postgres, settings, command=lambda slug: [sys.executable, "-c", code[slug]])
    heart = Heart(postgres, open_finder(postgres, settings), settings, worker)
    heart.tick()
    wait_until(lambda: due.due(postgres, START) == () and queued(postgres) == [])
    assert (tmp_path / "logs" / "quick.log").read_text("utf-8") == "crawling\n"
    platforms.publish(postgres, platform("slow"))
    heart.tick()
    wait_until(lambda: (tmp_path / "logs" / "slow.log").exists())
    heart.stop()
    assert [one.slug for one in due.due(postgres, START)] == ["slow"]
    assert queued(postgres) == []


@pytest.mark.heavy
def test_hosts_are_promised_and_asked_once(postgres: Store, postgres_url: str):
    """What one crawl asks nobody else asks or promises; a promise keeps other workers away, not its own crawl."""
    other = Store(postgres_url)
    mine, yours = HostAsked(postgres, "Jobs.example"), HostAsked(other, "jobs.example")
    assert (mine.take(), mine.take(), yours.take()) == (True, True, False)
    with pytest.raises(HostBusy, match=r"talking to jobs\.example"), promised(other, ["a.example", "jobs.example"]):
        pass
    mine.free()
    with promised(other, ["jobs.example"]):
        assert mine.take()
        with pytest.raises(HostBusy), promised(postgres, ["jobs.example"]):
            pass
    mine.free()
    assert yours.take()
    yours.free()
    other.close()

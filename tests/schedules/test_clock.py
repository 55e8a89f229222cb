"""The clock: when a platform is due, which crawls run side by side, and how a crawl is ended."""

import sys
import textwrap
import time
from datetime import timedelta
from pathlib import Path

import pytest

from directory.config import Settings, load
from directory.runs import due
from directory.runs.run import Ending
from directory.search import Finder, open_finder
from directory.store import Store, platforms
from directory.store.locks import Taken, alone
from schedules.clock import Clock
from schedules.crawl import Crawl, CrawlOutcome, Limits
from schedules.timetable import next_due, side_by_side
from tests.support.making import DAY, START, crawl, platform, posting

HOUR = timedelta(hours=1)
LONG = "import time; time.sleep(60)"
BIG = "bytearray(2 * 2**30)"
FORKS = """
    import pathlib, subprocess, sys, time
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    pathlib.Path(sys.argv[1] + "-").write_text(str(child.pid))
    pathlib.Path(sys.argv[1] + "-").rename(sys.argv[1])
    time.sleep(600)
"""


@pytest.mark.parametrize(
    ("cadence", "failing", "random", "hours"),
    [(6, 0, 0.0, 6), (6, 0, 1.0, 6.6), (24, 0, 0.0, 24), (24, 1, 0.0, 8), (24, 5, 0.5, 8.4), (2, 3, 0.0, 2)],
)
def test_next_due(cadence: float, failing: int, random: float, hours: float) -> None:
    record = platform(cadence_hours=cadence)
    assert next_due(record, failing, START, lambda: random) == START + timedelta(hours=hours)


@pytest.mark.parametrize(
    ("due_hosts", "busy", "free", "chosen"),
    [
        (["a b", "c", "b d", "d"], "", 4, ["p0", "p1", "p3"]),
        (["a", "b", "c"], "", 2, ["p0", "p1"]),
        (["a", "b"], "a", 2, ["p1"]),
        (["", ""], "", 2, ["p0", "p1"]),
        (["a"], "", 0, []),
    ],
)
def test_side_by_side(due_hosts: list[str], busy: str, free: int, chosen: list[str]) -> None:
    records = [platform(f"p{n}", hosts=tuple(hosts.split())) for n, hosts in enumerate(due_hosts)]
    assert [one.slug for one in side_by_side(records, frozenset(busy.split()), free)] == chosen


def test_due_times_are_claimed_once(either: Store) -> None:
    for one in (platform("late"), platform("new"), platform("shut", readable=False), platform("soon")):
        platforms.publish(either, one)
    due.release(either, "late", START - HOUR)
    due.release(either, "soon", START + HOUR)
    assert [one.slug for one in due.due(either, START)] == ["new", "late"]
    assert [due.claim(either, "new", START, START + HOUR) for _ in range(2)] == [True, False]
    assert not due.claim(either, "soon", START, START + HOUR)
    assert [one.slug for one in due.due(either, START)] == ["late"]
    assert due.claim(either, "new", START + HOUR, START + 2 * HOUR)  # its holder died: the lease is over
    due.release(either, "new", START + DAY)
    assert [one.slug for one in due.due(either, START + DAY)] == ["late", "soon", "new"]


def test_times_that_a_wrong_clock_left_are_pulled_back(either: Store) -> None:
    for slug in ("fine", "far", "held", "new"):
        platforms.publish(either, platform(slug, cadence_hours=6))
    due.release(either, "fine", START + timedelta(hours=6.6))
    due.release(either, "far", START + 300 * DAY)
    assert due.claim(either, "held", START, START + 300 * DAY)
    assert due.pull_back(either, START) == ("far", "held")
    assert due.pull_back(either, START) == ()
    assert [one.slug for one in due.due(either, START)] == ["held", "new"]
    assert [one.slug for one in due.due(either, START + 6 * HOUR)] == ["held", "new", "far"]


def test_failing_runs_are_counted(either: Store) -> None:
    for n, ending in enumerate([Ending(True), Ending(False, "half a page"), Ending(False, "challenge")]):
        crawl(either, [posting()], START + n * HOUR, ending=ending)
    assert due.failing(either, "acme") == 2
    crawl(either, [posting()], START + DAY)
    assert due.failing(either, "acme") == 0


def test_only_one_clock(either: Store) -> None:
    with alone(either), pytest.raises(Taken), alone(either):
        pass
    with alone(either):
        pass


def run(code: str, tmp_path: Path, limits: Limits, *words: str) -> CrawlOutcome:
    command = [sys.executable, "-c", textwrap.dedent(code), *words]
    return Crawl(command, tmp_path / "logs" / "crawl.log", {}, limits).wait()


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        ("print('hello')", CrawlOutcome("done", 0)),
        ("raise SystemExit(3)", CrawlOutcome("failed", 3)),
        (LONG, CrawlOutcome("too long", -15)),
        (BIG, CrawlOutcome("failed", 1)),
    ],
)
def test_a_crawl_ends_within_its_limits(code: str, outcome: CrawlOutcome, tmp_path: Path) -> None:
    limits = Limits(seconds=0.5 if code == LONG else 60, memory=2**30)
    assert run(code, tmp_path, limits) == outcome


def test_the_whole_group_ends(tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    for seconds in (2, 20, 200):  # a busy machine may need longer to begin the second process
        if not pid.exists():
            run(FORKS, tmp_path, Limits(seconds=seconds), str(pid))
    assert any(ended(pid.read_text()) for _ in range(3_000))


def ended(pid: str) -> bool:
    """Whether a process is over; a busy machine may take a moment to carry a signal out."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().split()[2]
    except (FileNotFoundError, ProcessLookupError):
        return True
    time.sleep(0 if state == "Z" else 0.1)
    return state == "Z"


@pytest.fixture
def settings(store: Store, tmp_path: Path) -> Settings:
    return load({"RUN_DIR": str(tmp_path), "DATABASE_URL": store.url, "CLOCK": START.isoformat()})


@pytest.fixture
def finder(store: Store, settings: Settings) -> Finder:
    return open_finder(store, settings)


def says(slug: str) -> list[str]:
    return [sys.executable, "-c", f"print('crawling {slug}')"]


def test_tick_starts_what_is_due_and_sets_the_next_time(store: Store, finder: Finder, settings: Settings) -> None:
    for one in (platform("one", hosts=("a",)), platform("two", hosts=("a",)), platform("three", hosts=("b",))):
        platforms.publish(store, one)
    clock = Clock(store, finder, settings, command=says)
    first = [done.result() for done in clock.tick()]
    assert first == [CrawlOutcome("done", 0)] * 2
    clock.stop()
    assert (settings.run_dir / "logs" / "one.log").read_text() == "crawling one\n"
    assert {health.slug for health in platforms.healths(store, START) if health.next_due} == {"one", "three"}
    assert [one.slug for one in due.due(store, START)] == ["two"]


def test_stop_ends_running_crawls_and_leaves_them_due(store: Store, finder: Finder, settings: Settings) -> None:
    platforms.publish(store, platform("slow"))
    clock = Clock(store, finder, settings, command=lambda slug: [sys.executable, "-c", LONG])
    started = clock.tick()
    clock.stop()
    assert [done.result().state for done in started] == ["failed"]
    assert [one.slug for one in due.due(store, START)] == ["slow"]
    assert clock.tick() == []

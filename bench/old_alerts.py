"""A round of letters beside the build that it replaced (commit 81ad6cb): both in turn, in one run, the same alerts.

Each build crawls the same postings into a database of its own and subscribes the same people. A round then runs in a
new process on a copy of it, so that its peak memory is its own; the smallest of the rounds counts, for other work on
the machine only ever adds.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.builds import OLD, old_build
from directory.config import ROOT

ROUNDS = 3
# Run in the folder of either build, which has its own bench: makes the database.
_MAKE = """
import random, sys
sys.path.insert(0, ".")
from bench import alerts
from bench.fill import subscribe
from directory.config import load
from directory.store import Store, migrate
store = Store(load({"RUN_DIR": sys.argv[1]}).database_url)
migrate(store)
alerts.crawl(store, 1, alerts.START)
alerts.crawl(store, alerts.FRESH, alerts.CAME)
dice = random.Random(alerts.SEED)
pool = [alerts._query(dice) for _ in range(alerts.POOL)]
subscribe(store, dice.choices(pool, k=int(sys.argv[2])), alerts.START)
store.close()
"""
# One round of letters; prints what it took.
_ROUND = """
import json, resource, sys, time
sys.path.insert(0, ".")
from bench import alerts
from bench.fill import rows
from directory.config import load
from directory.store import Store
from schedules.post import Post
settings = load({"RUN_DIR": sys.argv[1]})
store = Store(settings.database_url)
post = Post(store, settings)
wall, cpu = time.perf_counter(), time.process_time()
letters = post.write_due(alerts.DUE)
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([cpu, wall, peak, letters, rows(store)]))
"""


@dataclass(frozen=True, slots=True)
class RoundCost:
    """Seconds of processor and on the wall, peak megabytes of the process, and what was written."""

    cpu: float
    wall: float
    peak: float
    letters: int
    events: int


def compare(alerts: int) -> None:
    """Prints what a round of that many alerts costs both builds, and how many times less today's does."""
    with old_build() as old, tempfile.TemporaryDirectory() as folder:
        if old is None:
            return
        builds = {old: Path(folder) / "of-old", ROOT: Path(folder) / "of-today"}
        for build, made in builds.items():
            made.mkdir()
            _run(build, _MAKE, str(made), str(alerts))
        rounds = [[_round(build, made) for build, made in builds.items()] for _ in range(ROUNDS)]
    _print(alerts, [[turn[at] for turn in rounds] for at in (0, 1)])


def _round(build: Path, made: Path) -> RoundCost:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(made, folder, dirs_exist_ok=True)
        return RoundCost(*json.loads(_run(build, _ROUND, folder)))


def _run(build: Path, program: str, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program, *words], cwd=build, capture_output=True, text=True, check=True
    )
    return done.stdout


def _print(alerts: int, builds: Sequence[Sequence[RoundCost]]) -> None:
    print(f"{alerts} alerts, the best of {ROUNDS} rounds in turn")
    for name, rounds in zip((OLD, "today"), builds, strict=True):
        cpu, wall, peak = (min(getattr(one, field) for one in rounds) for field in ("cpu", "wall", "peak"))
        said = f"{rounds[0].letters} letters, {rounds[0].events} events"
        print(f"{name:8} {cpu:7.2f} s of CPU {wall:7.2f} s on the wall {peak:6.0f} MB peak   {said}")
    old, new = (min(one.cpu for one in rounds) for rounds in builds)
    print(f"{old / new:.1f} times less")

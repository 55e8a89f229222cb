"""Postings a second from tape to searchable index, beside the build that it replaced and Scrapy with no pipeline.

python -m bench crawl [--real FOLDER]     (FOLDER holds real/tapes; without it our own recordings are played)

Three are asked in turn, round by round, and compared pair by pair, since a busy machine is slow for all of them: Scrapy
on the same tapes with no pipeline and no readers beside it, the build at commit 81ad6cb (`bench/builds.py`) and this
tree. All modules are compiled before, as they are where a site runs. Both builds crawl as
`scrapy crawlall` does, with the start of Python, and are followed by an indexing process, as the clock follows them in
service: the old build's own bench crawled first and indexed then, so it is told once, at the end; this tree's is told
after each platform and indexes while the next one is crawled.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from bench.builds import OLD, old_build
from directory import config

SIX = ("appen", "mercor", "meridial", "mindrift", "outlier", "telus")
EMPTY = ("-s", "ITEM_PIPELINES={}", "-s", "EXTENSIONS={}", "-s", "READERS=0")
CODE = ("crawler", "data", "directory")
ROUNDS = 3
# The indexing process of either build: catches up after each line that it is told, and answers it.
_FOLLOWER = """
import sys
from directory import config
from directory.search import open_finder
from directory.store import open_store
settings = config.load()
store, finder = open_store(settings), None
print("ready", flush=True)
for line in sys.stdin:
    if finder is None:
        finder = open_finder(store, settings)
    finder.catch_up()
    print("done", flush=True)
"""


class Took(NamedTuple):
    """Seconds by the wall, and of processors in all processes together."""

    wall: float
    used: float


class Course(NamedTuple):
    """What is played: the recordings' folder and which of them."""

    tapes: Path
    names: Sequence[str]

    def command(self, *more: str) -> list[str]:
        """The command line that crawls them."""
        return [sys.executable, "-m", "scrapy", "crawlall", "--tapes", str(self.tapes), *self.names, *more]


def main(real: Path | None) -> None:
    """Prints a line a crawl and, at the end, the ratios of each round with their medians."""
    course = course_of(real)
    count = sum(_rows(course.tapes / name) for name in course.names)
    cores = len(os.sched_getaffinity(0))
    load = " ".join(f"{one:.0f}" for one in os.getloadavg())
    print(
        f"{count} postings of {', '.join(course.names)}; {cores} cores, load {load}, seconds with the start of Python"
    )
    with old_build() as old:
        for tree in filter(None, (config.ROOT, old)):
            subprocess.run([sys.executable, "-m", "compileall", "-q", *CODE], env=_compiling(), cwd=tree, check=True)
        rounds = [_round(course, count, old) for _ in range(ROUNDS)]
    _compare("as fast as Scrapy with no pipeline", [bare.wall / ours.wall for bare, _, ours in rounds])
    _compare("processor's seconds of that by ours", [bare.used / ours.used for bare, _, ours in rounds])
    if old:
        _compare(f"as fast as {OLD}", [before.wall / ours.wall for _, before, ours in rounds])
        _compare(f"processor's seconds of {OLD} by ours", [before.used / ours.used for _, before, ours in rounds])


def course_of(real: Path | None) -> Course:
    """The six platforms' tapes in a folder that holds real/tapes, or our own recordings of them."""
    tapes = real / "real" / "tapes" if real and (real / "real").is_dir() else config.ROOT / "tests" / "recordings"
    return Course(tapes, sorted({path.name for path in tapes.iterdir()} & set(SIX)))


def _round(course: Course, count: int, old: Path | None) -> tuple[Took, Took, Took]:
    """Scrapy alone, the old build (nothing, where there is none) and this tree, in turn."""
    bare = _told("Scrapy, no pipeline", count, _alone(course))
    before = _told(f"{OLD}, tape to index", count, _measured(course, old, ())) if old else Took(0, 0)
    ours = _told("this tree, tape to index", count, _measured(course, config.ROOT, course.names))
    return bare, before, ours


def _alone(course: Course) -> Took:
    with _fresh(config.ROOT) as env:
        begun, used = time.perf_counter(), _used()
        subprocess.run(
            course.command(*EMPTY), env=env, cwd=config.ROOT, capture_output=True, check=False
        )  # no run ends
        return Took(time.perf_counter() - begun, _used() - used)


def _measured(course: Course, tree: Path, followed: Sequence[str]) -> Took:
    """A crawl by the build in `tree` till all is indexed; the follower is told after those platforms and at the end."""
    with _fresh(tree) as env:
        used, waiting = _used(), set(followed)
        with _running([sys.executable, "-c", _FOLLOWER], env, tree) as follower:
            _ready(follower, 1)
            begun, told = time.perf_counter(), 1
            with _running(course.command(), env, tree) as crawl:
                for line in crawl.stdout or ():
                    if (name := line.split(" ")[0]) in waiting:
                        waiting.remove(name)
                        _tell(follower)
                        told += 1
            _tell(follower)
            _ready(follower, told)
            wall = time.perf_counter() - begun
            follower.communicate()
        return Took(wall, _used() - used)


def _compiling() -> dict[str, str]:
    """This process's environment, in which modules are kept compiled: without it 200 are compiled at every start."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


@contextmanager
def _fresh(tree: Path) -> Iterator[dict[str, str]]:
    """The environment of an empty database that is gone with the block."""
    with tempfile.TemporaryDirectory() as folder:
        env = {**_compiling(), "RUN_DIR": folder, "DATABASE_URL": f"sqlite:///{folder}/atlas.db"}
        subprocess.run([sys.executable, "-m", "directory", "init"], env=env, cwd=tree, check=True, capture_output=True)
        yield env


def _running(command: Sequence[str], env: Mapping[str, str], tree: Path) -> "subprocess.Popen[str]":
    pipe = subprocess.PIPE
    return subprocess.Popen(
        command, env=dict(env), cwd=tree, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True
    )


def _tell(follower: "subprocess.Popen[str]") -> None:
    assert follower.stdin is not None
    follower.stdin.write("\n")
    follower.stdin.flush()


def _ready(follower: "subprocess.Popen[str]", lines: int) -> None:
    """Waits for so many answers; a follower that ended early is an error."""
    assert follower.stdout is not None
    for _ in range(lines):
        if not follower.stdout.readline():
            raise ChildProcessError("the indexing process ended early")


def _used() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _told(name: str, count: int, took: Took) -> Took:
    print(f"{name:<26}{took.wall:>8.1f} s{count / took.wall:>8.0f}/s{took.used:>8.1f} s of processors", flush=True)
    return took


def _compare(what: str, ratios: Sequence[float]) -> None:
    each = ", ".join(f"{ratio:.2f}" for ratio in ratios)
    print(f"{what}: {median(ratios):.2f} times ({each})")


def _rows(tape: Path) -> int:
    """The postings of a tape: the longest list of each of its answers."""
    files = [path for path in tape.glob("*.json") if path.name not in ("recording.json", "expected.json")]
    return sum(_longest(json.loads(path.read_text("utf-8"))) for path in files)


def _longest(answer: Any) -> int:
    parts = [answer] if isinstance(answer, list) else answer.values()
    return max((len(part) for part in parts if isinstance(part, list)), default=0)

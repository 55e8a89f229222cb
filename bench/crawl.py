"""Postings a second from tape to searchable index, on one core, beside Scrapy on the same tapes with no pipeline.

python -m bench crawl [--real FOLDER]     (FOLDER holds real/tapes; without it our own recordings are played)
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from directory import config
from directory.search import open_finder
from directory.store import migrate, open_store, shelf

SIX = ("appen", "mercor", "meridial", "mindrift", "outlier", "telus")
EMPTY = ("-s", "ITEM_PIPELINES={}", "-s", "EXTENSIONS={}")


def main(real: Path | None) -> None:
    """Prints one table: the bare crawl, the whole one, the index, and a second crawl that changes nothing."""
    tapes = real / "real" / "tapes" if real else config.ROOT / "tests" / "recordings"
    wanted = sorted({path.name for path in tapes.iterdir()} & set(SIX))
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "RUN_DIR": folder, "DATABASE_URL": f"sqlite:///{folder}/atlas.db"}
        settings = config.load(env)
        store = open_store(settings)
        migrate(store)
        count = sum(_rows(tapes / name) for name in wanted)
        print(f"{count} postings of {', '.join(wanted)}; one core, seconds with the start of Python")
        _tell("Scrapy, no pipeline", count, *_crawl(env, tapes, wanted, *EMPTY))
        whole = _crawl(env, tapes, wanted)
        begun, used = time.perf_counter(), time.process_time()
        open_finder(store, settings).catch_up()
        indexed, used = time.perf_counter() - begun, time.process_time() - used
        _tell("tape to store", count, *whole)
        _tell("tape to index", count, whole[0] + indexed, whole[1] + used)
        _tell("the same again", count, *_crawl(env, tapes, wanted))
        print(f"{shelf.count(store)} listings, indexed in {indexed:.1f} s")
        store.close()


def _crawl(env: Mapping[str, str], tapes: Path, names: list[str], *more: str) -> tuple[float, float]:
    """Seconds by the wall and by the processor."""
    command = [sys.executable, "-m", "scrapy", "crawlall", "--tapes", str(tapes), *names, *more]
    before, begun = _used(), time.perf_counter()
    subprocess.run(command, env=dict(env), cwd=config.ROOT, capture_output=True, check=False)
    return time.perf_counter() - begun, _used() - before


def _used() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _tell(name: str, count: int, wall: float, used: float) -> None:
    print(f"{name:<22}{wall:>8.1f} s{count / wall:>8.0f}/s{used:>8.1f} s of processor{count / used:>8.0f}/s")


def _rows(tape: Path) -> int:
    """The postings of a tape: the longest list of each of its answers."""
    files = [path for path in tape.glob("*.json") if path.name not in ("recording.json", "expected.json")]
    return sum(_longest(json.loads(path.read_text("utf-8"))) for path in files)


def _longest(answer: Any) -> int:
    parts = [answer] if isinstance(answer, list) else answer.values()
    return max((len(part) for part in parts if isinstance(part, list)), default=0)

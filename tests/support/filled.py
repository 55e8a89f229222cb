"""A site whose table was filled by the real spiders from a folder of tapes, as `make fill` does."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from directory.config import ROOT, load
from directory.search import open_finder
from directory.store import Store
from tests.support.website import served
from web import create_app

DEMO = ROOT / "tests" / "recordings"
REAL = ROOT.parent / "shared" / "real" / "tapes"
"""Answers of platforms that are not ours to publish: beside the repository, where somebody has them."""
STEPS = (("directory", "init"), ("scrapy", "crawlall", "--tapes"), ("directory", "reindex", "--changes"))
PATIENCE = 1_500  # seconds: the real tapes hold 7,700 postings, most of them read in one process


@contextmanager
def filled(tapes: Path, folder: Path) -> Iterator[str]:
    """The address of a site that holds what the spiders find in these tapes, on the day of the newest of them."""
    day = max(said["recorded_at"] for said in map(_said, tapes.glob("*/recording.json")))
    own = {"RUN_DIR": str(folder / "run"), "DEMO": "1", "CLOCK": day}
    for step in STEPS:
        words = (*step, str(_on_one_day(tapes, folder / "tapes", day))) if step[-1] == "--tapes" else step
        done = subprocess.run(
            [sys.executable, "-m", *words], cwd=ROOT, env={**os.environ, **own}, capture_output=True, timeout=PATIENCE
        )
        assert done.returncode == 0, done.stderr.decode()[-2_000:]
    known = load(own)
    store = Store(known.database_url)
    finder = open_finder(store, known)
    finder.catch_up()
    with served(create_app(known, store, finder)) as address:
        yield address
    store.close()


def _on_one_day(tapes: Path, folder: Path, day: str) -> Path:
    """The same tapes as if they were of one day: those of a year would be a site of stopped platforms."""
    for tape in sorted(tapes.iterdir()):
        made = folder / tape.name
        made.mkdir(parents=True)
        for body in tape.iterdir():
            (made / body.name).symlink_to(body.resolve())
        (made / "recording.json").unlink()
        dated = {**_said(tape / "recording.json"), "recorded_at": day}
        (made / "recording.json").write_text(json.dumps(dated), encoding="utf-8")
    return folder


def _said(recording: Path) -> dict[str, str]:
    made: dict[str, str] = json.loads(recording.read_text(encoding="utf-8"))
    return made

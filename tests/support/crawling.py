"""Crawls in a process and a store of their own; for tests/test_crawl*.py."""

import os
import subprocess
import sys
from pathlib import Path

from directory.store import Store, migrate

ROOT = Path(__file__).parents[2]
RECORDINGS = ROOT / "tests" / "recordings"


def crawl(run: Path, *words: str, module: str = "scrapy") -> tuple[int, str]:
    """A command of ours with its own store; exit code, and what it said. Warnings are errors."""
    env = {name: value for name, value in os.environ.items() if name not in ("CLOCK", "DEMO")}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", module, *words],
        cwd=ROOT,
        env=env | {"RUN_DIR": str(run), "DATABASE_URL": f"sqlite:///{run / 'atlas.db'}"},
        capture_output=True,
        text=True,
        timeout=550,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def opened(run: Path) -> Store:
    """The store of a run, with its tables."""
    store = Store(f"sqlite:///{run / 'atlas.db'}")
    migrate(store)
    return store

"""The clock as a person starts it: arguments, what it will do, and whose time zones it keeps."""

import os
import subprocess
import sys
import zoneinfo
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from directory.commands.doctor import zones
from directory.config import ROOT, load
from directory.store import Store
from schedules.__main__ import plan
from tests.support.making import START, crawl, platform, posting


def clock(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    env = {"PATH": os.environ["PATH"], "RUN_DIR": str(folder), "DATABASE_URL": f"sqlite:///{folder / 'atlas.db'}"}
    command = [sys.executable, "-m", "schedules", *words]
    return subprocess.run(command, env=env, cwd=ROOT, text=True, capture_output=True, timeout=500, check=False)


@pytest.mark.heavy
def test_an_argument_that_is_none_starts_nothing(tmp_path: Path) -> None:
    done = clock(tmp_path, "lst")
    assert done.returncode == 2
    assert "invalid choice: 'lst'" in done.stderr


@pytest.mark.heavy
def test_help_is_help(tmp_path: Path) -> None:
    done = clock(tmp_path, "--help")
    assert done.returncode == 0
    assert "--dry-run" in done.stdout


@pytest.mark.heavy
def test_a_worker_on_sqlite_is_told_why_there_is_none(tmp_path: Path) -> None:
    done = clock(tmp_path, "worker")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.strip().endswith("needs PostgreSQL in DATABASE_URL: on SQLite the clock crawls by itself")


def test_the_plan_names_every_platform_and_its_time(store: Store, tmp_path: Path) -> None:
    crawl(store, [posting("r1")], START, platform("acme"))
    lines = plan(store, load({"RUN_DIR": str(tmp_path), "CLOCK": "2026-11-03T09:00:00Z"}))
    assert lines[0].startswith(
        "crawls 1 platforms for real, as https://taskatlas.example/bot says who we are; mail is "
    )
    assert lines[1:] == ["acme: now"]


def test_zones_are_those_of_the_lock() -> None:
    assert zoneinfo.TZPATH == ()
    assert zones() == f"time zones: by tzdata {version('tzdata')} of the lock, not by this machine's"


@pytest.mark.parametrize(("zone", "hours"), [("UTC", 0), ("Africa/Nairobi", 3), ("America/Recife", -3)])
def test_zones_are_read(zone: str, hours: int) -> None:
    offset = datetime(2026, 11, 29, 12, tzinfo=UTC).astimezone(ZoneInfo(zone)).utcoffset()
    assert offset is not None
    assert offset.total_seconds() == hours * 3600

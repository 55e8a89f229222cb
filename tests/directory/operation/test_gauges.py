"""Figures for Prometheus: of the tables, and of two server processes on a port of its own."""

import re
import time
import urllib.request
from datetime import timedelta
from pathlib import Path

import pytest

from bench.serving import START_WITHIN, held_port, page, served
from directory.operation.gauges import gauges
from directory.store import Store, beats
from tests.support.making import DAY, START, crawl, platform, posting


def test_figures_of_the_tables(either: Store) -> None:
    crawl(either, [posting(), posting("r2", "Poem writer", "You write poems.")], START, platform(cadence_hours=6))
    beats.beat(either, beats.CLOCK, START)
    told = {(one.name, *one.labels.values()): one.value for one in gauges(either, START + DAY)}
    assert {key: told["taskatlas_" + key[0], *key[1:]] for key in (
        ("beat_age_seconds", "clock"), ("good_run_age_seconds", "acme"), ("platform_state", "acme", "late"),
        ("platform_state", "acme", "good"), ("listings",), ("letters_waiting", "mail"), ("database_up",),
    )} == {
        ("beat_age_seconds", "clock"): 86_400.0, ("good_run_age_seconds", "acme"): 86_340.0,
        ("platform_state", "acme", "late"): 1.0, ("platform_state", "acme", "good"): 0.0, ("listings",): 2.0,
        ("letters_waiting", "mail"): 0.0, ("database_up",): 1.0,
    }  # fmt: skip


def test_a_database_that_is_away_is_one_figure() -> None:
    away = Store("postgresql+psycopg://nobody@/nowhere?host=/nonexistent")
    assert [(one.name, one.value) for one in gauges(away, START + timedelta(1))] == [("taskatlas_database_up", 0.0)]


@pytest.mark.heavy
def test_two_processes_are_counted_together_on_a_port_of_their_own(store: Store, tmp_path: Path) -> None:
    crawl(store, [posting()], START)
    with held_port() as port:
        own = {"RUN_DIR": str(tmp_path), "DATABASE_URL": store.url, "METRICS_PORT": str(port)}
        with served(own, 2) as site:
            for _ in range(20):
                page(site, "/status")
            said, until = "", time.monotonic() + START_WITHIN
            while counted(said) < 20 and time.monotonic() < until:
                time.sleep(0.1)
                said = figures(port)
    assert counted(said) == 20.0
    assert re.search(r"^taskatlas_listings 1\.0$", said, re.M)


def figures(port: int) -> str:
    """What Prometheus is told; "" while nobody listens yet."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=60) as answer:
            return str(answer.read().decode())
    except OSError:
        return ""


def counted(said: str) -> float:
    """How many pages of the status were counted: an answer is when it has left, not before it comes."""
    found = re.search(r'^taskatlas_request_seconds_count\{room="status",status="200"\} ([\d.]+)$', said, re.M)
    return float(found[1]) if found else 0.0

"""Figures for Prometheus, counted by every process of this machine in RUN_DIR/metrics and served on a port of its own.

Whichever process gets the port serves for all of them: each tries every few seconds, so that one that ends is followed
by another. Without METRICS_PORT nothing is counted. The port is the machine's own (127.0.0.1): a scraper from elsewhere
comes through a proxy.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import Any

from prometheus_client import Counter, Histogram, start_http_server, values
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector, CollectorRegistry

from directory.config import Settings

AGAIN_SECONDS = 5.0
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0)
HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Gauge:
    """One figure of the tables: its name, what it means, labels by name, value."""

    name: str
    says: str
    value: float
    labels: dict[str, str] = field(default_factory=dict)


class Meter:
    """What a process counts. One that counts nothing is made by `Meter(None)`."""

    def __init__(self, folder: Path | None) -> None:
        self._requests: Histogram | None = None
        self._runs: Counter | None = None
        self._letters: Counter | None = None
        if folder is not None:
            self._make(folder)

    def _make(self, folder: Path) -> None:
        _sweep(folder)
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)
        # The package chooses at its import, before RUN_DIR is known; here it is chosen again.
        values.ValueClass = values.MultiProcessValue()  # type: ignore[no-untyped-call]
        registry = CollectorRegistry()
        self._requests = Histogram(
            "taskatlas_request_seconds", "Time to an answer, by room and status.", ("room", "status"),
            registry=registry, buckets=BUCKETS,
        )  # fmt: skip
        self._runs = Counter(
            "taskatlas_runs", "Crawls that ended, by platform and how.", ("platform", "state"), registry=registry
        )
        self._letters = Counter(
            "taskatlas_letters", "Letters handed over, by what became of them.", ("state",), registry=registry
        )

    def request(self, room: str, status: int, seconds: float) -> None:
        """An answer of the site: its room ("search", "listing"), its status, how long it took."""
        if self._requests is not None:
            self._requests.labels(room, str(status)).observe(seconds)

    def run(self, platform: str, state: str) -> None:
        """A crawl that ended."""
        if self._runs is not None:
            self._runs.labels(platform, state).inc()

    def letters(self, state: str, n: int) -> None:
        """Letters that a round handed over."""
        if self._letters is not None and n:
            self._letters.labels(state).inc(n)


def begin(settings: Settings, gauges: Callable[[], Iterable[Gauge]]) -> Meter:
    """The meter of this process; where METRICS_PORT is set the figures are served too, with `gauges` of the tables."""
    if settings.metrics_port is None:
        return Meter(None)
    folder = settings.run_dir / "metrics"
    folder.mkdir(parents=True, exist_ok=True)
    meter = Meter(folder)
    Thread(target=_serve, args=(settings.metrics_port, folder, gauges), daemon=True, name="metrics").start()
    return meter


def _serve(port: int, folder: Path, gauges: Callable[[], Iterable[Gauge]]) -> None:
    """Serves as soon as the port is free; another process of ours may hold it."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry, str(folder))  # type: ignore[no-untyped-call]
    registry.register(_Tables(gauges))
    free = Event()
    while not free.is_set():
        try:
            start_http_server(port, HOST, registry)
        except OSError:
            free.wait(AGAIN_SECONDS)
        else:
            free.set()


class _Tables(Collector):
    """The figures of the tables as families, made when somebody asks."""

    def __init__(self, gauges: Callable[[], Iterable[Gauge]]) -> None:
        self._gauges = gauges

    def describe(self) -> Iterable[Any]:
        return ()

    def collect(self) -> Iterator[GaugeMetricFamily]:
        families: dict[str, GaugeMetricFamily] = {}
        for one in self._gauges():
            family = families.get(one.name)
            if family is None:
                family = families[one.name] = GaugeMetricFamily(one.name, one.says, labels=list(one.labels))
            family.add_metric(list(one.labels.values()), one.value)
        yield from families.values()


def _sweep(folder: Path) -> None:
    """Forgets the counts of an earlier start, once no process of it lives: a counter that falls reads as a restart."""
    files = list(folder.glob("*.db"))
    if not any(_lives(path.stem.rpartition("_")[2]) for path in files):
        for path in files:
            path.unlink(missing_ok=True)


def _lives(pid: str) -> bool:
    return pid.isdigit() and Path(f"/proc/{pid}").exists()

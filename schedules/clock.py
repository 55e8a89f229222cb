"""Starts crawls that are due, never two of one host at once, and catches the index up after each."""

import logging
import os
import random
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from threading import Lock

from directory import record
from directory.config import Settings
from directory.logs import logger
from directory.metrics import Meter
from directory.platform import PlatformRecord
from directory.runs import due
from directory.search import Finder
from directory.store import Store, platforms
from schedules.crawl import Crawl, CrawlOutcome, Limits, scrapy
from schedules.timetable import hosts, next_due, side_by_side

log = logging.getLogger(__name__)
runs = logger("schedules.runs")
COUNTS = ("found", "new", "changed", "closed", "reopened", "doubts", "fetched", "missed")
AT_ONCE = 2
LEASE = timedelta(minutes=15)


class Clock:
    """The crawls of one process. `command` makes a crawl's command line from a slug."""

    def __init__(
        self,
        store: Store,
        finder: Finder,
        settings: Settings,
        limits: Limits | None = None,
        command: Callable[[str], Sequence[str]] = lambda slug: scrapy("crawl", slug),
        meter: Meter | None = None,
    ) -> None:
        self.store, self.finder, self.settings = store, finder, settings
        self.limits, self.command = limits or Limits(), command
        self.meter = meter or Meter(None)
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="crawl")
        self._lock = Lock()
        self._busy: dict[str, frozenset[str]] = {}
        self._running: dict[str, Crawl] = {}
        self._indexing = Lock()
        self._stopped = False

    def tick(self) -> list[Future[CrawlOutcome]]:
        """Claims what is due and starts it; the crawls that were started, [] when none is due or all hosts are busy.

        Due times that lie too far ahead, after a jump of the clock, are pulled back first. Platforms switched off rest.
        """
        if jumped := due.pull_back(self.store, self.settings.now()):
            log.warning("the clock has jumped: due times pulled back for %s", ", ".join(jumped))
        off = {slug for slug, facts in record.load().items() if facts.off}
        ripe = [one for one in due.due(self.store, self.settings.now()) if one.slug not in off]
        started = []
        with self._lock:
            busy = frozenset(host for held in self._busy.values() for host in held)
            for one in side_by_side(ripe, busy, AT_ONCE - len(self._busy)):
                if not self._stopped and self._claim(one):
                    self._busy[one.slug] = hosts(one)
                    started.append(self._pool.submit(self._crawl, one))
        return started

    def stop(self) -> None:
        """End the running crawls and wait for them; their platforms are due again at once."""
        with self._lock:
            self._stopped = True
            running = list(self._running.values())
        for crawl in running:
            crawl.stop()
        self._pool.shutdown(wait=True)

    def publish(self) -> None:
        """Lets the crawler tell the store which platforms there are; a failure is logged and stops nothing."""
        outcome = self._run("publish", scrapy("publish"))
        if outcome.state != "done":
            log.error("publishing the platforms: %s (%s)", outcome.state, outcome.code)

    def _claim(self, one: PlatformRecord) -> bool:
        now = self.settings.now()
        return due.claim(self.store, one.slug, now, now + timedelta(seconds=self.limits.seconds) + LEASE)

    def _crawl(self, one: PlatformRecord) -> CrawlOutcome:
        try:
            began = time.monotonic()
            outcome = self._run(one.slug, self.command(one.slug))
            self._tell(one.slug, outcome, time.monotonic() - began)
            self._catch_up()
            return outcome
        finally:
            now = self.settings.now()
            again = now if self._stopped else next_due(one, due.failing(self.store, one.slug), now, random.random)
            due.release(self.store, one.slug, again)
            with self._lock:
                self._busy.pop(one.slug, None)

    def _tell(self, slug: str, outcome: CrawlOutcome, seconds: float) -> None:
        """One line a run, with its number and in its words: a process that ended well may have held its run."""
        health = platforms.health(self.store, slug, self.settings.now())
        past = health.runs[0] if health is not None and health.runs else None
        state = outcome.state if outcome.state != "done" or past is None else past.state
        self.meter.run(slug, state)
        said: dict[str, object] = {"platform": slug, "state": state, "seconds": round(seconds, 1)}
        if past is not None:
            said |= {"run": past.id, "reason": past.reason} | {name: getattr(past, name) for name in COUNTS}
        if outcome.state != "done":
            said |= {"exit_code": outcome.code, "log": f"logs/{slug}.log"}
        (runs.info if state == "applied" else runs.warning)("run", **said)

    def _run(self, name: str, command: Sequence[str]) -> CrawlOutcome:
        own = {**os.environ, "ATLAS_CLOCK": str(os.getpid())}  # a crawl whose clock was killed ends by itself
        crawl = Crawl(command, self.settings.run_dir / "logs" / f"{name}.log", own, self.limits)
        with self._lock:
            self._running[name] = crawl
            late = self._stopped
        if late:
            crawl.stop()
        try:
            return crawl.wait()
        finally:
            with self._lock:
                self._running.pop(name, None)

    def _catch_up(self) -> None:
        with self._indexing:
            done = self.finder.catch_up()
        if done.changed:
            log.info("indexed %s listings in %.1f s", done.changed, done.seconds)

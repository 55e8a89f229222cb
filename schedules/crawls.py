"""The crawls of one process: each a command in a group of its own, told in the log, ended with this process."""

import logging
import os
import random
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

from directory.config import Settings
from directory.logs import logger
from directory.metrics import Meter
from directory.platform import PlatformRecord
from directory.runs import due
from directory.store import Store, platforms
from schedules.crawl import Crawl, CrawlOutcome, Limits, scrapy
from schedules.timetable import next_due

log = logging.getLogger(__name__)
runs = logger("schedules.runs")
COUNTS = ("found", "new", "changed", "closed", "reopened", "doubts", "fetched", "missed")


def crawl_command(slug: str) -> Sequence[str]:
    """The command line of a live crawl of one platform."""
    return scrapy("crawl", slug)


class Crawls:
    """Runs crawls of platforms that were claimed, in any of its threads. `command` makes a command line from a slug."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        limits: Limits | None = None,
        command: Callable[[str], Sequence[str]] = crawl_command,
        meter: Meter | None = None,
    ) -> None:
        self.store, self.settings = store, settings
        self.limits, self.command = limits or Limits(), command
        self.meter = meter or Meter(None)
        self._lock = Lock()
        self._running: dict[str, Crawl] = {}
        self._stopped = False

    def crawl(self, one: PlatformRecord) -> CrawlOutcome:
        """Crawls a platform to its end and tells how it went; `release` it afterwards."""
        began = time.monotonic()
        outcome = self.run(one.slug, self.command(one.slug))
        self._tell(one.slug, outcome, time.monotonic() - began)
        return outcome

    def release(self, one: PlatformRecord) -> None:
        """Gives the platform back: due by its cadence, or at once where this process was told to end."""
        now = self.settings.now()
        again = now if self._stopped else next_due(one, due.failing(self.store, one.slug), now, random.random)
        due.release(self.store, one.slug, again)

    def publish(self) -> None:
        """Lets the crawler tell the store which platforms there are; a failure is logged and stops nothing."""
        outcome = self.run("publish", scrapy("publish"))
        if outcome.state != "done":
            log.error("publishing the platforms: %s (%s)", outcome.state, outcome.code)

    def stop(self) -> None:
        """Ends the running crawls, and every one that is begun from now on."""
        with self._lock:
            self._stopped = True
            running = list(self._running.values())
        if running:
            with ThreadPoolExecutor(len(running)) as hands:  # at once: each may take some seconds
                list(hands.map(Crawl.stop, running))

    def run(self, name: str, command: Sequence[str]) -> CrawlOutcome:
        """Runs one command to its end, its output in `logs/NAME.log`."""
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

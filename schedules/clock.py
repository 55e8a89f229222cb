"""Starts crawls that are due, never two of one host at once, and catches the index up after each."""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import datetime, timedelta
from threading import Lock

from directory import record
from directory.config import Settings
from directory.metrics import Meter
from directory.platform import PlatformRecord
from directory.runs import due
from directory.search import Finder
from directory.store import Store
from schedules.crawl import CrawlOutcome, Limits
from schedules.crawls import Crawls, crawl_command
from schedules.timetable import hosts, side_by_side

log = logging.getLogger(__name__)
AT_ONCE = 2
LEASE = timedelta(minutes=15)
LAST_SECONDS = 2.0  # for what follows a crawl that was ended: a line of the log, a row that says when it is due


class Clock:
    """What is due on SQLite, and for `--once`: claimed and crawled by this process itself."""

    def __init__(
        self,
        store: Store,
        finder: Finder,
        settings: Settings,
        limits: Limits | None = None,
        command: Callable[[str], Sequence[str]] = crawl_command,
        meter: Meter | None = None,
    ) -> None:
        self.store, self.finder, self.settings = store, finder, settings
        self.crawls = Crawls(store, settings, limits, command, meter)
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="crawl")
        self._lock = Lock()
        self._busy: dict[str, frozenset[str]] = {}
        self._started: set[Future[CrawlOutcome]] = set()
        self._indexing = Lock()
        self._stopped = False

    def tick(self) -> list[Future[CrawlOutcome]]:
        """Claims what is due and starts it; the crawls that were started, [] when none is due or all hosts are busy.

        Due times that lie too far ahead, after a jump of the clock, are pulled back first. Platforms switched off rest.
        """
        ripe = ripe_now(self.store, self.settings)
        started = []
        with self._lock:
            busy = frozenset(host for held in self._busy.values() for host in held)
            for one in side_by_side(ripe, busy, AT_ONCE - len(self._busy)):
                if not self._stopped and claimed(self.store, self.settings, one, self.crawls.limits):
                    self._busy[one.slug] = hosts(one)
                    started.append(self._pool.submit(self._crawl, one))
            self._started = {crawl for crawl in self._started if not crawl.done()} | set(started)
        return started

    def stop(self) -> None:
        """End the running crawls and wait for them, some seconds; their platforms are due again at once.

        What is being indexed is not waited for: the next start goes on from the table.
        """
        with self._lock:
            self._stopped = True
        self.crawls.stop()
        self._pool.shutdown(wait=False)
        wait(self._started, LAST_SECONDS)

    def publish(self) -> None:
        """Lets the crawler tell the store which platforms there are; a failure is logged and stops nothing."""
        self.crawls.publish()

    def _crawl(self, one: PlatformRecord) -> CrawlOutcome:
        try:
            try:
                outcome = self.crawls.crawl(one)
            finally:
                self.crawls.release(one)
            if not self._stopped:
                self._catch_up()
            return outcome
        finally:
            with self._lock:
                self._busy.pop(one.slug, None)

    def _catch_up(self) -> None:
        with self._indexing:
            told(self.finder)


def ripe_now(store: Store, settings: Settings) -> list[PlatformRecord]:
    """What is due and not switched off, the longest due first; due times that a wrong clock left are mended before."""
    if jumped := due.pull_back(store, settings.now()):
        log.warning("the clock has jumped: due times pulled back for %s", ", ".join(jumped))
    off = {slug for slug, facts in record.load().items() if facts.off}
    return [one for one in due.due(store, settings.now()) if one.slug not in off]


def claimed(store: Store, settings: Settings, one: PlatformRecord, limits: Limits) -> bool:
    """Takes a due platform for as long as a crawl may last; False where another process was faster."""
    return due.claim(store, one.slug, settings.now(), lease(settings, limits))


def lease(settings: Settings, limits: Limits) -> datetime:
    """Until when a claim of now holds: a crawl's longest time and a quarter of an hour."""
    return settings.now() + timedelta(seconds=limits.seconds) + LEASE


def told(finder: Finder) -> None:
    """Catches the index up, and says in the log what there was to do."""
    done = finder.catch_up()
    if done.changed:
        log.info("indexed %s listings in %.1f s", done.changed, done.seconds)

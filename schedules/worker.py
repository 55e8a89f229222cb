"""A worker: crawls what the clock has put into the queue. On any number of machines beside one PostgreSQL."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from threading import Event

from directory.config import Settings
from directory.metrics import Meter
from directory.runs import due
from directory.store import Store, platforms
from directory.store.locks import promised
from schedules import queue
from schedules.clock import AT_ONCE, lease
from schedules.crawl import Limits
from schedules.crawls import Crawls, crawl_command
from schedules.timetable import hosts

log = logging.getLogger(__name__)
HEARTBEAT = 10.0  # seconds between two signs of life
SILENCE = 30.0  # seconds without one after which a worker counts as dead: three are missing


class Worker:
    """The crawls that one process takes from the queue, AT_ONCE at a time."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        limits: Limits | None = None,
        command: Callable[[str], Sequence[str]] = crawl_command,
        meter: Meter | None = None,
        heartbeat: float = HEARTBEAT,
    ) -> None:
        self.store, self.settings, self.heartbeat = store, settings, heartbeat
        self.crawls = Crawls(store, settings, limits, command, meter)
        self._stopping = Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None

    def run(self) -> None:
        """Works until `stop`; what raises is the database's (procrastinate's ConnectorException, psycopg's errors)."""
        queue.prepare(self.store)
        asyncio.run(self._work())

    def stop(self) -> None:
        """Ends the running crawls, whose platforms are due again at once, and then the work; from any thread."""
        self._stopping.set()
        self.crawls.stop()
        if self._loop is not None and self._task is not None:
            self._loop.call_soon_threadsafe(self._task.cancel)

    def crawl(self, slug: str) -> None:
        """One job. HostBusy where another crawl asks one of its hosts: the job comes back.

        A platform that was given back meanwhile is left: the job is one that a worker had ended before it died.
        """
        record = next((one for one in platforms.all(self.store) if one.slug == slug), None)
        if record is None or not record.readable:
            return
        with promised(self.store, hosts(record)):
            if not due.renew(self.store, slug, lease(self.settings, self.crawls.limits)):
                log.info("%s: was crawled meanwhile", slug)
                return
            try:
                self.crawls.crawl(record)
            finally:
                self.crawls.release(record)

    async def _work(self) -> None:
        self._loop, self._task = asyncio.get_running_loop(), asyncio.current_task()
        if self._stopping.is_set():
            return
        made = queue.app(self.store, self.crawl)
        async with made.open_async():
            try:
                await made.run_worker_async(
                    queues=[queue.QUEUE],
                    concurrency=AT_ONCE,
                    install_signal_handlers=False,
                    delete_jobs="always",
                    update_heartbeat_interval=self.heartbeat,
                    stalled_worker_timeout=self.heartbeat * SILENCE / HEARTBEAT,
                )
            except asyncio.CancelledError:
                if not self._stopping.is_set():
                    raise

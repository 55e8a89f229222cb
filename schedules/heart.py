"""The clock of many machines: puts what is due into the queue, puts back what died, keeps the index up to date."""

import asyncio
import logging
from threading import Thread

from directory.config import Settings
from directory.search import Finder
from directory.store import Store
from schedules import queue
from schedules.clock import LAST_SECONDS, claimed, ripe_now, told
from schedules.crawl import Limits
from schedules.crawls import Crawls
from schedules.worker import SILENCE, Worker

log = logging.getLogger(__name__)


class Heart:
    """What the one clock does where the table is PostgreSQL. `worker` crawls in this process too; None: others do."""

    def __init__(
        self, store: Store, finder: Finder, settings: Settings, worker: Worker | None, silence: float = SILENCE
    ) -> None:
        self.store, self.finder, self.settings = store, finder, settings
        self.worker, self.silence = worker, silence
        self._works: Thread | None = None
        queue.prepare(store)

    def tick(self) -> None:
        """Claims what is due for whoever takes it from the queue; what a dead worker had begun is put back first."""
        if self.worker is not None and (self._works is None or not self._works.is_alive()):
            self._works = Thread(target=self.worker.run, name="worker", daemon=True)
            self._works.start()
        ripe = ripe_now(self.store, self.settings)
        limits = Limits() if self.worker is None else self.worker.crawls.limits
        asyncio.run(self._hand_over([one.slug for one in ripe if claimed(self.store, self.settings, one, limits)]))
        told(self.finder)

    def stop(self) -> None:
        """Ends the crawls of this process and waits for them, some seconds; those of others go on."""
        if self.worker is not None:
            self.worker.stop()
        if self._works is not None:
            self._works.join(LAST_SECONDS)

    def publish(self) -> None:
        """Lets the crawler tell the store which platforms there are."""
        Crawls(self.store, self.settings).publish()

    async def _hand_over(self, slugs: list[str]) -> None:
        made = queue.app(self.store, _elsewhere)
        async with made.open_async():
            for slug in await queue.put_back(made, self.silence):
                log.warning("%s: its worker gave no sign of life, it is crawled again", slug)
            await queue.put(made, slugs)


def _elsewhere(slug: str) -> None:
    """What this end of the queue never does."""
    raise NotImplementedError(slug)

"""How a crawl ends: the run is finished with what was fetched, refused and missed, and why, in plain words."""

import asyncio
import logging
from datetime import datetime
from typing import Any, cast

from scrapy import signals
from scrapy.crawler import Crawler

from crawler.faults import OF_A_RUN
from crawler.shapes.watch import told as told_shape
from directory import config
from directory.posting import clean
from directory.runs import run as runs
from directory.runs.steps import told

log = logging.getLogger(__name__)

# Crawls of one process are finished one after another, in the order in which their lists came to an end: while one
# waits for its readings, the next is being fetched, and what the tables hold does not depend on who was faster.
TURN = asyncio.Lock()
STOPPED = {
    "shutdown": "stopped by hand",
    "closespider_timeout": "cut short: it took too long",
    "memusage_exceeded": "cut short: it took too much memory",
}


def clock(crawler: Crawler, settings: config.Settings) -> datetime:
    """Now (UTC), or the moment at which the tape was recorded, but never later than a clock that is set."""
    at = crawler.settings["AT"]
    if not at:
        return settings.now()
    recorded = datetime.fromisoformat(at)
    return min(recorded, settings.clock) if settings.clock else recorded


class Finish:
    """Extension: notes what went wrong on the way and finishes the run when the spider closes."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.settings = config.load(crawler.settings.getdict("ATLAS") or None)
        crawler.signals.connect(self.opened, signal=signals.spider_opened)
        crawler.signals.connect(self.failed, signal=signals.spider_error)
        crawler.signals.connect(self.closed, signal=signals.spider_closed)
        crawler.signals.connect(self.stopped, signal=signals.engine_stopped)
        self.closing: asyncio.Task[Any] | None = None
        self.ended = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Finish":
        """The extension as Scrapy makes it; it listens for errors of a spider and for its end."""
        return cls(crawler)

    def opened(self, spider: Any) -> None:
        """A second signal stops the reactor at once, whatever is still being fetched: then the run ends here."""
        from twisted.internet import reactor  # at import time Scrapy has not chosen one yet

        cast(Any, reactor).addSystemEventTrigger("before", "shutdown", self.cut_off, spider)

    def cut_off(self, spider: Any) -> None:
        """Ends a run that nobody will end any more as a held one; one that has ended stays as it is."""
        if hasattr(spider, "run") and not self.ended:
            spider.understanding.cut()
            self._end(spider, "shutdown")

    def failed(self, failure: Any, response: Any, spider: Any) -> None:
        """The platform's own code raised something unforeseen: the run is not to be trusted."""
        spider.walk.fault(f"the reader failed: {failure.type.__name__} {failure.getErrorMessage()}"[:OF_A_RUN])

    async def closed(self, spider: Any, reason: str) -> None:
        """Hands the ending to the store; the summary is left in the crawl's statistics for the commands."""
        if not hasattr(spider, "run"):
            return
        if reason == "shutdown":  # a second signal would end the process while something is waited for
            spider.understanding.cut()
            self._end(spider, reason)
            return
        self.closing = asyncio.current_task()
        async with TURN:
            await spider.understanding.end()
            if not self.ended:
                self._end(spider, reason)

    async def stopped(self) -> None:
        """A signal came: a crawl whose list was whole and that waits for its readings is still finished."""
        if self.closing is not None:
            await asyncio.wait([self.closing])

    def _end(self, spider: Any, reason: str) -> None:
        self.ended = True
        if reason != "finished":
            spider.walk.fault(STOPPED.get(reason, f"the crawl ended early: {reason}"))
        walk = spider.walk
        shape, hint = told_shape(spider)
        for words in filter(None, (shape, hint)):
            log.warning("%s: its answers have another shape: %s", spider.name, words)
        ending = runs.Ending(
            complete=walk.complete,
            reason=walk.reason,
            fetched=walk.pages,
            refused=dict(walk.refused),
            missed=walk.missed,
            gone=frozenset(walk.gone),
            unread=frozenset(walk.unread),
            warning=walk.warning,
            repeated=walk.repeated,
            shape=shape,
            hint=hint,
        )
        summary = self._finish(spider, ending, clock(self.crawler, self.settings))
        spider.store.close()
        self.crawler.stats.set_value("atlas/summary", summary)
        log.info("run %s of %s: %s", spider.run.id, spider.name, summary)
        if summary.state != "applied":
            word = "failed" if summary.state == "failed" else "was held"
            log.warning("%s %s: %s", spider.name, word, told(summary.reason, spider.name))

    def _finish(self, spider: Any, ending: runs.Ending, at: datetime) -> runs.Summary:
        """The run's summary; whatever finishing raises ends the run as a held one, with the words."""
        try:
            return runs.finish(spider.store, spider.run, ending, at)
        except Exception as problem:
            log.exception("%s: the run could not be finished", spider.name)
            words = f"the run could not be finished: {type(problem).__name__} {problem}"
            return runs.hold(spider.store, spider.run, clean(" ".join(words.split()))[:OF_A_RUN], at)

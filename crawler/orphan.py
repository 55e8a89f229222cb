"""A crawl whose clock was killed ends by itself: nobody would read its end, and two clocks must not ask one host."""

import os
from typing import Any, cast

from scrapy import signals
from scrapy.crawler import Crawler
from twisted.internet.task import LoopingCall

EVERY_SECONDS = 2.0  # a request or two: what a killed clock leaves behind at the most


class Orphan:
    """Looks whether the clock that started this crawl (`ATLAS_CLOCK` holds its process id) is still the parent."""

    def __init__(self, crawler: Crawler, clock: int) -> None:
        self._crawler, self._clock = crawler, clock
        self._watch = LoopingCall(self.look)
        self._told = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Orphan":
        """The extension; without a clock (`ATLAS_CLOCK` unset or 0, a crawl by hand) it does nothing."""
        made = cls(crawler, int(os.environ.get("ATLAS_CLOCK") or 0))
        if made._clock:
            crawler.signals.connect(made.opened, signal=signals.spider_opened)
            crawler.signals.connect(made.closed, signal=signals.spider_closed)
        return made

    def opened(self) -> None:
        """Begins to look, every EVERY_SECONDS, the first time after that many."""
        self._watch.start(EVERY_SECONDS, now=False)

    def closed(self) -> None:
        """Looks no more; safe when it never began."""
        if self._watch.running:
            self._watch.stop()

    def look(self) -> None:
        """Ends the crawl, as SIGTERM would, if another process has become the parent.

        At the next look, if something is still being fetched, as a second SIGTERM would: `Finish` then holds the run.
        """
        if os.getppid() == self._clock:
            return
        if self._told:
            from twisted.internet import reactor  # at import time Scrapy has not chosen one yet

            self._watch.stop()
            cast(Any, reactor).stop()
            return
        self._told = True
        self._crawler.stop()

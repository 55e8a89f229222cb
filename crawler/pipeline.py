"""The two steps behind every spider: understand what a posting says, shelve it for the end of the run."""

import logging
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.faults import OF_A_ROW, OF_A_RUN
from crawler.finish import clock
from crawler.platform import ListRow
from crawler.replay import wrong
from directory import config
from directory.claims import Reading
from directory.posting import Posting, clean
from directory.reading.start import warm
from directory.runs import run as runs
from directory.store import open_store

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A posting with its reading; None when the store has read the very same words before."""

    posting: Posting
    reading: Reading | None


class Understand:
    """Step 1. The border where one bad posting becomes a counted drop with its reason."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Understand":
        """The pipeline as Scrapy makes it."""
        return cls(crawler)

    def process_item(self, item: ListRow) -> Sighting:
        """The sighting of a row; DropItem for one that is left out, repeated or bad."""
        spider: Any = self.crawler.spider
        try:
            posting = spider.make(item)
            if posting is None:
                raise DropItem("left out by the platform's hook", log_level="DEBUG")
            if not spider.walk.first_time(posting.ref):
                raise DropItem("the same posting twice", log_level="DEBUG")
            warm()
            read = spider.run.read(posting)
        except DropItem:
            raise
        except Exception as problem:
            reason = wrong(problem) if isinstance(problem, ValidationError) else f"{type(problem).__name__} {problem}"
            spider.walk.refused[reason[:OF_A_ROW]] += 1
            log.warning("%s: a posting was dropped: %s", spider.name, reason[:OF_A_ROW])
            raise DropItem(reason, log_level="DEBUG") from problem
        spider.walk.found += 1
        return Sighting(posting, read)


class Shelve:
    """Step 2. Opens the run, hands every sighting to it; `crawler.finish` closes it."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.settings = config.load(crawler.settings.getdict("ATLAS") or None)
        self.store = open_store(self.settings)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Shelve":
        """The pipeline as Scrapy makes it; it opens the store of the settings ATLAS or of the environment."""
        return cls(crawler)

    def open_spider(self) -> None:
        """Publishes what the platform declares and starts its run at now (UTC), or at the tape's moment.

        The spider gets `run`, `store`, `at`, `open` (stored open refs with addresses) and `knows_role`.
        """
        spider: Any = self.crawler.spider
        at = clock(self.crawler, self.settings)
        record = spider.record
        if self.crawler.settings["TAPE"]:
            record = record.model_copy(update={"floor": min(record.floor, 1)})  # a tape is a sample
        spider.at = at if self.crawler.settings["AT"] or self.settings.clock else None
        spider.run = runs.start(self.store, record, at, live=not self.crawler.settings["TAPE"])
        spider.store = self.store
        spider.at, spider.open, spider.knows_role = at, spider.run.open, spider.run.knows_role

    def process_item(self, item: Sighting) -> Sighting:
        """Stages a sighting; nothing is shown before the run ends well, and one that cannot be staged holds it."""
        spider: Any = self.crawler.spider
        try:
            spider.run.sight(item.posting, item.reading)
        except Exception as problem:
            spider.walk.fault(clean(f"a posting could not be stored: {type(problem).__name__} {problem}")[:OF_A_RUN])
            raise DropItem("not stored") from problem
        return item

"""The two steps behind every spider: make a posting of a row, hand it on to be understood and shelved in the run."""

import logging
from typing import Any

from pydantic import ValidationError
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.beside import readers_of
from crawler.faults import OF_A_ROW
from crawler.finish import clock
from crawler.platform import ListRow
from crawler.replay import wrong
from crawler.understanding import ReadingLine
from directory import config
from directory.posting import Posting
from directory.runs import run as runs
from directory.store import open_store

log = logging.getLogger(__name__)


class Make:
    """Step 1. The border where one bad row becomes a counted drop with its reason."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Make":
        """The pipeline as Scrapy makes it."""
        return cls(crawler)

    def process_item(self, item: ListRow) -> Posting:
        """The posting of a row; DropItem for one that is left out, repeated or bad."""
        spider: Any = self.crawler.spider
        try:
            posting: Posting | None = spider.make(item)
        except Exception as problem:
            reason = wrong(problem) if isinstance(problem, ValidationError) else f"{type(problem).__name__} {problem}"
            spider.walk.refused[reason[:OF_A_ROW]] += 1
            log.warning("%s: a posting was dropped: %s", spider.name, reason[:OF_A_ROW])
            raise DropItem(reason, log_level="DEBUG") from problem
        if posting is None:
            raise DropItem("left out by the platform's hook", log_level="DEBUG")
        if not spider.walk.first_time(posting.ref):
            raise DropItem("the same posting twice", log_level="DEBUG")
        return posting


class Shelve:
    """Step 2. Opens the run and hands it every posting with its reading; `crawler.finish` closes it."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.settings = config.load(crawler.settings.getdict("ATLAS") or None)
        self.store = open_store(self.settings)
        self.readers = readers_of(crawler.settings)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Shelve":
        """The pipeline as Scrapy makes it; it opens the store of the settings ATLAS or of the environment."""
        return cls(crawler)

    def open_spider(self) -> None:
        """Publishes what the platform declares and starts its run at now (UTC), or at the tape's moment.

        The spider gets `run`, `store`, `at`, `open` (stored open refs with addresses), `knows_role` and
        `understanding`. Readers begin here, before the first list, where much is to be read.
        """
        spider: Any = self.crawler.spider
        at = clock(self.crawler, self.settings)
        record = spider.record
        if self.crawler.settings["TAPE"]:
            record = record.model_copy(update={"floor": min(record.floor, 1)})  # a tape is a sample
        spider.run = runs.start(self.store, record, at, live=not self.crawler.settings["TAPE"])
        spider.store = self.store
        spider.at, spider.open, spider.knows_role = at, spider.run.open, spider.run.knows_role
        spider.understanding = ReadingLine(spider.name, spider.run, spider.walk, self.readers)
        self.readers.expect(spider.run.unread)

    def process_item(self, item: Posting) -> Posting:
        """Hands the posting on; nothing is shown before the run ends well."""
        spider: Any = self.crawler.spider
        spider.understanding.take(item)
        return item

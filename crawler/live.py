"""A live crawl that keeps its postings and exchanges in the spider instead of the store: for see, new and record."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy.settings import Settings

from crawler.platform import ListRow, Platform
from crawler.replay import understood
from directory.config import load

T = TypeVar("T")

LOOKING: dict[str, Any] = {
    "ITEM_PIPELINES": {"crawler.live.Collect": 100},
    "EXTENSIONS": {},
    "HTTPCACHE_ENABLED": False,
    "DOWNLOADER_MIDDLEWARES": {"crawler.live.Recorder": 540},
}


class Collect:
    """Pipeline in the place of the store's: keeps what was understood in `spider.postings`, in order."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Collect":
        """The pipeline as Scrapy makes it."""
        return cls(crawler)

    def process_item(self, item: ListRow) -> ListRow:
        """The row as it came; its posting joins `spider.postings`, a bad one is counted in the walk."""
        spider: Any = self.crawler.spider
        if (posting := understood(spider, item)) is not None:
            spider.postings.append(posting)
        return item


class Recorder:
    """Downloader middleware: keeps every answer that reaches the spider, in order, in `spider.exchanges`."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Recorder":
        """The middleware as Scrapy makes it."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """The response as it came, kept with its request; redirects and retries are behind us here.

        robots.txt is not kept: a recording has none.
        """
        spider: Any = self.crawler.spider
        if not request.meta.get("dont_obey_robotstxt"):
            spider.exchanges.append((request, response))
        return response


class Stopped(Exception):
    """Raised by `wait` when a signal (SIGINT, SIGTERM) ended the work before it was done."""


async def look(process: Any, spider: type[Platform], base: Settings, *, brief: bool = False) -> Any:
    """Crawls this platform once and returns its spider with `postings`, `exchanges` and `walk`.

    `brief`: only until the first rows came, and one detail.
    """
    settings = base.copy()
    ours = {**settings.getdict("DOWNLOADER_MIDDLEWARES"), **LOOKING["DOWNLOADER_MIDDLEWARES"]}
    settings.setdict({**LOOKING, "DOWNLOADER_MIDDLEWARES": ours}, priority="cmdline")
    crawler = Crawler(spider, settings)
    crawler.signals.connect(_prepare, signal=signals.spider_opened)
    await process.crawl(crawler, brief=brief)
    return crawler.spider


def wait(process: Any, work: Coroutine[Any, Any, T]) -> T:
    """Runs `work` in the process's reactor to its end; a process can do this once. Raises Stopped on a signal."""
    task = asyncio.get_event_loop().create_task(work)
    task.add_done_callback(process._stop_reactor)
    process.start(stop_after_crawl=False)
    if not task.done():
        task.cancel()
        raise Stopped
    return task.result()


def _prepare(spider: Any) -> None:
    spider.postings, spider.exchanges, spider.at = [], [], load().now()

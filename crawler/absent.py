"""When a crawl has nothing left to do: the pages of roles that a partial list no longer shows are asked for."""

from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider


class Absent:
    """Extension: puts off the end of a crawl until `Platform.absent` has had its say."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        crawler.signals.connect(self.idle, signal=signals.spider_idle)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Absent":
        """The extension as Scrapy makes it; it listens for `spider_idle`."""
        return cls(crawler)

    def idle(self, spider: Any) -> None:
        """Sends what `Platform.absent` asks for, which it does once; DontCloseSpider while there is such a request."""
        engine: Any = self.crawler.engine
        requests = list(spider.absent())
        for request in requests:
            engine.crawl(request)
        if requests:
            raise DontCloseSpider

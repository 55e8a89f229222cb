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
        return cls(crawler)

    def idle(self, spider: Any) -> None:
        """Asks for them, once."""
        engine: Any = self.crawler.engine
        requests = list(spider.absent())
        for request in requests:
            engine.crawl(request)
        if requests:
            raise DontCloseSpider

"""Where a crawl may go and how it introduces itself: declared hosts only, our own name, one connection a host."""

import asyncio
from typing import Any
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.extensions.httpcache import RFC2616Policy
from scrapy.http import Request, Response

from crawler.locks import HostLock
from directory import config


class Polite:
    """Downloader middleware in front of all others.

    A request to a host that the platform does not declare is refused, a redirect too, and so is one from https to
    http. The first request to a host takes that host's lock and keeps it until the crawl ends; LOCK_PATIENCE is how
    many seconds it waits for another crawl.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        settings = config.load(crawler.settings.getdict("ATLAS") or None)
        self.agent = crawler.settings["USER_AGENT"].format(contact=settings.contact)
        self.folder = settings.run_dir / "locks"
        self.locks: dict[str, HostLock] = {}
        crawler.signals.connect(self.freed, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Polite":
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Refuses, introduces, waits for the host's lock."""
        self._allow(request)
        request.headers["User-Agent"] = self.agent
        for name in ("Referer", "Origin", "Cookie"):
            request.headers.pop(name, None)
        if not self.crawler.settings["TAPE"]:
            await self._lock(urlsplit(request.url).netloc)

    def freed(self) -> None:
        """The crawl is over: every host is free again."""
        for lock in self.locks.values():
            lock.free()

    def _allow(self, request: Request) -> None:
        spider: Any = self.crawler.spider
        came_from = request.meta.get("redirect_urls", ())
        for_robots = urlsplit(request.url).path == "/robots.txt" or request.meta.get("dont_obey_robotstxt")
        host = urlsplit(request.url).hostname or ""
        if host not in spider.record.hosts and not for_robots:
            raise IgnoreRequest(f"{'a redirect to' if came_from else 'a request to'} an undeclared host: {host}")
        if came_from and came_from[-1].startswith("https:") and request.url.startswith("http:"):
            raise IgnoreRequest(f"a redirect away from https: {host}")

    async def _lock(self, host: str) -> None:
        lock = self.locks.setdefault(host, HostLock(self.folder, host))
        patience = self.crawler.settings.getfloat("LOCK_PATIENCE")
        while not lock.take():
            if patience <= 0:
                raise IgnoreRequest(f"another crawl is talking to {urlsplit(f'//{host}').hostname}")
            patience -= 0.2
            await asyncio.sleep(0.2)


class Redirect(RedirectMiddleware):
    """Scrapy's redirects without a Referer."""

    def _engine_started(self) -> None:
        self._referer_spider_middleware = None

    def handle_referer(self, request: Request, response: Response) -> None:
        request.headers.pop("Referer", None)


class Fresh(RFC2616Policy):
    """Conditional requests by ETag and Last-Modified; robots.txt is asked for anew in every crawl."""

    def should_cache_request(self, request: Request) -> bool:
        return bool(super().should_cache_request(request)) and urlsplit(request.url).path != "/robots.txt"

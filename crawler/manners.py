"""How a crawl behaves: within its reach, under our own name, with one connection a host."""

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
from crawler.reach import Reach
from directory import config
from directory.store import open_store
from directory.store.locks import HostAsked

TAPE_HANDLER = "crawler.tape.TapeHandler"
LOOK_AGAIN = 0.2  # seconds between two looks at a lock that another crawl holds: a tenth of the pause between requests


class Polite:
    """Downloader middleware in front of all others.

    A request beyond the crawl's reach is refused, a redirect too. The first request to a host takes that host's lock
    and keeps it until the crawl ends: a file's on SQLite, the database's, for all machines, on PostgreSQL.
    LOCK_PATIENCE is how many seconds it waits for another crawl. A tape is no network, so neither applies to what its
    handler answers.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        settings = config.load(crawler.settings.getdict("ATLAS") or None)
        self.agent = crawler.settings["USER_AGENT"].format(contact=settings.contact)
        self.folder = settings.run_dir / "locks"
        self.store = open_store(settings)
        self.locks: dict[str, HostLock | HostAsked] = {}
        self.reach = self.reach_of_crawl()
        self.handlers = crawler.settings.getwithbase("DOWNLOAD_HANDLERS")
        crawler.signals.connect(self.freed, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Polite":
        """The middleware as Scrapy makes it."""
        return cls(crawler)

    def reach_of_crawl(self) -> Reach:
        """What this crawl may ask: the public internet; tests on this machine give another."""
        return Reach()

    async def process_request(self, request: Request) -> None:
        """Refuses what lies beyond the reach (IgnoreRequest), names us, drops Referer, Origin and Cookie.

        Then waits for the host's lock; IgnoreRequest when another crawl keeps it for longer than LOCK_PATIENCE seconds.
        """
        await self._allow(request)
        request.headers["User-Agent"] = self.agent
        for name in ("Referer", "Origin", "Cookie"):
            request.headers.pop(name, None)
        if not self._played(request):
            await self._lock(urlsplit(request.url).netloc)

    def freed(self) -> None:
        """The crawl is over: every lock that it took is free again, whatever it ended with."""
        for lock in self.locks.values():
            lock.free()
        self.store.close()

    async def _allow(self, request: Request) -> None:
        spider: Any = self.crawler.spider
        came_from = request.meta.get("redirect_urls", ())
        if self._played(request):
            self.reach.check_words(request.url, spider.record.hosts, came_from)
        else:
            await self.reach.check(request.url, spider.record.hosts, came_from)

    def _played(self, request: Request) -> bool:
        """Does a tape answer requests of this scheme?"""
        return bool(self.handlers.get(urlsplit(request.url).scheme) == TAPE_HANDLER)

    async def _lock(self, host: str) -> None:
        lock = self.locks.setdefault(host, self._lock_of(host))
        patience = self.crawler.settings.getfloat("LOCK_PATIENCE")
        while not lock.take():
            if patience <= 0:
                raise IgnoreRequest(f"another crawl is talking to {urlsplit(f'//{host}').hostname}")
            patience -= LOOK_AGAIN
            await asyncio.sleep(LOOK_AGAIN)

    def _lock_of(self, host: str) -> HostLock | HostAsked:
        """On SQLite all crawls are this machine's, on PostgreSQL there are others."""
        return HostLock(self.folder, host) if self.store.is_sqlite else HostAsked(self.store, host)


class Redirect(RedirectMiddleware):
    """Scrapy's redirects, which would set a Referer, without one; every hop passes `Polite` again."""

    def _engine_started(self) -> None:
        self._referer_spider_middleware = None

    def handle_referer(self, request: Request, response: Response) -> None:
        """Takes away the Referer that Scrapy would write: no platform learns where a request came from."""
        request.headers.pop("Referer", None)


class FreshConnection(RFC2616Policy):
    """Conditional requests by ETag and Last-Modified; robots.txt is asked for anew in every crawl."""

    def should_cache_request(self, request: Request) -> bool:
        """False for robots.txt, which every crawl asks for anew (RFC 9309, section 2.4)."""
        return bool(super().should_cache_request(request)) and urlsplit(request.url).path != "/robots.txt"

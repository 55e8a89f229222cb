"""robots.txt as RFC 9309 wants it: 4xx allows everything, 5xx, 429 and an unreachable host forbid everything.

Crawl-delay is not in the RFC; it is honoured up to a minute. Scrapy's own middleware fetches the page when robots.txt
fails, and knows no delay.
"""

import logging
from typing import Any

from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response
from scrapy.robotstxt import ProtegoRobotParser

log = logging.getLogger(__name__)

LONGEST_DELAY = 60.0
FORBID = b"User-agent: *\nDisallow: /\n"
REFUSED = "robots.txt does not allow this address"
UNREACHABLE = "robots.txt could not be read, so nothing is fetched"


class Robots(RobotsTxtMiddleware):
    """Replaces Scrapy's middleware of the same name."""

    def process_request_2(self, rp: Any, request: Request) -> None:
        if rp is None:
            raise IgnoreRequest(UNREACHABLE)
        if not rp.allowed(request.url, self._robotstxt_useragent):
            raise IgnoreRequest(REFUSED)

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status == 429 or response.status >= 500:
            log.warning("robots.txt of %s answers %s", netloc, response.status)
            self._robots_error(IgnoreRequest(UNREACHABLE), netloc)
            return
        readable = response if response.status < 400 else response.replace(body=b"", status=200)
        await super()._parse_robots(readable, netloc, request)
        self._slow_down(self._parsers[netloc], request)

    def _slow_down(self, parser: Any, request: Request) -> None:
        if not isinstance(parser, ProtegoRobotParser):
            return
        delay = parser.rp.crawl_delay(str(self._robotstxt_useragent))
        downloader = self.crawler.engine.downloader
        if not delay or delay <= self.crawler.settings.getfloat("DOWNLOAD_DELAY"):
            return
        key, calm = downloader.get_slot_key(request), min(float(delay), LONGEST_DELAY)
        downloader.per_slot_settings[key] = {"delay": calm, "jitter": 0.0}
        if key in downloader.slots:
            downloader.slots[key].delay, downloader.slots[key].jitter = calm, 0.0

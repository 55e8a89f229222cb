"""robots.txt as RFC 9309 wants it: 4xx allows everything, 5xx, 429 and an unreachable host forbid everything.

Crawl-delay is not in the RFC; it is honoured up to a minute. Scrapy's own middleware fetches the page when robots.txt
fails, knows no delay, and in 2.19 leaves all but the first two of the requests that wait for one host without rules.
"""

import asyncio
import logging
import re
from typing import Any
from urllib.parse import urlsplit

from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import ProtegoRobotParser
from scrapy.utils.misc import build_from_crawler

from crawler.failures import NETWORK, tell
from crawler.faults import Fault

log = logging.getLogger(__name__)

LONGEST_DELAY = 60.0  # seconds; with more a list of forty pages would not end within a crawl's 40 minutes
REFUSED = "robots.txt does not allow this address"
UNREACHABLE = "robots.txt could not be read ({why}), so nothing is fetched"
REFUSALS: tuple[type[Exception], ...] = (IgnoreRequest, Fault, OSError, *NETWORK)
Rules = Any  # a parser of scrapy.robotstxt


class Robots(RobotsTxtMiddleware):
    """Replaces Scrapy's middleware of the same name; a host is asked once a crawl, by whoever comes first."""

    def __init__(self, crawler: Any) -> None:
        super().__init__(crawler)
        self._locks: dict[str, asyncio.Lock] = {}
        self._rules: dict[str, Rules | str] = {}

    async def robot_parser(self, request: Request) -> Rules:
        """The rules of the request's host; IgnoreRequest with the reason when they cannot be had."""
        parts = urlsplit(request.url)
        root = f"{parts.scheme}://{parts.netloc}"
        async with self._locks.setdefault(root, asyncio.Lock()):
            if root not in self._rules:
                self._rules[root] = await self._ask(root, request)
        rules = self._rules[root]
        if isinstance(rules, str):
            raise IgnoreRequest(UNREACHABLE.format(why=rules))
        return rules

    def process_request_2(self, rp: Rules, request: Request) -> None:
        """IgnoreRequest when the host's rules forbid the address to our token; Scrapy calls it with them."""
        if not rp.allowed(request.url, self._robotstxt_useragent):
            raise IgnoreRequest(REFUSED)

    async def _ask(self, root: str, request: Request) -> Rules | str:
        """The rules, or in words why there are none."""
        meta = {"dont_obey_robotstxt": True}
        asked = Request(f"{root}/robots.txt", priority=self.DOWNLOAD_PRIORITY, meta=meta, callback=NO_CALLBACK)
        try:
            response = await self.crawler.engine.download_async(asked)
        except REFUSALS as problem:
            return tell(problem)
        if response.status == 429 or response.status >= 500:
            return f"it answers {response.status}"
        if response.status in (301, 302, 303, 307, 308):
            return f"it answers {response.status} and leads nowhere"
        rules = build_from_crawler(self._parserimpl, self.crawler, self._body(response))
        self._slow_down(rules, request)
        return rules

    def _body(self, response: Response) -> bytes:
        """The text, in which a group that names our token with a version ("taskatlasbot/2.0") names our token."""
        if response.status >= 400:
            return b""
        token = re.escape(str(self._robotstxt_useragent).encode())
        ours = rb"(?im)^([ \t]*user[- ]?agent[ \t]*:[ \t]*" + token + rb")(?![a-z_-])[^\r\n]*"
        return re.sub(ours, rb"\1", response.body)

    def _slow_down(self, rules: Rules, request: Request) -> None:
        if not isinstance(rules, ProtegoRobotParser):
            return
        delay = rules.rp.crawl_delay(str(self._robotstxt_useragent))
        downloader = self.crawler.engine.downloader
        if not delay or delay <= self.crawler.settings.getfloat("DOWNLOAD_DELAY"):
            return
        key, calm = downloader.get_slot_key(request), min(float(delay), LONGEST_DELAY)
        downloader.per_slot_settings[key] = {"delay": calm, "jitter": 0.0}
        if key in downloader.slots:
            downloader.slots[key].delay, downloader.slots[key].jitter = calm, 0.0

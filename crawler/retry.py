"""Waiting when a platform asks for it: Retry-After in seconds or as a date (RFC 9110, section 10.2.3)."""

import asyncio
import logging
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.http import Request, Response

log = logging.getLogger(__name__)

SLOW_DOWN = frozenset({429, 503})


def wait_of(header: str, now: datetime) -> float | None:
    """Seconds to wait by a Retry-After header; None when it says nothing that can be understood."""
    stated = header.strip()
    if stated.isascii() and stated.isdigit():
        return float(stated)
    try:
        until = parsedate_to_datetime(stated)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - now).total_seconds())


class Patience:
    """In the place of Scrapy's retries: the whole crawl pauses for as long as was asked, or gives up.

    Settings: RETRY_WAIT (seconds before the first retry when nothing was asked, three times as long each next time)
    and RETRY_LONGEST (the longest wait that is sat out).
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.retries = RetryMiddleware.from_crawler(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Patience":
        """The middleware as Scrapy makes it."""
        return cls(crawler)

    async def process_response(self, request: Request, response: Response) -> Request | Response:
        """The response, or the same request again after the wait that was asked for (429, 503: Retry-After) or is
        usual.

        The response itself after RETRY_TIMES, or when the wait would be over RETRY_LONGEST seconds.
        """
        if response.status not in self.retries.retry_http_codes:
            return response
        wait = self._wait(request, response)
        if wait > self.crawler.settings.getfloat("RETRY_LONGEST"):
            return response
        again = self.retries._retry(request, f"answer {response.status}")
        if again is None:
            return response
        await self._pause(wait)
        return again

    def process_exception(self, request: Request, exception: Exception) -> Request | Response | None:
        """The same request again for a broken connection, as Scrapy does; None, and it fails, after that."""
        return self.retries.process_exception(request, exception)

    def _wait(self, request: Request, response: Response) -> float:
        asked = (response.headers.get("Retry-After") or b"").decode("latin-1")
        stated = wait_of(asked, datetime.now(UTC)) if asked and response.status in SLOW_DOWN else None
        usual = self.crawler.settings.getfloat("RETRY_WAIT") * 3 ** request.meta.get("retry_times", 0)
        return usual if stated is None else stated

    async def _pause(self, seconds: float) -> None:
        engine: Any = self.crawler.engine
        log.info("waiting %.1f seconds, as asked", seconds)
        engine.pause()
        try:
            await asyncio.sleep(seconds)
        finally:
            engine.unpause()

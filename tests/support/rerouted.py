"""A download handler for tests: https to any host is answered by the local server at the port in REROUTE."""

import os
from urllib.parse import urlsplit

from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Request, Response


class Rerouted(BaseDownloadHandler):
    """The path on the local server is the host and then the path that was asked for."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.inner = HTTP11DownloadHandler.from_crawler(crawler)

    async def download_request(self, request: Request) -> Response:
        parts = urlsplit(request.url)
        query = f"?{parts.query}" if parts.query else ""
        local = f"http://127.0.0.1:{os.environ['REROUTE']}/{parts.hostname}{parts.path}{query}"
        response = await self.inner.download_request(request.replace(url=local))
        return response.replace(url=request.url)

    async def close(self) -> None:
        await self.inner.close()

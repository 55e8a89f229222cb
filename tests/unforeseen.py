"""Crawls platforms whose own code fails in ways that nobody foresaw, over a recording; for tests/test_crawl.py."""

import asyncio
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Request
from scrapy.utils.project import get_project_settings

from crawler.jobs import Job, run_all
from crawler.platforms.telus import Telus

TAPE = Path(__file__).parent / "recordings" / "telus"


class AtTheStart(Telus):
    """Fails before the first request."""

    slug = "at-the-start"

    def first(self) -> Iterable[Request]:
        raise RuntimeError("no idea")


class OnAPage(Telus):
    """Fails on a list page."""

    slug = "on-a-page"

    def rows(self, answer: Any) -> list[Any]:
        raise RuntimeError("no idea")


class OnEveryPosting(Telus):
    """Fails on each posting."""

    slug = "on-every-posting"

    def posting(self, raw: Any) -> Any:
        raise RuntimeError("no idea")


def main() -> None:
    """Crawls the three; what happened is in the store."""
    settings = get_project_settings()
    settings.setdict({"LOG_LEVEL": "CRITICAL"}, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    jobs = [Job(spider, TAPE) for spider in (AtTheStart, OnAPage, OnEveryPosting)]
    task = asyncio.get_event_loop().create_task(run_all(process, jobs, settings, lambda line: None))
    task.add_done_callback(process._stop_reactor)
    process.start(stop_after_crawl=False)
    sys.exit(0 if len(task.result()) == 3 else 1)


if __name__ == "__main__":
    main()

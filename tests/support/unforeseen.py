"""Crawls platforms whose own code fails in ways that nobody foresaw, over a recording."""

import os
import signal
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Request
from scrapy.utils.project import get_project_settings

from crawler.jobs import Job, run_all
from crawler.live import Stopped, wait
from crawler.platforms.telus import Telus

TAPE = Path(__file__).parents[1] / "recordings" / "telus"


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


def no_idea(*words: Any) -> Any:
    """Fails."""
    raise RuntimeError("no idea")


class OnStaging(Telus):
    """Its postings cannot be put into the store."""

    slug = "on-staging"

    def first(self) -> Iterable[Request]:
        self.run.sight = no_idea
        return super().first()


class OnFinishing(Telus):
    """Its run cannot be finished."""

    slug = "on-finishing"

    def first(self) -> Iterable[Request]:
        self.run.flush = no_idea
        return super().first()


class ToldToStop(Telus):
    """Gets a signal while it reads its first page."""

    slug = "told-to-stop"

    def rows(self, answer: Any) -> list[Any]:
        os.kill(os.getpid(), signal.SIGTERM)
        return super().rows(answer)


def main() -> None:
    """Crawls them one after another; what happened is in the store."""
    settings = get_project_settings()
    settings.setdict({"LOG_LEVEL": "CRITICAL"}, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    spiders = (AtTheStart, OnAPage, OnEveryPosting, OnStaging, OnFinishing, ToldToStop, Telus)
    jobs = [Job(spider, TAPE) for spider in spiders]
    with suppress(Stopped):
        wait(process, run_all(process, jobs, settings, lambda line: None))


if __name__ == "__main__":
    main()

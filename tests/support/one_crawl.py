"""Runs live crawls of small local platforms in a process of its own, as a reactor can be started only once.

Reads a list of cases from standard input ({"name", "root", "settings"}) and writes how each crawl ended as JSON.
"""

import asyncio
import json
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.http import Request, Response
from scrapy.utils.project import get_project_settings

from crawler.faults import need
from crawler.platform import Platform
from tests.support.near import MIDDLEWARES

QUICK = {"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False, "RETRY_WAIT": 0.05, "DOWNLOAD_TIMEOUT": 300}
ALONE: dict[str, Any] = {
    "ITEM_PIPELINES": {},
    "EXTENSIONS": {},
    "LOG_LEVEL": "CRITICAL",
    "DOWNLOADER_MIDDLEWARES": MIDDLEWARES,
}


class Local(Platform):
    """A platform on this machine: {"jobs": […], "next": path or null}; a job's `more` is the address of its detail."""

    slug = "local"
    title = "Local"
    homepage = "https://example.org"
    hosts = ("127.0.0.1", "localhost", "inside.example", "metadata.example")
    cadence_hours = 1
    floor = 1
    location = "residence"
    complete = True
    basis = "documented"
    source = "this test"
    size_limit = 100_000

    def __init__(self, root: str, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.root = root

    def first(self) -> Iterable[Request]:
        yield self.get(f"{self.root}/jobs", headers={"Origin": "https://a.example", "Referer": "x"})

    def rows(self, answer: Any) -> list[Any]:
        return need(answer, "jobs", list)

    def more(self, answer: Any, response: Response) -> Request | None:
        return self.get(response.urljoin(answer["next"])) if answer.get("next") else None

    def detail(self, raw: Any) -> Request | None:
        return self.get(raw["more"]) if "more" in raw else None

    def posting(self, raw: Any) -> Mapping[str, Any]:
        return {"ref": raw["id"], "url": "https://example.org/1", "title": raw["title"]}


async def crawl_all(process: AsyncCrawlerProcess, cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The endings in the order of the cases."""
    endings = []
    for case in cases:
        settings = get_project_settings()
        settings.setdict({**QUICK, **ALONE, **case["settings"]}, priority="cmdline")
        crawler = Crawler(Local, settings)
        await process.crawl(crawler, root=case["root"])
        walk = crawler.spider.walk
        told = {"reason": walk.reason, "complete": walk.complete, "rows": walk.rows, "details": walk.details}
        endings.append({"name": case["name"], **told})
    return endings


def main() -> None:
    """Standard input to standard output."""
    settings = get_project_settings()
    settings.setdict(ALONE, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    task = asyncio.get_event_loop().create_task(crawl_all(process, json.load(sys.stdin)))
    task.add_done_callback(process._stop_reactor)
    process.start(stop_after_crawl=False)
    json.dump(task.result(), sys.stdout)


if __name__ == "__main__":
    main()

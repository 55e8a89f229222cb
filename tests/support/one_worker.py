"""A worker in a process of its own whose crawls may reach this machine: with no word the worker, with three a crawl.

python -m tests.support.one_worker           takes crawls from the queue; the environment's ROOTS says where they lead
python -m tests.support.one_worker SLUG ROOT HOST      is such a crawl
"""

import json
import os
import signal
import sys
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.utils.project import get_project_settings

from crawler.platform import Platform
from directory import config
from directory.store import open_store
from schedules.worker import Worker
from tests.support.near import MIDDLEWARES
from tests.support.one_crawl import QUICK, Local

HEARTBEAT = 10.0
"""Seconds, as in earnest: three missing ones end a worker. With one second living ones of a busy machine were ended."""


def local(slug: str, host: str) -> type[Platform]:
    """A platform of this slug on one host of this machine."""
    stated: dict[str, Any] = {"slug": slug, "hosts": (host,), "__module__": __name__}
    return type("Here", (Local,), stated)


def crawl(slug: str, root: str, host: str) -> None:
    """One live crawl, with the manners of every live crawl but their pauses."""
    settings = get_project_settings()
    patient = {"DOWNLOAD_TIMEOUT": 600}  # a page may be held back, and a machine be busy
    settings.setdict({**QUICK, **patient, "DOWNLOADER_MIDDLEWARES": MIDDLEWARES}, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    process.crawl(local(slug, host), root=root)
    process.start()


def work() -> None:
    """Until SIGTERM."""
    settings, roots = config.load(), json.loads(os.environ["ROOTS"])

    def command(slug: str) -> list[str]:
        return [sys.executable, "-m", "tests.support.one_worker", slug, *roots[slug]]

    worker = Worker(open_store(settings), settings, command=command, heartbeat=HEARTBEAT)
    signal.signal(signal.SIGTERM, lambda number, frame: worker.stop())
    worker.run()


if __name__ == "__main__":
    crawl(*sys.argv[1:]) if sys.argv[1:] else work()

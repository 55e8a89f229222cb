"""`python -m scrapy crawl SLUG [--tape FOLDER]`: one platform. Exit code 0 when the run was finished, held or not."""

import argparse
from pathlib import Path

from scrapy.exceptions import UsageError

from crawler.commands import crawlall
from crawler.discover import platforms
from crawler.jobs import Job, live


class CrawlCommand(crawlall.CrawlAllCommand):
    """Crawls one platform."""

    def syntax(self) -> str:
        return "[--tape FOLDER] <platform>"

    def short_desc(self) -> str:
        return "Crawl one platform by its slug"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--tape", metavar="FOLDER", help="replay this one recording, without network")

    def jobs(self, args: list[str], opts: argparse.Namespace) -> list[Job]:
        if len(args) != 1:
            raise UsageError
        known = platforms()
        return [Job(known[args[0]], Path(opts.tape))] if opts.tape and args[0] in known else live(args)

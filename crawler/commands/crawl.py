"""`python -m scrapy crawl SLUG [--tape FOLDER]`: one platform. Exit code 0 when the run was finished, held or not."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.exceptions import UsageError

from crawler.commands import crawlall

if TYPE_CHECKING:
    from crawler.jobs import Job


class CrawlCommand(crawlall.CrawlAllCommand):
    """One platform by its slug, live or (`--tape FOLDER`) from one recording; else as `crawlall`."""

    def syntax(self) -> str:
        """The arguments behind `scrapy crawl`, for the line of usage."""
        return "[--tape FOLDER] <platform>"

    def short_desc(self) -> str:
        """One line for the list that `python -m scrapy` prints."""
        return "Crawl one platform by its slug"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Adds `--tape FOLDER`, one recording; of what `crawlall` takes only `--strict` has an effect here."""
        super().add_options(parser)
        parser.add_argument("--tape", metavar="FOLDER", help="replay this one recording, without network")

    def tapes(self, args: list[str], opts: argparse.Namespace) -> list[Path]:
        """The one recording that will be played; [] for a live crawl."""
        return [Path(opts.tape)] if opts.tape else []

    def jobs(self, args: list[str], opts: argparse.Namespace) -> "list[Job]":
        """The one job; UsageError for none or several slugs, NoSuchPlatform for one that nobody is called."""
        if len(args) != 1:
            raise UsageError
        from crawler.discover import platforms
        from crawler.jobs import Job, live, refuse

        known = platforms()
        refuse(args)
        return [Job(known[args[0]], Path(opts.tape))] if opts.tape and args[0] in known else live(args)

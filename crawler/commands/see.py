"""`python -m scrapy see URL`: what the generic readers find there, without writing anything."""

import argparse
from typing import Any

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.commands.crawlall import say


class SeeCommand(ScrapyCommand):
    """Reads an address live once and prints what was understood; nothing is stored or written."""

    requires_project = True

    def syntax(self) -> str:
        """The arguments behind `scrapy see`, for the line of usage."""
        return "[--pages PATTERN] <url>"

    def short_desc(self) -> str:
        """One line for the list that `python -m scrapy` prints."""
        return "Show what the generic readers find at an address"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Adds `--pages`, for a sitemap or a page of links whose job pages have paths that we do not know."""
        super().add_options(parser)
        parser.add_argument("--pages", default="", help="what the paths of job pages match: ^/roles/")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Prints the first postings with their fields; UsageError unless exactly one address is given.

        Exit code 1 when no reader fits, or one fits and finds no posting.
        """
        if len(args) != 1:
            raise UsageError
        from crawler.live import Stopped, wait
        from crawler.newcomer import NothingThere, seen_at, shown, whole

        base: Any = self.settings
        try:
            spider = wait(self.crawler_process, seen_at(self.crawler_process, whole(args[0]), base, pages=opts.pages))
        except NothingThere as problem:
            say(problem.said())
            self.exitcode = 1
            return
        except Stopped:
            say("stopped by hand")
            self.exitcode = 1
            return
        say(shown(spider))
        self.exitcode = 0 if spider.postings else 1

"""`python -m scrapy crawlall [--tapes FOLDER] [SLUG …]`: every platform, one after another."""

import argparse
import sys
from pathlib import Path
from typing import Any

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.jobs import HEAD, Job, NoSuchPlatform, from_tapes, live, run_all, table
from crawler.live import Stopped, wait
from crawler.records import publish
from directory.config import load
from directory.store import open_store


def say(line: str) -> None:
    """To the terminal, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class CrawlAllCommand(ScrapyCommand):
    """Crawls everything, live or from tapes, with a line a platform and a closing table."""

    requires_project = True

    def syntax(self) -> str:
        return "[--tapes FOLDER] [platform ...]"

    def short_desc(self) -> str:
        return "Crawl every platform, one after another, live or from recordings"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--tapes", metavar="FOLDER", help="replay the recordings in this folder, without network")
        parser.add_argument("--strict", action="store_true", help="exit with 1 if a run was held")

    def jobs(self, args: list[str], opts: argparse.Namespace) -> list[Job]:
        """What shall be crawled."""
        return from_tapes(Path(opts.tapes), args) if opts.tapes else live(args)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            jobs = self.jobs(args, opts)
        except NoSuchPlatform as problem:
            raise UsageError(str(problem), print_help=False) from None
        process: Any = self.crawler_process
        base: Any = self.settings
        publish(open_store(load()))
        say(HEAD)
        try:
            done = wait(process, run_all(process, jobs, base, say))
        except Stopped:
            self.exitcode = 1
            return
        if len(jobs) > 1:
            say(table(done))
        fine = all(one.good if opts.strict else one.summary is not None for one in done)
        self.exitcode = 0 if fine else 1

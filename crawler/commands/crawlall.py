"""`python -m scrapy crawlall [--tapes FOLDER] [SLUG …]`: every platform, one after another.

Commands import what they need when they run: Scrapy imports all of them to find one, and readers begin the sooner.
"""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.beside import postings_in, readers_of

if TYPE_CHECKING:
    from crawler.jobs import Job


def say(line: str) -> None:
    """Writes one line to standard output at once, so that a log or a pipe shows it while the crawl goes on."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class CrawlAllCommand(ScrapyCommand):
    """Crawls everything, live or from tapes: a table that grows by a line a platform, and what they come to."""

    requires_project = True

    def syntax(self) -> str:
        """The arguments behind `scrapy crawlall`, for the line of usage; no slug means every platform."""
        return "[--tapes FOLDER] [platform ...]"

    def short_desc(self) -> str:
        """One line for the list that `python -m scrapy` prints."""
        return "Crawl every platform, one after another, live or from recordings"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Adds `--tapes FOLDER` (no network) and `--strict` (a held run is a failure, too)."""
        super().add_options(parser)
        parser.add_argument("--tapes", metavar="FOLDER", help="replay the recordings in this folder, without network")
        parser.add_argument("--strict", action="store_true", help="exit with 1 if a run was held")

    def tapes(self, args: list[str], opts: argparse.Namespace) -> list[Path]:
        """The recordings that will be played, as far as there are any; [] for live crawls."""
        folder = Path(opts.tapes or "")
        return [folder / slug for slug in args or (path.name for path in folder.glob("*"))] if opts.tapes else []

    def jobs(self, args: list[str], opts: argparse.Namespace) -> "list[Job]":
        """A job a platform; NoSuchPlatform for a slug that nobody has or a folder without recordings."""
        from crawler.jobs import from_tapes, live

        return from_tapes(Path(opts.tapes), args) if opts.tapes else live(args)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Publishes all records, crawls, prints the table line by line; UsageError for an unknown slug.

        Exit code 0 when every run was finished (with `--strict`: applied), 1 otherwise, after a signal and without a
        database.
        """
        readers_of(self.settings).expect(postings_in(self.tapes(args, opts)))
        from crawler.jobs import HEAD, NoSuchPlatform, ending, run_all
        from crawler.live import Stopped, wait
        from crawler.records import publish
        from directory.config import BadSetting, load
        from directory.store import Away, open_store, ready

        try:
            jobs = self.jobs(args, opts)
        except NoSuchPlatform as problem:
            raise UsageError(str(problem), print_help=False) from None
        process: Any = self.crawler_process
        base: Any = self.settings
        try:
            publish(ready(open_store(load())))
        except (BadSetting, Away) as problem:
            say(f"no crawl: {problem}")
            self.exitcode = 1
            return
        say(HEAD)
        try:
            done = wait(process, run_all(process, jobs, base, say))
        except Stopped:
            self.exitcode = 1
            return
        if len(jobs) > 1:
            say(ending(done))
        fine = all(one.good if opts.strict else one.summary is not None for one in done)
        self.exitcode = 0 if fine else 1

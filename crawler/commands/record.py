"""`python -m scrapy record SLUG`: records a platform anew, live, without prose and people."""

import argparse
from typing import Any

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.commands.crawlall import say


class RecordCommand(ScrapyCommand):
    """Refreshes a recording; its expectation stays, so that the shared test shows what is different."""

    requires_project = True

    def syntax(self) -> str:
        """The arguments behind `scrapy record`, for the line of usage."""
        return "<platform>"

    def short_desc(self) -> str:
        """One line for the list that `python -m scrapy` prints."""
        return "Record a platform's answers anew"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawls live and writes the recording; UsageError, with all slugs, unless one known slug is given.

        Exit code 1, and the old recording untouched, when the walk is not to be trusted.
        """
        from crawler.discover import platforms
        from crawler.jobs import NoSuchPlatform, refuse
        from crawler.live import Stopped, look, wait
        from crawler.scaffold import RECORDINGS, left, plays, record
        from directory.config import load

        known = platforms()
        if len(args) != 1 or args[0] not in known:
            raise UsageError(f"name one of {', '.join(known)}", print_help=False)
        try:
            refuse(args)
        except NoSuchPlatform as problem:
            raise UsageError(str(problem), print_help=False) from None
        base: Any = self.settings
        try:
            spider = wait(self.crawler_process, look(self.crawler_process, known[args[0]], base))
        except Stopped:
            say("stopped by hand: nothing was recorded")
            self.exitcode = 1
            return
        if not spider.walk.complete:
            say(f"nothing was recorded: {spider.walk.reason}")
            self.exitcode = 1
            return
        short = record(spider, load().now(), RECORDINGS / spider.slug)
        say(f"recorded {spider.slug}: {len(spider.exchanges)} answers{'' if short else ', whole: please shorten'}")
        if silent := plays(spider, RECORDINGS / spider.slug):
            say(silent.rstrip())
        say(f"{left(RECORDINGS / spider.slug)}: read them")

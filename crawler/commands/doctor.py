"""`python -m scrapy doctor [--tapes FOLDER] [SLUG …]`: one look at each platform, a line each; nothing is kept.

Exit code 1 when a path that is read is gone or otherwise, or a platform could not be read at all.
"""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from crawler.commands.crawlall import say

if TYPE_CHECKING:
    from crawler.checkup import Checkup
    from crawler.jobs import Job


class DoctorCommand(ScrapyCommand):
    """Compares the shape of answers with the one that is kept."""

    requires_project = True

    def syntax(self) -> str:
        return "[--tapes FOLDER] [platform ...]"

    def short_desc(self) -> str:
        return "Look at each platform once, live or on tapes: are its answers as we read them?"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--tapes", metavar="FOLDER", help="look at the recordings in this folder, without network")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        from crawler.jobs import NoSuchPlatform, from_tapes, live
        from crawler.live import Stopped

        try:
            jobs = from_tapes(Path(opts.tapes), args) if opts.tapes else live(args)
        except NoSuchPlatform as problem:
            raise UsageError(str(problem), print_help=False) from None
        base: Any = self.settings
        try:
            found = [_told(played(job)) for job in jobs] if opts.tapes else self._live(jobs, base)
        except Stopped:
            self.exitcode = 1
            return
        well = sum(one.well for one in found)
        say(f"{well} of {len(found)} platforms answer as we read them")
        if files := dict.fromkeys(one.file for one in found if not one.well):
            say(f'next: {", ".join(files)}; how: docs/add-a-platform.md, "When a platform changes"')
        self.exitcode = 0 if well == len(found) else 1

    def _live(self, jobs: "list[Job]", base: Settings) -> "list[Checkup]":
        from crawler.checkup import looked
        from crawler.live import wait

        process: Any = self.crawler_process

        async def one_after_another() -> "list[Checkup]":
            return [_told(await looked(process, job.spider, base)) for job in jobs]

        return wait(process, one_after_another())


def played(job: "Job") -> "Checkup":
    """The checkup of a platform over its tape, without network."""
    from crawler.checkup import checkup
    from crawler.replay import replay
    from crawler.tape import load

    assert job.tape is not None
    spider, tape = job.spider(), load(job.tape)
    replay(spider, tape)
    return checkup(spider, tape)


def _told(found: "Checkup") -> "Checkup":
    say(str(found))
    return found

"""`python -m scrapy new URL [--slug SLUG]`: writes the platform's file and records its tape."""

import argparse
from typing import Any

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.commands.crawlall import say
from crawler.live import wait
from crawler.newcomer import NothingThere, seen_at
from crawler.scaffold import PLATFORMS, RECORDINGS, platform_file, record, slug_of
from directory.config import load

NEXT = """wrote {file}
wrote {tape}/ ({long}{found} postings, {reason})

What is left to do, all in these two places:
  1. Open the file: say what kind of work this is, set `location`, `floor` and `cadence_hours`.
  2. Open the recording: prose was replaced by sentences of ours. Write in some that show what this platform says.
  3. python -m pytest tests/crawler/test_platforms.py -k {slug}     writes expected.json and fails: read it.
  4. The same again passes. Commit the file and the recording."""


class NewCommand(ScrapyCommand):
    """Makes a platform out of an address."""

    requires_project = True

    def syntax(self) -> str:
        return "[--slug SLUG] <url>"

    def short_desc(self) -> str:
        return "Make a platform from an address: its file and its recording"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--slug", help="the platform's short name; taken from the address by default")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError
        base: Any = self.settings
        try:
            spider = wait(self.crawler_process, seen_at(self.crawler_process, args[0], base))
        except NothingThere as problem:
            say(f"nothing was found: {problem}")
            self.exitcode = 1
            return
        self._write(spider, args[0], slug_of(opts.slug or spider.slug))

    def _write(self, spider: Any, url: str, slug: str) -> None:
        file = PLATFORMS / f"{slug.replace('-', '_')}.py"
        if file.exists() or not spider.postings:
            say(f"{file} is there already" if file.exists() else f"no postings: {spider.walk.reason}")
            self.exitcode = 1
            return
        day = load().now().date()
        file.write_text(platform_file(slug, url, type(spider), len(spider.postings) // 3, day), "utf-8")
        type(spider).basis, type(spider).source = "seen", url
        short = record(spider, load().now(), RECORDINGS / slug)
        said = {"file": file, "tape": RECORDINGS / slug, "slug": slug, "found": len(spider.postings)}
        say(NEXT.format(**said, reason=spider.walk.reason, long="" if short else "whole, please shorten; "))

"""`python -m scrapy new URL [--slug SLUG]`: writes the platform's file and its facts, and records its tape."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.commands.crawlall import say

if TYPE_CHECKING:
    from crawler.placing import Location, Placing
    from crawler.platform import Platform

NEXT = """wrote {file}
wrote {facts}
wrote {tape}/ ({long}{found} postings, {reason})
{left}: read them
{unread}
What is left to do, all in these three places:
  1. The file: say what kind of work this is, check `location`, `floor`, `cadence_hours`, `complete`.
  2. The recording: prose was replaced by sentences of ours. Write in some that show what this platform says.
  3. The facts: what work, how and when it pays, who may take part, each with its page.
  4. python -m pytest tests/crawler/test_platforms.py -k {slug}     writes expected.json and fails: read it.
  5. The same again passes. python -m scrapy shapes {slug}     writes what its answers look like. Commit all."""
SKELETON = """
No reader of ours understands it. The file is a skeleton: its runs are held until you have filled in `path` and `keys`
(a JSON list), `pages` (a sitemap), or `rows` and `posting` (a page), by what stands there."""
ASK = """Does its location field say where the worker lives (residence), or only where the role is shown (advertised)?
{evidence}
The evidence suggests {suggests}. [residence/advertised, Enter for {suggests}] """


class NewCommand(ScrapyCommand):
    """Makes a platform out of an address, over nothing that is there; where no reader fits, a skeleton of one."""

    requires_project = True

    def syntax(self) -> str:
        """The arguments behind `scrapy new`, for the line of usage."""
        return (
            "[--slug SLUG] [--location residence|advertised] [--homepage URL] [--page TEMPLATE] [--pages PATTERN] <url>"
        )

    def short_desc(self) -> str:
        """One line for the list that `python -m scrapy` prints."""
        return "Make a platform from an address: its file, its facts and its recording"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Adds `--slug` (else of the board's token or the host), `--location`, `--homepage`, `--page` and `--pages`."""
        super().add_options(parser)
        parser.add_argument("--slug", help="the platform's short name; taken from the address by default")
        parser.add_argument(
            "--location", choices=("residence", "advertised"), help="what its location field means; asked otherwise"
        )
        parser.add_argument("--homepage", default="", help="its own site, for a platform on a hiring system")
        parser.add_argument("--pages", default="", help="what the paths of job pages match: ^/roles/")
        parser.add_argument("--page", default="", help="a posting's page, with keys of the row: https://a.example/{id}")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Reads the address live once and writes file, facts and recording; UsageError unless exactly one is given.

        Exit code 1, with the reason on standard output, when the file exists or no posting is found; then a skeleton is
        left.
        """
        if len(args) != 1:
            raise UsageError
        from crawler.live import Stopped, wait
        from crawler.newcomer import NothingThere, seen_at, whole
        from crawler.scaffold import skeleton, slug_of

        base: Any = self.settings
        url = whole(args[0])
        try:
            spider = wait(self.crawler_process, seen_at(self.crawler_process, url, base, opts.page, opts.pages))
            self._write(spider, type(spider), url, slug_of(opts.slug or spider.slug), opts)
        except Stopped:
            say("stopped by hand: nothing was written")
            self.exitcode = 1
        except NothingThere as problem:
            say(problem.said())
            self.exitcode = 1
            if problem.page is not None:
                slug = slug_of(opts.slug or urlsplit(url).hostname or "")
                self._write(problem.glance, skeleton(slug, url, problem.page, opts.page), url, slug, opts)

    def _write(self, spider: Any, kind: "type[Platform]", url: str, slug: str, opts: argparse.Namespace) -> None:
        from crawler.placing import placing
        from crawler.scaffold import FACTS, PLATFORMS, RECORDINGS, facts_file, left, platform_file, plays, record
        from crawler.unread import unread
        from directory.config import load

        file, facts, tape = PLATFORMS / f"{slug.replace('-', '_')}.py", FACTS / f"{slug}.toml", RECORDINGS / slug
        if file.exists():
            say(f"{file} is there already")
            self.exitcode = 1
            return
        day, found = load().now().date(), len(spider.postings)
        if not found:
            self.exitcode = 1
        where = opts.location or choose(placing(spider.postings))
        file.write_text(platform_file(slug, url, kind, found // 3, day, where, opts.homepage), "utf-8")
        _keep(facts, facts_file(slug, url, found, day, opts.homepage))
        spider.basis, spider.source = "seen", url
        short = record(spider, load().now(), tape)
        said = {"file": file, "facts": facts, "tape": tape, "slug": slug, "found": found, "left": left(tape)}
        said["unread"] = plays(spider, tape) + "".join(f"{line}\n" for line in unread(spider))
        if not found:
            say(SKELETON)
        say(NEXT.format(**said, reason=spider.walk.reason, long="" if short else "whole, please shorten; "))


def choose(found: "Placing") -> "Location":
    """What a person at the terminal says; without one, what the evidence suggests, and that it was not asked."""
    evidence = "\n".join(f"  {line}" for line in found.lines)
    if not sys.stdin.isatty():
        say(f"location = {found.suggests}: nobody was asked (--location says it). The evidence:\n{evidence}")
        return found.suggests
    answer = input(ASK.format(evidence=evidence, suggests=found.suggests)).strip().lower()
    return "residence" if answer == "residence" else "advertised" if answer == "advertised" else found.suggests


def _keep(path: Path, text: str) -> None:
    """Facts that somebody has already written stay."""
    if not path.exists():
        path.write_text(text, "utf-8")

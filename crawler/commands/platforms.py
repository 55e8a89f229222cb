"""`python -m scrapy platforms [--write]`: the table of all platforms, with how each stands in the database.

Beside it stands whether its recording is as we read it (`doctor --tapes`).
"""

import argparse

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.commands.crawlall import say


class PlatformsCommand(ScrapyCommand):
    """Prints the table, or writes the one of the documents."""

    requires_project = True

    def short_desc(self) -> str:
        return "The table of all platforms: way, evidence, fields, pay facts, cadence, state, probation, recording"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--write", action="store_true", help="write docs/platforms.md, which knows no database")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if args:
            raise UsageError
        from crawler import overview
        from crawler.commands.doctor import played
        from crawler.jobs import from_tapes
        from directory.config import load
        from directory.store import is_current, open_store, platforms

        if opts.write:
            overview.FILE.write_text(overview.document(), "utf-8")
            say(f"wrote {overview.FILE}")
            return
        settings = load()
        store = open_store(settings)
        known = platforms.healths(store, settings.now()) if is_current(store) else ()
        looks = {one.slug: one for one in map(played, from_tapes(overview.RECORDINGS, []))}
        say(overview.terminal(overview.overview({one.slug: one for one in known}, looks=looks)))

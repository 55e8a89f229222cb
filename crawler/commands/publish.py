"""`python -m scrapy publish`: makes every platform known to the site and the clock, crawled or not."""

import argparse
import sys

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError


class PublishCommand(ScrapyCommand):
    """Writes every platform's record to the store, for the site and the clock; nothing is fetched."""

    requires_project = True

    def short_desc(self) -> str:
        """One line for the list that `python -m scrapy` prints."""
        return "Make every platform known to the site and the clock"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Publishes and prints how many there are; UsageError for any argument."""
        if args:
            raise UsageError
        from crawler.records import publish
        from directory.config import BadSetting, load
        from directory.store import open_store, ready

        try:
            sys.stdout.write(f"{publish(ready(open_store(load())))} platforms published\n")
        except BadSetting as problem:
            raise UsageError(str(problem), print_help=False) from None

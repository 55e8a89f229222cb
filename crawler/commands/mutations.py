"""`python -m scrapy mutations [--tapes FOLDER] [-v] [SLUG …]`: the mutation table.

Every key that a spider reads is renamed, set to null, retyped and wrapped in a list over its recording. Exit code 1
when a change to what the postings say is neither held nor told.
"""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.commands.crawlall import say

if TYPE_CHECKING:
    from crawler.shapes.table import MutationScore


class MutationsCommand(ScrapyCommand):
    """Prints what becomes of a key that changes."""

    requires_project = True

    def syntax(self) -> str:
        return "[--tapes FOLDER] [platform ...]"

    def short_desc(self) -> str:
        return "Change every key that a spider reads: is the run held, or the loss told?"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        from crawler.scaffold import RECORDINGS

        super().add_options(parser)
        parser.add_argument("--tapes", metavar="FOLDER", default=str(RECORDINGS), help="other recordings than ours")
        parser.add_argument("-v", "--verbose", action="store_true", help="a line for each change, not only silent ones")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        from crawler.declared import Declared
        from crawler.discover import platforms
        from crawler.shapes.table import HEAD, total

        known = {slug: reader for slug, reader in platforms().items() if not issubclass(reader, Declared)}
        if unknown := [slug for slug in args if slug not in known]:
            raise UsageError(f"no platform with a recording is called {unknown[0]!r}", print_help=False)
        say(HEAD)
        wanted = [slug for slug in args or known if (Path(opts.tapes) / slug / "recording.json").exists()]
        scores = [self._score(slug, Path(opts.tapes), opts.verbose) for slug in wanted]
        say(total(scores).row())
        self.exitcode = 1 if any(score.silent for score in scores) else 0

    def _score(self, slug: str, folder: Path, verbose: bool) -> "MutationScore":
        from crawler.discover import platforms
        from crawler.shapes.file import load as shape_of
        from crawler.shapes.table import MutationScore, trials
        from crawler.tape import load

        kept, score = shape_of(slug), MutationScore(slug)
        if kept is None:
            raise UsageError(f"no shape is kept of {slug}: python -m scrapy shapes {slug}", print_help=False)
        score.read = sum(trait.read for traits in kept.kinds.values() for trait in traits.values())
        lines = []
        for trial in trials(platforms()[slug], load(folder / slug), kept):
            score.add(trial)
            lines += [f"  {trial}"] if verbose or trial.fate == "silent" else []
        say("\n".join([score.row(), *lines]))
        return score

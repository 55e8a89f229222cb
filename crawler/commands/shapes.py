"""`python -m scrapy shapes [--tapes FOLDER …] [SLUG …]`: makes data/shapes/<slug>.tsv from all tapes of a platform."""

import argparse
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.commands.crawlall import say


class ShapesCommand(ScrapyCommand):
    """Writes the shapes that answers are compared with."""

    requires_project = True

    def syntax(self) -> str:
        return "[--tapes FOLDER ...] [platform ...]"

    def short_desc(self) -> str:
        return "Make the shape of each platform's answers from its recording and other tapes"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        from crawler.shapes.file import SHAPES

        super().add_options(parser)
        parser.add_argument("--tapes", metavar="FOLDER", action="append", default=[], help="more tapes, beside ours")
        parser.add_argument("--into", metavar="FOLDER", default=str(SHAPES), help="where the files are written")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        from crawler.declared import Declared
        from crawler.discover import platforms
        from crawler.scaffold import RECORDINGS
        from crawler.shapes.file import save, tapes_in
        from crawler.shapes.making import made, tapes_of

        known = {slug: reader for slug, reader in platforms().items() if not issubclass(reader, Declared)}
        if unknown := [slug for slug in args if slug not in known]:
            raise UsageError(f"no platform with a recording is called {unknown[0]!r}", print_help=False)
        folders = [RECORDINGS, *map(Path, opts.tapes)]
        for slug in args or known:
            tapes = dict(tapes_of(known[slug], folders))
            shape, told = made(known[slug], tapes)
            left = sorted(tapes_in(slug, Path(opts.into)) - tapes.keys())
            file = save(shape, slug, told, Path(opts.into))
            read = sum(shape.kinds[kind][path].read for kind, path in shape.paths())
            say(f"{slug}: {read} paths are read, of {len(tapes)} tapes: {file}")
            if left:
                say(f"{slug}: it was made of {', '.join(left)} too: --tapes brings them back, if they are at hand")

"""Replay today's readers over stored postings."""

from argparse import ArgumentParser, Namespace
from collections import Counter

from directory.config import Settings
from directory.runs.reread import reread
from directory.search import open_finder
from directory.store import open_store, ready


def arguments(parser: ArgumentParser) -> None:
    """A platform's slug, or none: then the stored postings of all are read again."""
    parser.add_argument("platform", nargs="?", help="only this platform")


def run(args: Namespace, settings: Settings) -> int:
    """Prints what was read and corrected, a line a platform, then brings the index up to date."""
    store = ready(open_store(settings))
    read: Counter[str] = Counter()
    corrected: Counter[str] = Counter()
    for step in reread(store, settings.now(), args.platform):
        read[step.platform] += step.postings
        corrected[step.platform] += step.corrected
    for platform, n in read.items():
        print(f"{platform}: {n} postings read, {corrected[platform]} listings corrected")
    if read:
        open_finder(store, settings).catch_up()
    else:
        print("nothing to read: today's readers have read every posting")
    return 0

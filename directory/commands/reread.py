"""Replay today's readers over stored postings."""

from argparse import ArgumentParser, Namespace
from collections import Counter

from directory.config import Settings
from directory.reading.worded import FieldChange
from directory.runs.reread import reread
from directory.search import open_finder
from directory.store import open_store, ready

WIDTH = 90
"""Characters of a quote in a line that is read on a terminal."""


def arguments(parser: ArgumentParser) -> None:
    """A platform's slug, or none: then the stored postings of all are read again."""
    parser.add_argument("platform", nargs="?", help="only this platform")


def run(args: Namespace, settings: Settings) -> int:
    """Prints each field that is read otherwise now, then a line a platform, then brings the index up to date."""
    store = ready(open_store(settings))
    read: Counter[str] = Counter()
    corrected: Counter[str] = Counter()
    for step in reread(store, settings.now(), args.platform):
        read[step.platform] += step.postings
        corrected[step.platform] += step.corrected
        for ref, claim in step.claims:
            print(_line(f"{step.platform}/{ref}", claim))
    for platform, n in read.items():
        print(f"{platform}: {n} postings read, {corrected[platform]} listings corrected")
    if read:
        open_finder(store, settings).catch_up()
    else:
        print("nothing to read: today's readers have read every posting")
    return 0


def _line(posting: str, claim: FieldChange) -> str:
    proof = f": {' '.join(claim.quote.text.split())[:WIDTH]!r}" if claim.quote else ""
    return f"{posting} {claim.field}: {claim.before} -> {claim.after}{proof}"

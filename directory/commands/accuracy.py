"""Measure the readers and the ranking on real postings."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from directory.accuracy import ranking as relevance
from directory.accuracy import readers as accuracy
from directory.config import Settings


def arguments(parser: ArgumentParser) -> None:
    """The folder that holds the labelled (gold/) and the real postings (real/)."""
    parser.add_argument("folder", type=Path, help="a folder that holds gold/ and real/")


def run(args: Namespace, settings: Settings) -> int:
    """Prints the tables and writes the measured accuracy for the page about the method."""
    failed = accuracy.main(args.folder, settings.now().date())
    print("\n".join(relevance.measure(args.folder)))
    return failed

"""Learn a second opinion on tiers from labelled postings."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from directory.accuracy import opinion
from directory.config import Settings

FEWEST = 20
"""Labelled postings that it takes to learn anything."""


def arguments(parser: ArgumentParser) -> None:
    """The folder whose gold/ holds the labelled postings to learn from."""
    parser.add_argument("folder", type=Path, help="a folder that holds gold/ with labelled postings")


def run(args: Namespace, settings: Settings) -> int:
    """Learns from the folder's sets, prints how many errors of the rules it finds, and keeps it in the run folder."""
    examples = opinion.labelled(args.folder)
    if len(examples) < FEWEST:
        print(
            f"folder: {args.folder}: {len(examples)} labelled postings in gold/, {FEWEST} are needed", file=sys.stderr
        )
        return 2
    path = opinion.kept(settings.run_dir)
    opinion.learn(examples).save(path)
    print(f"{opinion.measure(examples)}; kept in {path}")
    return 0

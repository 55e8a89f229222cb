"""Bring a backup back into an empty place, or only look whether it is whole (--check)."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from directory.config import Settings
from directory.store.backup import BadBackup, check, restore


def arguments(parser: ArgumentParser) -> None:
    """The backup's folder, and whether it is only to be checked."""
    parser.add_argument("folder", type=Path, help="a folder that `python -m directory backup` made")
    parser.add_argument("--check", action="store_true", help="only say whether the backup is whole")


def run(args: Namespace, settings: Settings) -> int:
    """Brings the backup back, or with --check only looks at it.

    The exit code is 1, with a line on stderr, if it is not whole or there is no empty place for it.
    """
    try:
        label = check(args.folder) if args.check else restore(settings, args.folder)
    except BadBackup as problem:
        print(problem, file=sys.stderr)
        return 1
    became = "whole" if args.check else "back"
    print(f"{args.folder}: {label.kind}, revision {label.revision}, {label.made_at}: {became}")
    return 0

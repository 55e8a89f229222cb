"""Write a whole, checked copy of the database and the secret into a new folder, while the site runs."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from directory.config import Settings
from directory.store.backup import BadBackup, backup


def arguments(parser: ArgumentParser) -> None:
    """The folder to write: it must not exist yet."""
    parser.add_argument("folder", type=Path, help="a folder that does not exist yet; keep it from other eyes")


def run(args: Namespace, settings: Settings) -> int:
    """Writes the backup and says what it holds; the exit code is 1, with a line on stderr that says what was wrong."""
    try:
        label = backup(settings, args.folder, settings.now())
    except BadBackup as problem:
        print(problem, file=sys.stderr)
        return 1
    print(f"{args.folder}: {label.kind}, revision {label.revision}, {label.made_at}")
    return 0

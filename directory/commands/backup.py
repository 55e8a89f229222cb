"""Write a whole, checked copy of the database and the secret into a new folder, while the site runs."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from directory.config import Settings
from directory.store import open_store, ready
from directory.store.backup import KEPT_DAYS, BadBackup, backup, check, rotate


def arguments(parser: ArgumentParser) -> None:
    """The folder to write: it must not exist yet."""
    parser.add_argument("folder", type=Path, help="a folder that does not exist yet; keep it from other eyes")
    parser.add_argument(
        "--rotate", action="store_true", help=f"make a new one inside, delete those older than {KEPT_DAYS} days"
    )


def run(args: Namespace, settings: Settings) -> int:
    """Writes the backup and says what it holds; the exit code is 1, with a line on stderr that says what was wrong."""
    made: Path = args.folder
    old: tuple[Path, ...] = ()
    ready(open_store(settings)).close()
    try:
        if args.rotate:
            made, old = rotate(settings, args.folder, settings.now())
            label = check(made)
        else:
            label = backup(settings, made, settings.now())
    except BadBackup as problem:
        print(problem, file=sys.stderr)
        return 1
    for gone in old:
        print(f"{gone}: deleted, it was older than {KEPT_DAYS} days")
    print(f"{made}: {label.kind}, revision {label.revision}, {label.made_at}")
    return 0

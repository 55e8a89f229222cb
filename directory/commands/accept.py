"""Release the newest held run of a platform."""

import sys
from argparse import ArgumentParser, Namespace

from directory.config import Settings
from directory.runs import run as runs
from directory.search import open_finder
from directory.store import open_store, ready


def arguments(parser: ArgumentParser) -> None:
    """The platform's slug, whose newest held run is meant."""
    parser.add_argument("platform", help="slug of the platform")


def run(args: Namespace, settings: Settings) -> int:
    """Applies the run and catches the index up; the exit code is 1, with a line on stderr, if no run is held."""
    store = ready(open_store(settings))
    try:
        done = runs.accept(store, args.platform, settings.now())
    except runs.NothingHeld as problem:
        print(problem, file=sys.stderr)
        return 1
    print(f"{args.platform}: {done.new} new, {done.changed} changed, {done.closed} closed, {done.reopened} reopened")
    open_finder(store, settings).catch_up()
    return 0

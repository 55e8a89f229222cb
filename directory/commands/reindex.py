"""Build the search index anew, beside the old one, or (--changes) bring it up to date: columns, words, ready rows."""

import sys
from argparse import ArgumentParser, Namespace

from directory.config import Settings
from directory.presenting import ready_keeping
from directory.search.opening import new_finder
from directory.store import open_store, ready


def arguments(parser: ArgumentParser) -> None:
    """Whether all is built; the settings say which engine and database are meant."""
    parser.add_argument("--changes", action="store_true", help="only what changed, where the rest is whole")


def run(args: Namespace, settings: Settings) -> int:
    """The index is a cache: it may be built again at any time, and is swapped when it is whole."""
    store = ready(open_store(settings))
    finder = new_finder(store, settings)
    done = finder.catch_up(_progress) if args.changes else finder.rebuild(_progress)
    print(f"indexed {done.changed} listings up to version {done.version} in {done.seconds:.1f} s")
    if rows := ready_keeping.follow(store, settings):
        print(f"{rows} listings are ready to send")
    return 0


def _progress(done: int, of: int) -> None:
    percent = done * 100 // of
    if percent > (done - 1) * 100 // of:
        print(f"\r{percent}% of {of} listings", end="\n" if done >= of else "", file=sys.stderr, flush=True)

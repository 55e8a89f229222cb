"""Build the search index anew, beside the old one, or (--changes) bring it up to date: columns and words."""

import sys
from argparse import ArgumentParser, Namespace

from directory.config import Settings
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
    return 0


def _progress(done: int, of: int) -> None:
    percent = done * 100 // of
    if percent > (done - 1) * 100 // of:
        print(f"\r{percent}% of {of} listings", end="\n" if done >= of else "", file=sys.stderr, flush=True)

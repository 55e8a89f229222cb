"""Build the search index anew, beside the old one."""

import sys
from argparse import ArgumentParser, Namespace

from directory.config import Settings
from directory.search import open_engine
from directory.search.finder import AtlasFinder
from directory.search.table import Table
from directory.store import open_store


def arguments(parser: ArgumentParser) -> None:
    """Takes no words: the settings say which engine and database are meant."""


def run(args: Namespace, settings: Settings) -> int:
    """The index is a cache: it may be built again at any time, and is swapped when it is whole."""
    store = open_store(settings)
    done = AtlasFinder(Table(store), open_engine(store, settings)).rebuild(_progress)
    print(f"indexed {done.changed} listings up to version {done.version} in {done.seconds:.1f} s")
    return 0


def _progress(done: int, of: int) -> None:
    percent = done * 100 // of
    if percent > (done - 1) * 100 // of:
        print(f"\r{percent}% of {of} listings", end="\n" if done >= of else "", file=sys.stderr, flush=True)

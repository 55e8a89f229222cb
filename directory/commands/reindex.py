"""Throw the search index away and build it anew."""

from argparse import ArgumentParser, Namespace
from shutil import rmtree

from directory.config import Settings
from directory.search import open_finder
from directory.store import open_store


def arguments(parser: ArgumentParser) -> None:
    """None."""


def run(args: Namespace, settings: Settings) -> int:
    """The index is a cache: it may go at any time."""
    rmtree(settings.index_dir, ignore_errors=True)
    done = open_finder(open_store(settings), settings).catch_up()
    print(f"indexed {done.changed} listings up to version {done.version} in {done.seconds:.1f} s")
    return 0

"""Make the database, or bring it to the newest shape."""

from argparse import ArgumentParser, Namespace

from directory.config import Settings
from directory.store import migrate, open_store


def arguments(parser: ArgumentParser) -> None:
    """None."""


def run(args: Namespace, settings: Settings) -> int:
    """Migrates."""
    store = open_store(settings)
    migrate(store)
    store.close()
    return 0

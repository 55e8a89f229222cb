"""Make the database, or bring it to the newest shape."""

from argparse import ArgumentParser, Namespace
from functools import partial

from directory.config import Settings
from directory.letters.erasure import rekey
from directory.store import migrate, open_store
from directory.tokens import keyed_hash


def arguments(parser: ArgumentParser) -> None:
    """Takes no words: the settings say which database is meant."""


def run(args: Namespace, settings: Settings) -> int:
    """Migrates, and brings the keyed hashes of addresses to their present spelling."""
    store = open_store(settings)
    migrate(store)
    rekey(store, partial(keyed_hash, settings.secret_key))
    store.close()
    return 0

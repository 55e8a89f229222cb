"""Write listings as JSON lines, or the daily files of open data."""

import json
import sys
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from datetime import datetime
from typing import TextIO

from directory.config import Settings
from directory.listing import Listing
from directory.presenting import daily
from directory.store import Store, open_store, shelf
from directory.store.sql import batches

LEFT_OUT = ("text", "version", "pulse")


def arguments(parser: ArgumentParser) -> None:
    """Whether only open listings are meant, or the daily files of open data."""
    parser.add_argument("--open", action="store_true", help="only listings that are open")
    parser.add_argument("--daily", action="store_true", help="make today's files of open data and say where they are")


def run(args: Namespace, settings: Settings) -> int:
    """Facts and quotes of every listing, without the description, which is the platform's."""
    if args.daily:
        origin = daily.Origin(settings.public_url, settings.demo)
        print(daily.make(open_store(settings), settings.open_data_dir, settings.now(), origin))
        return 0
    write(open_store(settings), sys.stdout, only_open=args.open)
    return 0


def write(store: Store, output: TextIO, *, only_open: bool = False) -> int:
    """Write one listing a line, in the order of their last change; returns how many."""
    written = 0
    for batch in batches(shelf.listings(store), 200):
        for listing in shelf.cards(store, [one.id for one in batch if one.state != "closed" or not only_open]):
            output.write(json.dumps(plain(listing), ensure_ascii=False, default=_moment) + "\n")
            written += 1
    return written


def plain(listing: Listing) -> dict[str, object]:
    """A listing as plain values, claims with their quotes; the description and what only we use are left out."""
    return {name: value for name, value in asdict(listing).items() if name not in LEFT_OUT}


def _moment(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    raise TypeError(type(value).__name__)

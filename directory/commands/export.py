"""Write listings as JSON lines, or the daily files of open data."""

import sys
from argparse import ArgumentParser, Namespace
from datetime import datetime
from typing import TextIO

from directory.config import Settings
from directory.presenting import daily
from directory.store import Store, open_store, ready


def arguments(parser: ArgumentParser) -> None:
    """Whether only open listings are meant, or the daily files of open data."""
    parser.add_argument("--open", action="store_true", help="only listings that are open")
    parser.add_argument("--daily", action="store_true", help="make today's files of open data and say where they are")


def run(args: Namespace, settings: Settings) -> int:
    """Facts and quotes of every listing, without the description, which is the platform's; 0."""
    store, origin = ready(open_store(settings)), daily.Origin(settings.public_url, settings.demo)
    if args.daily:
        print(daily.make(store, settings.open_data_dir, settings.now(), origin))
    else:
        write(store, sys.stdout, settings.now(), origin, only_open=args.open)
    return 0


def write(store: Store, output: TextIO, now: datetime, origin: daily.Origin, *, only_open: bool = False) -> int:
    """Writes one listing a line, by id, in the shape of the daily `listings.jsonl`; returns how many.

    `only_open` leaves out what is closed; `now` is in UTC.
    """
    written = 0
    for listing, record in daily.records(store, now, origin):
        if listing.state != "closed" or not only_open:
            output.write(f"{record.model_dump_json()}\n")
            written += 1
    return written

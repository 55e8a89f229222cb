"""Bar an address that bounced later or complained: its letters and alerts stop."""

import sys
from argparse import ArgumentParser, Namespace

from directory.address import BadAddress, parse
from directory.config import Settings
from directory.letters import bars
from directory.store import open_store, ready
from directory.tokens import keyed_hash


def arguments(parser: ArgumentParser) -> None:
    """The e-mail address, and the words that say why."""
    parser.add_argument("address", help="the e-mail address, as the complaint or the bounce names it")
    parser.add_argument("--words", default="barred by hand", help="why, shown on the subscriber's page")


def run(args: Namespace, settings: Settings) -> int:
    """Bars the address; the exit code is 0 also for one that nobody gave us, so that it is barred beforehand.

    2 for what is no address: a slip of the hand would bar nobody. Older ones beyond ASCII are taken as they are.
    """
    if args.address.isascii():
        try:
            parse(args.address)
        except BadAddress as problem:
            print(problem, file=sys.stderr)
            return 2
    key = keyed_hash(settings.secret_key, args.address)
    bars.complain(ready(open_store(settings)), key, args.words, settings.now())
    print("barred: no letter goes there any more")
    return 0

"""Let letters go to a barred address again: its parked alerts go on."""

from argparse import ArgumentParser, Namespace

from directory.config import Settings
from directory.letters import bars
from directory.store import open_store, ready
from directory.tokens import keyed_hash


def arguments(parser: ArgumentParser) -> None:
    """The e-mail address, in any of its spellings."""
    parser.add_argument("address", help="the e-mail address, however it is spelled")


def run(args: Namespace, settings: Settings) -> int:
    """Lifts the bar and wakes the alerts that rest; the exit code is 1 if the address was not barred."""
    lifted = bars.lift(ready(open_store(settings)), keyed_hash(settings.secret_key, args.address), settings.now())
    print("lifted: letters go there again" if lifted else "that address was not barred")
    return 0 if lifted else 1

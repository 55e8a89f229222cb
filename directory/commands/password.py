"""Make the hash of a password for the maintainers' desk: the value of DESK_PASSWORD_HASH."""

import sys
from argparse import ArgumentParser, Namespace
from getpass import getpass

from argon2 import PasswordHasher

from directory.config import Settings

LEAST = 12  # characters; the login is limited to a few tries an hour besides


def arguments(parser: ArgumentParser) -> None:
    """Nothing: a password on a command line would stand in its history."""


def run(args: Namespace, settings: Settings) -> int:
    """Asks twice (or reads one line that is piped in) and prints the hash; 1 for a short or mistyped password."""
    if sys.stdin.isatty():
        word = getpass("password: ")
        if getpass("again: ") != word:
            print("the two are not the same", file=sys.stderr)
            return 1
    else:
        word = sys.stdin.readline().rstrip("\n")
    if len(word) < LEAST:
        print(f"at least {LEAST} characters", file=sys.stderr)
        return 1
    print(PasswordHasher().hash(word))
    return 0

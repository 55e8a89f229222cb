"""The program's commands: python -m directory init | read | reread | reindex | doubts | accept | export | doctor | …"""

import argparse
import sys
from importlib import import_module

from directory import config
from directory.store.engine import Away

COMMANDS = {
    "init": "make the database, or bring it to the newest shape",
    "read": "read postings (JSON lines) from standard input, write readings to standard output",
    "explain": "show how one posting was read: candidates, weights, what was dropped and why, the decision",
    "reread": "replay today's readers over stored postings; changes are marked as corrections",
    "reindex": "throw the search index away and build it anew",
    "doubts": "list the phrases that could not be read, the commonest first, or listings that somebody should look at",
    "opinion": "learn a second opinion on tiers from labelled postings, for the queue of doubts",
    "accept": "release the newest held run of a platform",
    "bar": "stop all letters to an address that complained or bounced",
    "unbar": "let letters go to a barred address again",
    "backup": "write a whole copy of the database and the secret into a new folder",
    "password": "make the hash of a password for the maintainers' desk",
    "restore": "bring a backup back into an empty place, or check it",
    "export": "write all listings as JSON lines, or with --daily the files of open data",
    "doctor": "look for what is wrong: database, index, platforms, old facts",
    "accuracy": "measure the readers and the ranking on real postings",
}


def main(words: list[str]) -> int:
    """Run one command and return its exit code; a bad setting is said in one line."""
    parser = argparse.ArgumentParser(prog="python -m directory", description=__doc__)
    subs = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, says in COMMANDS.items():
        subs.add_parser(name, help=says, description=says, add_help=False)
    command = parser.parse_args(words[:1]).command
    room = import_module(f"directory.commands.{command}")
    own = argparse.ArgumentParser(prog=f"python -m directory {command}", description=COMMANDS[command])
    room.arguments(own)
    args = own.parse_args(words[1:])
    try:
        return int(room.run(args, config.load()))
    except config.BadSetting as problem:
        print(problem, file=sys.stderr)
        return 2
    except Away as problem:
        print(f"the database of DATABASE_URL does not answer: {problem}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Show how one posting was read: candidates, weights, what was dropped and why, and the decision."""

import json
import sys
from argparse import ArgumentParser, Namespace

from directory.config import Settings
from directory.posting import Posting
from directory.reading.command import BadLine, posting_of
from directory.reading.explain import explain
from directory.store import open_store, ready
from directory.store.shelf import posting


def arguments(parser: ArgumentParser) -> None:
    """Which posting: the key of a stored one, or "-" for one given as a line of JSON."""
    parser.add_argument("key", help='"platform/ref" of a stored posting, or "-" for a posting as a JSON line on input')


def run(args: Namespace, settings: Settings) -> int:
    """Prints the reading of one posting; 1 if there is none of that key, or if the line is no posting."""
    try:
        given = _given(sys.stdin.readline()) if args.key == "-" else _stored(args.key, settings)
    except BadLine as problem:
        print(problem, file=sys.stderr)
        return 1
    for line in explain(given):
        print(line)
    return 0


def _given(line: str) -> Posting:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as problem:
        raise BadLine(f"no JSON object: {problem}") from None
    if not isinstance(row, dict):
        raise BadLine("no JSON object: a posting is {…}")
    return posting_of(row)


def _stored(key: str, settings: Settings) -> Posting:
    platform, _, ref = key.partition("/")
    found = posting(ready(open_store(settings)), platform, ref)
    if found is None:
        raise BadLine(f"key: no posting is stored as {key!r} (platform/ref)")
    return found

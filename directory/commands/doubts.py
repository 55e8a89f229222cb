"""List the phrases that could not be read, or the listings that somebody should look at."""

import sys
from argparse import ArgumentParser, Namespace

from directory.accuracy import opinion
from directory.config import Settings
from directory.reading.doubts import mending
from directory.store import Store, open_store, ready, shelf
from directory.store.doubts import commonest, counts


def arguments(parser: ArgumentParser) -> None:
    """A platform's slug (none: all), how many lines, and whether the queue of tiers is meant."""
    parser.add_argument("platform", nargs="?", help="only this platform")
    parser.add_argument("--limit", type=int, default=20, help="how many phrases or listings (20)")
    parser.add_argument("--queue", action="store_true", help="listings whose tier a second opinion would not give")


def run(args: Namespace, settings: Settings) -> int:
    """Prints how often each phrase occurs, what it is about, one posting and the table to mend; then platforms' counts.

    With `--queue`: open listings where the learned opinion on the tier is not the rules', the surest first.
    """
    store = ready(open_store(settings))
    if args.queue:
        return _queue(store, settings, args.platform, args.limit)
    for phrase in commonest(store, args.platform, args.limit):
        print(f"{phrase.count:6}  {phrase.about:14} {phrase.words!r}  ({phrase.example})")
        print(f"{'':6}  {'':14} a row of {mending(phrase.about, phrase.words)} would mend it")
    for platform, n in counts(store).items():
        if args.platform in (None, platform):
            print(f"{platform}: {n} doubts")
    return 0


def _queue(store: Store, settings: Settings, platform: str | None, limit: int) -> int:
    try:
        learned = opinion.load(opinion.kept(settings.run_dir))
    except FileNotFoundError as missing:
        print(f"{missing.filename}: no second opinion is learned yet: make second-opinion REAL=folder", file=sys.stderr)
        return 2
    listings = (one for one in shelf.listings(store) if platform in (None, one.platform))
    for one in opinion.queue(learned, listings, limit):
        print(f"{one.chance:5.0%}  {one.tier} or {one.instead}?  {one.title!r}  ({one.listing})")
    return 0

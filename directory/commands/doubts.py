"""List the phrases that could not be read."""

from argparse import ArgumentParser, Namespace

from directory.config import Settings
from directory.store import open_store
from directory.store.doubts import commonest, counts


def arguments(parser: ArgumentParser) -> None:
    """A platform, how many."""
    parser.add_argument("platform", nargs="?", help="only this platform")
    parser.add_argument("--limit", type=int, default=20, help="how many phrases (20)")


def run(args: Namespace, settings: Settings) -> int:
    """Prints how often each phrase occurs, what it is about and one posting; then the count of each platform."""
    store = open_store(settings)
    for phrase in commonest(store, args.platform, args.limit):
        print(f"{phrase.count:6}  {phrase.about:14} {phrase.words!r}  ({phrase.example})")
    for platform, n in counts(store).items():
        if args.platform in (None, platform):
            print(f"{platform}: {n} doubts")
    return 0

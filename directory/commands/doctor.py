"""Look for what is wrong: database, index, platforms, old facts."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import date

from directory import record
from directory.config import Settings
from directory.search import open_finder
from directory.store import is_current, open_store, platforms, shelf


def arguments(parser: ArgumentParser) -> None:
    """What to look at."""
    parser.add_argument("--facts", action="store_true", help="only hand-kept facts that are older than 120 days")


def run(args: Namespace, settings: Settings) -> int:
    """Prints every complaint; 1 if there is one."""
    found = list(old_facts(settings.now().date()) if args.facts else complaints(settings))
    print("\n".join(found) or "nothing is wrong")
    return 1 if found else 0


def complaints(settings: Settings) -> Iterator[str]:
    """Everything that is wrong, in plain words."""
    store = open_store(settings)
    if not is_current(store):
        yield "database: not in its newest shape; run `python -m directory init`"
        return
    version = shelf.version(store)
    reached = open_finder(store, settings).catch_up().version
    if reached < version:
        yield f"index: at version {reached} of {version}; run `python -m directory reindex`"
    for health in platforms.healths(store):
        if health.state in ("held", "failed"):
            since = f"{health.last_good:%Y-%m-%d}" if health.last_good else "never"
            yield f"{health.slug}: {health.state}, {health.reason} (last good run: {since})"
    yield from old_facts(settings.now().date())


def old_facts(today: date) -> Iterator[str]:
    """Hand-kept facts that nobody has looked at for 120 days."""
    for slug, one in record.load().items():
        for name in record.stale(one, today):
            yield f"{slug}: the fact {name!r} is old"

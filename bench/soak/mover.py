"""A platform whose roles come, change and go: crawled again every second, by the code that crawls all platforms."""

import random
import time
from datetime import UTC, datetime

from directory import reading
from directory.config import load
from directory.platform import PlatformRecord
from directory.posting import Posting
from directory.runs import run as runs
from directory.store import Store, open_store

MOVER = PlatformRecord(
    slug="mover", title="Mover", homepage="https://mover.example", way="own", cadence_hours=6, floor=1,
    location="residence", basis="seen", source="invented",
)  # fmt: skip
ROLES, OPEN, NEW_SECONDS = 60, 50, 5
WORK = ("Python developer", "Swahili translator", "Chemistry expert", "Search rater", "Story writer")


def main() -> None:
    """Crawls until it is killed."""
    store = open_store(load())
    dice = random.Random()
    while True:
        crawl(store, dice)
        time.sleep(1)


def crawl(store: Store, dice: random.Random, fresh: int = 0) -> None:
    """One run: most roles as they were, some gone, some with another pay, and now and then a new one for an old one.

    So many `fresh` roles stand in it beside them that no run before showed.
    """
    run = runs.start(store, MOVER, datetime.now(UTC))
    first = int(time.time() / NEW_SECONDS)
    known, unseen = range(first, first + ROLES), range(first + ROLES, first + ROLES + fresh)
    for at in sorted({*dice.sample(known, OPEN), *unseen}):
        one = role(at, dice.choice((20, 20, 20, 30)))
        run.sight(one, reading.read(one))
    runs.finish(store, run, runs.Ending(complete=True, fetched=1), datetime.now(UTC))


def role(at: int, pay: int) -> Posting:
    """The posting of role number `at` as the local platform prints it, invented."""
    work = WORK[at % len(WORK)]
    text = f"You review answers of kind {at} as a {work.lower()}, in your own time, from wherever you live."
    return Posting(
        platform="mover", ref=f"r{at}", url=f"https://mover.example/{at}", title=f"{work} {at}", text=text,
        pay=f"{pay} USD per hour",
    )  # fmt: skip


if __name__ == "__main__":
    main()

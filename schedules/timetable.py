"""When a platform is crawled again, and which crawls may run side by side: pure."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from directory.platform import PlatformRecord

SECOND_LOOK = timedelta(hours=8)
JITTER = 0.1


def next_due(record: PlatformRecord, failing: int, ended: datetime, random: Callable[[], float]) -> datetime:
    """The cadence after a good run, at most a tenth later so that platforms drift apart.

    After `failing` runs that were not applied a second look comes within eight hours, so that three runs over a day
    can agree; `random` gives a number from 0 to 1.
    """
    wait = timedelta(hours=record.cadence_hours)
    if failing:
        wait = min(wait, SECOND_LOOK)
    return ended + wait * (1 + JITTER * random())


def side_by_side(due: Iterable[PlatformRecord], busy: frozenset[str], free: int) -> list[PlatformRecord]:
    """The first `free` of the due platforms that read no host that is being read, nor one another's."""
    chosen: list[PlatformRecord] = []
    for record in due:
        if len(chosen) < free and not hosts(record) & busy:
            chosen.append(record)
            busy = busy | hosts(record)
    return chosen


def hosts(record: PlatformRecord) -> frozenset[str]:
    """What a crawl of this platform keeps busy: its hosts, or its slug alone when it names none."""
    return frozenset(record.hosts) or frozenset((record.slug,))

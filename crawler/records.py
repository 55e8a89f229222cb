"""What the other floors learn about platforms: every record, also of those that are not crawled."""

from collections.abc import Mapping

from crawler.discover import platforms
from directory import record
from directory.config import load
from directory.optouts import opt_outs
from directory.platform import PlatformRecord
from directory.runs import withdrawal
from directory.store import Store
from directory.store import platforms as shelf


def records(facts: Mapping[str, record.Record] | None = None) -> tuple[PlatformRecord, ...]:
    """Every platform's record; one that opted out or is switched off is told as not readable, and why."""
    kept = record.load() if facts is None else facts
    return tuple(_told(cls.record, kept.get(slug)) for slug, cls in platforms().items())


def publish(store: Store) -> int:
    """Writes every platform to the store, read or not; how many. What opted out is taken off the shelf."""
    told = records()
    for one in told:
        shelf.publish(store, one)
        if one.slug in opt_outs() and withdrawal.left(store, one.slug):
            withdrawal.withdraw(store, one.slug, load().now())
    return len(told)


def _told(stated: PlatformRecord, facts: record.Record | None) -> PlatformRecord:
    if (asked := opt_outs().get(stated.slug)) is not None:
        said = {"readable": False, "unreadable_reason": asked.says, "unreadable_since": asked.since}
        return stated.model_copy(update=said)
    if facts is None or not facts.off:
        return stated
    return stated.model_copy(update={"readable": False, "unreadable_reason": f"switched off: {facts.off}"})

"""What the other floors learn about platforms: every record, also of those that are not crawled."""

from collections.abc import Mapping

from crawler.discover import platforms
from directory import record
from directory.platform import PlatformRecord
from directory.store import Store
from directory.store import platforms as shelf


def records(facts: Mapping[str, record.Record] | None = None) -> tuple[PlatformRecord, ...]:
    """Every platform's record; one that is switched off in its facts is told as not readable, with that reason."""
    kept = record.load() if facts is None else facts
    return tuple(_told(cls.record, kept.get(slug)) for slug, cls in platforms().items())


def publish(store: Store) -> int:
    """Writes every platform's record to the store, read or not; returns how many there are."""
    told = records()
    for one in told:
        shelf.publish(store, one)
    return len(told)


def _told(stated: PlatformRecord, facts: record.Record | None) -> PlatformRecord:
    if facts is None or not facts.off:
        return stated
    return stated.model_copy(update={"readable": False, "unreadable_reason": f"switched off: {facts.off}"})

"""Counting in windows of time: limits that hold across processes, without memory in any of them."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import delete

from directory.store.engine import Store
from directory.store.sql import dialect, table
from directory.store.tables import CounterRow

_C = table(CounterRow)
KEPT = timedelta(days=2)  # the longest window of any limit is a day: one that is over and one beside it


def hit(store: Store, key: str, window: timedelta, now: datetime, n: int = 1) -> int:
    """Count `n` uses of `key` and return how many there were in the present window, these included.

    Windows are in UTC, aligned to their length.
    """
    begin = start_of(window, now)
    with store.writing() as session:
        insert = dialect(session).insert(_C).values(key=key, window=begin, n=n)
        keys = [_C.c.key, _C.c.window]
        counted = insert.on_conflict_do_update(index_elements=keys, set_={"n": _C.c.n + n}).returning(_C.c.n)
        return int(session.connection().execute(counted).scalar_one())


def start_of(window: timedelta, now: datetime) -> datetime:
    """When the window that holds `now` began (UTC): windows follow one another from 1970 on, each of that length."""
    seconds = int(window.total_seconds())
    return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, UTC)


def sweep(store: Store, now: datetime) -> None:
    """Forget every window that began more than two days before `now` (UTC): no limit looks back that far."""
    with store.writing() as session:
        session.connection().execute(delete(_C).where(_C.c.window < now - KEPT))

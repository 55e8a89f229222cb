"""One process at a time: a lock that the operating system or the database lets go when its holder dies."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.engine import make_url

from directory.store.engine import Store

CLOCK = 7_245_003  # PostgreSQL's advisory locks are numbers of the whole database: ours follow one another from 7245001


class Taken(RuntimeError):
    """Another process holds the lock."""


@contextmanager
def alone(store: Store, name: str = "clock") -> Iterator[None]:
    """Hold the lock for the length of the block; raises Taken at once if another process has it.

    SQLite: `flock` on a file beside the database. PostgreSQL: an advisory lock of one connection.
    """
    with _file(store, name) if store.is_sqlite else _advisory(store):
        yield


@contextmanager
def _file(store: Store, name: str) -> Iterator[None]:
    path = Path(f"{make_url(store.url).database}.{name}.lock")
    with path.open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Taken(f"another process holds {path}") from None
        yield


@contextmanager
def _advisory(store: Store) -> Iterator[None]:
    with store.connection() as connection:
        if not connection.execute(select(func.pg_try_advisory_lock(CLOCK))).scalar():
            raise Taken("another process holds the database's clock lock")
        connection.commit()
        try:
            yield
        finally:
            connection.execute(select(func.pg_advisory_unlock(CLOCK)))

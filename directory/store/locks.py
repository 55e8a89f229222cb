"""One process at a time: a lock that the operating system or the database lets go when its holder dies."""

import fcntl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from zlib import crc32

from sqlalchemy import Connection, func, select
from sqlalchemy.engine import make_url

from directory.store.engine import Store, away

CLOCK = 7_245_003  # PostgreSQL's advisory locks are numbers of the whole database: ours follow one another from 7245001
# Locks of hosts are pairs of numbers, so they never meet those above: which kind, and the host's checksum. Two hosts of
# one checksum wait for each other, which harms neither.
ASKED, PROMISED = 7_245_011, 7_245_012


class Taken(RuntimeError):
    """Another process holds the lock."""


class HostBusy(RuntimeError):
    """Another crawl, on whatever machine, talks to a host or is about to."""


class HostAsked:
    """PostgreSQL's lock on one host for the crawl that talks to it, on whatever machine; ends with its connection.

    As `crawler.locks.HostLock`: `take` never waits, `free` may be called twice.
    """

    def __init__(self, store: Store, host: str) -> None:
        self._store, self._host = store, host.lower()
        self._held: Connection | None = None

    def take(self) -> bool:
        """True when the lock is ours, now or from before; False while another has it.

        Raises Away where the database does not answer, also for a lock that was ours: it went with the connection.
        """
        with away():
            if self._held is not None:
                self._held.execute(select(1))
                return True
            connection = _alone(self._store)
            if not _try(connection, ASKED, self._host):
                connection.close()
                return False
            self._held = connection
            return True

    def free(self) -> None:
        """Lets the next crawl in: the lock ends with its connection."""
        if self._held is not None:
            self._held.invalidate()
            self._held.close()
            self._held = None


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


@contextmanager
def promised(store: Store, hosts: Iterable[str]) -> Iterator[None]:
    """Keeps these hosts for one worker for the length of the block (PostgreSQL); raises HostBusy where one is not free.

    A host is free when nobody has promised it and nobody asks it: the crawl of a worker that was killed may go on for
    some seconds. The crawl itself then takes each host by HostAsked.
    """
    with _alone(store) as connection:
        try:
            for host in sorted(hosts):
                if not _try(connection, PROMISED, host) or not _try(connection, ASKED, host):
                    raise HostBusy(f"another crawl is talking to {host}")
                connection.execute(select(func.pg_advisory_unlock(ASKED, _number(host))))
            yield
        finally:
            connection.invalidate()


def _alone(store: Store) -> Connection:
    """A connection without transactions, for locks that last as long as it does."""
    return store.connection().execution_options(isolation_level="AUTOCOMMIT")


def _try(connection: Connection, kind: int, host: str) -> bool:
    return bool(connection.execute(select(func.pg_try_advisory_lock(kind, _number(host)))).scalar())


def _number(host: str) -> int:
    """The checksum of a host as PostgreSQL's four-byte number with a sign."""
    return crc32(host.lower().encode()) - 2**31

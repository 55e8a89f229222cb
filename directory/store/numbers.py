"""Numbers that grow inside the transaction that uses them, so that their order is the order of commits."""

import secrets

from sqlalchemy import func, select
from sqlmodel import Session

from directory.store.engine import Store
from directory.store.sql import table
from directory.store.tables import MetaRow

_META = table(MetaRow)
IDENTITY = "identity"


def lock(session: Session) -> None:
    """Hold the counters till the end of this transaction (PostgreSQL; SQLite has one writer anyhow)."""
    if session.get_bind().dialect.name == "postgresql":
        session.connection().execute(select(func.pg_advisory_xact_lock(7245002)))


def take(session: Session, name: str, n: int) -> int:
    """Reserve `n` numbers of a counter ("version", "event") and return the first of them; call `lock` before it."""
    last = current(session, name)
    row = {"name": name, "value": last + n}
    statement = _META.update().where(_META.c.name == name).values(value=last + n)
    if session.connection().execute(statement).rowcount == 0:
        session.connection().execute(_META.insert(), [row])
    return last + 1


def current(session: Session, name: str) -> int:
    """The number of a counter that was given out last, 0 at first, as this transaction sees it."""
    value = session.connection().execute(select(_META.c.value).where(_META.c.name == name)).scalar()
    return int(value or 0)


def identity(store: Store) -> int:
    """A number that no other database has, so that what is kept beside one is never taken for another's.

    Made where there is none yet (31 bits, at random: two databases of one maintainer do not meet); raises Away.
    """
    with store.reading() as session:
        known = current(session, IDENTITY)
    if known:
        return known
    with store.writing() as session:
        lock(session)
        if not current(session, IDENTITY):
            take(session, IDENTITY, secrets.randbelow(2**31 - 1) + 1)
        return current(session, IDENTITY)

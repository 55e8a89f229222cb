"""When each platform is crawled next: kept in the database, claimed by a conditional update."""

from datetime import datetime

from sqlalchemy import ColumnElement, or_, select, update

from directory.platform import PlatformRecord
from directory.store.engine import Store
from directory.store.platforms import record_of
from directory.store.sql import table
from directory.store.tables import PlatformRow

_W = table(PlatformRow)


def due(store: Store, now: datetime) -> tuple[PlatformRecord, ...]:
    """Readable platforms whose time has come and that nobody has claimed, the longest due first."""
    query = select(PlatformRow).where(*_waiting(now)).order_by(_W.c.next_due.is_(None).desc(), _W.c.next_due, _W.c.slug)
    with store.reading() as session:
        records = [record_of(row) for row in session.execute(query).scalars()]
    return tuple(record for record in records if record.readable)


def claim(store: Store, slug: str, now: datetime, until: datetime) -> bool:
    """Take a due platform for oneself till `until`; False if another process was faster."""
    with store.writing() as session:
        taken = update(_W).where(_W.c.slug == slug, *_waiting(now)).values(claimed_until=until)
        return bool(session.connection().execute(taken).rowcount)


def release(store: Store, slug: str, next_due: datetime) -> None:
    """Give a claimed platform back and say when it is due again."""
    with store.writing() as session:
        freed = update(_W).where(_W.c.slug == slug).values(claimed_until=None, next_due=next_due)
        session.connection().execute(freed)


def failing(store: Store, slug: str) -> int:
    """How many runs of a platform in a row were not applied."""
    with store.reading() as session:
        return int(session.connection().execute(select(_W.c.failing).where(_W.c.slug == slug)).scalar() or 0)


def _waiting(now: datetime) -> tuple[ColumnElement[bool], ...]:
    ripe = or_(_W.c.next_due.is_(None), _W.c.next_due <= now)
    return ripe, or_(_W.c.claimed_until.is_(None), _W.c.claimed_until <= now)

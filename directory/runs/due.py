"""When each platform is crawled next: kept in the database, claimed by a conditional update."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, or_, select, update

from directory.platform import PlatformRecord
from directory.store.engine import Store
from directory.store.platforms import record_of
from directory.store.sql import table
from directory.store.tables import PlatformRow

_W = table(PlatformRow)
SLACK = 1.2  # a due time is at most a tenth of the cadence late (schedules.timetable.JITTER); the rest is for the crawl
LONGEST_CLAIM = timedelta(hours=2)  # a crawl is ended after 45 minutes and its claim ends a quarter of an hour later


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


def renew(store: Store, slug: str, until: datetime) -> bool:
    """Make the claim of a platform last till `until`; False where it was given back meanwhile."""
    with store.writing() as session:
        held = update(_W).where(_W.c.slug == slug, _W.c.claimed_until.is_not(None)).values(claimed_until=until)
        return bool(session.connection().execute(held).rowcount)


def release(store: Store, slug: str, next_due: datetime) -> None:
    """Give a claimed platform back; it is due again at `next_due` (UTC)."""
    with store.writing() as session:
        freed = update(_W).where(_W.c.slug == slug).values(claimed_until=None, next_due=next_due)
        session.connection().execute(freed)


def pull_back(store: Store, now: datetime) -> tuple[str, ...]:
    """The platforms whose next time or claim lay further ahead than a clock of today could have put it; mended.

    A clock that jumps leaves such times behind, and a platform would rest for as long as the clock was wrong. The next
    time becomes one cadence from `now` (UTC), a claim becomes free.
    """
    mended = []
    with store.writing() as session:
        ahead = or_(_W.c.next_due > now, _W.c.claimed_until > now)
        for row in session.execute(select(PlatformRow).where(ahead).order_by(_W.c.slug)).scalars():
            cadence = timedelta(hours=record_of(row).cadence_hours)
            late = row.next_due is not None and row.next_due > now + cadence * SLACK
            held = row.claimed_until is not None and row.claimed_until > now + LONGEST_CLAIM
            if late:
                row.next_due = now + cadence
            if held:
                row.claimed_until = None
            if late or held:
                mended.append(row.slug)
    return tuple(mended)


def failing(store: Store, slug: str) -> int:
    """How many runs of a platform in a row were not applied: 0 after a good one, and where it is not known."""
    with store.reading() as session:
        return int(session.connection().execute(select(_W.c.failing).where(_W.c.slug == slug)).scalar() or 0)


def _waiting(now: datetime) -> tuple[ColumnElement[bool], ...]:
    ripe = or_(_W.c.next_due.is_(None), _W.c.next_due <= now)
    return ripe, or_(_W.c.claimed_until.is_(None), _W.c.claimed_until <= now)

"""Mail to the maintainer: made once a key, sent once, tried again until a server takes it. Times are UTC.

Apart from the letters of readers: it holds nothing of them, and a failing relay for readers does not lose it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from directory.store import numbers
from directory.store.engine import Store
from directory.store.maintenance_tables import NoticeRow
from directory.store.sql import table

_N = table(NoticeRow)
WAIT = timedelta(minutes=15)
KEPT = timedelta(days=400)  # a key that is forgotten may be said again: longer than any outage that one still reads of


@dataclass(frozen=True, slots=True)
class Notice:
    """One mail: `key` says what it is about ("late/outlier/2026-11-20"), `text` is plain."""

    key: str
    subject: str
    text: str


def post(store: Store, notice: Notice, now: datetime) -> bool:
    """Queues a mail unless one with this key was queued before; whether it was queued."""
    return bool(post_one(store, [notice.key], lambda _: notice, now))


def post_one(
    store: Store, keys: Sequence[str], mail: Callable[[Sequence[str]], Notice], now: datetime
) -> tuple[str, ...]:
    """Queues one mail about those of the keys that nothing was said of yet, and gives them; no mail for none."""
    row = {"subject": "", "text": "", "made_at": now, "next_try_at": now, "tries": 0, "sent_at": now}
    with store.writing() as session:
        numbers.lock(session)
        said_before = set(session.connection().execute(select(_N.c.key).where(_N.c.key.in_(keys))).scalars())
        fresh = tuple(key for key in keys if key not in said_before)
        if fresh:
            said = mail(fresh)
            rows = [row | {"key": key} for key in fresh if key != said.key]
            own = {"key": said.key, "subject": said.subject, "text": said.text, "sent_at": None}
            session.connection().execute(_N.insert(), [*rows, row | own])
        return fresh


def known(store: Store, key: str) -> bool:
    """Whether a mail about this was queued before."""
    with store.reading() as session:
        return session.get(NoticeRow, key) is not None


def waiting(store: Store, now: datetime) -> tuple[Notice, ...]:
    """What is to be sent now, the oldest first."""
    ready = (_N.c.sent_at.is_(None), _N.c.next_try_at <= now)
    query = select(_N.c.key, _N.c.subject, _N.c.text).where(*ready).order_by(_N.c.made_at, _N.c.key)
    with store.reading() as session:
        return tuple(Notice(*row) for row in session.connection().execute(query))


def sent(store: Store, key: str, now: datetime) -> None:
    """A server has taken it."""
    with store.writing() as session:
        session.connection().execute(update(_N).where(_N.c.key == key).values(sent_at=now))


def later(store: Store, key: str, now: datetime) -> None:
    """Nobody took it: again in a quarter of an hour, then an hour, for ever."""
    with store.writing() as session:
        tries = session.connection().execute(select(_N.c.tries).where(_N.c.key == key)).scalar() or 0
        wait = WAIT if tries < 4 else 4 * WAIT
        session.connection().execute(update(_N).where(_N.c.key == key).values(tries=tries + 1, next_try_at=now + wait))


def sweep(store: Store, now: datetime) -> None:
    """Forgets what was sent long ago."""
    with store.writing() as session:
        session.connection().execute(delete(_N).where(_N.c.sent_at < now - KEPT))

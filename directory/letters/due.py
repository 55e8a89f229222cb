"""What letters are made from: who is due what, and what a letter only counted."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple, cast

from sqlalchemy import ColumnElement, or_, select
from sqlmodel import Session

from directory.letters.compose import Cadence, Subscriber, Wanted
from directory.letters.ledger import entry
from directory.letters.rows import kinds_of, person_of
from directory.search import Search
from directory.store import events
from directory.store.engine import Store
from directory.store.letter_tables import AlertRow, LetterRow, SubscriberRow
from directory.store.sql import among, table

_A, _S = table(AlertRow).c, table(SubscriberRow).c
Question = tuple[str, tuple[Wanted, ...], int]
"""What many alerts ask alike: a query, the kinds of events, the cursor (the last event that was looked at)."""


class DueAlert(NamedTuple):
    """A due alert with what of its subscriber decides when it is due next."""

    id: int
    subscriber: int
    query: str
    kinds: tuple[Wanted, ...]
    cursor: int
    cadence: Cadence
    time_zone: str
    hour: int
    weekday: int

    @property
    def question(self) -> Question:
        """Query, kinds and cursor: alerts with equal ones get the same listings and are answered once."""
        return self[2:5]


def waiting(store: Store, now: datetime) -> tuple[int, ...]:
    """The numbers of the subscribers with due alerts, the longest overdue first."""
    with store.reading() as session:
        query = select(_A.subscriber).where(*_ready(now)).order_by(_A.due_at)
        return tuple(dict.fromkeys(session.connection().execute(query).scalars().all()))


def questions(store: Store, now: datetime) -> tuple[Question, ...]:
    """What the due alerts ask, each different question once."""
    query = select(_A.query, _A.kinds, _A.cursor).where(*_ready(now)).distinct()
    with store.reading() as session:
        return tuple(
            (asked, kinds_of(kinds), cursor) for asked, kinds, cursor in session.connection().execute(query).all()
        )


def followed(asked: Iterable[Question]) -> list[str]:
    """The ids of the listings that such questions name."""
    named = (Search.parse(query)[0] for query, _, _ in asked if "listing=" in query)
    return list(dict.fromkeys(id for search in named for id in search.chosen("listing")))


def due(session: Session, subscribers: Collection[int], after: int, now: datetime) -> list[DueAlert]:
    """The due alerts of these subscribers whose cursor is not before `after`, all of one person's together."""
    named = (_A.id, _A.subscriber, _A.query, _A.kinds, _A.cursor, _A.cadence, _S.time_zone, _S.hour, _S.weekday)
    theirs = (among(_A.subscriber, subscribers), _A.cursor >= after, _S.id == _A.subscriber)
    query = select(*named).where(*theirs, *_ready(now)).order_by(_A.subscriber, _A.id)
    rows = session.connection().execute(query).all()
    return [
        DueAlert(id, person, asked, kinds_of(kinds), cursor, cast(Cadence, cadence), zone, hour, weekday)
        for id, person, asked, kinds, cursor, cadence, zone, hour, weekday in rows
    ]


def _ready(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (_A.due_at <= now, or_(_A.paused_until.is_(None), _A.paused_until <= now))


def behind(
    store: Store, letter_id: int, alert_id: int | None = None, platform: str = ""
) -> tuple[tuple[int, str], ...]:
    """(alert, listing) of what a letter has no row for, oldest event first: all of it, of one search, of one platform.

    A letter that is not yet in words has no rows.
    """
    with store.reading() as session:
        told = entry(session, letter_id)
        if told is None:
            return ()
        chosen = {alert: ids for alert, ids in told.events.items() if alert_id in (None, alert)}
        hidden = {event: alert for alert, ids in chosen.items() for event in ids if event not in told.shown}
        rows = [(hidden[event.id], event.listing) for event in events.numbered(session, hidden)]
    return tuple(dict.fromkeys(row for row in rows if not platform or row[1].startswith(f"{platform}/")))


def letter_owner(store: Store, letter_id: int) -> Subscriber | None:
    """Whom a letter was written to; None where the letter or the person is gone."""
    with store.reading() as session:
        row = session.get(LetterRow, letter_id)
        person = session.get(SubscriberRow, row.subscriber) if row else None
        return person_of(person) if person else None

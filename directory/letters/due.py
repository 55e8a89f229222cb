"""What letters are made from: who is due what, what they were told of, what a letter only counted."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import or_, select

from directory.letters.compose import Alert, Subscriber
from directory.letters.rows import alert_of, person_of
from directory.store.engine import Store
from directory.store.letter_tables import AlertRow, LetterEventRow, LetterRow, SubscriberRow
from directory.store.sql import table

_A, _S, _T = table(AlertRow).c, table(SubscriberRow).c, table(LetterEventRow).c


def due(store: Store, now: datetime, limit: int = 2_000) -> tuple[tuple[Subscriber, tuple[Alert, ...]], ...]:
    """Subscribers with due alerts, the longest overdue first, each with all of theirs that are due."""
    ready = (_A.due_at <= now, or_(_A.paused_until.is_(None), _A.paused_until <= now))
    with store.reading() as session:
        ask = session.connection().execute
        first = select(_A.subscriber).where(*ready).order_by(_A.due_at).limit(limit)
        ids = list(dict.fromkeys(ask(first).scalars()))
        people = {row.id: person_of(row) for row in ask(select(*_S).where(_S.id.in_(ids)))}
        rows: dict[int, list[Alert]] = {id: [] for id in people}
        for row in ask(select(*_A).where(*ready, _A.subscriber.in_(people)).order_by(_A.id)):
            rows[row.subscriber].append(alert_of(row))
    return tuple((people[id], tuple(rows[id])) for id in ids if id in people)


def told(store: Store, subscribers: Sequence[int], after: int) -> dict[int, set[int]]:
    """The events after a number that letters already account for, by subscriber."""
    found: dict[int, set[int]] = {id: set() for id in subscribers}
    with store.reading() as session:
        query = select(_T.subscriber, _T.event).where(_T.subscriber.in_(subscribers), _T.event > after)
        for subscriber, event in session.connection().execute(query):
            found[subscriber].add(event)
    return found


def told_listings(store: Store, subscriber_id: int, listings: Iterable[str]) -> frozenset[str]:
    """Those of these listings (ids) that a letter of this subscriber already told of, as a row or behind a link."""
    query = select(_T.listing).where(_T.subscriber == subscriber_id, _T.listing.in_(list(listings)))
    with store.reading() as session:
        return frozenset(session.connection().execute(query).scalars())


def behind(
    store: Store, letter_id: int, alert_id: int | None = None, platform: str = ""
) -> tuple[tuple[int, str], ...]:
    """(alert, listing) of what a letter has no row for, oldest event first: all of it, of one search, of one platform.

    A letter that is not yet in words has no rows.
    """
    hidden = [_T.letter == letter_id, _T.shown.is_(False)]
    hidden += [_T.alert == alert_id] if alert_id is not None else []
    hidden += [_T.listing.startswith(f"{platform}/", autoescape=True)] if platform else []
    query = select(_T.alert, _T.listing).where(*hidden).order_by(_T.event)
    with store.reading() as session:
        return tuple(dict.fromkeys((row.alert, row.listing) for row in session.connection().execute(query)))


def letter_owner(store: Store, letter_id: int) -> Subscriber | None:
    """Whom a letter was written to; None where the letter or the person is gone."""
    with store.reading() as session:
        row = session.get(LetterRow, letter_id)
        person = session.get(SubscriberRow, row.subscriber) if row else None
        return person_of(person) if person else None

"""Fills and empties the tables of subscriptions, for measurements."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select

from directory.store import Store
from directory.store.ledger import ledger
from directory.store.letter_tables import AlertRow, LetterRow, SubscriberRow
from directory.store.sql import insert, table

TABLES = (LetterRow, AlertRow, SubscriberRow)


def subscribe(store: Store, queries: Sequence[str], at: datetime) -> None:
    """One subscriber with one confirmed weekly alert a query, all due in a week."""
    people = [
        {"id": i, "address": f"r{i}@mail.example", "key": f"key-{i}", "locale": "en", "time_zone": "UTC", "hour": 7}
        | {"version": 1, "created_at": at, "confirmed_at": at}
        for i in range(1, len(queries) + 1)
    ]
    alerts = [
        {"id": i, "subscriber": i, "query": query, "kinds": "new", "cadence": "weekly", "cursor": 1, "sent": 0}
        | {"created_at": at, "confirmed_at": at, "due_at": at + timedelta(days=7)}
        for i, query in enumerate(queries, 1)
    ]
    with store.writing() as session:
        insert(session, SubscriberRow, people)
        insert(session, AlertRow, alerts)


def add_alerts(store: Store, asked: Iterable[tuple[int, str]], at: datetime) -> None:
    """More searches of subscribers who are there, as (subscriber, query), due with their first."""
    with store.writing() as session:
        first = int(session.connection().execute(select(func.max(table(AlertRow).c.id))).scalar() or 0) + 1
        rows = [
            {"id": id, "subscriber": who, "query": query, "kinds": "new", "cadence": "weekly", "cursor": 1, "sent": 0}
            | {"created_at": at, "confirmed_at": at, "due_at": at + timedelta(days=7)}
            for id, (who, query) in enumerate(asked, first)
        ]
        insert(session, AlertRow, rows)


def rows(store: Store) -> int:
    """How many events the letters in this store account for."""
    with store.reading() as session:
        told = session.connection().execute(select(table(LetterRow).c.events)).scalars()
        return sum(len(events) for letter in told for events in ledger(letter).values())


def empty(store: Store) -> None:
    """Forgets every subscriber, alert and letter of this store, so that the next round starts anew."""
    with store.writing() as session:
        for row in TABLES:
            session.connection().execute(table(row).delete())

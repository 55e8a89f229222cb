"""Subscribers and their alerts: asked for, confirmed, edited, paused, stopped, erased. Times are UTC."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, cast

from sqlalchemy import delete, func, update
from sqlmodel import Session, col, select

from directory.letters.compose import UNCONFIRMED_LIFE, Alert, Cadence, Subscriber, Wanted, next_due
from directory.letters.outbox import enqueue, withdraw
from directory.letters.rows import alert_of, alerts_from, person_of
from directory.store.engine import Store
from directory.store.letter_tables import AlertRow, LetterEventRow, LetterRow, SubscriberRow, SuppressionRow
from directory.store.tables import EventRow

Reason = Literal["bounced", "complained", "erased"]


@dataclass(frozen=True, slots=True)
class Wish:
    """What the form of a new alert holds, already checked: a canonical query, known kinds, a real time zone."""

    address: str
    key: str
    query: str
    kinds: tuple[Wanted, ...]
    cadence: Cadence
    locale: str
    time_zone: str
    hour: int


def ask(store: Store, wish: Wish, now: datetime) -> int | None:
    """Keeps an unconfirmed alert and queues its confirmation letter; its id, or None for an address that bounced or
    complained. Whoever asked must not be told which."""
    with store.writing() as session:
        barred = session.get(SuppressionRow, wish.key)
        if barred is not None and barred.reason != "erased":
            return None
        subscriber = _subscriber(session, wish, now)
        row = AlertRow(
            subscriber=cast(int, subscriber.id),
            query=wish.query,
            kinds=",".join(wish.kinds),
            cadence=wish.cadence,
            cursor=0,
            created_at=now,
        )
        session.add(row)
        session.flush()
        enqueue(session, "confirm", cast(int, subscriber.id), now, alert=row.id)
        return row.id


def _subscriber(session: Session, wish: Wish, now: datetime) -> SubscriberRow:
    row = session.exec(select(SubscriberRow).where(SubscriberRow.key == wish.key)).first()
    if row is None:
        row = SubscriberRow(
            address=wish.address,
            key=wish.key,
            locale=wish.locale,
            time_zone=wish.time_zone,
            hour=wish.hour,
            created_at=now,
        )
        session.add(row)
        session.flush()
    return row


def confirm(store: Store, alert_id: int, now: datetime) -> bool:
    """Starts an alert at the present end of the events, so that nothing old is sent; confirming twice is the same."""
    with store.writing() as session:
        alert = session.get(AlertRow, alert_id)
        subscriber = session.get(SubscriberRow, alert.subscriber) if alert else None
        if alert is None or subscriber is None:
            return False
        if alert.confirmed_at is None:
            alert.confirmed_at = now
            alert.cursor = session.exec(select(func.coalesce(func.max(EventRow.id), 0))).one()
            alert.due_at = next_due(cast(Cadence, alert.cadence), subscriber.time_zone, subscriber.hour, now)
            subscriber.confirmed_at = subscriber.confirmed_at or now
            session.exec(delete(SuppressionRow).where(col(SuppressionRow.key) == subscriber.key))
        return True


def subscriber(store: Store, id: int) -> Subscriber | None:
    """A subscriber by number."""
    with store.reading() as session:
        row = session.get(SubscriberRow, id)
        return person_of(row) if row else None


def alert(store: Store, id: int) -> Alert | None:
    """An alert by number."""
    with store.reading() as session:
        row = session.get(AlertRow, id)
        return alert_of(row) if row else None


def alerts_of(store: Store, subscriber_id: int) -> tuple[Alert, ...]:
    """The alerts of a subscriber, confirmed ones only, oldest first."""
    with store.reading() as session:
        return alerts_from(
            session.exec(
                select(AlertRow)
                .where(AlertRow.subscriber == subscriber_id, col(AlertRow.confirmed_at).is_not(None))
                .order_by(col(AlertRow.id))
            )
        )


def edit(store: Store, alert_id: int, *, query: str, kinds: Sequence[Wanted], cadence: Cadence, now: datetime) -> bool:
    """Changes what an alert looks for; it stays the same alert, its cursor stays, nothing told is told again."""
    with store.writing() as session:
        row = session.get(AlertRow, alert_id)
        person = session.get(SubscriberRow, row.subscriber) if row else None
        if row is None or person is None:
            return False
        row.query, row.kinds = query, ",".join(kinds)
        if row.cadence != cadence or row.due_at is None:
            row.cadence = cadence
            row.due_at = next_due(cadence, person.time_zone, person.hour, now)
        return True


def settle(store: Store, subscriber_id: int, *, locale: str, time_zone: str, hour: int, now: datetime) -> bool:
    """Changes a subscriber's language, time zone and hour; due times follow."""
    with store.writing() as session:
        person = session.get(SubscriberRow, subscriber_id)
        if person is None:
            return False
        person.locale, person.time_zone, person.hour = locale, time_zone, hour
        rows = session.exec(select(AlertRow).where(AlertRow.subscriber == subscriber_id))
        for row in rows:
            if row.due_at is not None:
                row.due_at = next_due(cast(Cadence, row.cadence), time_zone, hour, now)
        return True


def pause(store: Store, alert_id: int, weeks: int, now: datetime) -> bool:
    """No letters of this alert for some weeks; 0 ends the pause. What happens meanwhile comes with the next letter."""
    until = now + timedelta(weeks=weeks) if weeks else None
    with store.writing() as session:
        row = session.get(AlertRow, alert_id)
        person = session.get(SubscriberRow, row.subscriber) if row else None
        if row is None or person is None:
            return False
        row.paused_until = until
        row.due_at = until or next_due(cast(Cadence, row.cadence), person.time_zone, person.hour, now)
        return True


def stop(store: Store, alert_id: int) -> None:
    """Deletes one alert; what it has told stays told."""
    with store.writing() as session:
        session.exec(delete(AlertRow).where(col(AlertRow.id) == alert_id))


def stop_all(store: Store, subscriber_id: int) -> None:
    """Deletes every alert of a subscriber and takes back the letters that wait."""
    with store.writing() as session:
        withdraw(session, subscriber_id)
        session.exec(delete(AlertRow).where(col(AlertRow.subscriber) == subscriber_id))


def void_tokens(store: Store, subscriber_id: int) -> None:
    """Makes every link in earlier letters useless."""
    with store.writing() as session:
        session.exec(
            update(SubscriberRow)
            .where(col(SubscriberRow.id) == subscriber_id)
            .values(version=SubscriberRow.version + 1)
        )


def erase(store: Store, subscriber_id: int, now: datetime) -> None:
    """Deletes everything of a subscriber; only the keyed hash of the address stays."""
    with store.writing() as session:
        person = session.get(SubscriberRow, subscriber_id)
        if person is not None:
            suppress(session, person.key, "erased", now)
            _forget(session, [subscriber_id])


def suppress(session: Session, key: str, reason: Reason, now: datetime) -> None:
    """Bars an address; a bounce or a complaint is not softened by a later erasure."""
    row = session.get(SuppressionRow, key)
    if row is None:
        session.add(SuppressionRow(key=key, reason=reason, at=now))
    elif reason != "erased":
        row.reason, row.at = reason, now


def complain(store: Store, key: str, now: datetime) -> None:
    """A complaint about our letters: the address is barred and its alerts stop."""
    with store.writing() as session:
        suppress(session, key, "complained", now)
        for id in session.exec(select(SubscriberRow.id).where(SubscriberRow.key == key)).all():
            session.exec(delete(AlertRow).where(col(AlertRow.subscriber) == id))
            withdraw(session, cast(int, id))


def sweep(store: Store, now: datetime) -> int:
    """Deletes what was not confirmed within seven days; how many addresses went."""
    limit = now - UNCONFIRMED_LIFE
    with store.writing() as session:
        session.exec(delete(AlertRow).where(col(AlertRow.confirmed_at).is_(None), col(AlertRow.created_at) < limit))
        waiting = select(AlertRow.subscriber).where(col(AlertRow.confirmed_at).is_(None))
        gone = session.exec(
            select(SubscriberRow.id).where(
                col(SubscriberRow.confirmed_at).is_(None),
                col(SubscriberRow.created_at) < limit,
                col(SubscriberRow.id).not_in(waiting),
            )
        ).all()
        _forget(session, [id for id in gone if id is not None])
        return len(gone)


def export(store: Store, subscriber_id: int) -> dict[str, Any]:
    """Everything that is kept about a subscriber, as JSON values (the right of access)."""
    with store.reading() as session:
        person = session.get(SubscriberRow, subscriber_id)
        if person is None:
            return {}
        rows = session.exec(select(AlertRow).where(AlertRow.subscriber == subscriber_id)).all()
        letters = session.exec(select(LetterRow).where(LetterRow.subscriber == subscriber_id)).all()
        events = session.exec(select(LetterEventRow).where(LetterEventRow.subscriber == subscriber_id)).all()
        return {
            "subscriber": person.model_dump(mode="json", exclude={"key"}),
            "alerts": [row.model_dump(mode="json") for row in rows],
            "letters": [row.model_dump(mode="json", exclude={"raw"}) for row in letters],
            "told": [row.model_dump(mode="json", exclude={"subscriber"}) for row in events],
        }


def _forget(session: Session, ids: Sequence[int]) -> None:
    for rows, column in (
        (AlertRow, AlertRow.subscriber),
        (LetterEventRow, LetterEventRow.subscriber),
        (LetterRow, LetterRow.subscriber),
        (SubscriberRow, SubscriberRow.id),
    ):
        session.exec(delete(rows).where(col(column).in_(ids)))

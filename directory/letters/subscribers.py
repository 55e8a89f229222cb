"""Subscribers and their alerts: asked for, confirmed, edited, paused, stopped. Times are UTC.

Who may not be written to is in `bars`, what is kept about a person and how it goes in `erasure`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import delete, func, update
from sqlmodel import Session, col, select

from directory.letters.compose import Alert, Cadence, Subscriber, Wanted
from directory.letters.outbox import enqueue, withdraw
from directory.letters.rows import alert_of, alerts_from, due_again, person_of
from directory.store import numbers
from directory.store.engine import Store
from directory.store.letter_tables import (
    AlertRow,
    SubscriberRow,
    SuppressionRow,
    WayRow,
)
from directory.store.tables import EventRow


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
    weekday: int = 0


def ask(store: Store, wish: Wish, now: datetime) -> int | None:
    """Keeps an unconfirmed alert and queues its confirmation letter; its id, or None for an address that is barred.

    Whoever asked must not be told which, nor see it in the time that the answer takes: for a barred address the same
    is written and taken back.
    """
    with store.writing() as session:
        numbers.lock(session)  # two forms for one new address at once would make its subscriber twice
        step = session.begin_nested()
        barred = session.get(SuppressionRow, wish.key)
        id = _asked(session, wish, now)
        if barred is not None:
            step.rollback()
            return None
        return id


def _asked(session: Session, wish: Wish, now: datetime) -> int | None:
    subscriber = _subscriber(session, wish, now)
    subscriber.stopped_at = None
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
            weekday=wish.weekday,
            created_at=now,
        )
        session.add(row)
        session.flush()
    return row


def confirm(store: Store, alert_id: int, now: datetime) -> bool:
    """Starts an alert at the present end of the events, so that nothing old is sent; confirming twice is the same.

    A bar on the address goes: who confirms has the mailbox. False where the alert or its subscriber is gone.
    """
    with store.writing() as session:
        alert = session.get(AlertRow, alert_id)
        subscriber = session.get(SubscriberRow, alert.subscriber) if alert else None
        if alert is None or subscriber is None:
            return False
        if alert.confirmed_at is None:
            alert.confirmed_at = now
            alert.cursor = session.exec(select(func.coalesce(func.max(EventRow.id), 0))).one()
            alert.due_at = due_again(alert, subscriber, now)
            subscriber.confirmed_at = subscriber.confirmed_at or now
            barred = session.get(SuppressionRow, subscriber.key)
            if barred is not None:
                session.delete(barred)
                subscriber.mail = True
        return True


def subscriber(store: Store, id: int) -> Subscriber | None:
    """A subscriber by their number, confirmed or not; None where there is none."""
    with store.reading() as session:
        row = session.get(SubscriberRow, id)
        return person_of(row) if row else None


def alert(store: Store, id: int) -> Alert | None:
    """An alert by its number, confirmed or not; None where there is none."""
    with store.reading() as session:
        row = session.get(AlertRow, id)
        return alert_of(row) if row else None


def alerts_of(store: Store, subscriber_id: int) -> tuple[Alert, ...]:
    """The confirmed alerts of a subscriber, oldest first; paused and parked ones too."""
    with store.reading() as session:
        return alerts_from(
            session.exec(
                select(AlertRow)
                .where(AlertRow.subscriber == subscriber_id, col(AlertRow.confirmed_at).is_not(None))
                .order_by(col(AlertRow.id))
            )
        )


def edit(store: Store, alert_id: int, *, query: str, kinds: Sequence[Wanted], cadence: Cadence, now: datetime) -> bool:
    """Changes what an alert looks for; it stays the same alert, its cursor stays, nothing told is told again.

    Another cadence, or one that rested, is due anew after `now` (UTC). False where the alert is gone.
    """
    with store.writing() as session:
        row = session.get(AlertRow, alert_id)
        person = session.get(SubscriberRow, row.subscriber) if row else None
        if row is None or person is None:
            return False
        row.query, row.kinds = query, ",".join(kinds)
        if row.cadence != cadence or row.due_at is None:
            row.cadence = cadence
            row.due_at = due_again(row, person, now)
        return True


def settle(
    store: Store, subscriber_id: int, *, locale: str, time_zone: str, hour: int, weekday: int, now: datetime
) -> bool:
    """Changes a subscriber's language, IANA time zone, hour (0 to 23) and weekday (0 is Monday) there.

    The due times of live alerts follow. False where the subscriber is gone.
    """
    with store.writing() as session:
        person = session.get(SubscriberRow, subscriber_id)
        if person is None:
            return False
        person.locale, person.time_zone, person.hour, person.weekday = locale, time_zone, hour, weekday
        rows = session.exec(select(AlertRow).where(AlertRow.subscriber == subscriber_id))
        for row in rows:
            if row.due_at is not None:
                row.due_at = due_again(row, person, now)
        return True


def pause(store: Store, alert_id: int, weeks: int, now: datetime) -> bool:
    """No letters of this alert for so many weeks from `now` (UTC); 0 ends the pause.

    What happens meanwhile comes with the next letter. False where the alert is gone.
    """
    until = now + timedelta(weeks=weeks) if weeks else None
    with store.writing() as session:
        row = session.get(AlertRow, alert_id)
        person = session.get(SubscriberRow, row.subscriber) if row else None
        if row is None or person is None:
            return False
        row.paused_until = until
        row.due_at = until or due_again(row, person, now)
        return True


def stop(store: Store, alert_id: int, now: datetime) -> None:
    """Deletes one alert; what it has told stays told. With the last one the thirty days of the address begin."""
    with store.writing() as session:
        row = session.get(AlertRow, alert_id)
        if row is not None:
            session.exec(delete(AlertRow).where(col(AlertRow.id) == alert_id))
            _stopped(session, row.subscriber, now)


def stop_all(store: Store, subscriber_id: int, now: datetime) -> None:
    """Deletes every alert and way of a subscriber and takes back the letters that wait; the address goes after thirty
    days.
    """
    with store.writing() as session:
        withdraw(session, subscriber_id)
        session.exec(delete(AlertRow).where(col(AlertRow.subscriber) == subscriber_id))
        session.exec(delete(WayRow).where(col(WayRow.subscriber) == subscriber_id))
        session.exec(update(SubscriberRow).where(col(SubscriberRow.id) == subscriber_id).values(mail=True))
        _stopped(session, subscriber_id, now)


def _stopped(session: Session, subscriber_id: int, now: datetime) -> None:
    left = session.exec(select(func.count()).where(AlertRow.subscriber == subscriber_id)).one()
    person = session.get(SubscriberRow, subscriber_id)
    if person is not None and not left:
        person.stopped_at = now

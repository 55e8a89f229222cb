"""Subscribers and their alerts: asked for, confirmed, edited, paused, stopped, erased. Times are UTC."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, cast

from sqlalchemy import delete, func, or_, update
from sqlmodel import Session, col, select

from directory.alerts import UNCONFIRMED_LIFE, WANTED, Alert, Cadence, Subscriber, Wanted, next_due
from directory.store.alert_tables import AlertRow, LetterEventRow, LetterRow, SubscriberRow, SuppressionRow
from directory.store.engine import Store
from directory.store.outbox import enqueue, withdraw
from directory.store.sql import table
from directory.store.tables import EventRow

_A, _S, _T = table(AlertRow).c, table(SubscriberRow).c, table(LetterEventRow).c
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
        return _person(row) if row else None


def alert(store: Store, id: int) -> Alert | None:
    """An alert by number."""
    with store.reading() as session:
        row = session.get(AlertRow, id)
        return _alert(row) if row else None


def alerts_of(store: Store, subscriber_id: int) -> tuple[Alert, ...]:
    """The alerts of a subscriber, confirmed ones only, oldest first."""
    with store.reading() as session:
        return _alerts(
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


def due(store: Store, now: datetime, limit: int = 2_000) -> tuple[tuple[Subscriber, tuple[Alert, ...]], ...]:
    """Subscribers with due alerts, the longest overdue first, each with all of theirs that are due."""
    ready = (_A.due_at <= now, or_(_A.paused_until.is_(None), _A.paused_until <= now))
    with store.reading() as session:
        ask = session.connection().execute
        first = select(_A.subscriber).where(*ready).order_by(_A.due_at).limit(limit)
        ids = list(dict.fromkeys(ask(first).scalars()))
        people = {row.id: _person(row) for row in ask(select(*_S).where(_S.id.in_(ids)))}
        rows: dict[int, list[Alert]] = {id: [] for id in people}
        for row in ask(select(*_A).where(*ready, _A.subscriber.in_(people)).order_by(_A.id)):
            rows[row.subscriber].append(_alert(row))
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
    """Which of these listings a letter of this subscriber already told of."""
    with store.reading() as session:
        return frozenset(
            session.exec(
                select(LetterEventRow.listing).where(
                    LetterEventRow.subscriber == subscriber_id, col(LetterEventRow.listing).in_(list(listings))
                )
            )
        )


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


def behind(store: Store, letter_id: int, alert_id: int, listing_prefix: str) -> tuple[str, ...]:
    """The listings of a letter that stand behind "+n more": exactly those not shown, of one search and platform."""
    with store.reading() as session:
        rows = session.exec(
            select(LetterEventRow.listing)
            .where(
                LetterEventRow.letter == letter_id,
                LetterEventRow.alert == alert_id,
                col(LetterEventRow.shown).is_(False),
                col(LetterEventRow.listing).startswith(listing_prefix, autoescape=True),
            )
            .order_by(col(LetterEventRow.event))
        )
        return tuple(dict.fromkeys(rows))


def letter_owner(store: Store, letter_id: int) -> Subscriber | None:
    """Whom a letter was written to."""
    with store.reading() as session:
        row = session.get(LetterRow, letter_id)
        person = session.get(SubscriberRow, row.subscriber) if row else None
        return _person(person) if person else None


def _forget(session: Session, ids: Sequence[int]) -> None:
    for rows, column in (
        (AlertRow, AlertRow.subscriber),
        (LetterEventRow, LetterEventRow.subscriber),
        (LetterRow, LetterRow.subscriber),
        (SubscriberRow, SubscriberRow.id),
    ):
        session.exec(delete(rows).where(col(column).in_(ids)))


def _alerts(rows: Iterable[AlertRow]) -> tuple[Alert, ...]:
    return tuple(_alert(row) for row in rows)


def _alert(row: Any) -> Alert:
    return Alert(
        id=cast(int, row.id),
        subscriber=row.subscriber,
        query=row.query,
        kinds=tuple(kind for kind in WANTED if kind in row.kinds.split(",")),
        cadence=cast(Cadence, row.cadence),
        cursor=row.cursor,
        due_at=row.due_at,
        created_at=row.created_at,
        confirmed_at=row.confirmed_at,
        paused_until=row.paused_until,
        last_sent_at=row.last_sent_at,
        sent=row.sent,
    )


def _person(row: Any) -> Subscriber:
    return Subscriber(
        id=cast(int, row.id),
        address=row.address,
        locale=row.locale,
        time_zone=row.time_zone,
        hour=row.hour,
        version=row.version,
        confirmed_at=row.confirmed_at,
        last_letter_at=row.last_letter_at,
        asked_at=row.asked_at,
    )

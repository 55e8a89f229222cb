"""The outbox: letters are written here in the transaction that accounts for their events, and leave it afterwards.

A letter is claimed by a conditional update, so two clocks never deliver it at once; a claim that was never settled (the
process died) runs out, and the letter goes again under the same Message-ID.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, cast

from sqlalchemy import CursorResult, and_, bindparam, delete, func, or_, update
from sqlmodel import Session, col, select

from directory.alerts import SILENCE, Alert, Draft
from directory.store import numbers
from directory.store.alert_tables import AlertRow, LetterEventRow, LetterRow, SubscriberRow, SuppressionRow
from directory.store.engine import Store
from directory.store.sql import table

LetterKind = Literal["letter", "confirm", "question", "broken"]
CLAIM = timedelta(minutes=10)
BACK_OFF = (1, 5, 15, 60, 240, 720, 1440)
"""Minutes between tries of a letter that a server did not take yet; after the last it goes on once a day."""
GIVE_UP_AFTER = timedelta(days=5)


_TOLD = table(LetterEventRow)
_ALERTS = table(AlertRow)
_QUIETLY = (
    _ALERTS.update()
    .where(
        _ALERTS.c.id == bindparam("was_id"),
        _ALERTS.c.cursor == bindparam("was_cursor"),
        _ALERTS.c.due_at == bindparam("was_due"),
        _ALERTS.c.query == bindparam("was_query"),
    )
    .values(cursor=bindparam("new_cursor"), due_at=bindparam("new_due"), paused_until=None)
)


@dataclass(frozen=True, slots=True)
class Queued:
    """A letter that this process has claimed. `raw` is None while it still has to be put into words."""

    id: int
    kind: LetterKind
    subscriber: int
    alert: int | None
    recipient: str
    key: str
    raw: bytes | None
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Step:
    """How one due alert moves on: from what was read of it to its new cursor and due time."""

    alert: Alert
    cursor: int
    due_at: datetime


class Taken(RuntimeError):
    """Another clock has moved an alert on meanwhile: nothing was written."""


def enqueue(session: Session, kind: LetterKind, subscriber: int, now: datetime, alert: int | None = None) -> int:
    """Queues a letter that is put into words when it leaves; its number."""
    id = _number(session)
    session.add(LetterRow(id=id, subscriber=subscriber, alert=alert, kind=kind, made_at=now, next_try_at=now))
    return id


def number(store: Store) -> int:
    """A fresh letter number, for addresses inside the letter; unused numbers do no harm."""
    with store.writing() as session:
        return _number(session)


def post(store: Store, steps: Sequence[Step], draft: Draft | None, id: int, raw: bytes | None, now: datetime) -> None:
    """Moves the alerts on and, if there is a draft, writes its letter and what it accounts for: all or nothing.

    Raises Taken if an alert is no longer as it was read.
    """
    with store.writing() as session:
        for step in steps:
            _move(
                session, step, sent=draft is not None and any(p.alert.id == step.alert.id for p in draft.parts), now=now
            )
        if draft is not None:
            person = draft.subscriber.id
            session.add(LetterRow(id=id, subscriber=person, kind="letter", raw=raw, made_at=now, next_try_at=now))
            listings = {e.id: line.listing.id for part in draft.parts for line in part.lines for e in line.events}
            rows = [
                {
                    "subscriber": person,
                    "event": event,
                    "letter": id,
                    "alert": alert,
                    "listing": listings[event],
                    "shown": shown,
                }
                for alert, event, shown in draft.events
            ]
            session.connection().execute(_TOLD.insert(), rows)
            session.exec(update(SubscriberRow).where(col(SubscriberRow.id) == person).values(last_letter_at=now))


def move_quietly(store: Store, steps: Sequence[Step]) -> None:
    """Moves on alerts with nothing to say; one that another clock has moved stays as that clock left it."""
    rows = [
        {"was_id": s.alert.id, "was_cursor": s.alert.cursor, "was_due": s.alert.due_at, "was_query": s.alert.query}
        | {"new_cursor": s.cursor, "new_due": s.due_at}
        for s in steps
    ]
    if rows:
        with store.writing() as session:
            session.connection().execute(_QUIETLY, rows)


def _move(session: Session, step: Step, *, sent: bool, now: datetime) -> None:
    was = step.alert
    moved = session.exec(
        update(AlertRow)
        .where(
            col(AlertRow.id) == was.id,
            col(AlertRow.cursor) == was.cursor,
            col(AlertRow.due_at) == was.due_at,
            col(AlertRow.query) == was.query,
        )
        .values(
            cursor=step.cursor,
            due_at=step.due_at,
            paused_until=None,
            sent=AlertRow.sent + (1 if sent else 0),
            last_sent_at=now if sent else was.last_sent_at,
        )
    )
    if cast(CursorResult[Any], moved).rowcount != 1:
        raise Taken(f"alert {was.id} was moved on or changed by somebody else")


def park(store: Store, alert: Alert, now: datetime) -> None:
    """Stops an alert whose search can no longer be read and queues a letter that says so; once."""
    with store.writing() as session:
        moved = session.exec(
            update(AlertRow)
            .where(col(AlertRow.id) == alert.id, col(AlertRow.due_at) == alert.due_at)
            .values(due_at=None)
        )
        if cast(CursorResult[Any], moved).rowcount == 1:
            enqueue(session, "broken", alert.subscriber, now, alert=alert.id)


def ask_silent(store: Store, now: datetime) -> int:
    """Queues one short question for everybody who got nothing for eight weeks; how many."""
    limit = now - SILENCE
    with store.writing() as session:
        live = select(AlertRow.subscriber).where(col(AlertRow.due_at).is_not(None))
        last = func.coalesce(SubscriberRow.last_letter_at, SubscriberRow.confirmed_at)
        rows = session.exec(
            select(SubscriberRow).where(
                last < limit,
                or_(col(SubscriberRow.asked_at).is_(None), col(SubscriberRow.asked_at) < last),
                col(SubscriberRow.id).in_(live),
            )
        ).all()
        for row in rows:
            row.asked_at = now
            enqueue(session, "question", cast(int, row.id), now)
        return len(rows)


def claim(store: Store, now: datetime, limit: int = 50) -> tuple[Queued, ...]:
    """Letters that are ready to go, claimed for this process for ten minutes."""
    free = or_(col(LetterRow.claimed_until).is_(None), col(LetterRow.claimed_until) < now)
    ready = and_(col(LetterRow.state) == "queued", col(LetterRow.next_try_at) <= now, free)
    with store.writing() as session:
        ids = session.exec(select(LetterRow.id).where(ready).order_by(col(LetterRow.id)).limit(limit)).all()
        mine = [
            id
            for id in ids
            if cast(
                CursorResult[Any],
                session.exec(
                    update(LetterRow)
                    .where(col(LetterRow.id) == id, ready)
                    .values(claimed_until=now + CLAIM, tries=LetterRow.tries + 1)
                ),
            ).rowcount
        ]
        rows = session.exec(
            select(LetterRow, SubscriberRow)
            .join(SubscriberRow, col(SubscriberRow.id) == col(LetterRow.subscriber))
            .where(col(LetterRow.id).in_(mine))
            .order_by(col(LetterRow.id))
        ).all()
        return tuple(_queued(letter, person) for letter, person in rows)


def keep_words(store: Store, id: int, raw: bytes) -> None:
    """Keeps the bytes of a letter before its first try, so that every try sends the same."""
    with store.writing() as session:
        session.exec(update(LetterRow).where(col(LetterRow.id) == id).values(raw=raw))


def sent(store: Store, id: int, now: datetime) -> None:
    """Marks a letter as accepted by the server; its bytes are not kept."""
    with store.writing() as session:
        session.exec(
            update(LetterRow)
            .where(col(LetterRow.id) == id)
            .values(state="sent", sent_at=now, raw=None, claimed_until=None, words="")
        )


def later(store: Store, letter: Queued, words: str, now: datetime) -> None:
    """Lets a letter wait for its next try; one that nobody took for five days is given up."""
    with store.writing() as session:
        row = session.get(LetterRow, letter.id)
        if row is not None:
            wait = BACK_OFF[min(row.tries, len(BACK_OFF)) - 1]
            row.next_try_at, row.claimed_until, row.words = now + timedelta(minutes=wait), None, words
            if now - letter.made_at > GIVE_UP_AFTER:
                row.state, row.raw = "refused", None


def refused(store: Store, letter: Queued, words: str, now: datetime) -> None:
    """The address refuses for good (5xx): the letter ends, the address is barred and its alerts stop."""
    with store.writing() as session:
        session.exec(
            update(LetterRow)
            .where(col(LetterRow.subscriber) == letter.subscriber, col(LetterRow.state) == "queued")
            .values(state="refused", raw=None, claimed_until=None, words=words)
        )
        barred = session.get(SuppressionRow, letter.key)
        if barred is None:
            session.add(SuppressionRow(key=letter.key, reason="bounced", at=now))
        elif barred.reason == "erased":
            barred.reason, barred.at = "bounced", now
        session.exec(delete(AlertRow).where(col(AlertRow.subscriber) == letter.subscriber))


def sent_since(store: Store, subscriber: int, since: datetime) -> int:
    """How many alert letters were written to a subscriber since a moment: the cap of "as it happens"."""
    with store.reading() as session:
        return session.exec(
            select(func.count()).where(
                LetterRow.subscriber == subscriber, LetterRow.kind == "letter", col(LetterRow.made_at) >= since
            )
        ).one()


def _number(session: Session) -> int:
    numbers.lock(session)
    return numbers.take(session, "letter", 1)


def _queued(letter: LetterRow, person: SubscriberRow) -> Queued:
    return Queued(
        letter.id,
        cast(LetterKind, letter.kind),
        letter.subscriber,
        letter.alert,
        person.address,
        person.key,
        letter.raw,
        letter.made_at,
    )

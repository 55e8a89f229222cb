"""The outbox: letters are written here in the transaction that accounts for their events, and leave it afterwards.

A letter is claimed by a conditional update, so two clocks never deliver it at once; a claim that was never settled (the
process died) runs out, and the letter goes again under the same Message-ID.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, cast

from sqlalchemy import and_, delete, func, or_, update
from sqlmodel import Session, col, select

from directory.letters.compose import SILENCE
from directory.store import numbers
from directory.store.engine import Store
from directory.store.letter_tables import AlertRow, LetterRow, SubscriberRow, SuppressionRow

LetterKind = Literal["letter", "confirm", "question", "broken"]
CLAIM = timedelta(minutes=10)
BACK_OFF = (1, 5, 15, 60, 240, 720, 1440)
"""Minutes between tries of a letter that a server did not take yet; after the last it goes on once a day."""
GIVE_UP_AFTER = timedelta(days=5)


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


def enqueue(session: Session, kind: LetterKind, subscriber: int, now: datetime, alert: int | None = None) -> int:
    """Queues a letter that is put into words when it leaves; its number."""
    id = _number(session)
    session.add(LetterRow(id=id, subscriber=subscriber, alert=alert, kind=kind, made_at=now, next_try_at=now))
    return id


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


def claim(store: Store, now: datetime) -> Queued | None:
    """The letter that has waited longest, claimed for this process for ten minutes; None if none is ready."""
    free = or_(col(LetterRow.claimed_until).is_(None), col(LetterRow.claimed_until) < now)
    ready = and_(col(LetterRow.state) == "queued", col(LetterRow.next_try_at) <= now, free)
    oldest = select(LetterRow.id).where(ready).order_by(col(LetterRow.next_try_at), col(LetterRow.id)).limit(1)
    with store.writing() as session:
        id = session.exec(oldest.with_for_update(skip_locked=True)).first()
        if id is None:
            return None
        taken = {"claimed_until": now + CLAIM, "tries": LetterRow.tries + 1}
        session.exec(update(LetterRow).where(col(LetterRow.id) == id).values(**taken))
        owner = col(SubscriberRow.id) == col(LetterRow.subscriber)
        row = session.exec(
            select(LetterRow, SubscriberRow).join(SubscriberRow, owner).where(LetterRow.id == id)
        ).first()
        return _queued(*row) if row else None


def keep_words(store: Store, id: int, raw: bytes) -> bytes:
    """Keeps the bytes of a letter before its first try, so that every try sends the same; gives what is kept."""
    with store.writing() as session:
        session.exec(update(LetterRow).where(col(LetterRow.id) == id, col(LetterRow.raw).is_(None)).values(raw=raw))
        return session.exec(select(LetterRow.raw).where(LetterRow.id == id)).first() or raw


def withdraw(session: Session, subscriber: int) -> None:
    """Takes back what waits for somebody who wants no more letters; a confirmation they asked for still goes."""
    waiting = (
        col(LetterRow.subscriber) == subscriber,
        col(LetterRow.state) == "queued",
        col(LetterRow.kind) != "confirm",
    )
    session.exec(update(LetterRow).where(*waiting).values(state="refused", raw=None, words="stopped by the reader"))


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

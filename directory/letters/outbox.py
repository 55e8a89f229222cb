"""The outbox: letters are written here in the transaction that accounts for their events, and leave it afterwards.

A letter is claimed by a conditional update, so two clocks never deliver it at once; a claim that was never settled (the
process died) runs out, and the letter goes again under the same Message-ID.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, cast

from sqlalchemy import and_, func, or_, update
from sqlmodel import Session, col, select

from directory.letters.chosen import STOPPED, first_way, no_mail, stop_way
from directory.letters.compose import SILENCE
from directory.logs import scrub
from directory.store import numbers
from directory.store.engine import Store
from directory.store.ledger import packed
from directory.store.letter_tables import AlertRow, LetterRow, SubscriberRow, SuppressionRow, WayRow
from directory.store.sql import among, table

LetterKind = Literal["letter", "confirm", "question", "broken", "welcome"]
CLAIM = timedelta(minutes=10)  # far longer than a server takes; a letter of a process that died is free after it
BACK_OFF = (1, 5, 15, 60, 240, 720, 1440)
"""Minutes between tries of a letter that a server did not take yet; after the last it goes on once a day."""
GIVE_UP_AFTER = timedelta(days=5)  # what RFC 5321, section 4.5.4.1, advises: at least four to five days
WORDS = 300  # characters of what a server said: its first line or two say why
Reason = Literal["bounced", "complained", "erased"]


@dataclass(frozen=True, slots=True)
class Queued:
    """A letter that this process has claimed. `raw` is None while it still has to be put into words.

    `way` is the name of the way it goes and `to` its row, "mail" and None for mail; `recipient` the address or
    destination there.
    """

    id: int
    kind: LetterKind
    subscriber: int
    alert: int | None
    recipient: str
    key: str
    raw: bytes | None
    made_at: datetime
    way: str = "mail"
    to: int | None = None


def enqueue(
    session: Session, kind: LetterKind, subscriber: int, now: datetime, alert: int | None = None, way: int | None = None
) -> int:
    """Queues a letter in the caller's transaction, ready at `now` (UTC) and put into words when it leaves; its number.

    `alert` is the one it is about, None for a letter over several; `way` the row of the way that it goes, None: mail.
    """
    id = _number(session)
    row = LetterRow(id=id, subscriber=subscriber, alert=alert, kind=kind, made_at=now, next_try_at=now, way=way)
    session.add(row)
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
            enqueue(session, "question", cast(int, row.id), now, way=first_way(session, cast(int, row.id)))
        return len(rows)


def claim(store: Store, now: datetime, way: str = "mail") -> Queued | None:
    """The letter that has waited longest for a way, claimed for this process for ten minutes; None if none is ready."""
    free = or_(col(LetterRow.claimed_until).is_(None), col(LetterRow.claimed_until) < now)
    there = (
        col(LetterRow.way).is_(None)
        if way == "mail"
        else col(LetterRow.way).in_(select(WayRow.id).where(WayRow.name == way))
    )
    ready = and_(col(LetterRow.state) == "queued", col(LetterRow.next_try_at) <= now, free, there)
    oldest = select(LetterRow.id).where(ready).order_by(col(LetterRow.next_try_at), col(LetterRow.id)).limit(1)
    with store.writing() as session:
        id = session.exec(oldest.with_for_update(skip_locked=True)).first()
        if id is None:
            return None
        taken = {"claimed_until": now + CLAIM, "tries": LetterRow.tries + 1}
        session.exec(update(LetterRow).where(col(LetterRow.id) == id).values(**taken))
        letter = session.get_one(LetterRow, id)
        person = session.get(SubscriberRow, letter.subscriber)
        row = session.get(WayRow, letter.way) if letter.way is not None else None
        return _queued(letter, person, row) if person else None


def keep_words(store: Store, id: int, raw: bytes, shown: Iterable[int] = ()) -> bytes:
    """Keeps the bytes of a letter before its first try, so that every try sends the same; gives what is kept.

    `shown` are the events that have a row in it: the others of the letter stand behind its links.
    """
    with store.writing() as session:
        unworded = (col(LetterRow.id) == id, col(LetterRow.raw).is_(None))
        session.exec(update(LetterRow).where(*unworded).values(raw=raw, shown=packed(shown)))
        return session.exec(select(LetterRow.raw).where(LetterRow.id == id)).first() or raw


def withdraw(session: Session, subscriber: int) -> None:
    """Takes back what waits for somebody who wants no more letters; a confirmation they asked for still goes."""
    waiting = (
        col(LetterRow.subscriber) == subscriber,
        col(LetterRow.state) == "queued",
        col(LetterRow.kind) != "confirm",
    )
    session.exec(update(LetterRow).where(*waiting).values(state="refused", raw=None, words=STOPPED))


def sent(store: Store, id: int, now: datetime) -> None:
    """Marks a letter as accepted by the server at `now` (UTC); its bytes are not kept from then on."""
    with store.writing() as session:
        session.exec(
            update(LetterRow)
            .where(col(LetterRow.id) == id)
            .values(state="sent", sent_at=now, raw=None, claimed_until=None, words="")
        )


def later(store: Store, letter: Queued, words: str, now: datetime, most: int | None = None, *, asked: int = 0) -> None:
    """Lets a letter wait for its next try; one that nobody took for five days, or `most` times, is given up.

    `words` say why, for the maintainer (`troubles`); `asked` are the seconds that the other side wants to wait, of
    which a day is granted.
    """
    with store.writing() as session:
        row = session.get(LetterRow, letter.id)
        if row is not None:
            wait = timedelta(minutes=BACK_OFF[min(row.tries, len(BACK_OFF)) - 1])
            wait = max(wait, min(timedelta(seconds=asked), timedelta(days=1)))
            row.next_try_at, row.claimed_until, row.words = now + wait, None, words
            if now - letter.made_at > GIVE_UP_AFTER or (most is not None and row.tries >= most):
                row.state, row.raw = "refused", None


def bar(store: Store, letter: Queued, words: str, now: datetime) -> None:
    """Nobody is there: no letter goes that way any more. An address is barred until the person lifts it.

    Who has no other way rests.
    """
    with store.writing() as session:
        if letter.to is not None:
            stop_way(session, letter.subscriber, letter.to, words[:WORDS], now)
            return
        suppress(session, letter.key, "bounced", now, unnamed(words, letter.recipient))
        no_mail(session, letter.subscriber, words[:WORDS])


def suppress(session: Session, key: str, reason: Reason, now: datetime, words: str = "") -> None:
    """Bars an address by its keyed hash. `words`, cut to WORDS characters and without addresses, say why."""
    row, said = session.get(SuppressionRow, key), scrub(words)[:WORDS]
    if row is None:
        session.add(SuppressionRow(key=key, reason=reason, at=now, words=said))
    else:
        row.reason, row.at, row.words = reason, now, said


def unnamed(words: str, address: str) -> str:
    """What a server said of an address, without it and without its local part: a bar and a bounce outlive both."""
    name, said = address.rpartition("@")[0], scrub(words)
    return re.sub(rf"(?<![\w.]){re.escape(name)}(?![\w.])", "(address)", said, flags=re.IGNORECASE) if name else said


def troubles(store: Store, since: datetime) -> tuple[str, ...]:
    """What a maintainer should see of letters made since then: those that wait after a failure, those given up."""
    with store.reading() as session:
        rows = session.exec(
            select(LetterRow)
            .where(col(LetterRow.made_at) >= since, LetterRow.words != "", LetterRow.words != STOPPED)
            .where(col(LetterRow.state).in_(("queued", "refused")))
            .order_by(col(LetterRow.id))
        ).all()
    return tuple(f"letter {row.id} ({row.kind}): {_became(row)}, {row.words}" for row in rows)


def _became(row: LetterRow) -> str:
    return "given up" if row.state == "refused" else f"tried {row.tries} times"


def sent_since(session: Session, subscribers: Collection[int], since: datetime) -> dict[int, int]:
    """How many alerts were written to each of these since a moment (UTC): the cap of "as it happens".

    One that went several ways is one: its letters were made in one moment.
    """
    count = select(LetterRow.subscriber, func.count(func.distinct(LetterRow.made_at))).where(
        among(table(LetterRow).c.subscriber, subscribers), LetterRow.kind == "letter", col(LetterRow.made_at) >= since
    )
    return dict(session.exec(count.group_by(col(LetterRow.subscriber))).all())


def _number(session: Session) -> int:
    numbers.lock(session)
    return numbers.take(session, "letter", 1)


def _queued(letter: LetterRow, person: SubscriberRow, way: WayRow | None) -> Queued:
    return Queued(
        letter.id,
        cast(LetterKind, letter.kind),
        letter.subscriber,
        letter.alert,
        way.destination if way else person.address,
        person.key,
        letter.raw,
        letter.made_at,
        way.name if way else "mail",
        letter.way,
    )

"""The ways that subscribers chose: connected, ended, and which of them a letter goes. Times are UTC.

A subscriber always has the mail address that they confirmed; whether letters go there is their choice too. Who has no
way left rests: nothing is due, nothing is told, and what happened meanwhile comes with the next way.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import delete, update
from sqlalchemy import select as plain
from sqlmodel import Session, col, select

from directory.letters.rows import due_again
from directory.store.engine import Store
from directory.store.letter_tables import AlertRow, LetterRow, SubscriberRow, SuppressionRow, WayRow
from directory.store.sql import among, table

MOST = 10
"""Ways of one subscriber: a telephone, a computer and those that were lost; a machine adds more."""
STOPPED = "stopped by the reader"
_S, _W = table(SubscriberRow).c, table(WayRow).c
Ways = Mapping[int, tuple[int | None, ...]]
"""The ways of subscribers, by number: rows of `ways`, None for mail. Who has mail alone is left out."""


@dataclass(frozen=True, slots=True)
class ChosenWay:
    """One way of a subscriber; `words` say why it stopped, "" while it lives."""

    id: int
    name: str
    destination: str
    created_at: datetime
    stopped_at: datetime | None
    words: str


def ways_of(session: Session, subscribers: Collection[int]) -> Ways:
    """The ways that letters of these subscribers go, mail first, the others as they were connected."""
    here = session.connection()
    live = (_W.stopped_at.is_(None), among(_W.subscriber, subscribers))
    others: dict[int, list[int]] = defaultdict(list)
    for who, id in here.execute(plain(_W.subscriber, _W.id).where(*live).order_by(_W.id)):
        others[who].append(id)
    unmailed = set(here.execute(plain(_S.id).where(_S.mail.is_(False), among(_S.id, subscribers))).scalars())
    return {who: (*(() if who in unmailed else (None,)), *others.get(who, ())) for who in {*others, *unmailed}}


def first_way(session: Session, subscriber: int) -> int | None:
    """The way that a word to a subscriber goes that is no alert: mail, or else the first that lives; None is mail."""
    return next(iter(ways_of(session, [subscriber]).get(subscriber, ())), None)


def chosen(store: Store, subscriber: int) -> tuple[ChosenWay, ...]:
    """The ways of a subscriber beside mail, oldest first, stopped ones too."""
    query = select(WayRow).where(WayRow.subscriber == subscriber).order_by(col(WayRow.id))
    with store.reading() as session:
        return tuple(
            ChosenWay(cast(int, row.id), row.name, row.destination, row.created_at, row.stopped_at, row.words)
            for row in session.exec(query)
        )


def connect(session: Session, subscriber: int, name: str, destination: str, now: datetime) -> int | None:
    """Lets letters of a confirmed subscriber go this way too, in the caller's transaction; its number.

    None where it lives already, for whom never confirmed, and beyond ten. One that had stopped lives again.
    """
    person = session.get(SubscriberRow, subscriber)
    known = session.exec(select(WayRow).where(WayRow.subscriber == subscriber)).all()
    row = next((one for one in known if (one.name, one.destination) == (name, destination)), None)
    if person is None or person.confirmed_at is None or (row is not None and row.stopped_at is None):
        return None
    if row is None and len(known) >= MOST:
        return None
    rested = resting(session, subscriber)
    row = row or WayRow(subscriber=subscriber, name=name, destination=destination, created_at=now)
    row.stopped_at, row.words = None, ""
    session.add(row)
    session.flush()
    if rested:
        wake(session, person, now)
    return cast(int, row.id)


def disconnect(store: Store, subscriber: int, way: int) -> None:
    """Forgets a way of a subscriber, with the letters that wait for it; nothing happens for one of somebody else."""
    with store.writing() as session:
        gone = session.exec(select(WayRow.id).where(WayRow.id == way, WayRow.subscriber == subscriber)).first()
        if gone is not None:
            take_back(session, subscriber, way, "")
            session.exec(delete(WayRow).where(col(WayRow.id) == way))
            rest(session, subscriber)


def leave(session: Session, name: str, destination: str) -> int:
    """Forgets a destination for everybody who chose it, because whoever is there said so; how many ways that were."""
    rows = session.exec(select(WayRow).where(WayRow.name == name, WayRow.destination == destination)).all()
    for row in rows:
        take_back(session, row.subscriber, row.id, "")
        session.delete(row)
        session.flush()
        rest(session, row.subscriber)
    return len(rows)


def stop_way(session: Session, subscriber: int, way: int, words: str, now: datetime) -> None:
    """Notes that nobody is behind a way any more; `words` say what the other side said."""
    session.exec(update(WayRow).where(col(WayRow.id) == way).values(stopped_at=now, words=words))
    take_back(session, subscriber, way, words)
    rest(session, subscriber)


def by_mail(store: Store, subscriber: int, *, on: bool, now: datetime) -> bool:
    """Whether letters go by mail from now on. False, and nothing changes, where it would leave no way at all.

    Also False for an address that is barred: `bars.lift` is what brings mail back there.
    """
    with store.writing() as session:
        person = session.get(SubscriberRow, subscriber)
        others = ways_of(session, [subscriber]).get(subscriber, ())
        if person is None or (not on and not [way for way in others if way is not None]):
            return False
        if on and session.get(SuppressionRow, person.key) is not None:
            return False
        rested, person.mail = resting(session, subscriber), on
        session.flush()
        if rested:
            wake(session, person, now)
        if not on:
            take_back(session, subscriber, None, "")
        return True


def no_mail(session: Session, subscriber: int, words: str) -> None:
    """Lets no letter go to the address; the other ways go on."""
    session.exec(update(SubscriberRow).where(col(SubscriberRow.id) == subscriber).values(mail=False))
    take_back(session, subscriber, None, words)
    rest(session, subscriber)


def wake(session: Session, person: SubscriberRow, now: datetime) -> None:
    """Makes the alerts that rested due as their cadence says after `now`; those that do not rest stay as they are."""
    theirs = (AlertRow.subscriber == person.id, col(AlertRow.confirmed_at).is_not(None))
    for row in session.exec(select(AlertRow).where(*theirs, col(AlertRow.due_at).is_(None))):
        row.due_at = due_again(row, person, now)


def rest(session: Session, subscriber: int) -> None:
    """Lets the alerts of somebody who has no way left rest; of anybody else nothing changes."""
    if resting(session, subscriber):
        session.exec(update(AlertRow).where(col(AlertRow.subscriber) == subscriber).values(due_at=None))


def resting(session: Session, subscriber: int) -> bool:
    """Whether a subscriber has no way left."""
    return ways_of(session, [subscriber]).get(subscriber, (None,)) == ()


def take_back(session: Session, subscriber: int, way: int | None, words: str) -> None:
    """Takes back the letters that wait for one way of a subscriber; a confirmation that they asked for still goes."""
    there = col(LetterRow.way).is_(None) if way is None else col(LetterRow.way) == way
    waiting = (col(LetterRow.subscriber) == subscriber, col(LetterRow.state) == "queued")
    kept = () if words else (col(LetterRow.kind) != "confirm",)
    gone = {"state": "refused", "raw": None, "claimed_until": None, "words": words or STOPPED}
    session.exec(update(LetterRow).where(there, *waiting, *kept).values(**gone))

"""What is kept about a subscriber: handed out whole, deleted on demand or when its time is over. Times are UTC."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from directory.letters.compose import UNCONFIRMED_LIFE
from directory.letters.ledger import entries
from directory.store import events
from directory.store.engine import Store
from directory.store.letter_tables import AlertRow, BounceRow, LetterRow, SubscriberRow, WayRow, token_version

STOPPED_LIFE = timedelta(days=30)  # what the privacy page promises
LEDGER = ("events", "shown", "last_event")
"""Fields of a letter that an export says in full words, event by event."""


def export(store: Store, subscriber_id: int) -> dict[str, Any]:
    """Everything that is kept about a subscriber, as JSON values (the right of access, GDPR article 15).

    Keyed hash and bytes of letters are left out; {} for a number that nobody has.
    """
    with store.reading() as session:
        person = session.get(SubscriberRow, subscriber_id)
        if person is None:
            return {}
        rows = session.exec(select(AlertRow).where(AlertRow.subscriber == subscriber_id)).all()
        letters = session.exec(select(LetterRow).where(LetterRow.subscriber == subscriber_id)).all()
        ways = session.exec(select(WayRow).where(WayRow.subscriber == subscriber_id)).all()
        bounces = session.exec(select(BounceRow).where(BounceRow.key == person.key)).all()
        return {
            "bounces": [row.model_dump(mode="json", exclude={"key"}) for row in bounces],
            "subscriber": person.model_dump(mode="json", exclude={"key"}),
            "ways": [row.model_dump(mode="json") for row in ways],
            "alerts": [row.model_dump(mode="json") for row in rows],
            "letters": [row.model_dump(mode="json", exclude={"raw", *LEDGER}) for row in letters],
            "told": list(_told(session, subscriber_id)),
        }


def _told(session: Session, subscriber_id: int) -> Iterator[dict[str, Any]]:
    """Every event that a letter told of, one by one."""
    for entry in entries(session, subscriber_id):
        alerts = {event: alert for alert, ids in entry.events.items() for event in ids}
        for event in events.numbered(session, alerts):
            told = {"event": event.id, "letter": entry.letter, "alert": alerts[event.id], "listing": event.listing}
            yield {**told, "shown": event.id in entry.shown}


def erase(store: Store, subscriber_id: int) -> None:
    """Deletes everything of a subscriber (GDPR article 17).

    A bar against writing to the address stays, as its keyed hash.
    """
    with store.writing() as session:
        _forget(session, [subscriber_id])


def sweep(store: Store, now: datetime) -> int:
    """Deletes what was not confirmed within seven days and who stopped thirty days ago; how many addresses went."""
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
        old = select(SubscriberRow.id).where(col(SubscriberRow.stopped_at) < now - STOPPED_LIFE)
        ids = [id for id in (*gone, *session.exec(old)) if id is not None]
        _forget(session, ids)
        return len(ids)


def void_tokens(store: Store, subscriber_id: int) -> None:
    """Makes every link in earlier letters useless, by a new random number in the keys of this subscriber."""
    with store.writing() as session:
        session.exec(
            update(SubscriberRow).where(col(SubscriberRow.id) == subscriber_id).values(version=token_version())
        )


def rekey(store: Store, key_of: Callable[[str], str]) -> int:
    """Brings the keyed hashes of addresses to their present spelling; how many changed.

    Of two subscribers that turn out to be one mailbox the later one keeps its old key.
    """
    with store.writing() as session:
        known = set(session.exec(select(SubscriberRow.key)).all())
        changed = 0
        for row in session.exec(select(SubscriberRow).order_by(col(SubscriberRow.id))):
            key = key_of(row.address)
            if key not in known:
                known.add(key)
                row.key = key
                changed += 1
        return changed


def _forget(session: Session, ids: Sequence[int]) -> None:
    keys = session.exec(select(SubscriberRow.key).where(col(SubscriberRow.id).in_(ids))).all()
    session.exec(delete(BounceRow).where(col(BounceRow.key).in_(keys)))
    for rows, column in (
        (AlertRow, AlertRow.subscriber),
        (LetterRow, LetterRow.subscriber),
        (WayRow, WayRow.subscriber),
        (SubscriberRow, SubscriberRow.id),
    ):
        session.exec(delete(rows).where(col(column).in_(ids)))

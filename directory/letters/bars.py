"""Addresses that no letter goes to: why, since when, and how the bar is lifted. Times are UTC.

A bar is kept under the keyed hash of its address (`tokens.keyed_hash`), so that it outlives the subscriber's erasure.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, delete
from sqlmodel import col, select

from directory.letters.chosen import no_mail, wake
from directory.letters.outbox import Reason, suppress
from directory.store.engine import Store
from directory.store.letter_tables import BounceRow, SubscriberRow, SuppressionRow


@dataclass(frozen=True, slots=True)
class Bar:
    """Why no letter goes to an address: since when, and what the server or the maintainer said."""

    reason: Reason
    at: datetime
    words: str


def barred(store: Store, key: str) -> Bar | None:
    """Why no letter goes to an address, by its keyed hash; None if letters may go there."""
    with store.reading() as session:
        row = session.get(SuppressionRow, key)
        return Bar(cast(Reason, row.reason), row.at, row.words) if row else None


def complain(store: Store, key: str, words: str, now: datetime) -> None:
    """A complaint about our letters: the address, by its keyed hash, is barred until it is lifted; other ways go on.

    `words` say why, in the complaint's or the maintainer's own; nobody needs to be subscribed there.
    """
    with store.writing() as session:
        suppress(session, key, "complained", now, words)
        for id in session.exec(select(SubscriberRow.id).where(SubscriberRow.key == key)).all():
            no_mail(session, cast(int, id), "the address complained")


def lift(store: Store, key: str, now: datetime) -> bool:
    """Lets letters go to an address again and wakes its parked alerts, due as their cadence says after `now` (UTC).

    True if it was barred.
    """
    with store.writing() as session:
        gone = session.exec(delete(SuppressionRow).where(col(SuppressionRow.key) == key))
        session.exec(delete(BounceRow).where(col(BounceRow.key) == key))
        person = session.exec(select(SubscriberRow).where(SubscriberRow.key == key)).first()
        if person is not None:
            person.mail = True
            wake(session, person, now)
        return cast(CursorResult[Any], gone).rowcount > 0

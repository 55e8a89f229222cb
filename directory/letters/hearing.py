"""What somebody told us by a way, in the tables: connected by the key of their page, or left alone from now on."""

from datetime import datetime
from typing import Literal

from directory.letters.chosen import connect, leave
from directory.letters.outbox import enqueue
from directory.letters.ways.way import Heard
from directory.store.engine import Store
from directory.store.letter_tables import SubscriberRow
from directory.tokens import parse, valid

Taken = Literal["connected", "known", "left", "unknown"]


def take(store: Store, secret: str, way: str, told: Heard, now: datetime) -> Taken:
    """Does what was told, in one transaction. Told again after a break it changes nothing that is so already.

    "unknown" is anything but a stop or a key of ours, one that was voided included.
    """
    with store.writing() as session:
        if told.stop:
            leave(session, way, told.destination)
            return "left"
        token = parse(told.key)
        person = session.get(SubscriberRow, token.subject) if token else None
        if token is None or person is None or not valid(token, secret, "connect", person.version):
            return "unknown"
        row = connect(session, token.subject, way, told.destination, now)
        if row is None:
            return "known"
        enqueue(session, "welcome", token.subject, now, way=row)
        return "connected"


def choose(store: Store, subscriber: int, way: str, destination: str, now: datetime) -> Taken:
    """Connects a destination that the subscriber's own page sent, and queues the first word by that way."""
    with store.writing() as session:
        row = connect(session, subscriber, way, destination, now)
        if row is not None:
            enqueue(session, "welcome", subscriber, now, way=row)
        return "known" if row is None else "connected"

"""What letters account for, read from their rows (how it is written there: `directory/store/ledger.py`)."""

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session

from directory.store.ledger import ledger, unpacked
from directory.store.letter_tables import LetterRow
from directory.store.sql import among, table

_L = table(LetterRow).c


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """What one letter says of itself: its number, the events of each alert, and those of them that have a row in it."""

    letter: int
    events: Mapping[int, Sequence[int]]
    shown: Set[int]


def entries(session: Session, subscriber: int, after: int = 0) -> tuple[LedgerEntry, ...]:
    """What the letters of a subscriber account for, oldest letter first; only those that tell of an event after one."""
    mine = (_L.subscriber == subscriber, _L.last_event > after)
    query = select(_L.id, _L.events, _L.shown).where(*mine).order_by(_L.id)
    return tuple(_entry(*row) for row in session.connection().execute(query))


def entry(session: Session, letter: int) -> LedgerEntry | None:
    """What one letter accounts for; None where it is gone."""
    row = session.connection().execute(select(_L.id, _L.events, _L.shown).where(_L.id == letter)).first()
    return _entry(*row) if row else None


def told(session: Session, subscribers: Collection[int], after: int) -> dict[int, frozenset[int]]:
    """The events after a number that letters account for already, by subscriber; who was told of none is left out."""
    found: dict[int, frozenset[int]] = {}
    mine = (among(_L.subscriber, subscribers), _L.last_event > after)
    for subscriber, events in session.connection().execute(select(_L.subscriber, _L.events).where(*mine)):
        found[subscriber] = found.get(subscriber, frozenset()).union(*ledger(events).values())
    return found


def _entry(letter: int, events: str, shown: str) -> LedgerEntry:
    return LedgerEntry(letter, ledger(events), frozenset(unpacked(shown)))

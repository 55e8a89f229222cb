"""What letters account for and who is due what, as tests ask for it."""

from datetime import datetime

from sqlmodel import col, select

from directory.letters.compose import Alert
from directory.letters.rows import alerts_from
from directory.store import Store, events
from directory.store.ledger import ledger, unpacked
from directory.store.letter_tables import AlertRow, LetterRow


def due_alerts(store: Store, now: datetime) -> tuple[Alert, ...]:
    """The alerts that a round would ask at this moment."""
    with store.reading() as session:
        rows = session.exec(select(AlertRow).where(col(AlertRow.due_at) <= now).order_by(col(AlertRow.id)))
        return tuple(row for row in alerts_from(rows) if row.paused_until is None or row.paused_until <= now)


def accounts(store: Store) -> list[tuple[int, int, int, int, str, bool]]:
    """(subscriber, event, letter, alert, listing, shown) of everything that letters account for, in this order."""
    with store.reading() as session:
        letters = session.exec(select(LetterRow)).all()
        told = [
            (row.subscriber, event, row.id, alert, event in unpacked(row.shown))
            for row in letters
            for alert, ids in ledger(row.events).items()
            for event in ids
        ]
        listings = {event.id: event.listing for event in events.numbered(session, [one[1] for one in told])}
    return sorted((who, event, letter, alert, listings[event], shown) for who, event, letter, alert, shown in told)

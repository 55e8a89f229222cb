"""Reading events, in the order in which they were committed; those of hidden listings are not told."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import Session

from directory.listing import EVENT_KINDS, Event, EventKind
from directory.store import hidden, numbers
from directory.store.engine import Store
from directory.store.rows import event_of
from directory.store.sql import among, batches, table
from directory.store.tables import EventRow

_E = table(EventRow)


def after(
    store: Store, event_id: int, limit: int = 1_000, kinds: Collection[EventKind] | None = None
) -> tuple[Event, ...]:
    """The next events after an id, oldest first, at most `limit`; of these kinds, or of all."""
    told = (_E.c.id > event_id, _E.c.kind.in_(list(kinds or EVENT_KINDS)), _E.c.listing.not_in(hidden.ids()))
    query = _E.select().where(*told).order_by(_E.c.id).limit(limit)
    with store.reading() as session:
        return tuple(event_of(row) for row in session.connection().execute(query))


def every(store: Store, at_once: int = 1_000) -> Iterator[Event]:
    """All events of all listings, oldest first, read `at_once` at a time: what is committed meanwhile comes too."""
    last = 0
    while page := after(store, last, at_once):
        yield from page
        last = page[-1].id


def of(store: Store, listings: Collection[str], kinds: Collection[EventKind] = EVENT_KINDS) -> tuple[Event, ...]:
    """The events of these kinds of some listings, oldest first; those of listings that went into them are not told."""
    found: list[Event] = []
    with store.reading() as session:
        for batch in batches(listings):
            query = _E.select().where(_E.c.listing.in_(batch), _E.c.kind.in_(list(kinds)))
            found += [event_of(row) for row in session.connection().execute(query)]
    return tuple(sorted(found, key=lambda event: event.id))


def numbered(session: Session, ids: Iterable[int]) -> tuple[Event, ...]:
    """The events of these numbers, oldest first, as this session sees them; a number that is none is left out."""
    query = _E.select().where(among(_E.c.id, ids)).order_by(_E.c.id)
    return tuple(event_of(row) for row in session.connection().execute(query))


def concerning(session: Session, listings: Collection[str]) -> tuple[tuple[int, str], ...]:
    """(number, listing) of every event of these listings (ids), in no order, as this session sees them."""
    query = select(_E.c.id, _E.c.listing)
    found = (session.connection().execute(query.where(_E.c.listing.in_(batch))) for batch in batches(listings))
    return tuple((row.id, row.listing) for rows in found for row in rows)


def last_id(store: Store) -> int:
    """The id of the newest event that was committed, 0 before the first."""
    with store.reading() as session:
        return numbers.current(session, "event")


def before(store: Store, moment: datetime) -> int:
    """The id of the last event before the first one at or after a moment (UTC); the newest if none is that late."""
    with store.reading() as session:
        first = session.connection().execute(select(func.min(_E.c.id)).where(_E.c.at >= moment)).scalar()
        return int(first) - 1 if first else numbers.current(session, "event")

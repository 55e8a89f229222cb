"""Reading events, in the order in which they were committed."""

from collections.abc import Collection

from directory.listing import EVENT_KINDS, Event, EventKind
from directory.store import numbers
from directory.store.engine import Store
from directory.store.rows import event_of
from directory.store.sql import table
from directory.store.tables import EventRow

_E = table(EventRow)


def after(
    store: Store, event_id: int, limit: int = 1_000, kinds: Collection[EventKind] | None = None
) -> tuple[Event, ...]:
    """The next events after an id, oldest first, at most `limit`; of these kinds, or of all."""
    query = (
        _E.select().where(_E.c.id > event_id, _E.c.kind.in_(list(kinds or EVENT_KINDS))).order_by(_E.c.id).limit(limit)
    )
    with store.reading() as session:
        return tuple(event_of(row) for row in session.connection().execute(query))


def last_id(store: Store) -> int:
    """The id of the newest event, 0 at first."""
    with store.reading() as session:
        return numbers.current(session, "event")

"""The newest events of the table, with the titles of their listings."""

from collections.abc import Collection

from directory.listing import EVENT_KINDS, Event, EventKind
from directory.store import events, shelf
from web import context as here
from web.figures import survey

REACH = 5_000


def latest() -> tuple[Event, ...]:
    """The newest events, newest first, the last REACH of them; read again only when there are new ones."""
    store = here.site().store
    last = events.last_id(store)
    at = (last, shelf.version(store))  # what is hidden or shown again makes no event
    return here.keep("events", at, lambda: events.after(store, max(0, last - REACH), REACH)[::-1])


def newest(
    limit: int, skip: int = 0, kinds: Collection[EventKind] = EVENT_KINDS
) -> tuple[tuple[Event, ...], dict[str, str], int]:
    """Some of the newest events that are news, their listings' titles, and how many there are in reach."""
    found = [event for event in latest() if event.kind in kinds and not event.baseline]
    page = tuple(found[skip : skip + limit])
    return page, titles(page), len(found)


def events_of(ids: Collection[str], limit: int) -> tuple[tuple[Event, ...], dict[str, str]]:
    """The newest `limit` events of these listings that are news, newest first, and titles by listing id."""
    page = tuple(event for event in latest() if event.listing in ids and not event.baseline)[:limit]
    return page, titles(page)


def titles(page: Collection[Event]) -> dict[str, str]:
    """The titles of the listings of these events by listing id; one that is gone has none."""
    rows = survey().rows()
    return {event.listing: rows[event.listing].title for event in page if event.listing in rows}

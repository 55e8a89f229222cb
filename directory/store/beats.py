"""Signs of life: when each part of the program last did its round well. Times are UTC."""

from datetime import datetime, timedelta

from sqlalchemy import select

from directory.store.engine import Store
from directory.store.maintenance_tables import BeatRow
from directory.store.sql import table, upsert

CLOCK, POST = "clock", "post"
CLOCK_ALIVE = timedelta(
    minutes=5
)  # the clock beats every 30 seconds; a long transaction of a crawl holds it up for one
_B = table(BeatRow).c


def beat(store: Store, name: str, now: datetime) -> None:
    """Writes down that this part did its round; raises Away where nothing can be written."""
    with store.writing() as session:
        upsert(session, BeatRow, [{"name": name, "at": now}])


def last(store: Store) -> dict[str, datetime]:
    """When each part last did, by name."""
    with store.reading() as session:
        return {row.name: row.at for row in session.connection().execute(select(_B.name, _B.at))}


def alive(store: Store, now: datetime) -> bool:
    """Whether the clock has beaten within five minutes."""
    at = last(store).get(CLOCK)
    return at is not None and now - at <= CLOCK_ALIVE

"""On which days each platform was read, and how that ended."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal

from sqlalchemy import select

from directory.store.engine import Store
from directory.store.sql import table
from directory.store.tables import RunRow

Ended = Literal["applied", "held", "failed"]
BEST: tuple[Ended, ...] = ("applied", "held", "failed")
Days = Mapping[str, Mapping[date, Ended]]


def days(store: Store, since: datetime) -> Days:
    """By platform, the days (UTC) of its runs that began at `since` or later, each with the best end of that day.

    Days without a run, or with one that has not ended, are left out.
    """
    runs = table(RunRow).c
    query = select(runs.platform, runs.started_at, runs.state).where(runs.started_at >= since, runs.state != "running")
    found: dict[str, dict[date, Ended]] = {}
    with store.reading() as session:
        for row in session.connection().execute(query):
            own, day = found.setdefault(row.platform, {}), row.started_at.date()
            own[day] = min(own.get(day, row.state), row.state, key=BEST.index)
    return found

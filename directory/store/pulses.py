"""When each platform was last read well, and how often it should be."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from directory.platform import Pulse
from directory.store.engine import Store
from directory.store.probation import tried
from directory.store.sql import table
from directory.store.tables import PlatformRow


def pulses(store: Store) -> Mapping[str, Pulse]:
    """The pulse of every platform that was published, by slug; one short query."""
    with store.reading() as session:
        return pulses_in(session)


def pulses_in(session: Session) -> Mapping[str, Pulse]:
    """The pulse of every platform by slug, as `pulses`, inside the caller's transaction."""
    return {row.slug: pulse_of(row) for row in session.connection().execute(PULSES)}


def pulse_of(row: Any) -> Pulse:
    """The pulse of a platform by its row of `PULSES`: its last good run, its cadence and whether it is on probation."""
    return Pulse(row.last_good, timedelta(hours=row.cadence), tried(row.trial, row.spider, row.proven))


_W = table(PlatformRow).c
# Two values of each record, not the record: to decode all of them took as long as a search, twice a second.
PULSES = select(
    _W.slug,
    _W.last_good,
    _W.failing,
    _W.trial,
    _W.proven,
    _W.record["cadence_hours"].as_float().label("cadence"),
    _W.record["spider"].as_string().label("spider"),
)
"""How each platform is read, a row each."""

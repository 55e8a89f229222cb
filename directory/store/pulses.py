"""When each platform was last read well, and how often it should be."""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import select
from sqlmodel import Session

from directory.platform import Pulse
from directory.store.engine import Store
from directory.store.probation import on_trial
from directory.store.sql import table
from directory.store.tables import PlatformRow


def pulses(store: Store) -> Mapping[str, Pulse]:
    """The pulse of every platform that was published, by slug; one short query."""
    with store.reading() as session:
        return pulses_in(session)


def pulses_in(session: Session) -> Mapping[str, Pulse]:
    """The pulse of every platform by slug, as `pulses`, inside the caller's transaction."""
    rows = table(PlatformRow).c
    found = session.connection().execute(select(rows.slug, rows.last_good, rows.record, rows.trial, rows.proven))
    return {
        row.slug: Pulse(row.last_good, timedelta(hours=row.record["cadence_hours"]), on_trial(row)) for row in found
    }

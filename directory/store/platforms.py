"""What the crawler publishes about platforms, and how healthy each is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import select
from sqlmodel import Session

from directory.platform import PlatformRecord, Pulse
from directory.store.engine import Store
from directory.store.probation import agreeing, on_trial
from directory.store.sql import table
from directory.store.tables import PlatformRow, RunRow

WENT_WELL = "finished"  # as crawler/walk.py says of a crawl that lacks nothing
KEPT = 14  # runs that a platform's record shows: a week of one that is read twice a day
State = Literal["good", "late", "stopped", "held", "failed", "never", "unreadable"]
"""What is said of a platform at a moment."""


@dataclass(frozen=True, slots=True)
class PastRun:
    """One run as the public record shows it; times are UTC, `reason` is in plain words."""

    id: int
    started_at: datetime
    ended_at: datetime | None
    state: Literal["running", "applied", "held", "failed"]
    live: bool
    complete: bool
    released: bool
    reason: str
    fetched: int
    found: int
    new: int
    changed: int
    unchanged: int
    closed: int
    reopened: int
    doubts: int
    missed: int
    refused: dict[str, int] = field(default_factory=dict)
    fields: dict[str, int] = field(default_factory=dict)
    spider: str = ""
    shape: str = ""
    hint: str = ""
    losses: dict[str, list[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Health:
    """A platform's record: `runs` newest first, `usual` what the last good run found, `fields` read in percent.

    `state`, at the moment that was asked of: "good", "late" (no good run within two cadences), "stopped" (none within
    four, whatever the newest said), "held" (the newest run was), "failed" (it broke off), "never" (no run yet) or
    "unreadable".
    `shape`: what the newest run found otherwise about the shape of the platform's answers, in a line, `hint` what
    of it may be chance; `losses`: fields that the last good run read less often, each with the percent before and now.
    `confirmed_at`: the first good run that was live; None means that nobody has read it live yet.
    """

    slug: str
    state: State
    reason: str
    runs: tuple[PastRun, ...]
    last_good: datetime | None
    confirmed_at: datetime | None
    usual: int | None
    fields: dict[str, int]
    next_due: datetime | None
    probation: int | None = None
    shape: str = ""
    hint: str = ""
    losses: Mapping[str, Sequence[int]] = field(default_factory=dict)


def publish(store: Store, record: PlatformRecord) -> None:
    """Make a platform known, or known anew, in a transaction of its own; one that says the same writes nothing."""
    with store.writing() as session:
        publish_in(session, record)


def publish_in(session: Session, record: PlatformRecord) -> None:
    """`publish` inside the caller's transaction: a new row, or the record of the known one replaced."""
    said = record.model_dump(mode="json")
    row = session.get(PlatformRow, record.slug)
    if row is None:
        session.add(PlatformRow(slug=record.slug, record=said))
    elif row.record != said:
        row.record = said


def record_of(row: PlatformRow) -> PlatformRecord:
    """The record that a row of `platforms` holds; raises pydantic's ValidationError where it is none of today's."""
    return PlatformRecord.model_validate(row.record)


def all(store: Store) -> tuple[PlatformRecord, ...]:
    """The record of every platform that was ever published, by slug; those that cannot be read too."""
    with store.reading() as session:
        rows = session.execute(select(PlatformRow).order_by(table(PlatformRow).c.slug)).scalars()
        return tuple(record_of(row) for row in rows)


def last_good(store: Store) -> dict[str, datetime | None]:
    """When each platform's open listings were last seen (UTC), None for one that no good run has read."""
    rows = table(PlatformRow).c
    with store.reading() as session:
        found = session.connection().execute(select(rows.slug, rows.last_good).order_by(rows.slug))
        return {row.slug: row.last_good for row in found}


def health(store: Store, slug: str, now: datetime) -> Health | None:
    """The record of one platform at `now` (UTC), None if nobody published it."""
    with store.reading() as session:
        row = session.get(PlatformRow, slug)
        return _health(session, row, now) if row else None


def healths(store: Store, now: datetime) -> tuple[Health, ...]:
    """The record of every published platform at `now` (UTC), by slug: see Health."""
    with store.reading() as session:
        rows = session.execute(select(PlatformRow).order_by(table(PlatformRow).c.slug)).scalars().all()
        return tuple(_health(session, row, now) for row in rows)


def _health(session: Session, row: PlatformRow, now: datetime) -> Health:
    past = table(RunRow)
    query = past.select().where(past.c.platform == row.slug).order_by(past.c.id.desc()).limit(KEPT)
    names = tuple(PastRun.__dataclass_fields__)
    runs = tuple(PastRun(*(getattr(run, name) for name in names)) for run in session.connection().execute(query))
    ended = next((run for run in runs if run.state != "running"), None)
    good = next((run for run in runs if run.state == "applied"), None)
    record = record_of(row)
    state, reason = _state(record, ended, row.last_good, now)
    tried = _probation(row, runs) if record.readable else None  # nothing is tried of what is read no more
    return Health(
        row.slug, state, reason, runs, row.last_good, row.confirmed_at,
        good.found if good else None, good.fields if good else {}, row.next_due, tried,
        ended.shape if ended else "", ended.hint if ended else "", (good.losses or {}) if good else {},
    )  # fmt: skip


def _probation(row: PlatformRow, runs: Sequence[PastRun]) -> int | None:
    """How many good live runs of a spider on probation agree so far; None for one that is not on probation."""
    if not on_trial(row):
        return None
    return agreeing([run.found for run in runs if run.state == "applied" and run.live and run.spider == row.trial])


def _state(record: PlatformRecord, ended: PastRun | None, read_at: datetime | None, now: datetime) -> tuple[State, str]:
    """The state and its reason; a platform that has stopped says so above all, with the reason of its newest run."""
    if not record.readable:
        return "unreadable", record.unreadable_reason
    if ended is None:
        return "never", ""
    standing = Pulse(read_at, timedelta(hours=record.cadence_hours)).standing(now)
    old = "its last crawl went well" if ended.reason == WENT_WELL and standing in ("late", "stopped") else ended.reason
    if standing == "stopped" or ended.state == "applied":
        return standing, old
    return ("held" if ended.state == "held" else "failed"), ended.reason

"""Replay better readers over what is stored: what changes is our correction, not the platform's news."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from directory.platform import PlatformRecord
from directory.reading.premise import Premise, premise
from directory.reading.start import warm
from directory.reading.summary import facts
from directory.reading.worded import FieldChange, corrections
from directory.record import load
from directory.runs import boilerplate, listings, postings
from directory.runs.listings import Why
from directory.store import numbers
from directory.store.codec import pack_reading, unpack_reading
from directory.store.engine import Store
from directory.store.platforms import record_of
from directory.store.rows import posting_of
from directory.store.sql import forget, insert, table, upsert
from directory.store.tables import DoubtRow, PlatformRow, PostingRow

_P = table(PostingRow)
LISTINGS_AT_ONCE = 100  # in one transaction: short ones, so that crawls and letters come between them


@dataclass(frozen=True, slots=True)
class Reread:
    """One step of a reread: postings read anew, listings that say something else now, and each field that does.

    `claims` holds pairs of a posting's ref and a correction.
    """

    platform: str
    postings: int
    corrected: int
    claims: tuple[tuple[str, FieldChange], ...] = ()


def reread(store: Store, at: datetime, platform: str | None = None) -> Iterator[Reread]:
    """Read again every posting that older readers read, of one platform or of all; each step is one transaction.

    May be stopped and started at any time; `at` (UTC) dates the corrections.
    """
    warm()
    for row in _platforms(store, platform):
        while step := _step(store, row, at):
            yield step


def _platforms(store: Store, slug: str | None) -> list[PlatformRecord]:
    with store.reading() as session:
        rows = session.execute(select(PlatformRow).order_by(table(PlatformRow).c.slug)).scalars()
        return [record_of(row) for row in rows if slug in (None, row.slug)]


def _step(store: Store, record: PlatformRecord, at: datetime) -> Reread | None:
    with store.writing() as session:
        numbers.lock(session)
        ground = premise(record, boilerplate.keys(_shared(session, record.slug)))
        ids = _stale(session, record.slug, ground)
        if not ids:
            return None
        where = (_P.c.platform == record.slug, _P.c.listing.in_(ids), _P.c.version.not_in(ground.versions))
        rows = session.connection().execute(_P.select().where(*where)).all()
        claims = tuple(_write(session, rows, ground, record))
        tally = listings.write(session, ids, Why(record=record, at=at, checked=at))
        return Reread(record.slug, len(rows), tally.changed, claims)


def _shared(session: Session, platform: str) -> tuple[boilerplate.Boilerplate, ...]:
    return boilerplate.stored(session, platform).shared(load().get(platform))


def _stale(session: Session, platform: str, ground: Premise) -> list[str]:
    where = (_P.c.platform == platform, _P.c.version.not_in(ground.versions))
    query = select(_P.c.listing).where(*where).distinct().order_by(_P.c.listing).limit(LISTINGS_AT_ONCE)
    return [str(id) for id in session.connection().execute(query).scalars()]


def _write(session: Session, rows: Any, ground: Premise, record: PlatformRecord) -> list[tuple[str, FieldChange]]:
    """Stores what is read of these postings today, with its doubts, and gives what is said otherwise than before."""
    written: list[dict[str, Any]] = []
    doubts: list[dict[str, Any]] = []
    claims: list[tuple[str, FieldChange]] = []
    project = partial(facts, location=record.location)
    found = [posting_of(row) for row in rows]
    for row, posting, reading in zip(rows, found, ground.read_all(found), strict=True):
        packed = pack_reading(reading)
        claims += [(posting.ref, one) for one in corrections(unpack_reading(row.reading), reading, project)]
        written.append(dict(row._mapping) | {"reading": packed, "version": ground.version_of(posting)})
        doubts += postings.doubt_rows(posting.platform, posting.ref, packed)
    upsert(session, PostingRow, written)
    forget(session, DoubtRow, platform=[record.slug], ref=[row["ref"] for row in written])
    insert(session, DoubtRow, doubts)
    return claims

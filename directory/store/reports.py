"""What readers report about listings, for a maintainer to read."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlmodel import Session

from directory.store.engine import Store
from directory.store.sql import insert, table
from directory.store.tables import ReportRow

LIMIT = 2_000  # characters of a message: a screen of text; the form says so
KEPT = timedelta(days=365)  # what the privacy page promises


@dataclass(frozen=True, slots=True)
class FiledReport:
    """A report as it is kept: its number, and what a maintainer answered, if anybody did. Times are UTC."""

    id: int
    listing: str
    message: str
    at: datetime
    answered_at: datetime | None
    answer: str


@dataclass(frozen=True, slots=True)
class Report:
    """A reader's message about a listing; `at` is UTC."""

    listing: str
    message: str
    at: datetime


def file(store: Store, report: Report) -> None:
    """Keep a reader's report of a listing for the maintainer; a message is cut to 2,000 characters."""
    row = {"listing": report.listing, "message": report.message[:LIMIT], "at": report.at}
    with store.writing() as session:
        insert(session, ReportRow, [row])


def newest(store: Store, limit: int = 50) -> tuple[Report, ...]:
    """At most `limit` reports, the newest first, whatever listings they are about."""
    rows = table(ReportRow)
    query = select(rows.c.listing, rows.c.message, rows.c.at).order_by(rows.c.id.desc()).limit(limit)
    with store.reading() as session:
        return tuple(Report(*row) for row in session.connection().execute(query))


def filed(store: Store, limit: int = 200) -> tuple[FiledReport, ...]:
    """Those without an answer first, then the newest."""
    rows = table(ReportRow)
    columns = (rows.c.id, rows.c.listing, rows.c.message, rows.c.at, rows.c.answered_at, rows.c.answer)
    query = select(*columns).order_by(rows.c.answered_at.is_not(None), rows.c.id.desc()).limit(limit)
    with store.reading() as session:
        return tuple(FiledReport(*row) for row in session.connection().execute(query))


def answer_in(session: Session, id: int, words: str, now: datetime) -> bool:
    """Keeps the answer to a report inside the caller's transaction; False if there is no such report."""
    rows = table(ReportRow)
    answered = update(rows).where(rows.c.id == id).values(answered_at=now, answer=words[:LIMIT])
    return bool(session.connection().execute(answered).rowcount)


def sweep(store: Store, now: datetime) -> None:
    """Forgets reports made more than a year (365 days) before `now` (UTC), as the privacy page promises."""
    rows = table(ReportRow)
    with store.writing() as session:
        session.connection().execute(delete(rows).where(rows.c.at < now - KEPT))

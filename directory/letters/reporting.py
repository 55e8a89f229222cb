"""What each way to subscribers does: how many they are, what waits, what went out and what came back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from directory.letters.ways import MAIL
from directory.store import Store
from directory.store.letter_tables import AlertRow, LetterRow, SubscriberRow, SuppressionRow, WayRow

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class WayReport:
    """One way: its name, how many people and searches it serves, and figures of the last seven days by name."""

    name: str
    people: int
    searches: Mapping[str, int]
    week: Mapping[str, int]
    waiting: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class BarredAddress:
    """A barred address, known by its keyed hash only; `words` are what the server or a maintainer said."""

    key: str
    reason: str
    at: datetime
    words: str


def ways(store: Store, now: datetime) -> tuple[WayReport, ...]:
    """Every way that somebody ever chose, mail first."""
    with store.reading() as session:
        others = session.exec(select(WayRow.name).distinct().order_by(WayRow.name)).all()
        return tuple(_way(session, name, now) for name in (MAIL, *others))


def bars(store: Store, limit: int = 100) -> tuple[BarredAddress, ...]:
    """The addresses barred last, newest first, with reason and day (UTC)."""
    query = select(SuppressionRow).order_by(col(SuppressionRow.at).desc()).limit(limit)
    with store.reading() as session:
        return tuple(BarredAddress(row.key, row.reason, row.at, row.words) for row in session.exec(query))


def _way(session: Session, name: str, now: datetime) -> WayReport:
    """The figures of one way; "mail" has no rows of its own, and bars beside its letters."""
    rows = select(WayRow.id).where(WayRow.name == name)
    there = col(LetterRow.way).is_(None) if name == MAIL else col(LetterRow.way).in_(rows)
    live = _people(name)
    people = session.exec(select(func.count(func.distinct(SubscriberRow.id))).where(*live)).one()
    mine = select(SubscriberRow.id).where(*live)
    alive = (col(AlertRow.confirmed_at).is_not(None), col(AlertRow.subscriber).in_(mine))
    searches = session.exec(select(AlertRow.cadence, func.count()).where(*alive).group_by(AlertRow.cadence)).all()
    since = (there, LetterRow.made_at >= now - WEEK)
    states = select(LetterRow.state, func.count()).where(*since).group_by(LetterRow.state)
    queued = select(func.count(), func.min(LetterRow.made_at)).where(there, LetterRow.state == "queued")
    waiting, oldest = session.exec(queued).one()
    week = dict(session.exec(states).all()) | _ended(session, name, now - WEEK)
    return WayReport(name, people, dict(searches), week, waiting, oldest)


def _people(name: str) -> tuple[ColumnElement[bool], ...]:
    confirmed = col(SubscriberRow.confirmed_at).is_not(None)
    if name == MAIL:
        return confirmed, col(SubscriberRow.mail).is_(True)
    chose = select(WayRow.subscriber).where(WayRow.name == name, col(WayRow.stopped_at).is_(None))
    return confirmed, col(SubscriberRow.id).in_(chose)


def _ended(session: Session, name: str, since: datetime) -> dict[str, int]:
    """Addresses barred since a moment by reason; of another way, those that nobody is behind any more."""
    if name == MAIL:
        barred = select(SuppressionRow.reason, func.count()).where(SuppressionRow.at >= since)
        return dict(session.exec(barred.group_by(SuppressionRow.reason)).all())
    gone = select(func.count()).where(WayRow.name == name, col(WayRow.stopped_at) >= since)
    n = session.exec(gone).one()
    return {"gone": n} if n else {}

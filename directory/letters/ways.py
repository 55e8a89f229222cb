"""What each way to subscribers does: how many they are, what waits, what went out and what came back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, func, select

from directory.store import Store
from directory.store.letter_tables import AlertRow, LetterRow, SubscriberRow, SuppressionRow

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
    """Every way, in the order of `WAYS`; a new way is one more function there."""
    with store.reading() as session:
        return tuple(way(session, now) for way in WAYS)


def bars(store: Store, limit: int = 100) -> tuple[BarredAddress, ...]:
    """The addresses barred last, newest first, with reason and day (UTC)."""
    query = select(SuppressionRow).order_by(col(SuppressionRow.at).desc()).limit(limit)
    with store.reading() as session:
        return tuple(BarredAddress(row.key, row.reason, row.at, row.words) for row in session.exec(query))


def _mail(session: Session, now: datetime) -> WayReport:
    confirmed = col(SubscriberRow.confirmed_at).is_not(None)
    people = session.exec(select(func.count()).select_from(SubscriberRow).where(confirmed)).one()
    live = col(AlertRow.confirmed_at).is_not(None)
    searches = session.exec(select(AlertRow.cadence, func.count()).where(live).group_by(AlertRow.cadence)).all()
    states = select(LetterRow.state, func.count()).where(LetterRow.made_at >= now - WEEK).group_by(LetterRow.state)
    queued = select(func.count(), func.min(LetterRow.made_at)).where(LetterRow.state == "queued")
    waiting, oldest = session.exec(queued).one()
    bounced = select(SuppressionRow.reason, func.count()).where(SuppressionRow.at >= now - WEEK)
    week = dict(session.exec(states).all()) | dict(session.exec(bounced.group_by(SuppressionRow.reason)).all())
    return WayReport("mail", people, dict(searches), week, waiting, oldest)


WAYS: tuple[Callable[[Session, datetime], WayReport], ...] = (_mail,)

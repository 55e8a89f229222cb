"""How many runs ended how, and how many listings came and went, since a moment (UTC)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from directory.store.engine import Store
from directory.store.sql import table
from directory.store.tables import EventRow, ReportRow, RunRow

_R, _E, _P = table(RunRow).c, table(EventRow).c, table(ReportRow).c


@dataclass(frozen=True, slots=True)
class HeldRun:
    """A run that changed no listing: platform, when it began (UTC) and the judge's words."""

    platform: str
    at: datetime
    reason: str


def runs(store: Store, since: datetime) -> dict[str, int]:
    """Runs that began since then, by state."""
    query = select(_R.state, func.count()).where(_R.started_at >= since).group_by(_R.state)
    with store.reading() as session:
        return {str(row[0]): int(row[1]) for row in session.connection().execute(query)}


def held(store: Store, since: datetime) -> tuple[HeldRun, ...]:
    """The runs since then that were held or failed, newest first."""
    bad = (_R.started_at >= since, _R.state.in_(("held", "failed")))
    query = select(_R.platform, _R.started_at, _R.reason).where(*bad).order_by(_R.id.desc())
    with store.reading() as session:
        return tuple(HeldRun(*row) for row in session.connection().execute(query))


def events(store: Store, since: datetime) -> dict[str, int]:
    """Changes of listings since then that are news, by kind."""
    news = (_E.at >= since, _E.baseline.is_(False), _E.correction.is_(False))
    query = select(_E.kind, func.count()).where(*news).group_by(_E.kind)
    with store.reading() as session:
        return {str(row[0]): int(row[1]) for row in session.connection().execute(query)}


def unanswered(store: Store) -> int:
    """Reports of readers that nobody has answered."""
    with store.reading() as session:
        query = select(func.count()).where(_P.answered_at.is_(None))
        return int(session.connection().execute(query).scalar() or 0)

"""The probation of a spider: begun by its first live run, ended when three good live runs agree."""

from sqlalchemy import select
from sqlmodel import Session

from directory.platform import PlatformRecord
from directory.store.probation import AGREEING_RUNS, agreeing
from directory.store.sql import table
from directory.store.tables import PlatformRow, RunRow

_R = table(RunRow).c


def begin(session: Session, platform: PlatformRow, record: PlatformRecord) -> None:
    """A live run of a spider begins: one that is not proven is on trial from now on.

    A platform that was read well three times before versions were noted keeps its good name.
    """
    if not record.spider or record.spider == platform.proven:
        return
    if not platform.proven and not platform.trial and len(_found(session, record.slug, "")) >= AGREEING_RUNS:
        platform.proven = record.spider
        return
    platform.trial = record.spider


def end(session: Session, platform: PlatformRow) -> None:
    """A live run was applied: when the newest three of this version agree, it is proven."""
    if agreeing(_found(session, platform.slug, platform.trial)) >= AGREEING_RUNS:
        platform.proven = platform.trial


def _found(session: Session, slug: str, spider: str) -> list[int]:
    """What the newest good live runs of this version found, the newest first."""
    good = (_R.platform == slug, _R.state == "applied", _R.live, _R.spider == spider)
    query = select(_R.found).where(*good).order_by(_R.id.desc()).limit(AGREEING_RUNS)
    return [int(found) for found in session.connection().execute(query).scalars()]

"""The watch over fields while a run is applied: what its postings state beside what they and the runs before stated."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlmodel import Session

from directory.runs import losses
from directory.runs.losses import KEPT, OWN, GoodRun, Loss
from directory.store.fields import stated_twice
from directory.store.sql import table
from directory.store.tables import RunRow

_R = table(RunRow).c


def dropped(session: Session, row: RunRow) -> dict[str, list[int]]:
    """The fields that this run's postings lost, as against what is stored of them; asked before it is applied."""
    return _rows(losses.dropped(stated_twice(session, row.platform, int(row.id or 0))))


def fallen(session: Session, row: RunRow) -> dict[str, list[int]]:
    """The fields that are stated less often than in the good runs before; asked once the row holds its shares.

    A replay of a tape is compared with replays, a live run with live ones.
    """
    columns = (_R.found, _R.fields, _R.stated, _R.losses)
    good = (_R.platform == row.platform, _R.state == "applied", _R.live == row.live, _R.id != row.id)
    rows = session.connection().execute(select(*columns).where(*good).order_by(_R.id.desc()).limit(KEPT))
    past = [GoodRun(found, _shares(fields, stated), told or {}) for found, fields, stated, told in rows]
    return _rows(losses.fallen(_shares(row.fields, row.stated), row.found, past))


def _shares(fields: Mapping[str, int] | None, stated: Mapping[str, int] | None) -> dict[str, int]:
    """The shares of claims and of a posting's own fields, which are told apart as `posting.pay`."""
    return {**(fields or {}), **{f"{OWN}{name}": share for name, share in (stated or {}).items()}}


def _rows(found: Mapping[str, Loss]) -> dict[str, list[int]]:
    return {name: list(loss) for name, loss in found.items()}

"""How many of a platform's open listings say something, by kind of claim."""

from sqlalchemy import distinct, func, select
from sqlmodel import Session

from directory.store.sql import table
from directory.store.tables import ClaimRow, ListingRow

_C, _L = table(ClaimRow).c, table(ListingRow).c


def fields_read(session: Session, platform: str) -> dict[str, int]:
    """Percent of the open listings of a platform that have a claim of each kind."""
    is_open = (_L.platform == platform, _L.state == "open")
    total = session.connection().execute(select(func.count()).where(*is_open)).scalar() or 0
    each = (
        select(_C.kind, func.count(distinct(_C.listing)))
        .join_from(_C.listing.table, _L.id.table, _C.listing == _L.id)
        .where(*is_open)
        .group_by(_C.kind)
        .order_by(_C.kind)
    )
    return {kind: round(100 * n / total) for kind, n in session.connection().execute(each)}

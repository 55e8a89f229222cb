"""Takes everything of a platform that opted out off the shelf: listings, claims, postings with their texts, doubts.

The index learns of it as of listings that moved: their rows in `moves` lead nowhere. What happened to them stays in the
history without a word of theirs. Should the platform come back, its first run is a baseline again.
"""

from datetime import datetime

from sqlalchemy import select, update

from directory.store import numbers
from directory.store.engine import Store
from directory.store.sql import batches, forget, table, upsert
from directory.store.tables import ClaimRow, DoubtRow, ListingRow, MoveRow, PlatformRow, PostingRow

_L, _W = table(ListingRow).c, table(PlatformRow)
NOWHERE = ""
"""Where a listing went that was withdrawn: no listing has this id."""


def withdraw(store: Store, platform: str, at: datetime) -> int:
    """Remove what there is of a platform, in one transaction at `at` (UTC); how many listings that were."""
    with store.writing() as session:
        numbers.lock(session)
        ids = [str(id) for id in session.connection().execute(select(_L.id).where(_L.platform == platform)).scalars()]
        for batch in batches(ids):
            version = numbers.take(session, "version", len(batch))
            gone = [{"old": id, "new": NOWHERE, "version": version + n, "at": at} for n, id in enumerate(batch)]
            upsert(session, MoveRow, gone)
            forget(session, ClaimRow, listing=batch)
            forget(session, ListingRow, id=batch)
        for rows in (PostingRow, DoubtRow):
            forget(session, rows, platform=[platform])
        anew = update(_W).where(_W.c.slug == platform).values(last_good=None)
        session.connection().execute(anew)
        return len(ids)


def left(store: Store, platform: str) -> int:
    """How many listings of a platform are on the shelf."""
    with store.reading() as session:
        return len(session.connection().execute(select(_L.id).where(_L.platform == platform)).all())

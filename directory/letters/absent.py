"""Ways that subscribers chose and this site has no more, because their setting was taken out. Times are UTC.

They rest, and live again when the setting is back. Nothing new is queued for them; who has no other way rests with
them, so that what happens meanwhile comes with the next way. What was queued already waits, as for any relay that does
not answer, and is given up after the same five days.
"""

from collections import Counter
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import or_, update
from sqlmodel import Session, col, select

from directory.letters.chosen import rest, resting, wake
from directory.letters.outbox import GIVE_UP_AFTER
from directory.store.engine import Store
from directory.store.letter_tables import LetterRow, SubscriberRow, WayRow

ABSENT = "this site has no such way at present"


def keep_to(store: Store, there: Collection[str], now: datetime) -> Counter[str]:
    """Lets ways rest whose name is not among those `there`, and those that are back live; the newly rested by name."""
    live, gone = col(WayRow.stopped_at).is_(None), col(WayRow.name).not_in(there)
    back = (col(WayRow.words) == ABSENT, col(WayRow.name).in_(there))
    with store.reading() as session:
        if not session.exec(select(WayRow.id).where(or_(gone, col(WayRow.words) == ABSENT)).limit(1)).first():
            return Counter()
    with store.writing() as session:
        rested = session.exec(select(WayRow).where(live, gone)).all()
        for row in rested:
            row.stopped_at, row.words = now, ABSENT
            session.flush()
            rest(session, row.subscriber)
        for row in session.exec(select(WayRow).where(*back)).all():
            _live(session, row, now)
        _hold(session, there, now)
        return Counter(row.name for row in rested)


def _live(session: Session, row: WayRow, now: datetime) -> None:
    rested = resting(session, row.subscriber)
    row.stopped_at, row.words = None, ""
    session.flush()
    if rested:
        wake(session, session.get_one(SubscriberRow, row.subscriber), now)


def _hold(session: Session, there: Collection[str], now: datetime) -> None:
    """Says of the letters that wait for such a way why they do, for the maintainer; old ones are given up."""
    absent = select(WayRow.id).where(col(WayRow.name).not_in(there))
    waiting = (col(LetterRow.state) == "queued", col(LetterRow.way).in_(absent))
    session.exec(update(LetterRow).where(*waiting).values(words=ABSENT))
    old = col(LetterRow.made_at) < now - GIVE_UP_AFTER
    session.exec(update(LetterRow).where(*waiting, old).values(state="refused", raw=None))

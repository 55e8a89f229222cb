"""The desk's own rows: who is logged in, and what was done. Times are UTC."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete, select, update
from sqlmodel import Session

from directory.logs import scrub
from directory.store.engine import Store
from directory.store.maintenance_tables import ActRow, SessionRow
from directory.store.sql import insert, table

LONGEST = timedelta(hours=8)  # a working day; then the password is asked for again
KEPT = timedelta(days=365)  # what the privacy page promises: an act may name the hash of an address
_A, _S = table(ActRow), table(SessionRow)


@dataclass(frozen=True, slots=True)
class Act:
    """What was done: `about` names the listing, platform or report; `words` say why."""

    at: datetime
    act: str
    about: str
    words: str


def enter(store: Store, token: str, now: datetime) -> None:
    """Begins a session; only a hash of its token is kept."""
    with store.writing() as session:
        insert(session, SessionRow, [{"key": _key(token), "made_at": now, "seen_at": now}])
        note_in(session, Act(now, "login", "", ""))


def here(store: Store, token: str, now: datetime) -> bool:
    """Whether a session of this token lasts: begun within eight hours. It only looks: no page changes anything."""
    alive = (_S.c.key == _key(token), _S.c.made_at > now - LONGEST)
    with store.reading() as session:
        return bool(session.connection().execute(select(_S.c.key).where(*alive)).scalar())


def seen(store: Store, token: str, now: datetime) -> None:
    """The session has acted."""
    with store.writing() as session:
        session.connection().execute(update(_S).where(_S.c.key == _key(token)).values(seen_at=now))


def leave(store: Store, token: str) -> None:
    """Deletes the row of a maintainer's session, so that its cookie opens nothing; unknown ones are ignored."""
    with store.writing() as session:
        session.connection().execute(delete(_S).where(_S.c.key == _key(token)))


def note_in(session: Session, act: Act) -> None:
    """Writes an act down in the transaction that does it, without addresses."""
    words = scrub(act.words)[:2_000]
    insert(session, ActRow, [{"at": act.at, "act": act.act, "about": act.about[:300], "words": words}])


def note(store: Store, act: Act) -> None:
    """Writes an act down by itself."""
    with store.writing() as session:
        note_in(session, act)


def acts(store: Store, limit: int = 100) -> tuple[Act, ...]:
    """What maintainers did at the desk, newest first: when (UTC), what, to which thing, in which words."""
    query = select(_A.c.at, _A.c.act, _A.c.about, _A.c.words).order_by(_A.c.id.desc()).limit(limit)
    with store.reading() as session:
        return tuple(Act(*row) for row in session.connection().execute(query))


def sweep(store: Store, now: datetime) -> None:
    """Forgets sessions that are over, and acts of more than a year (365 days) before `now`."""
    with store.writing() as session:
        session.connection().execute(delete(_S).where(_S.c.made_at < now - LONGEST))
        session.connection().execute(delete(_A).where(_A.c.at < now - KEPT))


def _key(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()

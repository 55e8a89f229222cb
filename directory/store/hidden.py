"""Listings that a maintainer has hidden: a scam leaves every page, feed, letter and file at the next look at the table.

A hidden listing goes on being crawled; `shelf` leaves it out, and the search hears of it as of one that is gone. The
listing that it goes into, if its postings fold into another, is hidden with it.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import CompoundSelect, delete, select, union, update
from sqlmodel import Session

from directory.store import numbers
from directory.store.engine import Store
from directory.store.maintenance_tables import HiddenRow
from directory.store.sql import table, upsert
from directory.store.tables import ListingRow, MoveRow

_H, _L, _M = table(HiddenRow), table(ListingRow), table(MoveRow)


class NoListing(ValueError):
    """There is no listing of that id, or it is not hidden."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """A hidden listing with its title; `at` is UTC."""

    listing: str
    title: str
    why: str
    at: datetime


def hide_in(session: Session, listing: str, why: str, now: datetime) -> None:
    """Hides a listing inside the caller's transaction, for good; raises NoListing."""
    numbers.lock(session)
    if session.get(ListingRow, listing) is None:
        raise NoListing(f"there is no listing {listing[:100]!r}")
    version = numbers.take(session, "version", 1)
    upsert(session, HiddenRow, [{"listing": listing, "why": why, "at": now, "version": version}])


def show_in(session: Session, listing: str) -> None:
    """Shows it again: it takes the next version, so that every index finds it; raises NoListing."""
    numbers.lock(session)
    if not session.connection().execute(delete(_H).where(_H.c.listing == listing)).rowcount:
        raise NoListing(f"{listing[:100]!r} is not hidden")
    version = numbers.take(session, "version", 1)
    home = select(_M.c.new).where(_M.c.old == listing)
    shown = (_L.c.id == listing) | _L.c.id.in_(home)
    session.connection().execute(update(_L).where(shown).values(version=version))


def ids() -> CompoundSelect[tuple[str]]:
    """The ids of hidden listings, as a part of another query."""
    return union(select(_H.c.listing), select(_M.c.new).where(_M.c.old.in_(select(_H.c.listing))))


def since(store: Store, version: int) -> tuple[str, ...]:
    """The listings that were hidden after a version, or went into one that is."""
    with store.reading() as session:
        return since_in(session, version)


def since_in(session: Session, version: int) -> tuple[str, ...]:
    """As `since`, inside the caller's transaction."""
    hidden = select(_H.c.listing).where(_H.c.version > version)
    homes = select(_M.c.new).join(_H, _H.c.listing == _M.c.old)
    late = (_H.c.version > version) | (_M.c.version > version)
    return tuple(session.connection().execute(union(hidden, homes.where(late))).scalars())


def is_hidden(store: Store, listing: str) -> bool:
    """Whether the table has a listing of this id and a maintainer hid it."""
    with store.reading() as session:
        return bool(
            session.connection().execute(select(_L.c.id).where(_L.c.id == listing, _L.c.id.in_(ids()))).scalar()
        )


def every(store: Store) -> tuple[Hidden, ...]:
    """All that are hidden, the newest first."""
    query = (
        select(_H.c.listing, _L.c.title, _H.c.why, _H.c.at)
        .join_from(_H, _L, _L.c.id == _H.c.listing, isouter=True)
        .order_by(_H.c.version.desc())
    )
    with store.reading() as session:
        rows = session.connection().execute(query).all()
        return tuple(Hidden(row.listing, row.title or "", row.why, row.at) for row in rows)

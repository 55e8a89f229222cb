"""Reading listings: each function is one short transaction and gives values, never rows.

What a maintainer has hidden (`directory.store.hidden`) is not on the shelf: no function gives it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, FromClause, Select, Text, bindparam, cast, func, literal, select
from sqlmodel import Session

from directory.listing import Event, Listing
from directory.platform import Pulse
from directory.posting import Posting
from directory.store import hidden, numbers
from directory.store.engine import Store
from directory.store.pulses import pulses_in
from directory.store.rows import event_of, listing_of, posting_of
from directory.store.sql import batches, table
from directory.store.tables import ClaimRow, EventRow, ListingRow, MoveRow, PlatformRow, PostingRow

_L, _C, _E, _M = table(ListingRow).c, table(ClaimRow).c, table(EventRow).c, table(MoveRow).c
_P, _W = table(PostingRow).c, table(PlatformRow).c
_CLAIM = (
    *(_C[name] for name in ("listing", "kind", "quote", "source", "start", "rule")),
    cast(_C.value, Text).label("value"),
)
MOVES = 5  # steps that a listing is followed: roles fold once or twice in a life
PAGE = 1_000  # listings with their text read at once: some megabytes, and a short transaction


@dataclass(frozen=True, slots=True)
class Moved:
    """The address belongs to another listing now: answer with a redirect to `id`."""

    id: str


def listing(store: Store, platform: str, ref: str) -> Listing | Moved | None:
    """The listing at an address, with its claims; where it moved; None if there never was one."""
    id = f"{platform}/{ref}"
    with store.reading() as session:
        found = listings_in(session, [id])
        if found:
            return found[0]
        home = _home(session, platform, ref)
        return Moved(home) if home and home != id else None


def listings(store: Store, since: int = 0) -> Iterator[Listing]:
    """What changed after a version, in the order of versions, with text and without claims."""
    while True:
        with store.reading() as session:
            page = session.connection().execute(_with_text().where(_L.version > since).order_by(_L.version).limit(PAGE))
            rows, pulses = page.all(), pulses_in(session)
        for row in rows:
            yield _value(row, (), pulses)
        if len(rows) < PAGE:
            return
        since = rows[-1].version


def moved(store: Store, since: int = 0) -> tuple[tuple[str, str, int], ...]:
    """Listings that ended in another one after a version: (old id, new id, version), in the order of versions."""
    with store.reading() as session:
        query = select(_M.old, _M.new, _M.version).where(_M.version > since).order_by(_M.version)
        return tuple((row.old, row.new, row.version) for row in session.connection().execute(query))


def current(store: Store, ids: Sequence[str]) -> dict[str, str]:
    """Where these listings are now, by the id that was asked for: another id for one that ended in another listing.

    An id that never moved stands for itself, one that leads nowhere for "".
    """
    found = {id: id for id in ids}
    if not found:
        return {}
    with store.reading() as session:
        for _ in range(MOVES):
            asked = [id for id in set(found.values()) if id]
            rows = session.connection().execute(select(_M.old, _M.new).where(_M.old.in_(asked))).all()
            moves = {str(old): str(new or "") for old, new in rows}
            if not moves:
                break
            found = {id: moves.get(now, now) for id, now in found.items()}
    return found


def cards(store: Store, ids: Sequence[str], *, text: bool = True) -> list[Listing]:
    """These listings with their claims, in this order; an id that is not there is left out.

    Without `text` theirs is "".
    """
    with store.reading() as session:
        found = {one.id: one for batch in batches(ids) for one in listings_in(session, batch, text=text)}
    return [found[id] for id in ids if id in found]


def bare(store: Store, ids: Sequence[str]) -> list[Listing]:
    """These listings without text and claims, in no order; an id that is not there is left out."""
    found = _shelved(literal(""), table(ListingRow))
    with store.reading() as session:
        parts = [session.connection().execute(found.where(_L.id.in_(batch))).all() for batch in batches(ids)]
        pulses = pulses_in(session)
    return [_value(row, (), pulses) for part in parts for row in part]


def every(store: Store, at_once: int = 200, *, text: bool = True) -> Iterator[list[Listing]]:
    """All listings with their claims by id, a few at a time: each once, whatever is written meanwhile.

    Without `text` theirs is "".
    """
    last = ""
    while True:
        with store.reading() as session:
            query = select(_L.id).where(_L.id > last).order_by(_L.id).limit(at_once)
            ids = [str(id) for id in session.connection().execute(query).scalars()]
            found = {one.id: one for one in listings_in(session, ids, text=text)}
        if not ids:
            return
        yield [found[id] for id in ids if id in found]
        last = ids[-1]


def version(store: Store) -> int:
    """The newest version of anything on the shelf: what an index must have reached."""
    with store.reading() as session:
        return numbers.current(session, "version")


def count(store: Store) -> int:
    """How many listings there are, open and closed; those that went into another one do not count."""
    with store.reading() as session:
        query = select(func.count(_L.id)).where(_L.id.not_in(hidden.ids()))
        return int(session.connection().execute(query).scalar() or 0)


def history(store: Store, listing_id: str) -> tuple[Event, ...]:
    """Everything that happened to a listing and to those that went into it, oldest first."""
    with store.reading() as session:
        return tuple(event_of(row) for row in session.connection().execute(_HISTORY, {"id": listing_id}))


def postings(store: Store, listing_id: str) -> tuple[Posting, ...]:
    """The postings that are folded into a listing, verbatim, in the order of first sight."""
    with store.reading() as session:
        query = table(PostingRow).select().where(_P.listing == listing_id).order_by(_P.n)
        return tuple(posting_of(row) for row in session.connection().execute(query))


def posting(store: Store, platform: str, ref: str) -> Posting | None:
    """The stored posting of a platform by its own id, verbatim; None where there is none."""
    with store.reading() as session:
        query = table(PostingRow).select().where((_P.platform == platform) & (_P.ref == ref))
        row = session.connection().execute(query).first()
        return None if row is None else posting_of(row)


def _with_text() -> Select[Any]:
    posting = (_P.platform == _L.platform) & (_P.ref == _L.lead)
    return _shelved(_P.text, table(ListingRow).join(table(PostingRow), posting, isouter=True))


def _shelved(text: Any, source: FromClause) -> Select[Any]:
    """The rows of `source` that nobody has hidden, with how their platforms are read."""
    return (
        select(table(ListingRow), text.label("text"), _W.last_good, _W.failing)
        .select_from(source.join(table(PlatformRow), _W.slug == _L.platform, isouter=True))
        .where(_L.id.not_in(hidden.ids()))
    )


# Made once: to put such a statement together costs as much as to read a listing by it.
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_CLAIMS = select(*_CLAIM).where(_C.listing.in_(_IDS)).order_by(_C.listing, _C.n)
_THESE = _with_text().where(_L.id.in_(_IDS))
_THESE_WITHOUT_TEXT = _shelved(literal(""), table(ListingRow)).where(_L.id.in_(_IDS))
_INTO = select(bindparam("id", type_=Text).label("id")).cte("into", recursive=True)
_MERGED = _INTO.union(select(_M.old).join(_INTO, _M.new == _INTO.c.id))
_HISTORY = table(EventRow).select().where(_E.listing.in_(select(_MERGED.c.id))).order_by(_E.id)
"""Of a listing and of all that went into it."""


def _value(row: Any, claims: tuple[Any, ...], pulses: Mapping[str, Pulse]) -> Listing:
    pulse = pulses.get(row.platform)
    return listing_of(row, row.text or "", claims, checked=row.last_good, failing=bool(row.failing), pulse=pulse)


def listings_in(
    session: Session, ids: Sequence[str], pulses: Mapping[str, Pulse] | None = None, *, text: bool = True
) -> list[Listing]:
    """These listings with their claims inside the caller's transaction, in no order; without `text` theirs is "".

    `pulses` are those of the platforms, read here where they are not given.
    """
    said: dict[str, list[Any]] = defaultdict(list)
    asked, connection = {"ids": list(ids)}, session.connection()
    for row in connection.execute(_CLAIMS, asked):
        said[row.listing].append(row)
    rows = connection.execute(_THESE if text else _THESE_WITHOUT_TEXT, asked)
    known = pulses_in(session) if pulses is None else pulses
    return [_value(row, tuple(said[row.id]), known) for row in rows]


def gone(session: Session, since: int) -> tuple[str, ...]:
    """The ids that left the shelf after a version: they went into another listing, or are hidden."""
    moved = select(_M.old).where(_M.version > since)
    return (*session.connection().execute(moved).scalars(), *hidden.since_in(session, since))


def changed(session: Session, since: int) -> tuple[str, ...]:
    """The ids of the listings that took a version after this one."""
    return tuple(session.connection().execute(select(_L.id).where(_L.version > since)).scalars())


def _home(session: Session, platform: str, ref: str) -> str | None:
    where = (_P.platform == platform, _P.ref == ref)
    home = session.connection().execute(select(_P.listing).where(*where)).scalar()
    return str(home) if home else None

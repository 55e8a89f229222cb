"""Listings as pages read them: without their text, and with their history where it is shown, by plain statements."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, Select, Text, cast, select

from directory.listing import Event, Listing
from directory.platform import Pulse
from directory.store import hidden
from directory.store.plain import OneMoment, Plain
from directory.store.pulses import PULSES
from directory.store.rows import event_of, listing_of
from directory.store.sql import batches, table
from directory.store.tables import ClaimRow, EventRow, ListingRow, MetaRow, MoveRow, PlatformRow

Binds = list[BindParameter[Any]]
_L, _C, _E, _M = table(ListingRow).c, table(ClaimRow).c, table(EventRow).c, table(MoveRow).c
_W, _N = table(PlatformRow).c, table(MetaRow).c
_AS_TEXT = ("facts",)  # JSON that its own type reads: taken apart once, not twice


def listings(asking: OneMoment, ids: Sequence[str], pulses: Mapping[str, Pulse]) -> dict[str, Listing]:
    """These listings with their claims by id; one that is not there, or hidden, is left out."""
    found: dict[str, Listing] = {}
    for batch in batches(ids):
        said: dict[str, list[Any]] = defaultdict(list)
        for claim in asking.rows(_CLAIMS, batch):
            said[claim.listing].append(claim)
        for row in asking.rows(_LISTINGS, batch):
            pulse, claims = pulses.get(row.platform), tuple(said[row.id])
            how: dict[str, Any] = {"checked": row.last_good, "failing": bool(row.failing), "pulse": pulse}
            found[row.id] = listing_of(row, "", claims, **how)
    return found


def history(asking: OneMoment, id: str) -> tuple[Event, ...]:
    """Everything that happened to a listing and to those that went into it, oldest first."""
    return tuple(map(event_of, asking.rows(_HISTORY, [id])))


def platforms(asking: OneMoment) -> list[Any]:
    """How each platform is read, a row of `PULSES` each."""
    return asking.rows(_PLATFORMS)


def version(asking: OneMoment) -> int:
    """The newest version of anything on the shelf, 0 at first."""
    return next((int(row.value) for row in asking.rows(_VERSION)), 0)


def _of_listings(ids: Binds) -> Select[Any]:
    kept = [column for name, column in _L.items() if name not in _AS_TEXT]
    texts = [cast(_L[name], Text).label(name) for name in _AS_TEXT]
    joined = table(ListingRow).join(table(PlatformRow), _W.slug == _L.platform, isouter=True)
    shown = (_L.id.in_(ids), _L.id.not_in(hidden.ids()))
    return select(*kept, *texts, _W.last_good, _W.failing).select_from(joined).where(*shown)


def _of_claims(ids: Binds) -> Select[Any]:
    columns = (*(_C[name] for name in ("listing", "kind", "quote", "source", "start", "rule")),)
    return select(*columns, cast(_C.value, Text).label("value")).where(_C.listing.in_(ids)).order_by(_C.listing, _C.n)


def _of_history(ids: Binds) -> Select[Any]:
    """Of a listing and of all that went into it."""
    into = select(cast(ids[0], Text).label("id")).cte("into", recursive=True)
    merged = into.union(select(_M.old).join(into, _M.new == into.c.id))
    return select(*_E).where(_E.listing.in_(select(merged.c.id))).order_by(_E.id)


_LISTINGS, _CLAIMS, _HISTORY = Plain(_of_listings), Plain(_of_claims), Plain(_of_history)
_PLATFORMS = Plain(lambda _: PULSES)
_VERSION = Plain(lambda _: select(_N.value).where(_N.name == "version"))

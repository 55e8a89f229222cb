"""How many of a platform's open listings or postings say something: by kind of claim, and by field of a posting."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import distinct, func, select
from sqlmodel import Session

from directory.store.sql import table
from directory.store.tables import ClaimRow, ListingRow, PostingRow, SightingRow

_C, _L, _P, _S = table(ClaimRow).c, table(ListingRow).c, table(PostingRow).c, table(SightingRow).c
STATED = ("location", "pay", "category", "employment", "posted_at", "role")
TEXT = "text"
LEAST_TEXT = 200  # characters: fewer are a teaser, no description
_COLUMNS = (*(_P[name] for name in (*STATED, "fields")), func.length(_P.text).label(TEXT))


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


def fields_stated(session: Session, platform: str) -> dict[str, int]:
    """Percent of the open postings of a platform that state each field, "fields.skills" of the platform's own too."""
    counts, total = Counter[str](), 0
    for row in session.connection().execute(select(*_COLUMNS).where(_P.platform == platform, _P.open)):
        total += 1
        counts.update(stated(row._mapping, row.text))
    return {name: round(100 * n / total) for name, n in sorted(counts.items())}


def stated_twice(session: Session, platform: str, run: int) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """What each open posting that a run saw again stated when it was stored, and what it states now.

    A posting of which only the row of a list came is left out; one whose words are the same states what it did. A
    description that is less than half as long as it was counts as gone.
    """
    seen = select(*_COLUMNS, _S.posting, _S.list_only.label("teaser"), _P.list_only).join_from(
        _P.ref.table, _S.ref.table, _P.ref == _S.ref
    )
    for row in session.connection().execute(seen.where(_P.platform == platform, _P.open, _S.run == run)):
        if row.teaser and not row.list_only:
            continue
        before = stated(row._mapping, row.text)
        now = row.posting
        yield before, before if now is None else stated(now, len(now["text"]), row.text / 2)


def stated(posting: Mapping[Any, Any], length: int, least: float = LEAST_TEXT) -> frozenset[str]:
    """The names of the fields that a posting states; `length` is that of its text, which counts from `least` on."""
    own = (f"fields.{name}" for name, words in (posting["fields"] or {}).items() if words)
    said = (name for name in STATED if posting[name])
    return frozenset((*said, *own, *((TEXT,) if length >= least else ())))

"""Compare what a run saw with what is stored: new, edited, reread, back, gone."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlmodel import Session

from directory.runs.roles import Member
from directory.store.sql import table
from directory.store.tables import PostingRow, SightingRow

_P, _S = table(PostingRow).c, table(SightingRow).c


class StoredPosting(NamedTuple):
    """A stored posting without its words: what is compared with a sighting; times are UTC."""

    ref: str
    listing: str
    fingerprint: str
    list_print: str | None
    version: str
    open: bool
    title_key: str
    text_key: str
    role: str | None
    list_only: bool
    n: int
    first_seen: datetime


class SeenPosting(NamedTuple):
    """A staged sighting without its words; `known`: nothing was staged beside its ref."""

    ref: str
    fingerprint: str
    list_only: bool
    version: str
    title_key: str
    text_key: str
    role: str | None
    known: bool


@dataclass(slots=True)
class Sorted:
    """Refs by what happened to them. `teased`: a list row beside a stored whole posting, `retold`: one that changed."""

    new: list[str] = field(default_factory=list)
    edited: list[str] = field(default_factory=list)
    retold: list[str] = field(default_factory=list)
    reread: list[str] = field(default_factory=list)
    teased: list[str] = field(default_factory=list)
    back: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    unchanged: int = 0
    members: dict[str, Member] = field(default_factory=dict)


def stored(session: Session, platform: str) -> dict[str, StoredPosting]:
    """Every stored posting of a platform by its ref, closed ones too, in the order of first sight."""
    columns = [_P[name] for name in StoredPosting._fields]
    rows = session.connection().execute(select(*columns).where(_P.platform == platform).order_by(_P.n))
    return {row.ref: StoredPosting(*row) for row in rows}


def seen(session: Session, run: int) -> list[SeenPosting]:
    """Everything that a run staged, in the order of sight; empty for a run that staged nothing."""
    columns = [_S[name] for name in SeenPosting._fields[:-1]]
    known = _S.posting.is_(None)
    rows = session.connection().execute(select(*columns, known).where(_S.run == run).order_by(_S.n))
    return [SeenPosting._make(row) for row in rows]


def compare(
    old: dict[str, StoredPosting],
    new: list[SeenPosting],
    *,
    closes: bool,
    gone: Collection[str] = (),
    unread: Collection[str] = (),
) -> Sorted:
    """Sort what was seen; what is open and was not seen has gone, with `closes` all of it, otherwise that in `gone`.

    Never what is `unread`: it stands in the list.
    """
    found = Sorted()
    for sight in new:
        before = old.get(sight.ref)
        kind = "new" if before is None else _kind(before, sight)
        if kind:
            getattr(found, kind).append(sight.ref)
        if kind in ("new", "edited", "retold"):
            text = before.text_key if before and kind == "retold" else sight.text_key
            found.members[sight.ref] = Member(sight.title_key, sight.role, text)
        if before and not before.open:
            found.back.append(sight.ref)
            found.members.setdefault(sight.ref, Member(before.title_key, before.role, before.text_key))
        found.unchanged += bool(before and before.open and kind not in ("edited", "retold"))
    refs = {sight.ref for sight in new}
    absent = [ref for ref, posting in old.items() if posting.open and ref not in refs and ref not in unread]
    found.gone = absent if closes else [ref for ref in absent if ref in gone]
    return found


def _kind(before: StoredPosting, sight: SeenPosting) -> str:
    if sight.known:
        return ""
    if sight.list_only and not before.list_only:
        return "teased" if before.list_print in (None, sight.fingerprint) else "retold"
    if sight.fingerprint != before.fingerprint:
        return "edited"
    return "reread" if sight.version != before.version else ""

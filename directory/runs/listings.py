"""Write the listings whose postings changed, their claims and their events."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from directory.claims import Facts
from directory.platform import PlatformRecord
from directory.runs.diff import Snapshot, changes
from directory.runs.role import lead, understand
from directory.store import numbers
from directory.store.codec import pack_claim, pack_facts, plain, unpack_facts
from directory.store.sql import batches, forget, insert, table, upsert, written
from directory.store.tables import ClaimRow, EventRow, ListingRow, MoveRow, PostingRow

_P, _L = table(PostingRow).c, table(ListingRow)
MEMBER = ("ref", "n", "listing", "url", "title", "location", "posted_at", "list_only", "open", "first_seen")
SHOWN = ("lead", "url", "title", "state", "first_seen", "posted_at", "evergreen", "facts", "places")


@dataclass(frozen=True, slots=True)
class Why:
    """Why listings are written: by which platform, when, and what kind of news it is.

    `checked` is the last moment at which what is now gone was seen. `words` holds refs whose words or openness
    changed (what is not there was only read anew), `moved` the listings that gave or took postings, `split` those
    minted by a split, `merged` those that ended and where their postings went. `quiet`: by a spider on probation, of
    which nothing is news.
    """

    record: PlatformRecord
    at: datetime
    checked: datetime
    baseline: bool = False
    quiet: bool = False
    words: frozenset[str] = frozenset()
    moved: frozenset[str] = frozenset()
    merged: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Tally:
    """How many listings opened, changed, closed and reopened."""

    opened: int = 0
    changed: int = 0
    closed: int = 0
    reopened: int = 0


def write(session: Session, ids: Iterable[str], why: Why) -> Tally:
    """Make these listings anew from their postings; those whose shown words are the same keep their version."""
    tally = Tally()
    for batch in batches(ids):
        _write(session, [one for one in batch if one not in why.merged], why, tally)
        _end(session, [one for one in batch if one in why.merged], why)
    return tally


def _write(session: Session, ids: list[str], why: Why, tally: Tally) -> None:
    members, before = _members(session, why.record.slug, ids), _before(session, ids)
    rows: list[dict[str, Any]] = []
    claims: list[dict[str, Any]] = []
    events: list[dict[str, Any]] = []
    for id in ids:
        row, said = _row(id, members[id], before.get(id), why)
        if said is not None:
            claims += said
        if not _differs(before.get(id), row) and row["lead"] not in why.words:
            continue
        events += _events(row, before.get(id), why, tally)
        rows.append(row)
    _number(session, rows, events)
    upsert(session, ListingRow, rows)
    forget(session, MoveRow, old=[row["id"] for row in rows if row["id"] in why.moved or why.baseline])
    _claim(session, claims, {id for id in ids if members[id] and any(one.open for one in members[id])})
    insert(session, EventRow, events)


def _members(session: Session, platform: str, ids: list[str]) -> dict[str, list[Any]]:
    query = select(*(_P[name] for name in MEMBER), written(_P.reading)).where(_P.listing.in_(ids)).order_by(_P.n)
    members: dict[str, list[Any]] = defaultdict(list)
    for row in session.connection().execute(query):
        members[row.listing].append(row)
    return members


def _before(session: Session, ids: list[str]) -> dict[str, Any]:
    return {row.id: row for row in session.connection().execute(_L.select().where(_L.c.id.in_(ids)))}


def _row(id: str, members: list[Any], before: Any, why: Why) -> tuple[dict[str, Any], list[dict[str, Any]] | None]:
    still = [member for member in members if member.open]
    places: list[list[Any]] = [[member.ref, member.url, member.location, member.open] for member in members]
    if not still:
        kept = dict(before._mapping) | {"state": "closed", "places": places}
        if before.state == "open":
            kept |= {"closed_at": why.at, "last_seen": why.checked}
        return kept, None
    shown = lead(still)
    understood = understand(why.record, still, shown)
    for place in places:
        place += [plain(understood.own[place[0]])] if place[0] in understood.own else []
    row = {
        "id": id, "platform": why.record.slug, "ref": id.partition("/")[2], "lead": shown.ref, "url": shown.url,
        "title": shown.title, "state": "open", "first_seen": min(member.first_seen for member in members),
        "last_seen": why.at, "changed_at": why.at, "posted_at": shown.posted_at, "closed_at": None,
        "reopened_at": before.reopened_at if before else None,
        "pay_changed_at": before.pay_changed_at if before else None,
        "baseline": before.baseline if before else why.baseline or why.quiet, "evergreen": why.record.evergreen,
        "version": 0, "facts": pack_facts(understood.facts), "places": places,
    }  # fmt: skip
    return row, [pack_claim(id, n, claim) for n, claim in enumerate(understood.claims)]


def _differs(before: Any, row: Mapping[str, Any]) -> bool:
    return before is None or any(getattr(before, name) != row[name] for name in SHOWN)


def _events(row: dict[str, Any], before: Any, why: Why, tally: Tally) -> list[dict[str, Any]]:
    was = Snapshot(before.state == "open", unpack_facts(before.facts)) if before else None
    now = Snapshot(row["state"] == "open", unpack_facts(row["facts"]) if before else Facts())
    correction = bool(before) and not any(place[0] in why.words for place in row["places"])
    row["changed_at"] = why.at
    found = list(changes(was, now, moved=row["id"] in why.moved))
    kinds = {kind for kind, _, _ in found}
    if "reopened" in kinds and not why.quiet:
        row["reopened_at"] = why.at
    if "pay" in kinds and not correction and not why.quiet:
        row["pay_changed_at"] = why.at
    tally.opened += "opened" in kinds
    tally.closed += "closed" in kinds
    tally.reopened += "reopened" in kinds
    tally.changed += before is not None and not kinds & {"closed", "reopened"}
    return [
        {
            "listing": row["id"], "kind": kind, "at": why.at, "before": old, "after": new,
            "baseline": why.quiet or (why.baseline and kind == "opened"), "correction": correction,
        }
        for kind, old, new in found
    ]  # fmt: skip


def _number(session: Session, rows: list[dict[str, Any]], events: list[dict[str, Any]]) -> None:
    version = numbers.take(session, "version", len(rows)) if rows else 0
    for n, row in enumerate(rows):
        row["version"] = version + n
    event = numbers.take(session, "event", len(events)) if events else 0
    for n, one in enumerate(events):
        one["id"] = event + n


def _claim(session: Session, claims: list[dict[str, Any]], ids: set[str]) -> None:
    if ids:
        forget(session, ClaimRow, listing=sorted(ids))
    insert(session, ClaimRow, claims)


def _end(session: Session, ids: list[str], why: Why) -> None:
    if not ids:
        return
    forget(session, ClaimRow, listing=ids)
    forget(session, ListingRow, id=ids)
    version = numbers.take(session, "version", len(ids))
    upsert(
        session,
        MoveRow,
        [{"old": id, "new": why.merged[id], "version": version + n, "at": why.at} for n, id in enumerate(ids)],
    )

"""The life of a run: started, judged when it ends, applied whole or held."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import func, select, update
from sqlmodel import Session

from directory.platform import PlatformRecord
from directory.reading.premise import Premise, premise
from directory.record import load
from directory.runs import boilerplate, probation, watch
from directory.runs.apply import apply
from directory.runs.judge import SAME, Ending, Past, Shift, released, repeats, why_held
from directory.runs.staging import Ground, Known, Run
from directory.store import numbers
from directory.store.engine import Store
from directory.store.fields import fields_read, fields_stated
from directory.store.platforms import publish_in, record_of
from directory.store.sql import forget, table
from directory.store.tables import DoubtRow, PlatformRow, PostingRow, RunRow, SightingRow

__all__ = ["Ending", "NothingHeld", "Run", "Summary", "accept", "finish", "hold", "start"]
LONG_PART = 10  # roles: a partial list shorter than that halves on an ordinary day
LONGEST_SHAPE = 1_000  # characters: six lines with long paths
_P, _R, _W = table(PostingRow).c, table(RunRow), table(PlatformRow)


class NothingHeld(ValueError):
    """There is no held run to accept."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did to the shelf. `failed`: it was overtaken or killed and is gone without a trace but its row."""

    state: Literal["applied", "held", "failed"]
    found: int
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    closed: int = 0
    reopened: int = 0
    doubts: int = 0
    reason: str = ""


def start(store: Store, platform: PlatformRecord, at: datetime, *, live: bool = True) -> Run:
    """Begin a run at `at` (UTC); what an unfinished one left behind is thrown away. `live`: not from a tape."""
    with store.writing() as session:
        numbers.lock(session)
        publish_in(session, platform)
        _abandon(session, platform.slug, at)
        if live:
            probation.begin(session, session.get_one(PlatformRow, platform.slug), platform)
        version = platform.spider if live else ""
        row = RunRow(platform=platform.slug, started_at=at, live=live, spider=version, refused={}, fields={})
        session.add(row)
        session.flush()
        columns = (_P.ref, _P.fingerprint, _P.list_print, _P.version, _P.list_only, _P.title_key, _P.open, _P.url)
        rows = session.connection().execute(select(*columns).where(_P.platform == platform.slug))
        known: dict[str, Known] = {}
        roles: set[str] = set()
        still: dict[str, str] = {}
        for ref, words, teaser, version, list_only, title, is_open, url in rows:
            known[ref] = (words, teaser, version, list_only)
            still.update({ref: url} if is_open else {})
            roles.update(() if list_only else (title,))
        ground = Ground(platform, load().get(platform.slug), boilerplate.stored(session, platform.slug))
        return Run(store, int(row.id or 0), platform.slug, known, frozenset(roles), still, ground)


def finish(store: Store, run: Run, ending: Ending, at: datetime) -> Summary:
    """End a run at `at`: a plausible one is applied in one transaction, any other is held and changes nothing."""
    run.settle()
    run.flush()
    ending = replace(ending, repeated=max(ending.repeated, run.repeated))
    with store.writing() as session:
        numbers.lock(session)
        row = session.get_one(RunRow, run.id)
        if row.state != "running":
            return Summary("failed", 0, reason=row.reason)
        _describe(session, row, ending, at)
        platform = session.get_one(PlatformRow, run.platform)
        record = record_of(platform)
        if reason := _out_of_turn(platform, row, at):
            return _overtaken(session, row, reason)
        usual, shift = _usual(session, run.platform, record), _shift(session, row) if record.complete else SAME
        reason = why_held(ending, row.found, record.floor, usual, shift)
        trusted = ending.complete and not repeats(ending, row.found)
        if reason and not (trusted and released(row.found, at, _held(session, run.platform))):
            return _hold(session, platform, row, reason)
        row.released = bool(reason)
        boilerplate.note(session, run.platform, run.boilerplate)
        return _apply(session, platform, row, at, closes=record.complete, ending=ending, premise=run.premise)


def hold(store: Store, run: Run, reason: str, at: datetime) -> Summary:
    """End a run that could not be finished: it is held with the reason in words, and whatever it staged is thrown away.

    For what `finish` or `Run.sight` raises, so that no run is left hanging.
    """
    with store.writing() as session:
        numbers.lock(session)
        row = session.get_one(RunRow, run.id)
        if row.state != "running":
            return Summary("failed", 0, reason=row.reason)
        _describe(session, row, Ending(complete=False, reason=reason), at)
        held = _hold(session, session.get_one(PlatformRow, run.platform), row, reason)
        forget(session, SightingRow, run=run.id)
        row.found = 0
        return held


def accept(store: Store, platform: str, at: datetime) -> Summary:
    """Apply the newest held run of a platform; a run that was cut short adds what it saw and closes nothing."""
    with store.writing() as session:
        numbers.lock(session)
        newest = select(RunRow).where(_R.c.platform == platform, _R.c.state != "running").order_by(_R.c.id.desc())
        row = session.execute(newest.limit(1)).scalar()
        if row is None or row.state != "held":
            raise NothingHeld(f"{platform} has no held run")
        row.released = True
        published = session.get_one(PlatformRow, platform)
        record = record_of(published)
        lists = boilerplate.stored(session, platform).shared(load().get(platform))
        ground = premise(record, boilerplate.keys(lists))
        return _apply(session, published, row, at, closes=row.complete and record.complete, premise=ground)


def _abandon(session: Session, platform: str, at: datetime) -> None:
    dead = list(
        session.connection()
        .execute(select(_R.c.id).where(_R.c.platform == platform, _R.c.state == "running"))
        .scalars()
    )
    if dead:
        forget(session, SightingRow, run=dead)
        ended = {"state": "failed", "reason": "ended without a word", "ended_at": at}
        session.connection().execute(update(_R).where(_R.c.id.in_(dead)).values(**ended))


def _describe(session: Session, row: RunRow, ending: Ending, at: datetime) -> None:
    said = [ending.reason, ending.warning] if ending.warning else [ending.reason]
    row.ended_at, row.complete, row.reason = at, ending.complete, "; ".join(said)
    row.shape, row.hint = ending.shape[:LONGEST_SHAPE], ending.hint[:LONGEST_SHAPE]
    row.fetched, row.missed, row.refused = ending.fetched, ending.missed, dict(ending.refused)
    staged = select(func.count()).where(table(SightingRow).c.run == row.id)
    row.found = int(session.connection().execute(staged).scalar() or 0)


def _out_of_turn(platform: PlatformRow, row: RunRow, at: datetime) -> str:
    """Why a recording is not played over what is newer: its listings would close before they had opened. "" to go on.

    A live run goes on whatever is stored: if that is of a later time, a clock was wrong, and it is right by now.
    """
    if row.live or platform.last_good is None or at >= platform.last_good:
        return ""
    return f"recorded at {at:%Y-%m-%d %H:%M} UTC, before what is stored ({platform.last_good:%Y-%m-%d %H:%M} UTC)"


def _usual(session: Session, platform: str, record: PlatformRecord) -> int | None:
    """What the last good run found; of a partial list, which shows now more and now fewer, only a long one compares."""
    good = select(_R.c.found).where(_R.c.platform == platform, _R.c.state == "applied").order_by(_R.c.id.desc())
    found = session.connection().execute(good.limit(1)).scalar()
    return None if found is None or (not record.complete and found < LONG_PART) else int(found)


def _shift(session: Session, row: RunRow) -> Shift:
    """How the refs that this run saw differ from the open ones that are stored."""
    postings, seen = table(PostingRow).c, table(SightingRow).c
    is_open = (postings.platform == row.platform) & postings.open
    came = select(seen.ref).where(seen.run == row.id)
    stored = _count(session, is_open)
    gone = _count(session, is_open & postings.ref.not_in(came))
    return Shift(stored, gone, row.found - (stored - gone))


def _held(session: Session, platform: str) -> list[Past]:
    columns = (_R.c.ended_at, _R.c.found, _R.c.complete, _R.c.state)
    ended = select(*columns).where(_R.c.platform == platform, _R.c.state.in_(("applied", "held")))
    past = []
    # A hundred runs are more than three that agree over a day ever take.
    for at, found, complete, state in session.connection().execute(ended.order_by(_R.c.id.desc()).limit(100)):
        if state == "applied":
            break
        past.append(Past(at, found, complete))
    return past


def _hold(session: Session, platform: PlatformRow, row: RunRow, reason: str) -> Summary:
    row.state, row.reason = "held", reason
    platform.failing += 1
    _drop(session, row.platform, but=row.id)
    return Summary("held", row.found, reason=reason)


def _overtaken(session: Session, row: RunRow, reason: str) -> Summary:
    """It came too late to say anything of today: neither kept for `accept` nor held against the platform."""
    row.state, row.reason = "failed", reason
    forget(session, SightingRow, run=row.id)
    return Summary("failed", row.found, reason=reason)


def _drop(session: Session, platform: str, but: int | None) -> None:
    runs = select(_R.c.id).where(_R.c.platform == platform, _R.c.id != but)
    staged = table(SightingRow)
    session.connection().execute(staged.delete().where(staged.c.run.in_(runs)))


def _apply(
    session: Session,
    platform: PlatformRow,
    row: RunRow,
    at: datetime,
    *,
    closes: bool,
    premise: Premise,
    ending: Ending | None = None,
) -> Summary:
    record, slug = record_of(platform), row.platform
    session.flush()
    lost = watch.dropped(session, row)
    quiet = bool(row.live and row.spider and row.spider != platform.proven)
    last, id = platform.last_good, int(row.id or 0)
    gone, unread = (ending.gone, ending.unread) if ending else ((), ())
    done = apply(session, record, premise, id, at, last_good=last, closes=closes, gone=gone, unread=unread, quiet=quiet)
    row.state, row.new, row.changed, row.unchanged = "applied", done.new, done.changed, done.unchanged
    row.closed, row.reopened, row.fields = done.closed, done.reopened, fields_read(session, slug)
    row.stated = fields_stated(session, slug)
    row.losses = {**watch.fallen(session, row), **lost}
    row.doubts = _count(session, table(DoubtRow).c.platform == slug)
    platform.last_good, platform.failing = at, 0
    if row.live:
        platform.confirmed_at = platform.confirmed_at or at
    if quiet:
        session.flush()
        probation.end(session, platform)
    _drop(session, slug, but=None)
    forget(session, SightingRow, run=row.id)
    return Summary("applied", row.found, row.new, row.changed, row.unchanged, row.closed, row.reopened, row.doubts)


def _count(session: Session, test: Any) -> int:
    return int(session.connection().execute(select(func.count()).where(test)).scalar() or 0)

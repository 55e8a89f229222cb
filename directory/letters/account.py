"""Accounting: one transaction moves alerts on, writes letters into the outbox and notes every event they tell of.

Many subscribers share a transaction. Each is checked inside it: one whose alerts were moved or changed since they were
read, or who was told of one of the events meanwhile, is left out whole and comes again.
"""

from collections import defaultdict
from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any, cast

from sqlalchemy import CursorResult, Table, select, update
from sqlmodel import Session, col

from directory.letters.compose import Alert, Draft, Match, Subscriber, compose
from directory.letters.outbox import enqueue
from directory.listing import Listing
from directory.store import numbers
from directory.store.engine import Store
from directory.store.letter_tables import AlertRow, LetterEventRow, LetterRow, SubscriberRow
from directory.store.rows import event_of
from directory.store.shelf import cards
from directory.store.sql import batches, insert, table
from directory.store.tables import EventRow

Told = tuple[int, int, int, int, str, bool]
COLUMNS = ("subscriber", "event", "letter", "alert", "listing", "shown")
"""A row of `letter_events`: who is told of what, in which letter, for which alert."""
_TOLD, _ALERTS, _PEOPLE, _EVENTS = table(LetterEventRow), table(AlertRow), table(SubscriberRow), table(EventRow)


@dataclass(frozen=True, slots=True)
class Step:
    """How one due alert moves on: from what was read of it to its new cursor and due time."""

    alert: Alert
    cursor: int
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Plan:
    """What one subscriber is due: how their alerts move on, and the letter, if there is something to tell."""

    subscriber: int
    steps: tuple[Step, ...]
    draft: Draft | None


def commit(store: Store, plans: Sequence[Plan], now: datetime) -> tuple[int, int]:
    """Carries out these plans, each whole or not at all; how many, and how many letters were written."""
    with store.writing() as session:
        fit = list(_fitting(session, plans))
        _move(session, [step for plan in fit for step in plan.steps])
        drafts = [plan.draft for plan in fit if plan.draft is not None]
        if drafts:
            numbers.lock(session)
            _letters(session, drafts, numbers.take(session, "letter", len(drafts)), now)
        return len(fit), len(drafts)


def park(store: Store, alert: Alert, now: datetime) -> None:
    """Stops an alert whose search can no longer be read and queues a letter that says so; once."""
    with store.writing() as session:
        same = (col(AlertRow.id) == alert.id, col(AlertRow.due_at) == alert.due_at)
        moved = session.exec(update(AlertRow).where(*same).values(due_at=None))
        if cast(CursorResult[Any], moved).rowcount == 1:
            enqueue(session, "broken", alert.subscriber, now, alert=alert.id)


def draft_of(
    store: Store, letter: int, person: Subscriber, alerts: Sequence[Alert], known: MutableMapping[str, Listing]
) -> Draft | None:
    """The letter behind a number, from what it accounts for; searches that were stopped meanwhile are left out.

    `known` are listings that were read already; what is missing is added to them.
    """
    with store.reading() as session:
        query = (
            select(_EVENTS, _TOLD.c.alert, _TOLD.c.listing.label("told"))
            .join(_TOLD, _TOLD.c.event == _EVENTS.c.id)
            .where(_TOLD.c.letter == letter, _TOLD.c.subscriber == person.id)
            .order_by(_EVENTS.c.id)
        )
        rows = session.connection().execute(query).all()
    missing = dict.fromkeys(row.told for row in rows if row.told not in known)
    known.update({card.id: card for card in cards(store, list(missing))})
    found = [(row.alert, Match(event_of(row), known[row.told])) for row in rows if row.told in known]
    return compose(person, [(alert, [match for id, match in found if id == alert.id]) for alert in alerts])


def _fitting(session: Session, plans: Sequence[Plan]) -> Iterator[Plan]:
    """The plans whose alerts are as they were read and whose events nobody has told of."""
    people = [plan.subscriber for plan in plans]
    _hold(session, people)
    as_read = _as_they_are(session, people)
    told = _told(session, people, min((step.alert.cursor for plan in plans for step in plan.steps), default=0))
    for plan in plans:
        if all(_key(step.alert) in as_read for step in plan.steps) and not (told and _repeats(plan, told)):
            yield plan


def _repeats(plan: Plan, told: set[tuple[int, int]]) -> bool:
    """Whether a letter tells of the plan's events already."""
    return any((plan.subscriber, event) in told for _, event in plan.draft.events) if plan.draft else False


def _hold(session: Session, people: Sequence[int]) -> None:
    """Lets nobody else write to these subscribers before the end (PostgreSQL; SQLite has one writer anyhow)."""
    session.connection().execute(
        select(_PEOPLE.c.id).where(_PEOPLE.c.id.in_(people)).order_by(_PEOPLE.c.id).with_for_update()
    )


def _key(alert: Alert) -> tuple[object, ...]:
    return (alert.id, alert.cursor, alert.due_at, alert.query, frozenset(alert.kinds))


def _as_they_are(session: Session, people: Sequence[int]) -> set[tuple[object, ...]]:
    named = (_ALERTS.c.id, _ALERTS.c.cursor, _ALERTS.c.due_at, _ALERTS.c.query, _ALERTS.c.kinds)
    query = select(*named).where(_ALERTS.c.subscriber.in_(people))
    return {(*row[:-1], frozenset(row.kinds.split(","))) for row in session.connection().execute(query)}


def _told(session: Session, people: Sequence[int], after: int) -> set[tuple[int, int]]:
    query = select(_TOLD.c.subscriber, _TOLD.c.event).where(_TOLD.c.subscriber.in_(people), _TOLD.c.event > after)
    return {(row.subscriber, row.event) for row in session.connection().execute(query)}


def _move(session: Session, steps: Sequence[Step]) -> None:
    """Moves alerts on; those that go to the same place go together."""
    together: dict[tuple[int, datetime], list[int]] = defaultdict(list)
    for step in steps:
        together[step.cursor, step.due_at].append(step.alert.id)
    for (cursor, due_at), ids in together.items():
        _update(session, _ALERTS, ids, cursor=cursor, due_at=due_at, paused_until=None)


def _letters(session: Session, drafts: Sequence[Draft], first: int, now: datetime) -> None:
    numbered = list(enumerate(drafts, first))
    letters = [
        {"id": id, "subscriber": draft.subscriber.id, "kind": "letter", "made_at": now, "next_try_at": now}
        | {"state": "queued", "tries": 0, "words": ""}
        for id, draft in numbered
    ]
    insert(session, LetterRow, letters)
    _tell(session, [row for id, draft in numbered for row in _accounted(id, draft)])
    _update(session, _PEOPLE, [draft.subscriber.id for draft in drafts], last_letter_at=now)
    ids = [part.alert.id for draft in drafts for part in draft.parts]
    _update(session, _ALERTS, ids, sent=_ALERTS.c.sent + 1, last_sent_at=now)


def _update(session: Session, target: Table, ids: Sequence[int], **values: object) -> None:
    for batch in batches(ids):
        session.connection().execute(target.update().where(target.c.id.in_(batch)).values(**values))


def _tell(session: Session, rows: list[Told]) -> None:
    """Writes the event rows straight through the driver: there are many, of plain numbers and words."""
    made = _TOLD.insert().compile(dialect=session.get_bind().dialect)
    order = made.positiontup
    values = list(map(itemgetter(*(COLUMNS.index(name) for name in order)), rows)) if order else _by_name(rows)
    session.connection().exec_driver_sql(str(made), values)


def _by_name(rows: Sequence[Told]) -> list[dict[str, object]]:
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]


def _accounted(letter: int, draft: Draft) -> Iterator[Told]:
    person = draft.subscriber.id
    for part in draft.parts:
        alert = part.alert.id
        for line in part.lines:
            listing = line.listing.id
            for event in line.events:
                yield person, event.id, letter, alert, listing, False

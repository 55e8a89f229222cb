"""Accounting: one transaction moves alerts on, writes letters into the outbox and notes every event they tell of.

Many subscribers share a transaction. It holds them first and reads then what is due and what they were told, so that
nobody moves an alert or tells of an event in between; whom another clock holds is left to that clock.
"""

from collections import defaultdict
from collections.abc import Iterator, MutableMapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Table, select
from sqlmodel import Session

from directory.letters.chosen import first_way, ways_of
from directory.letters.compose import (
    INSTANT_CAP,
    Alert,
    Draft,
    Match,
    Matches,
    Subscriber,
    compose,
    divided,
    next_due,
)
from directory.letters.due import DueAlert, due
from directory.letters.ledger import entries, entry, told
from directory.letters.match import Fresh
from directory.letters.outbox import enqueue, sent_since
from directory.listing import Listing
from directory.store import events, numbers
from directory.store.engine import Store
from directory.store.ledger import packed
from directory.store.letter_tables import AlertRow, LetterRow, SubscriberRow
from directory.store.shelf import cards
from directory.store.sql import among, insert_alike, table, uncached

DAY = timedelta(days=1)
BY_MAIL = (None,)
"""The ways of who chose no other."""
_ALERTS, _PEOPLE = table(AlertRow), table(SubscriberRow)


def advance(store: Store, fresh: Fresh, subscribers: Sequence[int], now: datetime) -> int:
    """Moves the due alerts of these subscribers on and queues their letters, in one transaction; how many letters.

    `fresh` should have answered what they ask before (`Fresh.matches`): here others wait for the database.
    """
    with store.writing() as session:
        uncached(session)
        held = subscribers if store.is_sqlite else _held(session, subscribers)
        rows = due(session, held, fresh.after, now)
        round = _Round(session, fresh, rows)
        for person, mine in groupby(rows, key=itemgetter(1)):
            round.enter(person, list(mine))
        round.write()
        return len(round.letters)


def draft_of(
    store: Store, letter: int, person: Subscriber, alerts: Sequence[Alert], known: MutableMapping[str, Listing]
) -> Draft | None:
    """The letter behind a number, from what it accounts for; searches that were stopped meanwhile are left out.

    `known` are listings that were read already; what is missing is added to them.
    """
    with store.reading() as session:
        noted = entry(session, letter)
        alert_of = {event: alert for alert, ids in noted.events.items() for event in ids} if noted else {}
        rows = events.numbered(session, alert_of)
    missing = dict.fromkeys(row.listing for row in rows if row.listing not in known)
    known.update({card.id: card for card in cards(store, list(missing))})
    found = [(alert_of[row.id], Match(row, known[row.listing])) for row in rows if row.listing in known]
    return compose(person, [(alert, [match for id, match in found if id == alert.id]) for alert in alerts])


class _Round:
    """What one transaction does to the due alerts that it holds."""

    def __init__(self, session: Session, fresh: Fresh, rows: Sequence[DueAlert]) -> None:
        self._session, self._fresh, self._now = session, fresh, fresh.now
        oldest = min((row.cursor for row in rows), default=0)
        people = {row.subscriber for row in rows}
        self._told, self._ways = told(session, people, oldest), ways_of(session, people)
        instant = {row.subscriber for row in rows if row.cadence == "instant"}
        self._sent = sent_since(session, instant, self._now - DAY) if instant else {}
        self._moved: dict[tuple[int, datetime, bool], list[int]] = defaultdict(list)
        self._broken: list[DueAlert] = []
        self.letters: list[tuple[int, str, int]] = []

    def enter(self, person: int, rows: Sequence[DueAlert]) -> None:
        """Notes how the due alerts of one subscriber move on, and the letter, if there is something to tell."""
        if len(rows) > 1 or person in self._told or not self._entered(rows[0]):
            self._compose(person, rows)

    def _entered(self, row: DueAlert) -> bool:
        """The usual case, nine of ten: one alert, nothing told before, nothing corrected; False where it is another."""
        matches = self._fresh.matches(row.question)
        if matches is None or matches.corrected:
            return False
        if matches:
            self.letters.append((row.subscriber, f"{row.id}:{matches.packed}", matches[-1].event.id))
        self._move(row, bool(matches))
        return True

    def _compose(self, person: int, rows: Sequence[DueAlert]) -> None:
        found = []
        for row in rows:
            matches = self._fresh.matches(row.question)
            if matches is None:
                self._broken.append(row)
            else:
                found.append((row, self._untold(person, matches)))
        noted, last = _noted(found)
        if noted:
            self.letters.append((person, ";".join(f"{alert}:{ids}" for alert, ids in noted.items()), last))
        for row, _ in found:
            self._move(row, row.id in noted)

    def _move(self, row: DueAlert, lettered: bool) -> None:
        self._moved[max(self._fresh.last, row.cursor), self._next(row), lettered].append(row.id)

    def write(self) -> None:
        """Writes all of it down."""
        for (cursor, due_at, lettered), ids in self._moved.items():
            sent = {"sent": _ALERTS.c.sent + 1, "last_sent_at": self._now} if lettered else {}
            self._update(_ALERTS, ids, cursor=cursor, due_at=due_at, paused_until=None, **sent)
        if self._broken:
            self._update(_ALERTS, [row.id for row in self._broken], due_at=None)
        for row in self._broken:
            way = first_way(self._session, row.subscriber)
            enqueue(self._session, "broken", row.subscriber, self._now, alert=row.id, way=way)
        if self.letters:
            self._queue()

    def _queue(self) -> None:
        """A letter goes each way that its subscriber chose, as a row of its own with the same ledger."""
        each = [(*letter, way) for letter in self.letters for way in self._ways.get(letter[0], BY_MAIL)]
        numbers.lock(self._session)
        first = numbers.take(self._session, "letter", len(each))
        rows = [(id, *letter) for id, letter in enumerate(each, first)]
        same = {"kind": "letter", "made_at": self._now, "next_try_at": self._now, "state": "queued", "tries": 0}
        names = ("id", "subscriber", "events", "last_event", "way")
        insert_alike(self._session, LetterRow, {**same, "words": "", "shown": ""}, names, rows)
        self._update(_PEOPLE, [person for person, _, _ in self.letters], last_letter_at=self._now)

    def _next(self, row: DueAlert) -> datetime:
        capped = row.cadence == "instant" and self._sent.get(row.subscriber, 0) >= INSTANT_CAP
        return next_due("daily" if capped else row.cadence, row.time_zone, row.hour, self._now, row.weekday)

    def _untold(self, person: int, matches: Matches) -> Sequence[Match]:
        """Without what a letter already accounts for, and without corrections of listings already told of."""
        known = self._told.get(person)
        if not known and not matches.corrected:
            return matches
        return list(self._without(matches, known or frozenset(), self._repeated(person, matches)))

    def _without(self, matches: Matches, known: frozenset[int], repeated: frozenset[str]) -> Iterator[Match]:
        for match in matches:
            if match.event.id not in known and not (match.event.correction and match.listing.id in repeated):
                yield match

    def _repeated(self, person: int, matches: Matches) -> frozenset[str]:
        """The listings that were corrected and that a letter of this subscriber told of, in a row or behind a link."""
        if not matches.corrected:
            return frozenset()
        known = {event for one in entries(self._session, person) for ids in one.events.values() for event in ids}
        told_of = events.concerning(self._session, matches.corrected)
        return frozenset(listing for event, listing in told_of if event in known)

    def _update(self, target: Table, ids: Sequence[int], **values: object) -> None:
        self._session.connection().execute(target.update().where(among(target.c.id, ids)).values(**values))


def _noted(found: Sequence[tuple[DueAlert, Sequence[Match]]]) -> tuple[dict[int, str], int]:
    """The ledger of a letter by alert, and the newest event of it; each listing under the first search it answers."""
    parts = [(row.id, [event.id for line in lines for event in line.events]) for row, lines in divided(found)]
    return {alert: packed(ids) for alert, ids in parts}, max((max(ids) for _, ids in parts), default=0)


def _held(session: Session, people: Sequence[int]) -> list[int]:
    """Those of these subscribers whom nobody else holds, held to the end (PostgreSQL)."""
    query = select(_PEOPLE.c.id).where(among(_PEOPLE.c.id, people)).with_for_update(skip_locked=True)
    return list(session.connection().execute(query).scalars().all())

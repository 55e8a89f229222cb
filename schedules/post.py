"""The post: due alerts meet fresh events and become letters, letters leave the outbox."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import parseaddr

from directory.config import Settings
from directory.letters import account as accounting
from directory.letters import due as telling
from directory.letters import outbox
from directory.letters import subscribers as alerts
from directory.letters.compose import INSTANT_CAP, Alert, Match, Subscriber, compose, next_due
from directory.letters.match import Fresh, gather
from directory.store import Store, events
from schedules.smtp import Carrier, Outcome
from schedules.writer import Writer

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Posted:
    """What one round did."""

    written: int = 0
    sent: int = 0
    later: int = 0
    refused: int = 0
    swept: int = 0
    asked: int = 0


class Post:
    """Writes and delivers letters for one store. Two of them at once do no harm: every step is a conditional update.

    `clock` counts seconds; a long delivery goes by it, so that a claim does not look older than it is.
    """

    def __init__(self, store: Store, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        self.store, self.settings, self.clock = store, settings, clock

    def round(self, carrier: Carrier, now: datetime) -> Posted:
        """One whole round: delete what was never confirmed, write what is due, deliver what is ready."""
        swept = alerts.sweep(self.store, now)
        written = self.write_due(now)
        asked = outbox.ask_silent(self.store, now)
        return replace(self.deliver(carrier, now), written=written, swept=swept, asked=asked)

    def write_due(self, now: datetime) -> int:
        """Queues the letters of all due alerts and accounts for what they tell; how many."""
        written = 0
        last = events.last_id(self.store)
        fresh: Fresh | None = None
        while waiting := telling.due(self.store, now):
            cursor = min(alert.cursor for _, rows in waiting for alert in rows)
            if fresh is None or cursor < fresh.after:
                fresh = gather(self.store, cursor, last, now)
            done, letters = accounting.commit(self.store, list(self._plans(waiting, fresh)), now)
            written += letters
            if not done:  # another clock is at the same alerts; what it leaves is due in the next round
                break
        return written

    def _plans(self, waiting: Sequence[tuple[Subscriber, Sequence[Alert]]], fresh: Fresh) -> Iterator[accounting.Plan]:
        told = telling.told(self.store, [person.id for person, _ in waiting], fresh.after)
        for person, rows in waiting:
            found, steps = [], []
            for alert in rows:
                matches = fresh.matches(alert)
                if matches is None:
                    accounting.park(self.store, alert, fresh.now)
                    continue
                due = self._next(person, alert, fresh.now)
                steps.append(accounting.Step(alert, max(fresh.last, alert.cursor), due))
                found.append((alert, self._untold(person, matches, told[person.id])))
            yield accounting.Plan(person.id, tuple(steps), compose(person, found))

    def _next(self, person: Subscriber, alert: Alert, now: datetime) -> datetime:
        if alert.cadence == "instant" and outbox.sent_since(self.store, person.id, now - DAY) >= INSTANT_CAP:
            return next_due("daily", person.time_zone, person.hour, now)
        return next_due(alert.cadence, person.time_zone, person.hour, now)

    def _untold(self, person: Subscriber, matches: Sequence[Match], told: set[int]) -> Sequence[Match]:
        """Without what a letter already accounts for, and without corrections of listings already told of."""
        fixed = {match.listing.id for match in matches if match.event.correction}
        if not fixed and not told:
            return matches
        repeats = telling.told_listings(self.store, person.id, fixed) if fixed else frozenset[str]()
        return [
            match
            for match in matches
            if match.event.id not in told and not (match.event.correction and match.listing.id in repeats)
        ]

    def deliver(self, carrier: Carrier, now: datetime) -> Posted:
        """Hands every ready letter to the carrier once and writes down what became of it."""
        counts = {"sent": 0, "later": 0, "never": 0}
        began, writer = self.clock(), Writer(self.store, self.settings, now)
        while letter := outbox.claim(self.store, now + timedelta(seconds=self.clock() - began)):
            counts[self._hand_over(letter, carrier, writer).state] += 1
        return Posted(sent=counts["sent"], later=counts["later"], refused=counts["never"])

    def _hand_over(self, letter: outbox.Queued, carrier: Carrier, writer: Writer) -> Outcome:
        raw = writer.worded(letter)
        if raw is None:
            outbox.sent(self.store, letter.id, writer.now)
            return Outcome("sent", "nothing left to say")
        sender = parseaddr(self.settings.mail_from)[1]
        outcome = carrier.carry(raw, sender, letter.recipient, f"{letter.kind}-{letter.id}")
        if outcome.state == "sent":
            outbox.sent(self.store, letter.id, writer.now)
        elif outcome.state == "later":
            outbox.later(self.store, letter, outcome.words, writer.now)
        else:
            outbox.refused(self.store, letter, outcome.words, writer.now)
        return outcome

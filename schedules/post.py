"""The post: due alerts meet fresh events and become letters, letters leave the outbox."""

import gc
import logging
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import parseaddr

from directory.address import parse
from directory.config import Settings
from directory.letters import account as accounting
from directory.letters import due as telling
from directory.letters import erasure, outbox
from directory.letters.match import gather
from directory.logs import scrub
from directory.store import Store, events, notices
from directory.store.notices import Notice
from directory.store.sql import batches
from schedules import returns
from schedules.smtp import Carrier, MailOutcome
from schedules.writer import LetterWriter

log = logging.getLogger(__name__)
PEOPLE = 2_000
"""Subscribers of one transaction: a tenth of a second, so that a page that writes waits no longer."""
MINUTES = 10
"""Between two looks into the mailbox of bounces: a report is never urgent, and a server dislikes a login a minute."""
OWN_TRIES = 6
"""How often a letter that fails by itself is tried: over five hours by `outbox.BACK_OFF`, time to mend what is ours."""
IN_A_ROW = 5
"""Different recipients refused one after another: old addresses are one or two, a relay that bars us refuses all."""
REFUSED = re.compile(r"5\d\d ")
UNSAFE = re.compile(r"[\x00-\x20\x7f\"(),:;<>\[\\\]]")


@dataclass(frozen=True, slots=True)
class Posted:
    """What one round did: letters written, sent, put off and refused for good, alerts swept that nobody confirmed, and
    silent subscribers asked whether they still want letters.
    """

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
        """One whole round: delete what was never confirmed, write what is due, deliver what is ready.

        Every ten minutes it first takes what came back (`schedules/returns.py`).
        """
        swept = erasure.sweep(self.store, now)
        if now.minute % MINUTES == 0:
            returns.collect(self.store, self.settings, now)
        written = self.write_due(now)
        asked = outbox.ask_silent(self.store, now)
        return replace(self.deliver(carrier, now), written=written, swept=swept, asked=asked)

    def write_due(self, now: datetime) -> int:
        """Queues the letters of all due alerts and accounts for what they tell; how many."""
        with uncollected():
            return self._write_due(now)

    def _write_due(self, now: datetime) -> int:
        last = events.last_id(self.store)
        people, asked = telling.waiting(self.store, now), telling.questions(self.store, now)
        if not asked:
            return 0
        fresh = gather(self.store, min(cursor for _, _, cursor in asked), last, now)
        for question in asked:
            fresh.matches(question)
        return sum(accounting.advance(self.store, fresh, some, now) for some in batches(people, PEOPLE))

    def deliver(self, carrier: Carrier, now: datetime) -> Posted:
        """Hands every ready letter to the carrier once and writes down what became of it.

        Whatever one letter raises is that letter's own failure: it waits, or is given up, and the round goes on.
        """
        tray = _Tray(self.store, LetterWriter(self.store, self.settings, now))
        began = self.clock()
        while letter := outbox.claim(self.store, now + timedelta(seconds=self.clock() - began)):
            tray.settle(letter, self._handed_over(letter, carrier, tray.writer))
            if tray.stopped:
                break
        tray.empty()
        return Posted(sent=tray.counts["sent"], later=tray.counts["later"], refused=tray.counts["never"])

    def _handed_over(self, letter: outbox.Queued, carrier: Carrier, writer: LetterWriter) -> MailOutcome:
        try:
            return self._hand_over(letter, carrier, writer)
        except Exception as problem:  # a border: one letter never harms another
            log.exception("letter %s (%s) failed", letter.id, letter.kind)
            carrier.reset()
            return MailOutcome("failed", f"{type(problem).__name__}: {problem}"[:300])

    def _hand_over(self, letter: outbox.Queued, carrier: Carrier, writer: LetterWriter) -> MailOutcome:
        raw = writer.worded(letter)
        if raw is None:
            return MailOutcome("sent", "nothing left to say")
        sender = self.settings.bounce_address or parseaddr(self.settings.mail_from)[1]
        return carrier.carry(raw, sender, checked(letter.recipient), f"{letter.kind}-{letter.id}")


class _Tray:
    """What became of a round's letters. Refused mailboxes wait here until the server has taken another letter: one that
    refuses several different people in a row refuses us, and bars nobody."""

    def __init__(self, store: Store, writer: LetterWriter) -> None:
        self.store, self.writer = store, writer
        self.counts = {"sent": 0, "later": 0, "never": 0, "failed": 0}
        self.refused: list[tuple[outbox.Queued, str]] = []
        self.row: set[str] = set()
        self.stopped = False

    def settle(self, letter: outbox.Queued, outcome: MailOutcome) -> None:
        """Writes down what became of one letter."""
        self.counts[outcome.state] += 1
        if outcome.state == "sent":
            outbox.sent(self.store, letter.id, self.writer.now)
            self._bar()
            self.row.clear()
        elif outcome.state == "never":
            self.refused.append((letter, outcome.words))
        else:
            most = OWN_TRIES if outcome.state == "failed" else None
            outbox.later(self.store, letter, outcome.words, self.writer.now, most)
        if outcome.state == "never" or REFUSED.match(outcome.words):
            self.row.add(letter.recipient)
        if len(self.row) >= IN_A_ROW:
            self._stop(outcome.words)

    def empty(self) -> None:
        """The end of the round: what is still refused is refused."""
        self._bar()

    def _bar(self) -> None:
        for letter, words in self.refused:
            outbox.bar(self.store, letter, words, self.writer.now)
        self.refused.clear()

    def _stop(self, words: str) -> None:
        log.error("the mail server refused %d different recipients in a row, the round stops: %s", len(self.row), words)
        told = f"{len(self.row)} different recipients in a row; the round stopped and barred nobody: {scrub(words)}"
        now = self.writer.now
        notices.post(self.store, Notice(f"refused/{now:%Y-%m-%d}", "The mail server refuses our letters", told), now)
        for letter, said in self.refused:
            outbox.later(self.store, letter, f"not believed, {len(self.row)} in a row: {said}", self.writer.now)
        self.counts["later"] += len(self.refused)
        self.counts["never"] -= len(self.refused)
        self.refused.clear()
        self.stopped = True


@contextmanager
def uncollected() -> Iterator[None]:
    """Lets the collector of circles rest: a round makes a million small values without circles, all live to its end."""
    working = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if working:
            gc.enable()


def checked(address: str) -> str:
    """The address if it may go into an SMTP command; raises BadAddress.

    What the form takes is checked again here. An older one with letters beyond ASCII goes where the server offers that.
    """
    if not address.isascii() and not UNSAFE.search(address):
        return address
    return parse(address)

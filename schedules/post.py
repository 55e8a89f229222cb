"""The post: due alerts meet fresh events and become letters, letters leave the outbox."""

import logging
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import parseaddr
from threading import Event

from directory.address import parse
from directory.collecting import uncollected
from directory.config import Settings
from directory.letters import absent, erasure, outbox
from directory.letters import account as accounting
from directory.letters import due as telling
from directory.letters.match import gather
from directory.letters.ways import MAIL, PREFIX, open_ways
from directory.letters.ways.way import Outcome, Way
from directory.store import Store, events, notices
from directory.store.notices import Notice
from directory.store.sql import batches
from schedules import returns
from schedules.hearing import hear
from schedules.smtp import Carrier
from schedules.tray import UNREACHED, Doubts, Tray
from schedules.writer import LetterWriter

log = logging.getLogger(__name__)
PEOPLE = 2_000
"""Subscribers of one transaction: a tenth of a second, so that a page that writes waits no longer."""
MINUTES = 10
"""Between two looks into the mailbox of bounces: a report is never urgent, and a server dislikes a login a minute."""
UNSAFE = re.compile(r"[\x00-\x20\x7f\"(),:;<>\[\\\]]")


@dataclass(frozen=True, slots=True)
class Posted:
    """What one round did: letters written, sent, put off and refused for good, alerts swept that nobody confirmed, and
    silent subscribers asked whether they still want letters. `unreached` names the ways that could not be reached.
    """

    written: int = 0
    sent: int = 0
    later: int = 0
    refused: int = 0
    swept: int = 0
    asked: int = 0
    unreached: tuple[str, ...] = ()


class Post:
    """Writes and delivers letters for one store. Two of them at once do no harm: every step is a conditional update.

    `clock` counts seconds; a long delivery goes by it, so that a claim does not look older than it is. Once `leaving`
    is set no further letter is begun: those that are ready go with the next start.
    """

    def __init__(self, store: Store, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        self.store, self.settings, self.clock = store, settings, clock
        self.ways = open_ways(settings)
        self.leaving = Event()
        self._doubts: defaultdict[str, Doubts] = defaultdict(Doubts)

    def round(self, carrier: Carrier, now: datetime) -> Posted:
        """One whole round: delete what was never confirmed, write what is due, deliver what is ready.

        Every ten minutes it first takes what came back (`schedules/returns.py`).
        """
        swept = erasure.sweep(self.store, now)
        if now.minute % MINUTES == 0:
            returns.collect(self.store, self.settings, now)
        for way in self.ways.values():
            hear(self.store, self.settings, way, now)
        self._keep_ways(now)
        written = self.write_due(now)
        asked = outbox.ask_silent(self.store, now)
        return replace(self.deliver(carrier, now), written=written, swept=swept, asked=asked)

    def _keep_ways(self, now: datetime) -> None:
        """Lets the ways rest that this site has no more, and tells the maintainer; those that are back go on."""
        for name, n in absent.keep_to(self.store, self.ways, now).items():
            setting = f"{PREFIX}{name.upper()}"
            log.warning("%s is not set: %d subscribers' letters by %s wait", setting, n, name)
            text = (
                f"{n} subscribers chose {name}, and {setting} is not set: nothing new is sent there until it is again. "
            )
            text += "Letters that wait for it are given up after five days."
            notices.post(self.store, Notice(f"absent/{name}/{now:%Y-%m-%d}", f"No way {name} any more", text), now)

    def write_due(self, now: datetime) -> int:
        """Queues the letters of all due alerts and accounts for what they tell; how many."""
        with uncollected():
            return self._write_due(now)

    def _write_due(self, now: datetime) -> int:
        last = events.last_id(self.store)
        people, asked = telling.waiting(self.store, now), telling.questions(self.store, now)
        if not asked:
            return 0
        fresh = gather(self.store, min(cursor for _, _, cursor in asked), last, now, telling.followed(asked))
        for question in asked:
            fresh.matches(question)
        return sum(accounting.advance(self.store, fresh, some, now) for some in batches(people, PEOPLE))

    def deliver(self, carrier: Carrier, now: datetime) -> Posted:
        """Hands every ready letter to its way once, mail first, and writes down what became of it.

        Whatever one letter raises is that letter's own failure: it waits, or is given up, and the round goes on. A way
        that refuses us ends its own round only.
        """
        writer = LetterWriter(self.store, self.settings, now, self.ways)
        began = self.clock()
        counts = Counter[str]()
        unreached = []
        hands: list[_Mail | _Other] = [_Mail(carrier, self.settings), *map(_Other, self.ways.values())]
        for way in hands:
            tray = Tray(self.store, writer, way.name, self._doubts[way.name])
            while not (tray.stopped or self.leaving.is_set()):
                letter = outbox.claim(self.store, now + timedelta(seconds=self.clock() - began), way.name)
                if letter is None:
                    break
                tray.settle(letter, _handed_over(letter, way, writer))
            tray.empty()
            way.rest()
            counts += tray.counts
            if tray.unreached >= UNREACHED:
                unreached.append(way.name)
        sent, later, refused = (counts[state] for state in ("sent", "later", "never"))
        return Posted(sent=sent, later=later, refused=refused, unreached=tuple(unreached))


class _Mail:
    """Mail as a way that letters go."""

    name = MAIL

    def __init__(self, carrier: Carrier, settings: Settings) -> None:
        self._carrier = carrier
        self._sender = settings.bounce_address or parseaddr(settings.mail_from)[1]

    def carry(self, raw: bytes, letter: outbox.Queued) -> Outcome:
        """Hands one letter to the relay."""
        return self._carrier.carry(raw, self._sender, checked(letter.recipient), f"{letter.kind}-{letter.id}")

    def reset(self) -> None:
        """Forgets the connection after a letter that failed."""
        self._carrier.reset()

    def rest(self) -> None:
        """Nothing: whoever opened the relay closes it."""


class _Other:
    """Any other way, with the destination of the letter."""

    def __init__(self, way: Way) -> None:
        self.name, self.reset, self._way = way.name, way.reset, way

    def carry(self, raw: bytes, letter: outbox.Queued) -> Outcome:
        """Hands one letter over."""
        return self._way.carry(raw, letter.recipient)

    def rest(self) -> None:
        """Ends the connection: the other side does not hold it open until the next round."""
        self._way.reset()


def _handed_over(letter: outbox.Queued, way: _Mail | _Other, writer: LetterWriter) -> Outcome:
    try:
        raw = writer.worded(letter)
        return Outcome("sent", "nothing left to say") if raw is None else way.carry(raw, letter)
    except Exception as problem:  # a border: one letter never harms another
        log.exception("letter %s (%s) failed", letter.id, letter.kind)
        way.reset()
        return Outcome("failed", f"{type(problem).__name__}: {problem}"[:300])


def checked(address: str) -> str:
    """The address if it may go into an SMTP command; raises BadAddress.

    What the form takes is checked again here. An older one with letters beyond ASCII goes where the server offers that.
    """
    if not address.isascii() and not UNSAFE.search(address):
        return address
    return parse(address)

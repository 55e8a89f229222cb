"""What becomes of a round's letters: one way's answers, written down, and when a way is left alone."""

import logging
import re
from collections import Counter

from directory.letters import outbox
from directory.letters.ways import MAIL
from directory.letters.ways.way import Outcome
from directory.logs import scrub
from directory.store import Store, notices
from directory.store.notices import Notice
from schedules.writer import LetterWriter

log = logging.getLogger(__name__)
OWN_TRIES = 6
"""How often a letter that fails by itself is tried: over five hours by `outbox.BACK_OFF`, time to mend what is ours."""
IN_A_ROW = 5
"""Different recipients refused one after another: old addresses are one or two, a relay that bars us refuses all."""
UNREACHED = 3
"""Letters that could not be handed over at all, one after another: each may have waited half a minute, and the next
round is a minute away."""
REFUSED = re.compile(r"5\d\d ")


class Tray:
    """What became of a round's letters. Refused mailboxes wait here until the server has taken another letter: one that
    refuses several different people in a row refuses us, and bars nobody."""

    def __init__(self, store: Store, writer: LetterWriter, way: str) -> None:
        self.store, self.writer, self.way = store, writer, way
        self.counts = Counter[str]()
        self.refused: list[tuple[outbox.Queued, str]] = []
        self.row: set[str] = set()
        self.unreached = 0
        self.stopped = False

    def settle(self, letter: outbox.Queued, outcome: Outcome) -> None:
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
        self.unreached = 0 if outcome.reached else self.unreached + 1
        if len(self.row) >= IN_A_ROW:
            self._stop(outcome.words)
        elif self.unreached >= UNREACHED:
            self._give_up(outcome.words)

    def _give_up(self, words: str) -> None:
        log.error("%s: cannot be reached, the round stops: %s", self.way, words)
        told = f"{self.unreached} letters in a row could not be handed over, and the round stopped: {scrub(words)}"
        self._end("unreached", "cannot be reached", told)

    def empty(self) -> None:
        """The end of the round: what is still refused is refused."""
        self._bar()

    def _bar(self) -> None:
        for letter, words in self.refused:
            outbox.bar(self.store, letter, words, self.writer.now)
        self.refused.clear()

    def _stop(self, words: str) -> None:
        said = "%s: the other side refused %d different recipients in a row, the round stops: %s"
        log.error(said, self.way, len(self.row), words)
        told = f"{len(self.row)} different recipients in a row; the round stopped and barred nobody: {scrub(words)}"
        self._end("refused", "refuses our letters", told)
        for letter, said in self.refused:
            outbox.later(self.store, letter, f"not believed, {len(self.row)} in a row: {said}", self.writer.now)
        self.counts["later"] += len(self.refused)
        self.counts["never"] -= len(self.refused)
        self.refused.clear()

    def _end(self, key: str, does: str, told: str) -> None:
        """Ends the round of this way, and tells the maintainer once a day."""
        now = self.writer.now
        who, of = ("The mail server", "") if self.way == MAIL else (self.way.capitalize(), f"/{self.way}")
        notices.post(self.store, Notice(f"{key}{of}/{now:%Y-%m-%d}", f"{who} {does}", told), now)
        self.stopped = True

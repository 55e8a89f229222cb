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
"""Different recipients refused one after another: a relay that bars us refuses all, for a policy of its own or, set up
wrongly, with "no such mailbox" for everybody."""
DOUBTED = 100
"""Missing mailboxes in a row that are put off together: far below what a claim's ten minutes suffice for."""
UNREACHED = 3
"""Letters that could not be handed over at all, one after another: each may have waited half a minute, and the next
round is a minute away."""
REFUSED = re.compile(r"5\d\d ")


class Doubts:
    """Letters whose mailbox is missing, as was said while nobody else's letter was taken; kept over rounds.

    Once another letter has been taken, such an answer about them is believed.
    """

    def __init__(self) -> None:
        self._waiting: set[int] = set()
        self._settled: set[int] = set()

    def add(self, letter: int) -> None:
        """This one was refused, and not believed."""
        self._waiting.add(letter)

    def taken(self) -> None:
        """The other side takes letters: what it says of the others is about them."""
        self._settled |= self._waiting
        self._waiting.clear()

    def settled(self, letter: int) -> bool:
        """Whether this one, refused again, is to be believed; asked once."""
        found = letter in self._settled
        self._settled.discard(letter)
        return found


class Tray:
    """What became of a round's letters. Missing mailboxes wait here until the other side has taken another letter, for
    one that misses several different people in a row means us, and bars nobody. They never stop a round: five old
    addresses would make everybody wait. Several different recipients refused otherwise do."""

    def __init__(self, store: Store, writer: LetterWriter, way: str, doubts: Doubts) -> None:
        self.store, self.writer, self.way, self.doubts = store, writer, way, doubts
        self.counts = Counter[str]()
        self.missing: list[tuple[outbox.Queued, str]] = []
        self.row: set[str] = set()
        self.unreached = 0
        self.stopped = False

    def settle(self, letter: outbox.Queued, outcome: Outcome) -> None:
        """Writes down what became of one letter."""
        self.counts[outcome.state] += 1
        self.unreached = 0 if outcome.reached else self.unreached + 1
        if outcome.state == "sent":
            self._taken(letter)
        elif outcome.state == "never":
            self._miss(letter, outcome.words)
        else:
            self._later(letter, outcome)

    def _taken(self, letter: outbox.Queued) -> None:
        outbox.sent(self.store, letter.id, self.writer.now)
        self.doubts.taken()
        self._bar()
        self.row.clear()

    def _miss(self, letter: outbox.Queued, words: str) -> None:
        if self.doubts.settled(letter.id):
            outbox.bar(self.store, letter, words, self.writer.now)
            return
        self.missing.append((letter, words))
        if len(self.missing) >= DOUBTED:
            self.empty()

    def _later(self, letter: outbox.Queued, outcome: Outcome) -> None:
        most = OWN_TRIES if outcome.state == "failed" else None
        outbox.later(self.store, letter, outcome.words, self.writer.now, most, asked=outcome.wait)
        self.stopped |= outcome.halts
        if REFUSED.match(outcome.words):
            self.row.add(letter.recipient)
        if len(self.row) >= IN_A_ROW:
            self._stop(outcome.words)
        elif self.unreached >= UNREACHED:
            self._give_up(outcome.words)

    def empty(self) -> None:
        """The end of the round: fewer missing mailboxes than a relay that refuses us would make are believed."""
        if len({letter.recipient for letter, _ in self.missing}) < IN_A_ROW:
            self._bar()
            return
        told = f"{len(self.missing)} mailboxes in a row are missing, it says, and it took no other letter after them: "
        told += f"nobody is barred, and they are tried again: {scrub(self.missing[-1][1])}"
        log.warning("%s: %s", self.way, told)
        self._tell("missing", "misses many mailboxes", told)
        self._doubt()

    def _bar(self) -> None:
        for letter, words in self.missing:
            outbox.bar(self.store, letter, words, self.writer.now)
        self.missing.clear()

    def _doubt(self) -> None:
        for letter, said in self.missing:
            outbox.later(self.store, letter, f"not believed: {said}", self.writer.now)
            self.doubts.add(letter.id)
        self.counts["later"] += len(self.missing)
        self.counts["never"] -= len(self.missing)
        self.missing.clear()

    def _give_up(self, words: str) -> None:
        log.error("%s: cannot be reached, the round stops: %s", self.way, words)
        told = f"{self.unreached} letters in a row could not be handed over, and the round stopped: {scrub(words)}"
        self._tell("unreached", "cannot be reached", told)
        self.stopped = True

    def _stop(self, words: str) -> None:
        said = "%s: the other side refused %d different recipients in a row, the round stops: %s"
        log.error(said, self.way, len(self.row), words)
        told = f"{len(self.row)} different recipients in a row; the round stopped and barred nobody: {scrub(words)}"
        self._tell("refused", "refuses our letters", told)
        self._doubt()
        self.stopped = True

    def _tell(self, key: str, does: str, told: str) -> None:
        """Tells the maintainer, once a day."""
        now = self.writer.now
        who, of = ("The mail server", "") if self.way == MAIL else (self.way.capitalize(), f"/{self.way}")
        notices.post(self.store, Notice(f"{key}{of}/{now:%Y-%m-%d}", f"{who} {does}", told), now)

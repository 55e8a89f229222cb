"""The postings of one crawl on their way into the run: read a few dozen together, told to it in the order they came."""

import asyncio
import logging
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from crawler.faults import OF_A_ROW, OF_A_RUN
from crawler.walk import Walk
from directory.posting import Posting, clean
from directory.reading import TOGETHER
from directory.runs.readers import Answer, Readers, ReadersEnded, result_of
from directory.runs.run import Run
from directory.runs.sighting import Sighting

log = logging.getLogger(__name__)
AHEAD = 64  # batches that may wait for their readings: two thousand postings, some ten mebibytes


@dataclass(frozen=True, slots=True)
class AskedPostings:
    """Postings in the order they came, and the answers to those that had to be read."""

    postings: Sequence[Posting]
    read: frozenset[str]
    answers: "Future[list[Answer]]"


class ReadingLine:
    """Between a spider and its run. `walk` counts what was found and what was refused, as soon as it is known."""

    def __init__(self, slug: str, run: Run, walk: Walk, readers: Readers) -> None:
        self._slug, self._run, self._walk, self._readers = slug, run, walk, readers
        self._waiting: list[Posting] = []
        self._asked: deque[AskedPostings] = deque()

    def take(self, posting: Posting) -> None:
        """Takes the next posting; the run learns of it when it is read, after all that came before."""
        self._waiting.append(posting)
        if len(self._waiting) >= TOGETHER:
            self._ask()
        while self._asked and (self._asked[0].answers.done() or len(self._asked) > AHEAD):
            self._tell(self._asked.popleft())

    async def end(self) -> None:
        """Waits until everything that was taken has been read and told; other crawls go on meanwhile."""
        self._ask()
        while self._asked:
            await asyncio.wait([asyncio.wrap_future(self._asked[0].answers)])
            self._tell(self._asked.popleft())

    def cut(self) -> None:
        """Tells what has been read by now and leaves the rest: its run is held, and reading would take seconds."""
        self._waiting.clear()
        while self._asked and self._asked[0].answers.done():
            self._tell(self._asked.popleft())
        while self._asked:
            self._asked.popleft().answers.cancel()

    def _ask(self) -> None:
        """Sends off what waits. What the store has read before, word for word, needs no reading."""
        postings, self._waiting = self._waiting, []
        unread = [posting for posting in postings if not self._run.knows(posting)]
        if postings:
            answers = self._readers.ask(self._run.premise, unread)
            self._asked.append(AskedPostings(postings, frozenset(posting.ref for posting in unread), answers))

    def _tell(self, batch: AskedPostings) -> None:
        try:
            answers = iter(result_of(batch.answers))
        except ReadersEnded as problem:
            self._walk.fault(f"postings could not be read: {problem}")
            return
        for posting in batch.postings:
            answer = next(answers) if posting.ref in batch.read else None
            self._refuse(posting, answer) if isinstance(answer, str) else self._shelve(posting, answer)

    def _refuse(self, posting: Posting, words: str) -> None:
        self._walk.unread.add(posting.ref)
        self._walk.refused[words[:OF_A_ROW]] += 1
        log.warning("%s: a posting was dropped: %s", self._slug, words[:OF_A_ROW])

    def _shelve(self, posting: Posting, seen: Sighting | None) -> None:
        """Stages a posting; nothing is shown before the run ends well, and one that cannot be staged holds it."""
        self._walk.found += 1
        try:
            self._run.sight(posting, seen)
        except Exception as problem:
            log.exception("%s: a posting could not be stored", self._slug)
            words = f"a posting could not be stored: {type(problem).__name__} {problem}"
            self._walk.fault(clean(words)[:OF_A_RUN])

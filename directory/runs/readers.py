"""Processes that read postings beside a crawl. Reading is pure, so where it is done changes nothing but the time.

They are begun when there is enough to read, make their tables while the first list is fetched, and end with the process
that began them: at its end, or when it is killed. Readers are imported where they read: whoever begins such processes
does it before anything else.
"""

import logging
import multiprocessing
import os
import signal
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing.connection import wait
from threading import Thread
from typing import TYPE_CHECKING, Union

if TYPE_CHECKING:
    from directory.posting import Posting
    from directory.reading.premise import Premise
    from directory.runs.sighting import Sighting

log = logging.getLogger(__name__)
# Postings to be read from which on processes pay: one makes its tables in about the time in which 500 are read.
WORTH = 300
MOST = 4  # processes: one crawl writes no faster than four of them read
Answer = Union["Sighting", str]
"""What a run stages of a posting that was read, or in words why it could not be read."""


class ReadersEnded(RuntimeError):
    """A process that reads ended before it had answered; what it was asked is not read."""


class Readers:
    """Reads batches of postings, in `processes` of its own once they are begun and in this one before; 0: always here.

    They are begun when `worth` postings, or more, are to be read. For one thread. A batch is answered in its own order;
    those of several batches may be ready in any order.
    """

    def __init__(self, processes: int, worth: int = WORTH) -> None:
        self.processes, self.worth = processes, worth
        self._pool: ProcessPoolExecutor | None = None
        self._asked = 0

    def expect(self, postings: int) -> None:
        """Begins the processes, once, if so many postings, or more, are to be read from now on."""
        if self.processes and self._pool is None and postings >= self.worth:
            context = multiprocessing.get_context("spawn")  # a fork would copy a reactor and its threads
            self._pool = ProcessPoolExecutor(self.processes, context, initializer=_begin)
            for _ in range(self.processes):
                self._pool.submit(os.getpid)

    def ask(self, ground: "Premise", postings: "Sequence[Posting]") -> "Future[list[Answer]]":
        """The answers to these postings, in order, as a future: done at once where they are read here.

        Its result raises ReadersEnded, through `result_of`, when the process that read them was killed.
        """
        self._asked += len(postings)
        self.expect(self._asked)
        if self._pool is None:
            done: Future[list[Answer]] = Future()
            done.set_result(answers(ground, postings))
            return done
        try:
            return self._pool.submit(answers, ground, postings)
        except BrokenProcessPool:
            self._pool = None  # the next batch begins others
            return self.ask(ground, postings)

    def pids(self) -> list[int]:
        """The processes that read now, by their numbers; [] where none was begun."""
        return list(self._pool._processes) if self._pool is not None else []

    def close(self) -> None:
        """Ends the processes; what they were asked and have not begun is left."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def result_of(future: "Future[list[Answer]]") -> list[Answer]:
    """The answers, waited for; raises ReadersEnded when their process was killed."""
    try:
        return future.result()
    except BrokenProcessPool as problem:
        raise ReadersEnded("a process that reads postings ended early") from problem


def answers(ground: "Premise", postings: "Sequence[Posting]") -> list[Answer]:
    """The sightings of these postings, in order; one that cannot be read harms none of the others."""
    from directory.reading.start import warm
    from directory.runs.sighting import sighting

    warm()
    try:
        return [sighting(*one, ground) for one in zip(postings, ground.read_all(postings), strict=True)]
    except Exception:
        log.info("a batch is read one by one", exc_info=True)
        return [_alone(ground, posting) for posting in postings]


@cache
def shared(processes: int | None = None) -> Readers:
    """The readers that all crawls of this process ask: so many from the first on, or one a free core once they pay."""
    return Readers(_others()) if processes is None else Readers(processes, worth=0)


def _others() -> int:
    """How many processes read beside this one: a core is left for the crawl."""
    return max(1, min(MOST, len(os.sched_getaffinity(0)) - 1))


def _alone(ground: "Premise", posting: "Posting") -> Answer:
    from directory.runs.sighting import sighting

    try:
        return sighting(posting, ground.read(posting), ground)
    except Exception as problem:
        log.exception("%s: a posting could not be read", posting.platform)
        return f"{type(problem).__name__} {problem}"


def _begin() -> None:
    """A reader leaves signals to the crawl, which ends it in order, and ends when the crawl is gone."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    from directory.reading.start import warm

    warm()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)

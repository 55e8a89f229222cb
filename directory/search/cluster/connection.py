"""The way to the cluster: whatever it does not answer in time is said so within two seconds, never waited for."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from typing import Any
from zlib import crc32

from opensearchpy import ConnectionError as NoConnection
from opensearchpy import ConnectionTimeout, NotFoundError, OpenSearch, TransportError

from directory.search.engines.marks import BrokenIndex
from directory.search.results import WordsAway

# A page asks this long in all, one node up to TRY_SECONDS and then another; with the look at the index before it, one
# that finds the cluster gone says so within two seconds. A node that was killed refuses at once and costs nothing.
PATIENCE, TRY_SECONDS = 1.3, 0.8
TRIES = 3  # of each node, where it refuses at once
PAUSE_SECONDS = 0.02  # before another node is asked: while one is lost, several may answer that it is
LEAST_SECONDS = 0.2  # it is not asked again for less
REST_SECONDS = 1.0  # after such an answer nobody is asked: requests that wait in vain would take every thread
WRITE_SECONDS = 60.0  # a bulk of some megabytes, a refresh, a cluster that finds itself again
WRONG = 400  # from here on below 500 an answer says that the question was wrong: ours to mend, never to be hidden


logging.getLogger("opensearch").setLevel(logging.CRITICAL)  # whatever it warns of is raised, and said once


class ClusterAway(WordsAway):
    """The cluster did not answer, not in time, or not from every part of the index; it says what happened."""

    def __init__(self, reason: str) -> None:
        RuntimeError.__init__(self, f"the search cluster is away: {reason}")


class Connection:
    """Asks the nodes at `urls` in turn (http://user:password@host:9200), `patience` seconds in all; for threads."""

    def __init__(
        self, urls: tuple[str, ...], patience: float = PATIENCE, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._reads = _client(urls, TRY_SECONDS, 0)
        self.writes = _client(urls, WRITE_SECONDS, len(urls))
        self._tries = TRIES * len(urls)
        self._patience, self._clock, self._rests_until = patience, clock, float("-inf")

    def search(self, index: str, body: dict[str, Any]) -> dict[str, Any]:
        """The answer to a search, of every shard or none; raises ClusterAway, or BrokenIndex where no such index is.

        An alias that moves to another index while it is asked is asked again.
        """
        # Copies of a shard weigh words a little differently: the same question goes to the same copy, page by page.
        params = {"allow_partial_search_results": "false", "preference": f"q{_number(body)}"}
        ask = partial(self._reads.search, index=index, body=body, params=params)
        try:
            return self._answered(ask)
        except BrokenIndex:
            return self._answered(ask)

    def mapping(self, index: str) -> dict[str, Any]:
        """The mappings behind an alias, by the name of the index; raises ClusterAway and BrokenIndex."""
        return self._answered(partial(self._reads.indices.get_mapping, index=index))

    def _answered(self, ask: Callable[..., Any]) -> dict[str, Any]:
        began = self._clock()
        if began < self._rests_until:
            raise ClusterAway("it did not answer a moment ago")
        until = began + self._patience
        for tried in count(1):
            left = max(LEAST_SECONDS, until - self._clock())
            try:
                with failing():
                    answer: dict[str, Any] = ask(request_timeout=min(left, max(TRY_SECONDS, self._patience / 2)))
                    return answer
            except ClusterAway:
                if tried >= self._tries or self._clock() > until - LEAST_SECONDS:
                    self._rests_until = self._clock() + REST_SECONDS
                    raise
                time.sleep(PAUSE_SECONDS)
        raise AssertionError("it was asked for ever")


@contextmanager
def failing() -> Iterator[None]:
    """Turns what the client raises into ClusterAway; into BrokenIndex where there is no such index."""
    try:
        yield
    except NotFoundError as problem:
        raise BrokenIndex(f"no such index: {problem.error}") from problem
    except (ConnectionTimeout, NoConnection) as problem:
        raise ClusterAway(str(problem.error)) from problem
    except TransportError as problem:
        if _asked_wrongly(problem):
            raise
        raise ClusterAway(str(problem.error)) from problem


def _asked_wrongly(problem: TransportError) -> bool:
    code = problem.status_code
    return isinstance(code, int) and WRONG <= code < 500 and code not in (408, 429)


def _number(body: dict[str, Any]) -> int:
    """A small number that is the same for the same words and filters, on every host."""
    return crc32(repr((body.get("query"), body.get("post_filter"))).encode()) % 997


def _client(urls: tuple[str, ...], seconds: float, again: int) -> OpenSearch:
    options: dict[str, Any] = {"max_retries": again, "retry_on_timeout": True, "retry_on_status": (502, 503, 504)}
    return OpenSearch(list(urls), timeout=seconds, dead_timeout=2, timeout_cutoff=3, pool_maxsize=16, **options)

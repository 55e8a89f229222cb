"""Who writes: one process of all hosts, by a document that it renews. Only to spare work: late writers lose."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from opensearchpy import ConflictError, NotFoundError, OpenSearch

from directory.search.engines.marks import Busy

SECONDS = 30.0  # without a word a writer is taken for dead: a bulk takes one or two
ID = "writer"


class Lease:
    """The right to write one index for the next half minute; hosts' clocks may differ by some seconds."""

    def __init__(self, client: OpenSearch, index: str) -> None:
        self._client, self._index = client, index
        self._own = uuid4().hex
        self._renewed = 0.0

    @contextmanager
    def held(self) -> Iterator["Lease"]:
        """Holds it; raises Busy where another process does."""
        self._take()
        try:
            yield self
        finally:
            self._put(0.0)

    def renew(self) -> None:
        """Says that the writer lives, now and then; raises Busy where it was taken for dead."""
        if time.monotonic() - self._renewed > SECONDS / 3:
            self._take()

    def _take(self) -> None:
        try:
            found = self._client.get(index=self._index, id=ID)
        except NotFoundError:
            self._put(SECONDS, op_type="create")
            return
        known = found["_source"]
        if known["own"] != self._own and known["until"] > time.time():
            raise Busy("another process is writing the search index")
        self._put(SECONDS, if_seq_no=found["_seq_no"], if_primary_term=found["_primary_term"])

    def _put(self, seconds: float, **condition: str | int) -> None:
        body = {"own": self._own, "until": time.time() + seconds}
        try:
            self._client.index(index=self._index, id=ID, body=body, params=condition)
        except ConflictError as problem:
            raise Busy("another process is writing the search index") from problem
        self._renewed = time.monotonic()

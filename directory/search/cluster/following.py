"""Keeps the index in step with the table: every host looks every few seconds, one of them writes."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from threading import Event, Lock, Thread

from directory.platform import Pulse
from directory.search.cluster import tongues
from directory.search.cluster.connection import ClusterAway, Connection
from directory.search.cluster.filters import Asking
from directory.search.cluster.index import ClusterIndex
from directory.search.cluster.rows import Row, row
from directory.search.cluster.tongues import Tongues
from directory.search.engines.marks import BrokenIndex, Busy, IndexMark
from directory.search.numbers import key_of
from directory.search.query.search import Search
from directory.search.results import CaughtUp
from directory.search.source import Source
from directory.store import Away

POLL_SECONDS = 2.0  # how far an answer may lie behind the table, as for columns
WAIT_SECONDS = 0.4  # what a question waits for that look: the cluster may hang
NEVER = IndexMark(-1, 0, "")
Progress = Callable[[int, int], None]


class Follower:
    """What a host knows of the index: how far it goes, the languages asked for in it, and the platforms' pulses."""

    def __init__(
        self, source: Source, connection: Connection, name: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._source, self._connection, self._clock = source, connection, clock
        self.index = ClusterIndex(connection, name)
        self.mark, self.platforms = NEVER, dict[str, str]()
        self._tongues = Tongues()
        self._pulses: Mapping[str, Pulse] = {}
        self._has_read = False
        self._one_at_a_time = Lock()
        self._looked, self._looked_at = Event(), float("-inf")

    def catch_up(self, progress: Progress | None = None, *, anew: bool = False) -> CaughtUp:
        """Brings the index to the table's version, or builds it anew; does nothing where another process is at it.

        Raises ClusterAway.
        """
        with self._one_at_a_time:
            began, changed = self._clock(), 0
            self._read()
            with suppress(Busy):
                changed = self._write(NEVER if anew else self._newest(), progress)
            self.mark = self._newest()
            return CaughtUp(changed, self.mark.version, self._clock() - began)

    def look(self) -> None:
        """Looks every few seconds whether index and table have moved on, and waits a moment for what it sees."""
        if self._clock() - self._looked_at <= POLL_SECONDS:
            return
        self._looked_at = self._clock()
        self._looked.clear()
        Thread(target=self._follow, daemon=True).start()
        self._looked.wait(WAIT_SECONDS)

    def asking(self, search: Search, now: datetime) -> Asking:
        """A search at `now` (UTC) with what this host knows; raises Away where it could not yet ask the table."""
        if not self._has_read:
            self._read()
        stopped = tuple(slug for slug, pulse in self._pulses.items() if pulse.standing(now) == "stopped")
        return Asking(search, now, tuple(self.platforms), stopped, self._tongues)

    def learn(self) -> None:
        """Takes the languages that are asked for by any listing; raises ClusterAway and BrokenIndex."""
        self._tongues = tongues.read(self._connection.search(self.index.alias, tongues.request()))

    def _follow(self) -> None:
        try:
            with suppress(Away):  # a page that needs the database says so itself
                self._read()
                self.mark = self._newest()
                behind = self._source.version() != self.mark.version
                self._looked.set()
                if behind and not self._one_at_a_time.locked():
                    self.catch_up()
        except ClusterAway:
            self.mark = NEVER
        finally:
            self._looked.set()

    def _read(self) -> None:
        self._pulses = self._source.pulses()
        self.platforms = dict(self._source.platforms())
        self._has_read = True

    def _newest(self) -> IndexMark:
        try:
            return self.index.mark()
        except BrokenIndex:
            return NEVER

    def _write(self, known: IndexMark, progress: Progress | None) -> int:
        """Updates the index; builds it where there is none, or it holds another table. How many listings that were."""
        count, version = self._source.count(), self._source.version()
        if known.version == version and (known.count == count or self._source.version() != version):
            return 0
        if not 0 <= known.version < version:
            return self._build(count, version, progress)
        gone = [key_of(id) for id in self._source.gone(known.version)]
        rows = _Counted(self._rows(known.version, count, progress))
        try:
            self.index.update(rows, gone, version)
        except BrokenIndex:
            return self._build(count, version, progress)
        return rows.count + len(gone)

    def _build(self, count: int, version: int, progress: Progress | None) -> int:
        rows = _Counted(self._rows(0, count, progress))
        self.index.build(rows, version, count)
        return rows.count

    def _rows(self, since: int, total: int, progress: Progress | None) -> Iterator[Row]:
        for done, listing in enumerate(self._source.with_claims(self._source.changed(since)), 1):
            yield row(listing)
            if progress:
                progress(done, total)


class _Counted:
    """Rows that are counted as they are taken."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows, self.count = rows, 0

    def __iter__(self) -> Iterator[Row]:
        for one in self._rows:
            self.count += 1
            yield one

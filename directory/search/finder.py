"""The finder: columns for filters and counts, an engine for words, both kept up to date with the table."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from threading import Event, Lock, Thread

from directory.platform import Pulse
from directory.search import answers
from directory.search.columns.columns import Columns
from directory.search.columns.counts import warm
from directory.search.columns.file import ColumnsFile
from directory.search.columns.texts import Ids
from directory.search.engines.base import Engine
from directory.search.engines.marks import BrokenIndex, Busy, IndexMark
from directory.search.following import Following
from directory.search.numbers import key_of
from directory.search.query.search import Search
from directory.search.results import CaughtUp, Found, Slice, Suggestion
from directory.search.similar import similar
from directory.search.snapshot import State
from directory.search.source import Source
from directory.search.words.document import Document, document
from directory.search.words.suggest import Names

POLL_SECONDS = 2.0  # how far an answer may lie behind the table; asking it costs a query
WAIT_SECONDS = 1.0  # what a question waits for new columns before it is answered from the old ones
Progress = Callable[[int, int], None]


class AtlasFinder:
    """Answers searches over a source of listings; safe to share between threads.

    Every process has one of its own. Columns are opened from `file`, if there is one, and followed by watermark;
    whichever process is first to see a change writes it into the words index, the others open what it wrote.
    """

    def __init__(
        self,
        source: Source,
        engine: Engine,
        clock: Callable[[], float] = time.monotonic,
        file: ColumnsFile | None = None,
    ) -> None:
        self._source, self._engine, self._clock = source, engine, clock
        self._following = Following(source, file)
        self._state = State(Columns())
        self._words_of: tuple[IndexMark, int, Ids] | None = None
        self._pulses: Mapping[str, Pulse] = {}
        self._one_at_a_time = Lock()
        self._columns_ready = Event()
        self._looked_at = clock()

    def catch_up(self, progress: Progress | None = None) -> CaughtUp:
        """Takes everything that changed in the table since the last time; readers go on meanwhile.

        Filters find it first, then words, suggestions last; `seconds` are those until words do.
        """
        with self._one_at_a_time:
            began = self._clock()
            changed = self._take()
            self._write(progress)
            done = CaughtUp(changed, self._state.columns.version, self._clock() - began)
            self._name()
            with suppress(Busy, BrokenIndex):
                self._engine.tidy()
            self._following.keep()
            return done

    def rebuild(self, progress: Progress | None = None) -> CaughtUp:
        """Makes columns and words from nothing; the old index is served until the new one is whole."""
        with self._one_at_a_time:
            began = self._clock()
            self._following.forget()
            self.load()
            self._build(progress)
            self.ready()
            self._following.keep()
            return CaughtUp(len(self._state.columns), self._state.columns.version, self._clock() - began)

    def load(self) -> int:
        """Brings columns and suggestions up to date, words aside; says how many listings changed."""
        changed = self._take()
        self._name()
        return changed

    def open(self) -> bool:
        """Opens columns and words, so that searches are answered; suggestions come with the next catch-up.

        False where the words must be built first.
        """
        self._take()
        return self.ready()

    def _take(self) -> int:
        changed, columns, before = self._following.take(), self._following.columns, self._state
        warm(columns, before.columns)
        self._pulses = self._source.pulses()
        self._state = replace(before.moved(columns, self._following.titles), pulses=self._pulses)
        self._columns_ready.set()
        if before.reader and not self._state.reader:
            self.ready()
        return changed

    def ready(self) -> bool:
        """Opens the words index on disk; False where it is missing, damaged or of another version and must be built."""
        try:
            self._open()
        except BrokenIndex:
            return False
        return True

    def followed(self) -> tuple[int, int]:
        """The versions of the table that filters and words answer from at this moment; -1 where words are away.

        Asking it looks for changes, as a search does: whoever keeps answers asks this first.
        """
        state = self._current()
        return state.columns.version, state.reader.mark.version if state.reader else -1

    def find(self, search: Search, *, now: datetime) -> Found:
        """One page with its counts at `now` (UTC); never raises for anything that a reader typed."""
        return answers.find(self._current(), search, now)

    def ids(self, search: Search, *, now: datetime, limit: int) -> tuple[str, ...]:
        """The first `limit` ids of a search at `now` (UTC), in its order, whatever its page, without counts."""
        return answers.first(self._current(), search, now, 0, limit)

    def slice(
        self, search: Search, *, now: datetime, limit: int, start: int = 0, after: tuple[float, ...] | None = None
    ) -> Slice:
        """Results from a place, or after the mark of an earlier slice, in the order of `ids`, whatever the page."""
        return answers.part(self._current(), search, now, limit, start, after)

    def matching(self, search: Search, ids: Iterable[str], *, now: datetime) -> set[str]:
        """Those of `ids` that the search finds at `now` (UTC), words included; ids that are gone are not among them."""
        return answers.matching(self._current(), search, ids, now)

    def similar(self, listing_id: str, search: Search, n: int, *, now: datetime) -> tuple[str, ...]:
        """Up to n open listings most like this one that the person of `search` may take."""
        return similar(self._current(), listing_id, search, n, now)

    def suggest(self, prefix: str, n: int) -> tuple[Suggestion, ...]:
        """Up to n completions of what was typed so far, filters first, then titles."""
        return self._current().names.suggest(prefix, n)

    def _current(self) -> State:
        """The state to answer from; looks every few seconds whether the table has moved on."""
        if self._clock() - self._looked_at > POLL_SECONDS:
            self._looked_at = self._clock()
            pulses = self._source.pulses()
            if pulses != self._pulses:
                self._pulses = pulses
            if self._behind() and not self._one_at_a_time.locked():
                self._columns_ready.clear()
                Thread(target=self.catch_up, daemon=True).start()
                self._columns_ready.wait(WAIT_SECONDS)
        state = self._state
        return state if state.pulses is self._pulses else replace(state, pulses=self._pulses)

    def _behind(self) -> bool:
        reader = self._state.reader
        version = self._source.version()
        behind = reader is None or reader.mark.version < version or self._state.broken.is_set()
        return behind or version != self._state.columns.version

    def _write(self, progress: Progress | None) -> None:
        """Brings the words index to the version of the columns, unless another process is at it; opens the newest."""
        try:
            self._update(progress)
            whole = not self._state.broken.is_set() and self.ready() and not self._miscounts()
        except BrokenIndex:
            whole = False
        if not whole:
            self._state = replace(self._state, reader=None)
            self._build(progress)
            self.ready()

    def _update(self, progress: Progress | None) -> None:
        known, version = self._engine.mark(), self._state.columns.version
        if known.version >= version:
            return
        gone = map(key_of, self._source.gone(known.version))
        try:
            self._engine.update(self._documents(known.version, progress), gone, version)
        except Busy:
            return

    def _name(self) -> None:
        if self._following.fresh:
            names = Names(self._following.titles.values(), self._source.platforms()).warm()
            self._state, self._following.fresh = replace(self._state, names=names), False

    def _miscounts(self) -> bool:
        """Whether the index is at the version of the columns and still holds another number of listings."""
        reader, columns = self._state.reader, self._state.columns
        return reader is not None and reader.mark.version == columns.version and reader.mark.count != len(columns)

    def _build(self, progress: Progress | None) -> None:
        try:
            self._engine.build(self._documents(0, progress), self._state.columns.version)
        except Busy:
            return

    def _open(self) -> None:
        columns = self._state.columns
        known = (self._engine.mark(), columns.version, columns.ids)
        if self._state.reader is None or self._words_of != known:
            self._state = self._state.opened(self._engine.reader(columns.ordinals_of))
            self._words_of = known

    def _documents(self, since: int, progress: Progress | None) -> Iterator[Document]:
        """The documents of what changed, their quotes included, each told to `progress` as (done, of)."""
        total = len(self._state.columns)
        for done, listing in enumerate(self._source.with_claims(self._source.changed(since)), 1):
            yield document(listing)
            if progress:
                progress(done, total)

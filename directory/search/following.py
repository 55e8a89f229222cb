"""Columns that follow a table: opened from their file, caught up by watermark, and kept in the file again."""

import logging
from collections.abc import Iterable, Iterator
from itertools import count as numbers

from directory.listing import Listing
from directory.search.columns.columns import Columns
from directory.search.columns.file import ColumnsFile
from directory.search.columns.texts import OpenTitles
from directory.search.engines.marks import BrokenIndex, Busy
from directory.search.source import Source

# The file is written again when so many versions came, or one in so many listings: a start reads what came since, a
# thousand listings in a third of a second.
KEEP_AFTER, KEEP_SHARE = 1_000, 100
log = logging.getLogger(__name__)


class Following:
    """The columns of a source and the titles of its open listings; for one thread at a time.

    `fresh` is True when titles came or went since it was last set to False.
    """

    def __init__(self, source: Source, file: ColumnsFile | None) -> None:
        self._source, self._file = source, file
        self._unopened, self._due = file is not None, False
        self.columns, self.titles, self.fresh = Columns(), OpenTitles(), False

    def forget(self) -> None:
        """Begins with nothing: the next `take` reads every listing of the table, whatever a file holds."""
        self.columns, self.titles, self._unopened, self._due = Columns(), OpenTitles(), False, True

    def take(self) -> int:
        """Brings the columns to the version of the table, the first time from the file; how many listings changed."""
        version = self._source.version()
        if self._unopened:
            self._open(version)
        changed = self._follow(version)
        if len(self.columns) != self._source.count() and self._source.version() == version:
            log.warning("columns held %d listings, the table others: they are read again", len(self.columns))
            self.forget()
            changed = self._follow(version)
        self.fresh |= changed > 0
        return changed

    def keep(self) -> None:
        """Writes the file where it is missing, not to be trusted or far behind; that it cannot be harms no search."""
        if self._file is None or not (self._due or self._is_behind(self._file.version())):
            return
        try:
            self._file.keep(self.columns, self.titles)
            self._due = False
        except Busy:
            return
        except OSError as problem:
            log.warning("columns were not kept in their file: %s", problem)

    def _is_behind(self, kept: int) -> bool:
        behind = self.columns.version - kept
        return kept < 0 or not 0 <= behind < max(KEEP_AFTER, len(self.columns) // KEEP_SHARE)

    def _open(self, version: int) -> None:
        self._unopened = False
        if self._file is None or not self._file.exists:
            return
        try:
            columns, titles = self._file.open()
            if columns.version > version:
                raise BrokenIndex(f"version {columns.version} in the file, {version} in the table")
        except BrokenIndex as problem:
            log.warning("columns are read from the table: %s", problem)
            self._due = True
            return
        self.columns, self.titles, self.fresh = columns, titles, True

    def _follow(self, version: int) -> int:
        since, counter = self.columns.version, numbers()
        gone = tuple(self._source.gone(since))
        self.columns = self.columns.changed(self._noted(self._source.changed(since), counter), gone, version)
        for id in gone:
            self.titles.say(id, "")
        return next(counter) + len(gone)

    def _noted(self, listings: Iterable[Listing], counter: Iterator[int]) -> Iterator[Listing]:
        for listing in listings:
            next(counter)
            self.titles.say(listing.id, "" if listing.state == "closed" else listing.title)
            yield listing

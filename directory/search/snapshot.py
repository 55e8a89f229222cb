"""What a finder serves at one moment: never changed, only replaced."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Event
from typing import Any

import numpy as np
from cachetools.keys import hashkey
from pyroaring import BitMap

from directory.platform import Pulse
from directory.search.columns.columns import Columns
from directory.search.columns.texts import OpenTitles
from directory.search.engines.base import Reader, WordMatches
from directory.search.engines.kept import Kept, room
from directory.search.engines.marks import BrokenIndex
from directory.search.words.question import Asked
from directory.search.words.suggest import Names

Answer = tuple[BitMap, WordMatches]
STOPPED = ("stopped",)  # what was said last: a site asks all searches of an hour at one moment
COUNTS_LEAST, COUNTS_A_LISTING = 16_000_000, 60  # bytes: some 290 searches at 100,000 listings, 210 at a million


def _size(answer: Answer) -> int:
    return answer[1].ordinals.nbytes + answer[1].scores.nbytes + 1_000


def _empty(listings: int = 0) -> Kept[Answer]:
    return Kept(room(listings), _size)


def _uncounted(listings: int = 0) -> Kept[Any]:
    """Room for narrowed searches with their counts: a result takes a bit a listing or less, counts some 30 kB."""
    return Kept(max(COUNTS_LEAST, COUNTS_A_LISTING * listings), lambda _: 30_000 + listings // 4)


@dataclass(frozen=True)
class State:
    """Columns, words and names. `reader` is None while words are being rebuilt; `answers` are its last ones, `counted`
    the last searches with their counts, of these columns and this reader alone.

    `titles` are those of open listings by id, `pulses` say when each platform was last read well. `broken` is set when
    the index turned out to be damaged.
    """

    columns: Columns
    reader: Reader | None = None
    names: Names = field(default_factory=lambda: Names((), {}))
    titles: OpenTitles = field(default_factory=OpenTitles, repr=False)
    pulses: Mapping[str, Pulse] = field(default_factory=dict, repr=False)
    answers: Kept[Answer] = field(default_factory=_empty)
    counted: Kept[Any] = field(default_factory=_uncounted)
    broken: Event = field(default_factory=Event)

    def stopped(self, now: datetime) -> tuple[str, ...]:
        """The slugs of platforms that nobody has read well for four cadences at `now` (UTC): see Pulse."""
        last = self.columns.cache.get(STOPPED)
        if last is None or last[0] is not self.pulses or last[1] != now:
            found = tuple(slug for slug, pulse in self.pulses.items() if pulse.standing(now) == "stopped")
            last = self.columns.cache[STOPPED] = (self.pulses, now, found)
        stopped: tuple[str, ...] = last[2]
        return stopped

    def opened(self, reader: Reader) -> "State":
        """The same state with this reader of the words index; answers of the old one are let go."""
        size = len(self.columns)
        return replace(self, reader=reader, answers=_empty(size), counted=_uncounted(size), broken=Event())

    def moved(self, columns: Columns, titles: OpenTitles) -> "State":
        """The state with other columns; without its reader where ordinals are others now, for it knows them."""
        reader = self.reader if columns.ids is self.columns.ids else None
        return replace(self, columns=columns, titles=titles, reader=reader, counted=_uncounted(len(columns)))

    def match(self, asked: Asked) -> Answer | None:
        """The listings that hold the words, as a bitmap and with scores; None while the index is missing or broken."""
        if self.reader is None:
            return None
        key = hashkey(asked)  # a question is long to look up by: hashed once and not at every step
        known = self.answers.get(key)
        if known is not None:
            return known
        try:
            matches = self.reader.match(asked)
        except BrokenIndex:
            self.broken.set()
            return None
        slim: Any = matches.ordinals.astype(np.int32)
        return self.answers.put(key, (matches.bitmap(), WordMatches(slim, matches.scores)))

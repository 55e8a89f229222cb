"""Exact counts beside every value of every facet, each on the ground of all the other filters."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import cached_property, partial
from itertools import repeat
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from directory.search.columns import filters, told
from directory.search.columns.coded import LONG, tally
from directory.search.columns.columns import Columns
from directory.search.columns.filters import Narrowed
from directory.search.query.facets import FACETS
from directory.search.query.kinds import UNSTATED, Facet, Kind
from directory.search.query.search import Search
from directory.search.results import FacetCount, Groups, Spoken

Numbers = NDArray[np.intp]
NEVER = datetime.min.replace(tzinfo=UTC)
"""A moment for facets that do not look at the time."""
# In the time of one bitmap the codes of some twenty rows are read: less than half a bitmap's size in an array of
# Roaring is slow to meet (0.9 ms for 530 values of 5,000 listings, 0.15 ms by rows), a full one is fast.
ROWS_A_VALUE = 20
DAY = 86_400  # seconds
LAST = ("moment",)  # the moment that was asked last: a site asks all searches of an hour at one
_count: Callable[[tuple[str, int, bool]], FacetCount] = partial(tuple.__new__, FacetCount)


class Facets(Mapping[str, tuple[FacetCount, ...]]):
    """The counts of every facet of a search by its key, each made when it is first asked for.

    Long ones hold the values that occur or are chosen, most first, "unstated" last; short ones all their values.
    """

    def __init__(self, narrowed: Narrowed, now: datetime) -> None:
        self.narrowed, self._now = narrowed, now
        self._made: dict[str, tuple[FacetCount, ...]] = {}

    def __getitem__(self, key: str) -> tuple[FacetCount, ...]:
        made = self._made.get(key)
        if made is None:
            facet = BY_KEY[key]
            made = self._made[key] = COUNTS[facet.kind](facet, self.narrowed, self._now, self._whole)
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(BY_KEY)

    def __len__(self) -> int:
        return len(BY_KEY)

    @cached_property
    def _whole(self) -> "_Tally":
        return _Tally(self.narrowed.columns, self.narrowed.result, LONG)


def warm(columns: Columns, before: Columns) -> None:
    """Makes ahead what every answer needs of new columns, and the countries that were asked of the old ones."""
    columns.ranks("newest")
    for key in LONG:
        _alphabet(columns, key)
    for facet in FACETS:
        if facet.number and facet.number.sense == "floor":
            for floor in facet.number.steps:
                filters.within(columns, facet, floor, NEVER)
    for kind, *asked in list(before.cache):
        if kind == "country":
            filters.country(columns, str(asked[0]))


def moment(columns: Columns, search: Search, now: datetime) -> tuple[int, ...]:
    """What `now` decides of filters and counts: two moments with the same numbers give the same ones, exactly."""
    asked = [search.number(key) or 0 for key in BY_AGE]
    last = columns.cache.get(LAST)
    if last is None or last[0] != (now, asked):
        second = int(now.timestamp())
        limits = [days * DAY - second for days in (*AGES, *asked)]
        last = columns.cache[LAST] = ((now, asked), tuple(columns.ages.searchsorted(limits, "right").tolist()))
    found: tuple[int, ...] = last[1]
    return found


def groups(narrowed: Narrowed) -> Groups | None:
    """How many are open, silent and closed to the searcher's country, shown or not; None where it names none."""
    if not narrowed.search.country:
        return None
    is_open, is_closed = filters.country(narrowed.columns, narrowed.search.country)
    ground = narrowed.without("country")
    n_open, n_closed = ground.intersection_cardinality(is_open), ground.intersection_cardinality(is_closed)
    return Groups(n_open, len(ground) - n_open - n_closed, n_closed)


def spoken(narrowed: Narrowed) -> Spoken | None:
    """How many the speaker can take, by verdict, shown or not; None where the search names no language."""
    if not narrowed.search.speak:
        return None
    ground = narrowed.without("speak")
    parts = filters.spoken(narrowed.columns, narrowed.search.speak)
    return Spoken(**{verdict: ground.intersection_cardinality(part) for verdict, part in parts.items()})


class _Tally:
    """How many of one ground have each value of some facets: a small ground row by row at once, a large by bitmaps."""

    def __init__(self, columns: Columns, ground: BitMap, facets: Iterable[str]) -> None:
        self.ground = ground
        values = sum(len(columns.values(facet)) for facet in facets)
        few = len(ground) <= ROWS_A_VALUE * values
        self._codes = tally(columns.rows, ground, len(columns.codes)) if few else None

    def of(self, alphabet: "_Alphabet") -> Numbers:
        """How many have each value, in alphabetical order."""
        if self._codes is not None:
            return self._codes.take(alphabet.codes)
        sizes = map(self.ground.intersection_cardinality, alphabet.bitmaps)
        return np.fromiter(sizes, np.intp, len(alphabet.bitmaps))


class _Alphabet(NamedTuple):
    """The values of a facet by name; `unstated` is the place of UNSTATED among them, -1 where no listing has it."""

    names: NDArray[np.object_]
    bitmaps: tuple[BitMap, ...]
    codes: Numbers
    unstated: int

    def ranked(self, numbers: Numbers) -> tuple[list[str], list[int]]:
        """The values that occur, most first, then by name, UNSTATED last, and how often each does."""
        held = numbers.nonzero()[0]
        rank = -numbers
        if self.unstated >= 0:
            rank[self.unstated] = 1
        held = held[rank.take(held).argsort(kind="stable")]
        return self.names.take(held).tolist(), numbers.take(held).tolist()


def _alphabet(columns: Columns, facet: str) -> _Alphabet:
    """The values of a facet by name; made once for each version of the columns."""
    key = ("alphabet", facet)
    known: _Alphabet | None = columns.cache.get(key)
    if known is None:
        parts = sorted(columns.values(facet).items(), key=lambda part: str(part[0]))
        names = [str(value) for value, _ in parts]
        codes = np.array([columns.codes[facet, value] for value, _ in parts], np.intp)
        unstated = names.index(UNSTATED) if UNSTATED in names else -1
        bitmaps = tuple(part for _, part in parts)
        known = columns.cache[key] = _Alphabet(np.array(names, np.object_), bitmaps, codes, unstated)
    return known


def _long(facet: Facet, narrowed: Narrowed, now: datetime, whole: _Tally) -> tuple[FacetCount, ...]:
    key = facet.key
    ground = narrowed.without(*GROUNDS[key])
    alphabet = _alphabet(narrowed.columns, key)
    found = whole if ground is whole.ground else _Tally(narrowed.columns, ground, (key,))
    values, sizes = alphabet.ranked(found.of(alphabet))
    chosen = narrowed.search.chosen(key)
    if not chosen:
        return tuple(map(_count, zip(values, sizes, repeat(False))))
    absent = sorted(set(chosen).difference(values), key=lambda value: (value == UNSTATED, value))
    at = len(values) - (values[-1:] == [UNSTATED])
    values[at:at], sizes[at:at] = absent, [0] * len(absent)
    return tuple(map(_count, zip(values, sizes, map(chosen.__contains__, values), strict=True)))


def _few(facet: Facet, narrowed: Narrowed, now: datetime, whole: _Tally) -> tuple[FacetCount, ...]:
    """Every choice, "unstated" among them; a value that stands for all counts the ground."""
    ground, parts = narrowed.without(*GROUNDS[facet.key]), narrowed.columns.values(facet.key)
    chosen = narrowed.search.chosen(facet.key) or (facet.usual if facet.kind == "one" else ())
    sizes = [len(ground) if id == facet.every else _size(ground, parts.get(id)) for id in facet.ids]
    return tuple([_count((id, n, id in chosen)) for id, n in zip(facet.ids, sizes, strict=True)])


def _of_platform(facet: Facet, narrowed: Narrowed, now: datetime, whole: _Tally) -> tuple[FacetCount, ...]:
    ground, chosen = narrowed.without(facet.key), narrowed.search.chosen(facet.key)
    parts = told.of_platforms(narrowed.columns, facet, narrowed.search.country)
    return tuple([_count((id, _size(ground, parts.get(id)), id in chosen)) for id in facet.ids])


def _bars(facet: Facet, narrowed: Narrowed, now: datetime, whole: _Tally) -> tuple[FacetCount, ...]:
    """What would be left with each value that takes something away, or is chosen, alone; what takes most first."""
    parts, chosen = narrowed.columns.values(facet.key), narrowed.search.chosen(facet.key)
    ground = narrowed.without(facet.key)
    sizes = {id: len(ground) - _size(ground, parts.get(id)) for id in sorted({*map(str, parts), *chosen})}
    return tuple([_count((id, sizes[id], id in chosen)) for id in sorted(sizes, key=sizes.__getitem__)])


def _checked(facet: Facet, narrowed: Narrowed, now: datetime, whole: _Tally) -> tuple[FacetCount, ...]:
    ground, chosen = narrowed.without(facet.key), narrowed.search.chosen(facet.key)
    stopped = ground.intersection_cardinality(narrowed.stopped)
    sizes = {"lately": len(ground) - stopped, "stopped": stopped}
    return tuple([_count((id, sizes[id], id in chosen)) for id in facet.ids])


def _steps(facet: Facet, narrowed: Narrowed, now: datetime, whole: _Tally) -> tuple[FacetCount, ...]:
    ground, chosen = narrowed.without(*GROUNDS[facet.key]), narrowed.search.number(facet.key)
    steps = sorted({*(facet.number.steps if facet.number else ()), *([chosen] if chosen else [])})
    sizes = [_size(ground, filters.within(narrowed.columns, facet, step, now)) for step in steps]
    return tuple([_count((str(step), n, step == chosen)) for step, n in zip(steps, sizes, strict=True)])


def _size(ground: BitMap, part: BitMap | None) -> int:
    return ground.intersection_cardinality(part) if part is not None else 0


COUNTS: dict[Kind, Callable[[Facet, Narrowed, datetime, _Tally], tuple[FacetCount, ...]]] = {
    "terms": _long,
    "platform": _long,
    "choice": _few,
    "of_platform": _of_platform,
    "bars": _bars,
    "one": _few,
    "number": _steps,
    "checked": _checked,
}
"""How each kind of facet is counted. Country and languages have counts of their own: `groups`, `spoken`."""
COUNTED = tuple(facet for facet in FACETS if facet.kind in COUNTS)
BY_AGE = {facet.key: facet.number for facet in FACETS if facet.number and facet.number.sense == "age"}
AGES = tuple(step for number in BY_AGE.values() for step in number.steps)
BY_KEY = {facet.key: facet for facet in COUNTED}
GROUNDS = {
    facet.key: (facet.ground, *(other.key for other in FACETS if other.excludes == facet.key)) for facet in COUNTED
}
"""The filters that a facet's counts leave out: its own, and that which takes its values away."""

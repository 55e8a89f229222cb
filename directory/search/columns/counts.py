"""Exact counts beside every value of every facet, each on the ground of all the other filters."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from directory.search.columns import filters
from directory.search.columns.coded import LONG, tally
from directory.search.columns.columns import Columns
from directory.search.columns.filters import Narrowed
from directory.search.query.parse import DEGREES, EMPLOYMENTS, PAID, STATES, UNSTATED
from directory.search.results import FacetCount, Groups, Spoken

Numbers = NDArray[np.intp]
# Reading rows costs about 250 rows more than nothing; in the time of one bitmap seven rows are read.
ROWS_A_VALUE, ROWS = 7, 250
FLOORS = (10, 15, 20, 30, 40, 50, 75, 100)
DAYS = (1, 3, 7, 14, 30)
_count: Callable[[tuple[str, int, bool]], FacetCount] = partial(tuple.__new__, FacetCount)
FIXED: dict[str, tuple[str, ...]] = {"employment": EMPLOYMENTS, "degree": DEGREES}


def facets(narrowed: Narrowed, now: datetime) -> Mapping[str, tuple[FacetCount, ...]]:
    """The counts of every facet. Long ones hold the values that occur or are chosen, most first, "unstated" last."""
    whole = _Tally(narrowed.columns, narrowed.result, LONG)
    found = {key: _long(narrowed, key, whole) for key in LONG}
    found |= {key: _fixed(narrowed, key, values) for key, values in FIXED.items()}
    found["state"] = _state(narrowed)
    found["paid"] = _paid(narrowed)
    found["pay"] = _floors(narrowed)
    found["fresh"] = _fresh(narrowed, now)
    return found


def warm(columns: Columns, before: Columns) -> None:
    """Makes ahead what every answer needs of new columns, and the countries that were asked of the old ones."""
    columns.ranks("newest")
    for facet in LONG:
        _alphabet(columns, facet)
    for floor in FLOORS:
        filters.paying(columns, floor)
    for kind, *asked in list(before.cache):
        if kind == "country":
            filters.country(columns, str(asked[0]))


def groups(narrowed: Narrowed) -> Groups | None:
    """How many are open, silent and closed to the searcher's country, shown or not."""
    if not narrowed.search.country:
        return None
    is_open, is_closed = filters.country(narrowed.columns, narrowed.search.country)
    ground = narrowed.without("country")
    n_open, n_closed = ground.intersection_cardinality(is_open), ground.intersection_cardinality(is_closed)
    return Groups(n_open, len(ground) - n_open - n_closed, n_closed)


def spoken(narrowed: Narrowed) -> Spoken | None:
    """How many the speaker can take, by verdict, shown or not."""
    if not narrowed.search.speak:
        return None
    ground = narrowed.without("speak")
    parts = filters.spoken(narrowed.columns, narrowed.search.speak)
    return Spoken(**{verdict: ground.intersection_cardinality(part) for verdict, part in parts.items()})


class _Tally:
    """How many of one ground have each value of some facets: a small ground row by row at once, a large by bitmaps."""

    def __init__(self, columns: Columns, ground: BitMap, facets: Iterable[str]) -> None:
        self.columns, self.ground = columns, ground
        values = sum(len(columns.values(facet)) for facet in facets)
        few = len(ground) <= ROWS_A_VALUE * values - ROWS
        self._codes = tally(columns.rows, ground.to_array(), len(columns.codes)) if few else None

    def of(self, facet: str) -> tuple[Sequence[str], Numbers]:
        """The values of a facet in alphabetical order, and how many have each."""
        found = _alphabet(self.columns, facet)
        if self._codes is not None:
            return found.names, self._codes[found.codes]
        sizes = map(self.ground.intersection_cardinality, found.bitmaps)
        return found.names, np.fromiter(sizes, np.intp, len(found.names))


class _Alphabet(NamedTuple):
    names: tuple[str, ...]
    bitmaps: tuple[BitMap, ...]
    codes: Numbers


def _alphabet(columns: Columns, facet: str) -> _Alphabet:
    """The values of a facet by name; made once for each version of the columns."""
    key = ("alphabet", facet)
    if key not in columns.cache:
        parts = sorted(columns.values(facet).items(), key=lambda part: str(part[0]))
        codes = np.array([columns.codes[facet, value] for value, _ in parts], np.intp)
        columns.cache[key] = _Alphabet(tuple(str(value) for value, _ in parts), tuple(part for _, part in parts), codes)
    return cast(_Alphabet, columns.cache[key])


def _long(narrowed: Narrowed, key: str, whole: _Tally) -> tuple[FacetCount, ...]:
    ground = narrowed.without(key, "not_platform") if key == "platform" else narrowed.without(key)
    chosen = frozenset(getattr(narrowed.search, key))
    names, numbers = (whole if ground is whole.ground else _Tally(narrowed.columns, ground, (key,))).of(key)
    held = np.flatnonzero(numbers)
    held = held[np.argsort(-numbers[held], kind="stable")]
    values, sizes = [names[place] for place in held.tolist()], numbers[held].tolist()
    absent = sorted(chosen.difference(values))
    values, sizes = values + absent, sizes + [0] * len(absent)
    if UNSTATED in values:
        at = values.index(UNSTATED)
        values.append(values.pop(at))
        sizes.append(sizes.pop(at))
    return tuple(map(_count, zip(values, sizes, map(chosen.__contains__, values), strict=True)))


def _fixed(narrowed: Narrowed, key: str, values: Iterable[str]) -> tuple[FacetCount, ...]:
    return _each(narrowed, key, narrowed.without(key), values)


def _state(narrowed: Narrowed) -> tuple[FacetCount, ...]:
    ground, chosen = narrowed.without("state"), narrowed.search.state
    parts = narrowed.columns.values("state")
    counts = {state: _size(ground, parts.get(state)) for state in STATES} | {"any": len(ground)}
    return tuple(FacetCount(state, n, state == chosen) for state, n in counts.items())


def _paid(narrowed: Narrowed) -> tuple[FacetCount, ...]:
    return _each(narrowed, "paid", narrowed.without("pay"), PAID)


def _floors(narrowed: Narrowed) -> tuple[FacetCount, ...]:
    ground, chosen = narrowed.without("pay"), narrowed.search.pay
    floors = sorted({*FLOORS, *([chosen] if chosen else [])})
    sizes = ((floor, _size(ground, filters.paying(narrowed.columns, floor))) for floor in floors)
    return tuple(FacetCount(str(floor), n, floor == chosen) for floor, n in sizes)


def _fresh(narrowed: Narrowed, now: datetime) -> tuple[FacetCount, ...]:
    ground, chosen = narrowed.without("fresh"), narrowed.search.fresh
    spans = sorted({*DAYS, *([chosen] if chosen else [])})
    sizes = ((days, _size(ground, filters.since(narrowed.columns, now, days))) for days in spans)
    return tuple(FacetCount(str(days), n, days == chosen) for days, n in sizes)


def _each(narrowed: Narrowed, key: str, ground: BitMap, values: Iterable[str]) -> tuple[FacetCount, ...]:
    parts, chosen = narrowed.columns.values(key), getattr(narrowed.search, key)
    return tuple(FacetCount(value, _size(ground, parts.get(value)), value in chosen) for value in values)


def _size(ground: BitMap, part: BitMap | None) -> int:
    return ground.intersection_cardinality(part) if part is not None else 0

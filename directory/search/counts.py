"""Exact counts beside every value of every facet, each on the ground of all the other filters."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from pyroaring import BitMap

from directory.search import filters
from directory.search.filters import Narrowed
from directory.search.found import FacetCount, Groups, Spoken
from directory.search.keys import DEGREES, EMPLOYMENTS, PAID, STATES, UNSTATED

FLOORS = (10, 15, 20, 30, 40, 50, 75, 100)
DAYS = (1, 3, 7, 14, 30)
LONG = ("lang", "tier", "domain", "skill", "task", "platform")
FIXED: dict[str, tuple[str, ...]] = {"employment": EMPLOYMENTS, "degree": DEGREES}


def facets(narrowed: Narrowed, now: datetime) -> Mapping[str, tuple[FacetCount, ...]]:
    """The counts of every facet. Long ones hold the values that occur or are chosen, most first, "unstated" last."""
    found = {key: _long(narrowed, key) for key in LONG}
    found |= {key: _fixed(narrowed, key, values) for key, values in FIXED.items()}
    found["state"] = _state(narrowed)
    found["paid"] = _paid(narrowed)
    found["pay"] = _floors(narrowed)
    found["fresh"] = _fresh(narrowed, now)
    return found


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


def _long(narrowed: Narrowed, key: str) -> tuple[FacetCount, ...]:
    ground = narrowed.without(key, "not_platform") if key == "platform" else narrowed.without(key)
    chosen, size = set(getattr(narrowed.search, key)), ground.intersection_cardinality
    parts = narrowed.columns.values(key)
    found = [(-n, str(value)) for value, part in parts.items() if (n := size(part)) or value in chosen]
    found += [(0, value) for value in chosen if value not in parts]
    unstated = [row for row in found if row[1] == UNSTATED]
    stated = sorted(row for row in found if row[1] != UNSTATED)
    return tuple([FacetCount(value, -n, value in chosen) for n, value in (*stated, *unstated)])


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

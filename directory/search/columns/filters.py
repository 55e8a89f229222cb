"""A search as bitmaps: one for each filter that narrows it, and the counts that follow."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property, lru_cache
from typing import cast

import numpy as np
from pyroaring import BitMap

from directory.claims import Language, Residence
from directory.eligibility import verdict as eligibility
from directory.eligibility.verdict import language_verdict
from directory.search.columns import told
from directory.search.columns.columns import EMPTY, Columns
from directory.search.numbers import as_bitmap, key_of
from directory.search.query.facets import FACET, FACETS, GROUPS
from directory.search.query.kinds import UNSTATED, Facet, Kind, Number
from directory.search.query.search import Search
from directory.search.query.tongue import Spoken

Filter = Callable[[Facet, Columns, Search, datetime], BitMap | None]


@dataclass(frozen=True)
class Narrowed:
    """A search over one version of the columns: the bitmap of each filter by its key. `words` is one of them.

    `stopped` are the open listings of platforms that nobody has read well for long.
    """

    columns: Columns
    search: Search
    filters: dict[str, BitMap]
    stopped: BitMap = EMPTY

    @cached_property
    def result(self) -> BitMap:
        """The ordinals of the listings that pass every filter, its words among them."""
        return self.without()

    def without(self, *keys: str) -> BitMap:
        """The listings that pass every filter but these: the ground that a facet is counted on."""
        if keys and self.filters.keys().isdisjoint(keys):
            return self.result
        left = [bitmap for key, bitmap in self.filters.items() if key not in keys and key not in self._unsaid]
        return meet([self._usual(tuple(key for key in self._unsaid if key not in keys)), *left])

    @cached_property
    def _unsaid(self) -> tuple[str, ...]:
        """The filters in force because the search does not say otherwise: nearly all searches share them."""
        return tuple(key for key in USUAL if key in self.filters and not self.search.chosen(key))

    def _usual(self, unsaid: tuple[str, ...]) -> BitMap:
        key = ("usual", *unsaid)
        known: BitMap | None = self.columns.cache.get(key)
        if known is None:
            known = meet([self.columns.live, *(self.filters[one] for one in unsaid)])
            self.columns.cache[key] = known
        return known


def narrow(
    columns: Columns, search: Search, now: datetime, words: BitMap | None = None, stopped: Collection[str] = ()
) -> Narrowed:
    """Every filter of the search as a bitmap; `words` are the listings that hold its words (None: not asked).

    `stopped` are the platforms whose open listings nobody has checked for long.
    """
    unchecked = columns.having("platform", stopped) & columns.having("state", ("open",)) if stopped else EMPTY
    picked = {key for key, _ in search.picks}
    asked = (facet for facet in FILTERED if facet.key in ALWAYS or not picked.isdisjoint(SAID_BY[facet.key]))
    found = {facet.key: FILTERS[facet.kind](facet, columns, search, now) for facet in asked}
    found["q"], found["checked"] = words, checked(columns, search, unchecked)
    return Narrowed(columns, search, {key: bitmap for key, bitmap in found.items() if bitmap is not None}, unchecked)


def meet(bitmaps: Sequence[BitMap]) -> BitMap:
    """What is in all of these bitmaps, of which there must be one; the smallest is met first, which is cheapest."""
    smallest, *others = sorted(bitmaps, key=len)
    return BitMap.intersection(smallest, *others) if others else smallest


def country(columns: Columns, code: str) -> tuple[BitMap, BitMap]:
    """The listings that are open and those that are closed to people of a country; the others do not say."""
    key = ("country", code)
    if key not in columns.cache:
        opened: list[BitMap] = []
        closed: list[BitMap] = []
        for residence, bitmap in columns.values("country").items():
            is_open, is_closed = groups(cast(Residence, residence))
            opened += [bitmap] * (code in is_open)
            closed += [bitmap] * (code in is_closed)
        columns.cache[key] = (BitMap.union(EMPTY, *opened), BitMap.union(EMPTY, *closed))
    return cast(tuple[BitMap, BitMap], columns.cache[key])


def spoken(columns: Columns, speak: tuple[Spoken, ...]) -> dict[str, BitMap]:
    """The listings by language verdict ("ok", "variety", "unstated", "closed") for somebody who speaks these."""
    key = ("speak", speak)
    if key not in columns.cache:
        person = {tag: level for tag, level in speak if tag != UNSTATED}
        parts: dict[str, list[BitMap]] = {"ok": [], "variety": [], "unstated": [], "closed": []}
        for languages, bitmap in columns.values("speak").items():
            parts[language_verdict(cast(tuple[Language, ...], languages), person)[0]].append(bitmap)
        columns.cache[key] = {verdict: BitMap.union(EMPTY, *bitmaps) for verdict, bitmaps in parts.items()}
    return cast(dict[str, BitMap], columns.cache[key])


def within(columns: Columns, facet: Facet, wanted: int, now: datetime) -> BitMap:
    """The listings that a facet of numbers keeps: above a floor, or not older than so many days before `now`."""
    number = facet.number
    assert number is not None, facet.key
    return _since(columns, facet.key, now, wanted) if number.sense == "age" else _above(columns, facet, number, wanted)


def _above(columns: Columns, facet: Facet, number: Number, wanted: int) -> BitMap:
    key = ("floor", facet.key, wanted)
    if key not in columns.cache:
        found = np.flatnonzero(columns.arrays[facet.key] >= wanted * number.scale)
        columns.cache[key] = as_bitmap(found) & columns.live
    return cast(BitMap, columns.cache[key])


def _since(columns: Columns, facet: str, now: datetime, days: int) -> BitMap:
    """Kept by how many there are, so that every moment with the same answer shares one bitmap."""
    limit = int((now - timedelta(days=days)).timestamp())
    count = int(columns.ages.searchsorted(-limit, "right"))
    key = ("age", facet, count)
    if key not in columns.cache:
        columns.cache[key] = as_bitmap(np.sort(columns.ranks("newest")[0][:count])) & columns.live
    return cast(BitMap, columns.cache[key])


@lru_cache(maxsize=100_000)
def groups(residence: Residence) -> tuple[frozenset[str], frozenset[str]]:
    """The countries (ISO 3166-1) that a resolved residence opens and those that it closes; kept for 100,000 of them."""
    return eligibility.groups(residence)


def _any_of(facet: Facet, columns: Columns, search: Search, now: datetime) -> BitMap | None:
    chosen = search.chosen(facet.key)
    if chosen or not facet.usual:
        return columns.having(facet.key, chosen) if chosen else None
    key = ("by default", facet.key)
    if key not in columns.cache:
        columns.cache[key] = columns.having(facet.key, facet.usual)
    return cast(BitMap, columns.cache[key])


def _of_platform(facet: Facet, columns: Columns, search: Search, now: datetime) -> BitMap | None:
    chosen = search.chosen(facet.key)
    if not chosen:
        return None
    parts = told.of_platforms(columns, facet, search.country)
    return BitMap.union(EMPTY, *(parts[value] for value in chosen if value in parts))


def _none_of(facet: Facet, columns: Columns, search: Search, now: datetime) -> BitMap | None:
    chosen = search.chosen(facet.key)
    return columns.live - columns.having(facet.excludes or facet.key, chosen) if chosen else None


def _these(facet: Facet, columns: Columns, search: Search, now: datetime) -> BitMap | None:
    chosen = search.chosen(facet.key)
    if not chosen:
        return None
    places = columns.ordinals_of(np.array([key_of(id) for id in chosen], np.int64))
    return as_bitmap(np.sort(places[places >= 0]))


def checked(columns: Columns, search: Search, unchecked: BitMap) -> BitMap | None:
    """Those checked lately unless told; the filter looks at the clock, so it stands in no column."""
    chosen = search.chosen("checked") or FACET["checked"].usual
    if "stopped" in chosen:
        return None if "lately" in chosen else unchecked
    return columns.live - unchecked if unchecked else None


def _state(facet: Facet, columns: Columns, search: Search, now: datetime) -> BitMap | None:
    return None if search.state == facet.every else columns.having(facet.key, (search.state,))


def _number(facet: Facet, columns: Columns, search: Search, now: datetime) -> BitMap | None:
    """What reaches the number, and beside it what the choices of its neighbours add."""
    wanted = search.number(facet.key)
    found = [within(columns, facet, wanted, now)] if wanted else []
    beside = ((other.key, search.chosen(other.key)) for other in BESIDE[facet.key])
    found += [columns.having(key, chosen) for key, chosen in beside if chosen]
    return BitMap.union(*found) if len(found) > 1 else next(iter(found), None)


def _country(facet: Facet, columns: Columns, search: Search, now: datetime) -> BitMap | None:
    if not search.country or search.show == GROUPS:
        return None
    key = ("shown", search.country, search.show)
    if key not in columns.cache:
        columns.cache[key] = _shown(columns, search.country, search.show)
    return cast(BitMap, columns.cache[key])


def _shown(columns: Columns, code: str, show: Collection[str]) -> BitMap:
    is_open, is_closed = country(columns, code)
    shown: Iterable[BitMap] = (is_open & columns.live if "open" in show else EMPTY,)
    if "silent" in show:
        shown = (*shown, columns.live - is_open - is_closed)
    return BitMap.union(*shown, is_closed if "closed" in show else EMPTY)


def _speak(facet: Facet, columns: Columns, search: Search, now: datetime) -> BitMap | None:
    if not search.speak:
        return None
    parts = spoken(columns, search.speak)
    if {tag for tag, _ in search.speak} == {UNSTATED}:
        return parts["unstated"]
    return BitMap.union(parts["ok"], parts["variety"], parts["unstated"])


FILTERS: dict[Kind, Filter] = {
    "country": _country,
    "speak": _speak,
    "terms": _any_of,
    "platform": _any_of,
    "without": _none_of,
    "listing": _these,
    "choice": _any_of,
    "of_platform": _of_platform,
    "bars": _none_of,
    "one": _state,
    "number": _number,
}
"""How each kind of facet narrows a search: the listings that it keeps, None where it says nothing."""
FILTERED = tuple(facet for facet in FACETS if facet.kind in FILTERS and not facet.beside)
BESIDE = {
    facet.key: tuple(other for other in FACETS if other.beside and other.ground == facet.key)
    for facet in FACETS
    if facet.kind == "number"
}
"""For each number the facets whose values are alternatives to it."""
SAID_BY = {facet.key: frozenset((facet.key, *(other.key for other in BESIDE.get(facet.key, ())))) for facet in FILTERED}
"""The keys that make a facet narrow a search: its own, and for a number those of its neighbours."""
USUAL = tuple(facet.key for facet in FILTERED if facet.usual and facet.kind in ("choice", "one"))
"""The facets that narrow by values of columns where a search says nothing of them."""
ALWAYS = frozenset((*USUAL, *(facet.key for facet in FILTERED if facet.kind in ("country", "speak", "one"))))
"""The facets that may narrow a search without being among its picks."""

"""A search as bitmaps: one for each filter that narrows it, and the counts that follow."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property, lru_cache
from typing import cast

import numpy as np
from pyroaring import BitMap

from directory.claims import Language, Residence
from directory.eligibility import verdict as eligibility
from directory.eligibility.verdict import language_verdict
from directory.search.columns.columns import EMPTY, Columns, as_bitmap
from directory.search.query.parse import UNSTATED
from directory.search.query.search import Search, Spoken

Filter = Callable[[Columns, Search, datetime], BitMap | None]
PLAIN = ("lang", "tier", "domain", "skill", "task", "platform", "degree")


@dataclass(frozen=True)
class Narrowed:
    """A search over one version of the columns: the bitmap of each filter by its key. `words` is one of them."""

    columns: Columns
    search: Search
    filters: dict[str, BitMap]

    @cached_property
    def result(self) -> BitMap:
        """The listings that pass every filter."""
        return self.without()

    def without(self, *keys: str) -> BitMap:
        """The listings that pass every filter but these: the ground that a facet is counted on."""
        if keys and not any(key in self.filters for key in keys):
            return self.result
        left = [bitmap for key, bitmap in self.filters.items() if key not in keys]
        return meet([self.columns.live, *left])


def narrow(columns: Columns, search: Search, now: datetime, words: BitMap | None = None) -> Narrowed:
    """Every filter of the search as a bitmap; `words` are the listings that hold its words (None: not asked)."""
    found = {key: make(columns, search, now) for key, make in FILTERS.items()}
    found["q"] = words
    return Narrowed(columns, search, {key: bitmap for key, bitmap in found.items() if bitmap is not None})


def meet(bitmaps: Sequence[BitMap]) -> BitMap:
    """What is in all of them, smallest first."""
    smallest, *others = sorted(bitmaps, key=len)
    return BitMap.intersection(smallest, *others) if others else smallest


def country(columns: Columns, code: str) -> tuple[BitMap, BitMap]:
    """The listings that are open and those that are closed to people of a country; the others do not say."""
    key = ("country", code)
    if key not in columns.cache:
        opened: list[BitMap] = []
        closed: list[BitMap] = []
        for residence, bitmap in columns.values("residence").items():
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
        for languages, bitmap in columns.values("languages").items():
            parts[language_verdict(cast(tuple[Language, ...], languages), person)[0]].append(bitmap)
        columns.cache[key] = {verdict: BitMap.union(EMPTY, *bitmaps) for verdict, bitmaps in parts.items()}
    return cast(dict[str, BitMap], columns.cache[key])


def paying(columns: Columns, dollars: int) -> BitMap:
    """The listings whose upper hourly figure reaches the floor."""
    key = ("pay", dollars)
    if key not in columns.cache:
        columns.cache[key] = as_bitmap(np.flatnonzero(columns.top >= dollars * 100)) & columns.live
    return cast(BitMap, columns.cache[key])


def since(columns: Columns, now: datetime, days: int) -> BitMap:
    """The listings first seen, or reopened, in the last so many days."""
    order = columns.ranks("newest")[0]
    limit = int((now - timedelta(days=days)).timestamp())
    count = int(np.searchsorted(columns.ages, -limit, side="right"))
    key = ("fresh", count)
    if key not in columns.cache:
        columns.cache[key] = as_bitmap(np.sort(order[:count])) & columns.live
    return cast(BitMap, columns.cache[key])


@lru_cache(maxsize=100_000)
def groups(residence: Residence) -> tuple[frozenset[str], frozenset[str]]:
    """The countries that a resolved residence opens and closes."""
    return eligibility.groups(residence)


def _plain(key: str) -> Filter:
    def make(columns: Columns, search: Search, now: datetime) -> BitMap | None:
        chosen = getattr(search, key)
        return columns.having(key, chosen) if chosen else None

    return make


def _not_platform(columns: Columns, search: Search, now: datetime) -> BitMap | None:
    return columns.live - columns.having("platform", search.not_platform) if search.not_platform else None


def _employment(columns: Columns, search: Search, now: datetime) -> BitMap | None:
    wanted = search.employment or ("contractor", UNSTATED)
    key = ("employment", wanted)
    if key not in columns.cache:
        columns.cache[key] = columns.having("employment", wanted)
    return cast(BitMap, columns.cache[key])


def _state(columns: Columns, search: Search, now: datetime) -> BitMap | None:
    return None if search.state == "any" else columns.having("state", (search.state,))


def _fresh(columns: Columns, search: Search, now: datetime) -> BitMap | None:
    return since(columns, now, search.fresh) if search.fresh else None


def _pay(columns: Columns, search: Search, now: datetime) -> BitMap | None:
    if not search.pay and not search.paid:
        return None
    also = columns.having("paid", search.paid)
    return also | paying(columns, search.pay) if search.pay else also


def _country(columns: Columns, search: Search, now: datetime) -> BitMap | None:
    if not search.country or len(search.show) == 3:
        return None
    is_open, is_closed = country(columns, search.country)
    shown: Iterable[BitMap] = (is_open & columns.live if "open" in search.show else EMPTY,)
    if "silent" in search.show:
        shown = (*shown, columns.live - is_open - is_closed)
    return BitMap.union(*shown, is_closed if "closed" in search.show else EMPTY)


def _speak(columns: Columns, search: Search, now: datetime) -> BitMap | None:
    if not search.speak:
        return None
    parts = spoken(columns, search.speak)
    tags = {tag for tag, _ in search.speak}
    taken = [parts["ok"] | parts["variety"]] if tags - {UNSTATED} else []
    return BitMap.union(EMPTY, *taken, parts["unstated"] if UNSTATED in tags else EMPTY)


FILTERS: dict[str, Filter] = {
    "country": _country,
    "speak": _speak,
    **{key: _plain(key) for key in PLAIN},
    "not_platform": _not_platform,
    "employment": _employment,
    "pay": _pay,
    "state": _state,
    "fresh": _fresh,
}

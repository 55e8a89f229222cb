"""Filters, facets and sort keys of all listings, as one bitmap a value and one array a sort key.

A `Columns` never changes: `changed` gives a new one that shares what did not change, so readers never wait.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from directory.listing import Listing
from directory.search.columns.coded import Codes, Rows, coded, no_codes
from directory.search.columns.texts import Ids
from directory.search.numbers import Ints, as_array, key_of
from directory.search.query.facets import FACETS, values_of
from directory.search.query.values import completeness, pay_low, pay_rank

Places = NDArray[np.int32]
Facets = Mapping[str, Mapping[Hashable, BitMap]]
NUMBERS = {facet.key: facet.number for facet in FACETS if facet.number}
ARRAYS: dict[str, type[np.generic]] = {
    "keys": np.int64,
    "low": np.int32,
    "middle": np.int32,
    "complete": np.float32,
    **{key: np.int64 if number.sense == "age" else np.int32 for key, number in NUMBERS.items()},
}
EMPTY = BitMap()
NOTHING: dict[str, NDArray[Any]] = {name: np.empty(0, kind) for name, kind in ARRAYS.items()}


@dataclass(frozen=True)
class Columns:
    """All listings at one version of the table. An ordinal is a listing's place in `ids`, for the life of a process.

    What was opened from a file (file.py) is mapped, and shared with other processes until it changes. `rows` hold the
    codes of what each listing has (see coded.py). `arrays` hold a number a listing: its `key_of` ("keys"), the lower
    hourly pay in US cents ("low", -1: none), what best paid compares ("middle", see `pay_rank`), how complete it is
    ("complete", 0 to 1) and the measure of each facet of numbers ("pay": the upper hourly pay in US cents; "fresh":
    seconds since 1970).
    """

    version: int = 0
    ids: Ids = field(default_factory=Ids, repr=False)
    live: BitMap = field(default_factory=BitMap, repr=False)
    facets: Facets = field(default_factory=dict, repr=False)
    codes: Codes = field(default_factory=no_codes, repr=False)
    rows: Rows = field(default_factory=Rows, repr=False)
    arrays: Mapping[str, NDArray[Any]] = field(default_factory=lambda: NOTHING, repr=False)
    cache: dict[tuple[Hashable, ...], Any] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.live)

    def values(self, facet: str) -> Mapping[Hashable, BitMap]:
        """The bitmap of every value of a facet, by its key; empty where no listing has one."""
        return self.facets.get(facet, {})

    def having(self, facet: str, values: Iterable[Hashable]) -> BitMap:
        """The ordinals of the listings with any of these values of a facet; values that no listing has find nothing."""
        known = self.values(facet)
        found = [known[value] for value in values if value in known]
        return found[0] if len(found) == 1 else BitMap.union(EMPTY, *found)

    def changed(self, listings: Iterable[Listing], gone: Iterable[str] = (), version: int | None = None) -> "Columns":
        """The columns after these listings were added or changed and the ids in `gone` left the table."""
        batch = _Batch(self)
        for listing in listings:
            if listing.id in batch:
                batch = _Batch(batch.close())
            batch.take(listing)
        return batch.close(gone, version)

    def ordinals_of(self, keys: Ints) -> Ints:
        """The ordinal of each listing key; -1 for a key that is not, or no longer, here."""
        if not len(self.arrays["keys"]):
            return np.full(len(keys), -1, np.int64)
        sorted_keys, order = self._by_key
        places = np.minimum(np.searchsorted(sorted_keys, keys), len(sorted_keys) - 1)
        return np.where(sorted_keys[places] == keys, order[places], -1)

    @cached_property
    def _by_key(self) -> tuple[Ints, Ints]:
        live = as_array(self.live)
        order = live[np.argsort(self.arrays["keys"][live])]
        return self.arrays["keys"][order], order

    @cached_property
    def ages(self) -> Ints:
        """The negative seconds since 1970 at which each listing was new, ascending: newest first."""
        ages: Ints = -self.arrays["fresh"][self.ranks("newest")[0]]
        return ages

    def ranks(self, sort: str) -> tuple[Places, Places]:
        """For "newest" or "pay": the ordinals in that order, and the rank of each ordinal."""
        return self._by_pay if sort == "pay" else self._by_age

    @cached_property
    def _by_age(self) -> tuple[Places, Places]:
        return _ranked(self.arrays["keys"], -self.arrays["fresh"])

    @cached_property
    def _by_pay(self) -> tuple[Places, Places]:
        known = self.arrays
        return _ranked(known["keys"], -known["fresh"], -known["low"], -known["middle"])


class _Batch:
    """Changes being gathered for the next `Columns`."""

    def __init__(self, before: Columns) -> None:
        self.before = before
        self.version = before.version
        self.touched: dict[int, None] = {}
        self.rows: dict[str, list[Any]] = {name: [] for name in ARRAYS}
        self.added: dict[str, dict[Hashable, list[int]]] = {}
        self.coded: dict[int, bytes] = {}

    def __contains__(self, id: str) -> bool:
        return self.before.ids.ordinal(id) in self.touched

    def take(self, listing: Listing) -> None:
        """Notes one listing's values under its ordinal."""
        ordinal = self.before.ids.add(listing.id)
        self.touched[ordinal] = None
        self.version = max(self.version, listing.version)
        values = tuple(values_of(listing))
        self.coded[ordinal] = coded(self.before.codes, values)
        for facet, value in values:
            self.added.setdefault(facet, {}).setdefault(value, []).append(ordinal)
        measured = (number.measure(listing) for number in NUMBERS.values())
        row = (key_of(listing.id), pay_low(listing.facts), pay_rank(listing.facts), completeness(listing), *measured)
        for name, number in zip(ARRAYS, row, strict=True):
            self.rows[name].append(number)

    def close(self, gone: Iterable[str] = (), version: int | None = None) -> Columns:
        """The next columns: only bitmaps that hold a touched listing are copied."""
        before = self.before
        touched = BitMap(list(self.touched))
        known = map(before.ids.ordinal, gone)
        removed = BitMap([ordinal for ordinal in known if ordinal is not None])
        return Columns(
            version=self.version if version is None else version,
            ids=before.ids,
            live=(before.live | touched) - removed,
            facets=self._facets(touched | removed, removed),
            codes=before.codes,
            rows=before.rows.changed(self.coded, len(before.ids)),
            arrays={name: self._array(name) for name in ARRAYS},
        )

    def _facets(self, stale: BitMap, removed: BitMap) -> Facets:
        facets = {facet: _without(values, stale) for facet, values in self.before.facets.items()}
        for facet, added in self.added.items():
            values = facets.setdefault(facet, {})
            for value, ordinals in added.items():
                values[value] = values.get(value, EMPTY) | (BitMap(ordinals) - removed)
        return facets

    def _array(self, name: str) -> NDArray[Any]:
        before = self.before.arrays[name]
        after: NDArray[Any] = np.zeros(len(self.before.ids), ARRAYS[name])
        after[: len(before)] = before
        after[list(self.touched)] = self.rows[name]
        return after


def _ranked(*sort_keys: NDArray[Any]) -> tuple[Places, Places]:
    order = np.lexsort(sort_keys)
    rank = np.empty(len(order), np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    return order.astype(np.int32), rank


def _without(values: Mapping[Hashable, BitMap], stale: BitMap) -> dict[Hashable, BitMap]:
    kept = {value: bitmap - stale if bitmap.intersect(stale) else bitmap for value, bitmap in values.items()}
    return {value: bitmap for value, bitmap in kept.items() if bitmap}

"""Where a list was left, so that it goes on from there: by the last listing's place in the order, never by a count.

A mark holds the group and every number that the order compares, the listing's own key last, so that two listings never
share one. What came or went meanwhile moves no other listing across a mark: nothing is skipped, nothing told twice.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from directory.search.columns.columns import Columns
from directory.search.columns.order import Score, groups_of
from directory.search.numbers import Ints, as_array
from directory.search.query.search import Search

Mark = tuple[float, ...]
"""A group (0 first), then the sort keys of one listing, ascending; whole numbers save the score of relevance."""


def width(search: Search) -> int:
    """How many numbers a mark of this search holds: its group, and the keys that its order compares."""
    return 1 + {"pay": 4, "relevance": 3}.get(search.sort, 2)


def mark(columns: Columns, search: Search, result: BitMap, ordinal: int, score: Score | None = None) -> Mark:
    """The mark of one of the results: its group, then its sort keys, ascending; `score` is needed for relevance.

    An ordinal that is no result raises StopIteration.
    """
    group = next(at for at, members in enumerate(groups_of(columns, search, result)) if ordinal in members)
    keys = _keys(columns, search, np.array([ordinal], np.int64), score)
    return (group, *(key[0].item() for key in keys))


def past(columns: Columns, search: Search, result: BitMap, left: Mark, score: Score | None = None) -> int:
    """How many of the results stand at or before a mark: the place to go on from, counted from 0."""
    passed = 0
    for at, members in enumerate(groups_of(columns, search, result)):
        if at < left[0]:
            passed += len(members)
        elif at == left[0] and members:
            ordinals = as_array(members)
            passed += len(ordinals) - int(_after(_keys(columns, search, ordinals, score), left[1:]).sum())
    return passed


def _keys(columns: Columns, search: Search, ordinals: Ints, score: Score | None) -> list[NDArray[np.generic]]:
    """What the order compares, weightiest first, each ascending; as `Columns.ranks` and `order.cut` have it."""
    known = columns.arrays
    age = [-known["fresh"][ordinals], known["keys"][ordinals]]
    if search.sort == "pay":
        return [-known["middle"][ordinals], -known["low"][ordinals], *age]
    if search.sort == "relevance":
        return [-score(ordinals) if score else np.zeros(len(ordinals)), *age]
    return age


def _after(keys: Sequence[NDArray[np.generic]], left: Sequence[float]) -> NDArray[np.bool_]:
    """Which rows of the keys are greater than `left`, compared from the first key on."""
    after: NDArray[np.bool_] = np.zeros(len(keys[0]), np.bool_)
    for key, bound in zip(reversed(keys), reversed(left), strict=True):
        after = (key > bound) | ((key == bound) & after)
    return after

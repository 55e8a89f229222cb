"""Which listings stand on a page: a slice of the results in order, without sorting all of them."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from directory.search.columns import filters
from directory.search.columns.columns import Columns, Places
from directory.search.numbers import Ints, as_array
from directory.search.query.kinds import UNSTATED
from directory.search.query.search import Search

# A group that holds more than one in sixteen of all is read along the whole order: its first page comes sooner than by
# sorting it.
DENSE = 16
Score = Callable[[Ints], NDArray[np.float64]]


def groups_of(columns: Columns, search: Search, result: BitMap) -> Iterator[BitMap]:
    """The results in the order that groups are shown: open, silent, closed, and in each what asks for a language of the
    reader, then what asks for another variety of one (es-MX of who speaks es), then what names none; one group where
    neither country nor language is named."""
    shelves = _shelves(columns, search.country, result) if search.country else iter((result,))
    if not any(tag != UNSTATED for tag, _ in search.speak):
        yield from shelves
        return
    spoken = filters.spoken(columns, search.speak)
    silent, variety = spoken["unstated"], spoken["variety"]
    for shelf in shelves:
        yield shelf - variety - silent
        yield shelf & variety
        yield shelf & silent


def _shelves(columns: Columns, country: str, result: BitMap) -> Iterator[BitMap]:
    is_open, is_closed = filters.country(columns, country)
    yield result & is_open
    yield result - is_open - is_closed
    yield result & is_closed


def cut(
    columns: Columns, search: Search, result: BitMap, start: int, stop: int, score: Score | None = None
) -> list[int]:
    """The ordinals from `start` to `stop` of the results in the search's order; `score` is asked for relevance."""
    chosen: list[int] = []
    for group in groups_of(columns, search, result):
        size = len(group)
        if start < size and stop > 0:
            chosen += _slice(columns, search.sort, group, max(start, 0), min(stop, size), score)
        start, stop = start - size, stop - size
        if stop <= 0:
            break
    return chosen


def _slice(columns: Columns, sort: str, group: BitMap, start: int, stop: int, score: Score | None) -> Sequence[int]:
    if sort == "relevance" and score is not None:
        ordinals = as_array(group)
        rank = columns.ranks("newest")[1][ordinals]
        return ranked(ordinals, -score(ordinals), rank, start, stop)
    order, rank = columns.ranks("pay" if sort == "pay" else "newest")
    if len(group) * DENSE > len(order) and stop * DENSE < len(order):
        return _walk(order, group, start, stop)
    ranks = rank.take(np.asarray(group.to_array()))
    if stop < len(ranks) // 4:
        ranks = np.partition(ranks, stop - 1)[:stop]
    ranks.sort()
    chosen: list[int] = order.take(ranks[start:stop]).tolist()
    return chosen


def _walk(order: Places, group: BitMap, start: int, stop: int) -> list[int]:
    """Reads along the whole order until enough members of a large group have been met."""
    found: list[int] = []
    for first in range(0, len(order), 256):  # ordinals at once: some ten pages of a group that holds a good part
        found += [ordinal for ordinal in order[first : first + 256].tolist() if ordinal in group]
        if len(found) >= stop:
            break
    return found[start:stop]


def ranked(ordinals: Ints, first: NDArray[np.float64], second: Places, start: int, stop: int) -> list[int]:
    """The ordinals from place `start` up to `stop` by `first`, then by `second` (a key an ordinal), both ascending."""
    if stop < len(ordinals) // 4:
        limit = np.partition(first, stop - 1)[stop - 1]
        near = np.flatnonzero(first <= limit)
        ordinals, first, second = ordinals[near], first[near], second[near]
    chosen: list[int] = ordinals[np.lexsort((second, first))][start:stop].tolist()
    return chosen

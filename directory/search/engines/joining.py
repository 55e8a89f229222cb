"""Puts the blocks of a term together: from segments with documents of their own to one array by ordinal."""

from collections.abc import Sequence

import numpy as np

from directory.search.engines.base import WordMatches
from directory.search.engines.postings import NONE, TermPlaces, densely, is_dense
from directory.search.numbers import Ints

# The documents of a block in its segment, and what is kept of each: 16-bit weights in a row, or packed places.
Block = tuple[Ints, bytes | tuple[bytes, ...]]
# A block with the ordinal of every document of its segment (-1: deleted or unknown).
Part = tuple[Ints, Block]


def weights_of(parts: Sequence[Part]) -> WordMatches:
    """The listings of a term over all its segments, ordinals ascending, with their weights; unknown ones left out."""
    ordinals = _ordinals(parts)
    weights = np.frombuffer(_joined(parts), np.float16).astype(np.float32)
    size = int(ordinals.max(initial=-1)) + 1
    if is_dense(len(ordinals), size):
        known = ordinals >= 0
        return densely([WordMatches(ordinals[known], weights[known])], size)
    order = ascending(ordinals)
    return WordMatches(ordinals[order], weights[order])


def places_of(parts: Sequence[Part]) -> TermPlaces:
    """Where a term stands in each listing over all its segments, listings ascending, places as they were packed."""
    held = _ordinals(parts)
    values = [value for _, (_, kept) in parts for value in kept if isinstance(value, bytes)]
    sizes = np.array([len(value) // 4 for value in values], np.int64)
    flat = np.frombuffer(_joined(parts), np.uint32).astype(np.int64)
    order = ascending(held)
    starts, ends = (np.cumsum(sizes) - sizes)[order], np.cumsum(sizes[order])
    picked = np.repeat(starts - ends + sizes[order], sizes[order]) + np.arange(ends[-1] if len(ends) else 0)
    return TermPlaces(held[order], np.concatenate([[0], ends]), flat[picked])


def ascending(ordinals: Ints) -> Ints:
    """The indices of the known ordinals (-1 is unknown) in `ordinals`, in ascending order of ordinal."""
    order = np.argsort(ordinals, kind="stable")
    return order[np.searchsorted(ordinals, 0, sorter=order) :]


def _ordinals(parts: Sequence[Part]) -> Ints:
    return np.concatenate([NONE.ordinals, *(known[ids] for known, (ids, _) in parts)])


def _joined(parts: Sequence[Part]) -> bytes:
    return b"".join(kept if isinstance(kept, bytes) else b"".join(kept) for _, (_, kept) in parts)

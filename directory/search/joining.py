"""Puts the blocks of a term together: from segments with documents of their own to one array by ordinal."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from directory.search.columns import Ints
from directory.search.engine import Matches
from directory.search.matching import NONE, Places

# The documents of a block in its segment, their weights, and their places packed as 32-bit numbers.
Block = tuple[Ints, NDArray[np.float32], tuple[bytes, ...]]
# A block with the ordinal of every document of its segment (-1: deleted or unknown).
Part = tuple[Ints, Block]


def weights_of(parts: Sequence[Part]) -> Matches:
    """The listings of a term, ascending, with their weights."""
    ordinals = np.concatenate([NONE.ordinals, *(known[ids] for known, (ids, _, _) in parts)])
    weights = np.concatenate([NONE.scores, *(weights for _, (_, weights, _) in parts)])
    order = ascending(ordinals)
    return Matches(ordinals[order], weights[order])


def places_of(parts: Sequence[Part]) -> Places:
    """Where a term stands in each listing, listings ascending."""
    held = np.concatenate([NONE.ordinals, *(known[ids] for known, (ids, _, _) in parts)])
    values = [value for _, (_, _, values) in parts for value in values]
    sizes = np.array([len(value) // 4 for value in values], np.int64)
    flat = np.frombuffer(b"".join(values), np.uint32).astype(np.int64)
    order = ascending(held)
    starts, ends = (np.cumsum(sizes) - sizes)[order], np.cumsum(sizes[order])
    picked = np.repeat(starts - ends + sizes[order], sizes[order]) + np.arange(ends[-1] if len(ends) else 0)
    return Places(held[order], np.concatenate([[0], ends]), flat[picked])


def ascending(ordinals: Ints) -> Ints:
    """Where the known ordinals stand, in ascending order of ordinal."""
    order = np.argsort(ordinals, kind="stable")
    return order[np.searchsorted(ordinals, 0, sorter=order) :]

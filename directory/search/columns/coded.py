"""What each listing has, as small numbers in a row: a small result is counted faster from these than from bitmaps."""

from array import array
from collections.abc import Hashable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from directory.search.query.facets import FACETS

LONG = tuple(facet.key for facet in FACETS if facet.kind in ("terms", "platform"))
"""The facets with many values; each (facet, value) has a code for the life of a process."""
Codes = dict[tuple[str, Hashable], int]


def coded(codes: Codes, values: Iterable[tuple[str, Hashable]]) -> bytes:
    """The values of one listing in the long facets as 16-bit codes; new ones are added to `codes`."""
    found = dict.fromkeys(pair for pair in values if pair[0] in LONG)
    return array("H", [codes.setdefault(pair, len(codes)) for pair in found]).tobytes()


def tally(rows: Sequence[bytes], ordinals: Iterable[int], codes: int) -> NDArray[np.intp]:
    """How many of these listings have each code below `codes`, by code; `rows` are those of all ordinals."""
    found = np.frombuffer(b"".join(map(rows.__getitem__, ordinals)), np.uint16)
    return np.bincount(found, minlength=codes)

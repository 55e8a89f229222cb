"""What each listing has, as small numbers in a row: a small result is counted faster from these than from bitmaps."""

from array import array
from collections.abc import Hashable, Iterable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from directory.search.query.facets import FACETS

LONG = tuple(facet.key for facet in FACETS if facet.kind in ("terms", "platform"))
"""The facets with many values; each (facet, value) has a code for the life of a process."""
Codes = dict[tuple[str, Hashable], int]
Shorts = NDArray[np.uint16]
NO_PLACES: NDArray[np.int64] = np.empty(0, np.int64)
NO_CODES: Shorts = np.empty(0, np.uint16)


class Rows(NamedTuple):
    """The codes of each ordinal: `sizes[i]` of them from `starts[i]` on in `codes`, which may hold forgotten ones."""

    starts: NDArray[np.int64] = NO_PLACES
    sizes: Shorts = NO_CODES
    codes: Shorts = NO_CODES

    def changed(self, coded: Mapping[int, bytes], size: int) -> "Rows":
        """These rows with other codes for some ordinals, for `size` ordinals in all."""
        touched = np.fromiter(coded, np.int64, len(coded))
        lengths = np.fromiter((len(row) // 2 for row in coded.values()), np.int64, len(coded))
        starts, sizes = np.zeros(size, np.int64), np.zeros(size, np.uint16)
        starts[: len(self.starts)], sizes[: len(self.sizes)] = self.starts, self.sizes
        starts[touched] = len(self.codes) + np.cumsum(lengths) - lengths
        sizes[touched] = lengths
        added = np.frombuffer(b"".join(coded.values()), np.uint16)
        return Rows(starts, sizes, np.concatenate([self.codes, added]))

    def packed(self) -> "Rows":
        """The same rows side by side, forgotten codes left out."""
        sizes = self.sizes.astype(np.int64)
        return Rows(np.cumsum(sizes) - sizes, self.sizes, self.of(np.arange(len(sizes))))

    def of(self, ordinals: NDArray[np.integer]) -> Shorts:
        """All codes of these ordinals, one after another."""
        sizes = self.sizes[ordinals].astype(np.int64)
        ends = np.cumsum(sizes)
        steps = np.arange(ends[-1] if len(ends) else 0)
        picked: Shorts = self.codes[np.repeat(self.starts[ordinals] - ends + sizes, sizes) + steps]
        return picked


def coded(codes: Codes, values: Iterable[tuple[str, Hashable]]) -> bytes:
    """The values of one listing in the long facets as 16-bit codes; new ones are added to `codes`."""
    found = dict.fromkeys(pair for pair in values if pair[0] in LONG)
    return array("H", [codes.setdefault(pair, len(codes)) for pair in found]).tobytes()


def tally(rows: Rows, ordinals: NDArray[np.integer], codes: int) -> NDArray[np.intp]:
    """How many of these listings have each code below `codes`, by code; `rows` are those of all ordinals."""
    return np.bincount(rows.of(ordinals), minlength=codes)

"""What each listing has, as small numbers in a row: a small result is counted faster from these than from bitmaps."""

from array import array
from collections.abc import Hashable, Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from directory.search.query.facets import FACETS

LONG = tuple(facet.key for facet in FACETS if facet.kind in ("terms", "platform"))
"""The facets with many values; each (facet, value) has a code for the life of a process."""
Codes = dict[tuple[str, Hashable], int]
Shorts = NDArray[np.uint16]
WIDE = 16  # codes of a listing that stand side by side: more than nearly all have, and half a line of the cache
NO_CODE = ("", "")
NO_ROWS: Shorts = np.empty((0, WIDE), np.uint16)


def no_codes() -> Codes:
    """Codes for nothing yet. What has code 0 is no value: it fills rows up."""
    return {NO_CODE: 0}


class Rows(NamedTuple):
    """The codes of each ordinal: the first WIDE of them in a row of `near`, 0 for none, the rest as bytes in `far`."""

    near: Shorts = NO_ROWS
    far: Mapping[int, bytes] = MappingProxyType({})

    def changed(self, coded: Mapping[int, bytes], size: int) -> "Rows":
        """These rows with other codes for some ordinals, for `size` ordinals in all."""
        near = np.zeros((size, WIDE), np.uint16)
        near[: len(self.near)] = self.near
        first = b"".join(row[: 2 * WIDE].ljust(2 * WIDE, b"\0") for row in coded.values())
        near[list(coded)] = np.frombuffer(first, np.uint16).reshape(-1, WIDE)
        kept = {at: rest for at, rest in self.far.items() if at not in coded}
        return Rows(near, kept | {at: row[2 * WIDE :] for at, row in coded.items() if len(row) > 2 * WIDE})

    def of(self, ordinal: int) -> list[int]:
        """The codes of one ordinal."""
        near: list[int] = self.near[ordinal].tolist()
        return [code for code in (*near, *array("H", self.far.get(ordinal, b""))) if code]


def coded(codes: Codes, values: Iterable[tuple[str, Hashable]]) -> bytes:
    """The values of one listing in the long facets as 16-bit codes; new ones are added to `codes`."""
    found = dict.fromkeys(pair for pair in values if pair[0] in LONG)
    return array("H", [codes.setdefault(pair, len(codes)) for pair in found]).tobytes()


def tally(rows: Rows, ground: BitMap, codes: int) -> NDArray[np.intp]:
    """How many listings of the ground have each code below `codes`, by code; what stands under 0 says nothing."""
    found = np.bincount(rows.near.take(np.asarray(ground.to_array()), 0).ravel(), minlength=codes)
    rest = b"".join(codes for ordinal, codes in rows.far.items() if ordinal in ground)
    return found + np.bincount(np.frombuffer(rest, np.uint16), minlength=codes) if rest else found

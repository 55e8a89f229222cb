"""Listings as numbers: their keys, and their ordinals as arrays and bitmaps. What columns and words hand to each other.

A module of its own, so that neither is made from the other: an index of words is built again when the code that made
it changes (engines/folder.py), and the code of columns says nothing of words.
"""

from array import array
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

Ints = NDArray[np.int64]


def key_of(listing_id: str) -> int:
    """A number that stands for a listing in every engine and process: 63 bits of a hash of its id."""
    return int.from_bytes(blake2b(listing_id.encode(), digest_size=8).digest(), "big") >> 1


def as_array(bitmap: BitMap) -> Ints:
    """The ordinals of a bitmap as 64-bit integers, ascending: a copy that numpy may change."""
    return np.asarray(bitmap.to_array()).astype(np.int64)


def as_bitmap(ordinals: Ints) -> BitMap:
    """The bitmap of these ordinals, given in any order and not below 0; each fits 32 bits."""
    return BitMap(array("I", ordinals.astype(np.uint32).tobytes()))

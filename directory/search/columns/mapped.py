"""Arrays by name in one file that is mapped into memory: a line of JSON saying where each stands, then their bytes."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ALIGN = 64  # bytes: a cache line, and more than any number needs
Arrays = Mapping[str, NDArray[Any]]


def write(path: Path, arrays: Arrays) -> None:
    """Writes a new file of these arrays of numbers, each of one dimension."""
    places, at = {}, 0
    for name, array in arrays.items():
        places[name] = (array.dtype.str, at, array.nbytes)
        at += _padded(array.nbytes)
    head = json.dumps(places).encode() + b"\n"
    with path.open("wb") as file:
        file.write(head.ljust(_padded(len(head))))
        for array in arrays.values():
            file.write(array.tobytes().ljust(_padded(array.nbytes), b"\0"))


def read(path: Path) -> Arrays:
    """The arrays of such a file, none of which can be changed; ValueError or KeyError for bytes that are none."""
    mapped = np.asarray(np.memmap(path, np.uint8, "r"))
    with path.open("rb") as file:
        head = file.readline()
    first = _padded(len(head))
    return {
        name: mapped[first + at : first + at + size].view(np.dtype(kind))
        for name, (kind, at, size) in json.loads(head).items()
    }


def _padded(size: int) -> int:
    return -(-size // ALIGN) * ALIGN

"""A large words index from a small one: its segments copied as files under other keys."""

import shutil
from collections.abc import Iterator
from copy import copy
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import index

from directory.search.columns.columns import Columns
from directory.search.engines.folder import Folder


def multiply(source: Path, target: Folder, base: Columns, keys: NDArray[np.int64]) -> None:
    """Writes to `target` the index of the listings of `base` in `source`, once under each of so many keys in turn."""
    with target.writing():
        made = target.fresh()
        shutil.copytree(source, made, dirs_exist_ok=True)
        opened: Any = index.open_dir(str(made))
        tables: Any = index.TOC
        toc = tables.read(opened.storage, opened.indexname)
        lots = keys.reshape(-1, len(base))[1:]
        toc.segments += list(chain.from_iterable(_copies(made, one, base, lots) for one in tuple(toc.segments)))
        toc.generation += 1
        toc.write(opened.storage, opened.indexname)
        target.keep(made, len(keys), len(keys))


def _copies(made: Path, segment: Any, base: Columns, lots: NDArray[np.int64]) -> Iterator[Any]:
    """The segment under each lot of keys, its files beside the others."""
    files = list(made.glob(f"*_{segment.segid}.*"))
    [numbers] = (file for file in files if file.name.endswith(".number.col"))
    ordinals = base.ordinals_of(np.frombuffer(numbers.read_bytes(), ">i8").astype(np.int64))
    for number, keys in enumerate(lots, 1):
        one = copy(segment)
        one.segid = f"{segment.segid[:-2]}{number:02}"
        for file in files:
            shutil.copy(file, file.with_name(file.name.replace(segment.segid, one.segid)))
        beside = numbers.with_name(numbers.name.replace(segment.segid, one.segid))
        beside.write_bytes(keys[ordinals].astype(">i8").tobytes())
        yield one

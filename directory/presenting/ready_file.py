"""Every listing's ready row in one file of this machine, mapped by all processes that send it: beside the index.

A generation of `search/engines/folder.py`: swapped whole, of one table, one public address and one version of the code
and data that makes rows. It goes up to a version of the table; who reads it leaves out what changed since. A row has a
sum of its own, counted when it is read, so that opening half a gigabyte costs nothing; one that is not as it was
written is not there, and is made from the table.
"""

import mmap
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pydantic
from numpy.typing import NDArray

from directory import imports
from directory.config import ROOT, Settings
from directory.presenting.ready import ReadyListing
from directory.search.columns import mapped
from directory.search.engines.folder import Folder, vocabularies
from directory.search.engines.marks import BrokenIndex
from directory.search.numbers import key_of

MADE_FROM = ("directory.presenting.ready", "directory.presenting.ready_file")
ROWS, PLACES = "all.rows", "places"


@dataclass(frozen=True, slots=True)
class ReadyRows:
    """The rows of all listings as the table held them at `version`, in memory that processes share; never changed.

    `keys` ascend; `starts`, `sizes` (bytes) and `sums` (CRC-32) are those of each key's row.
    """

    version: int
    keys: NDArray[np.int64]
    starts: NDArray[np.int64]
    sizes: NDArray[np.int64]
    sums: NDArray[np.int64]
    data: mmap.mmap | bytes

    def find(self, ids: Sequence[str]) -> dict[str, ReadyListing]:
        """The rows of these listings by id; one that is not there, or not as it was written, is left out."""
        if not len(self.keys):
            return {}
        wanted = np.fromiter(map(key_of, ids), np.int64, len(ids))
        at = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        found = zip(ids, (self.keys[at] == wanted).tolist(), self._rows(at), strict=True)
        return {id: row for id, there, row in found if there and row is not None and row.id == id}

    def all(self) -> Iterator[ReadyListing | None]:
        """Every row, in the order of the file; None in the place of one that is not as it was written."""
        return self._rows(np.argsort(self.starts))

    def _rows(self, places: NDArray[np.int64]) -> Iterator[ReadyListing | None]:
        """The rows at these places of the arrays, each read when it is asked for."""
        starts, sizes, sums = (column[places].tolist() for column in (self.starts, self.sizes, self.sums))
        for start, size, sum in zip(starts, sizes, sums, strict=True):
            data = self.data[start : start + size]
            yield ReadyListing(data) if zlib.crc32(data) == sum else None


class ReadyFile:
    """The file of one table on this machine. `table` is a number that no other table has."""

    def __init__(self, settings: Settings, table: int) -> None:
        kind = "demo rows" if settings.demo else "rows"
        made_by = f"{kind} {rows_version()} {pydantic.VERSION} of {table} at {settings.public_url}"
        self._folder = Folder(settings.index_dir / "rows", made_by)

    def stamp(self) -> int:
        """Another number once another generation is current; 0 where there is none."""
        try:
            return (self._folder.path / "current").stat().st_mtime_ns
        except OSError:
            return 0

    def open(self) -> ReadyRows:
        """What is kept; raises BrokenIndex where it is missing, damaged, or of another table or version."""
        try:
            version, folder = self._folder.mark().version, self._folder.current()
            return _opened(folder, version)
        except (OSError, ValueError, LookupError) as problem:
            raise BrokenIndex(f"{type(problem).__name__}: {problem}") from problem

    def write(self, rows: Iterable[ReadyListing], version: int) -> int:
        """Writes a file of these rows, each listing once, and puts it in the old one's place; how many there were.

        Raises Busy where another process writes one.
        """
        with self._folder.writing():
            folder = self._folder.fresh()
            n = _written(folder, rows)
            self._folder.keep(folder, version, n)
            return n


def made_from(root: Path) -> tuple[Path, ...]:
    """Every file below `root` that decides what rows hold: imported sources, and the vocabularies."""
    return (*imports.closure(MADE_FROM, root), *vocabularies(root))


@cache
def rows_version(root: Path = ROOT) -> str:
    """Twelve hexadecimal digits over all code and data that decides what rows hold: another number, another file."""
    return imports.fingerprint(made_from(root), root)


def _opened(folder: Path, version: int) -> ReadyRows:
    places = mapped.read(folder / PLACES)
    with (folder / ROWS).open("rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if len(places["keys"]) else b""
    return ReadyRows(version, places["keys"], places["starts"], places["sizes"], places["sums"], data)


def _written(folder: Path, rows: Iterable[ReadyListing]) -> int:
    """Writes rows and their places; only the latter, 32 bytes a listing, are in memory at once."""
    keys, sizes, sums = array("q"), array("q"), array("q")
    with (folder / ROWS).open("wb") as file:
        for row in rows:
            file.write(row.data)
            keys.append(key_of(row.id))
            sizes.append(len(row.data))
            sums.append(zlib.crc32(row.data))
    held = {name: np.array(values, np.int64) for name, values in (("keys", keys), ("sizes", sizes), ("sums", sums))}
    held["starts"] = np.cumsum(held["sizes"]) - held["sizes"]
    order = np.argsort(held["keys"])
    mapped.write(folder / PLACES, {name: values[order] for name, values in held.items()})
    return len(keys)

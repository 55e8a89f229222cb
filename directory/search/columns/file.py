"""Columns as a file, so that a process that starts opens them instead of reading every listing of the table.

A generation of `engines/folder.py` (with its checksum, swapped whole) that holds one file of arrays, which is mapped:
processes share it. Bitmaps and the values of facets are made anew from it, for they are small.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter
from pyroaring import BitMap

from directory import imports
from directory.claims import Language, Residence
from directory.config import ROOT
from directory.search.columns import mapped
from directory.search.columns.coded import WIDE, Rows
from directory.search.columns.columns import ARRAYS, Columns
from directory.search.columns.mapped import Arrays
from directory.search.columns.texts import Ids, OpenTitles, Texts
from directory.search.engines.folder import Folder, vocabularies
from directory.search.engines.marks import BrokenIndex
from directory.search.numbers import key_of

# What decides the values of a listing and how they are written: a file made by other code is not read.
MADE_FROM = ("directory.search.columns.columns", "directory.search.columns.file")
NAME = "columns"
TEXT: TypeAdapter[Any] = TypeAdapter(tuple[str, ...])
VALUES: dict[str, TypeAdapter[Any]] = {
    "country": TypeAdapter(tuple[Residence, ...]),
    "speak": TypeAdapter(tuple[tuple[Language, ...], ...]),
}
"""How the values of a facet are written where they are more than texts (see `facets.values_of`)."""
AGAIN = 2  # another process may replace the file between two steps: asked once more before it counts as damaged


class ColumnsFile:
    """The columns of one table on this machine. `table` is a number that no other table has."""

    def __init__(self, path: Path, table: int) -> None:
        self._folder = Folder(path, f"columns {np.__version__} {columns_version()} of {table}")

    @property
    def exists(self) -> bool:
        """Whether anything was ever kept here."""
        return (self._folder.path / "current").exists()

    def version(self) -> int:
        """The version of the table that the file goes up to; -1 where there is none that can be read."""
        try:
            return self._folder.mark().version
        except (BrokenIndex, ValueError):
            return -1

    def open(self) -> tuple[Columns, OpenTitles]:
        """What was kept; raises BrokenIndex where it is missing, damaged, or of another table or version."""
        for _ in range(AGAIN - 1):
            try:
                return self._open()
            except BrokenIndex:
                continue
        return self._open()

    def keep(self, columns: Columns, titles: OpenTitles) -> None:
        """Writes them beside the old file and puts it in its place; raises Busy where another process does."""
        with self._folder.writing():
            made = self._folder.fresh()
            mapped.write(made / NAME, _arrays(columns, titles))
            self._folder.keep(made, columns.version, len(columns))

    def _open(self) -> tuple[Columns, OpenTitles]:
        try:
            mark = self._folder.mark()
            columns, titles = _columns(mapped.read(self._folder.current() / NAME), mark.version)
        except (OSError, ValueError, LookupError, TypeError) as problem:
            raise BrokenIndex(f"{type(problem).__name__}: {problem}") from problem
        if len(columns) != mark.count:
            raise BrokenIndex(f"{len(columns)} listings instead of {mark.count}")
        return columns, titles


def made_from(root: Path) -> tuple[Path, ...]:
    """Every file below `root` that decides what columns hold: imported sources, and the vocabularies."""
    return (*imports.closure(MADE_FROM, root), *vocabularies(root))


@cache
def columns_version(root: Path = ROOT) -> str:
    """Twelve hexadecimal digits over all code and data that decides what columns hold: another number, another file."""
    return imports.fingerprint(made_from(root), root)


def by_key(ids: Iterable[str]) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
    """The keys of these ids ascending, and the ordinal (the place in `ids`) of each."""
    keys = np.fromiter(map(key_of, ids), np.int64)
    order = np.argsort(keys)
    return keys[order], order.astype(np.uint32)


def _arrays(columns: Columns, titles: OpenTitles) -> dict[str, NDArray[Any]]:
    ids = Texts.of(columns.ids)
    keys, order = by_key(columns.ids)
    named = Texts.of(titles.get(id) if at in columns.live else "" for at, id in enumerate(columns.ids))
    return {
        **columns.arrays,
        "ids": ids.data,
        "id_ends": ids.ends,
        "sorted_keys": keys,
        "sorted_ordinals": order,
        "titles": named.data,
        "title_ends": named.ends,
        **_rows(columns.rows),
        **_bitmaps("live", [columns.live]),
        **{f"codes_{at}": array for at, array in enumerate(_coded(columns))},
        **{name: array for facet, held in columns.facets.items() for name, array in _facet(facet, held)},
        "facets": _said(TEXT, tuple(columns.facets)),
    }


def _columns(found: Arrays, version: int) -> tuple[Columns, OpenTitles]:
    ids = Ids(Texts(found["ids"], found["id_ends"]), found["sorted_keys"], found["sorted_ordinals"])
    facets, values = (TEXT.validate_json(found[name].tobytes()) for name in ("codes_0", "codes_1"))
    columns = Columns(
        version=version,
        ids=ids,
        live=_bitmaps_of(found, "live")[0],
        facets=dict(_facets(found)),
        codes={pair: code for code, pair in enumerate(zip(facets, values, strict=True))},
        rows=_rows_of(found),
        arrays={name: found[name] for name in ARRAYS},
    )
    return columns, OpenTitles(ids, Texts(found["titles"], found["title_ends"]))


def _coded(columns: Columns) -> Iterator[NDArray[np.uint8]]:
    """The facets and the values that codes stand for, in the order of codes."""
    yield _said(TEXT, [facet for facet, _ in columns.codes])
    yield _said(TEXT, [value for _, value in columns.codes])


def _rows(rows: Rows) -> dict[str, NDArray[Any]]:
    far_at = np.fromiter(rows.far, np.int64, len(rows.far))
    return {"near": rows.near.ravel(), "far_at": far_at, **_pieces("far", rows.far.values())}


def _rows_of(found: Arrays) -> Rows:
    far = zip(found["far_at"].tolist(), _pieces_of(found, "far"), strict=True)
    return Rows(found["near"].reshape(-1, WIDE), dict(far))


def _facet(facet: str, held: Mapping[Hashable, BitMap]) -> Iterator[tuple[str, NDArray[Any]]]:
    yield f"values_{facet}", _said(VALUES.get(facet, TEXT), tuple(held))
    yield from _bitmaps(f"of_{facet}", held.values()).items()


def _facets(found: Arrays) -> Iterator[tuple[str, dict[Hashable, BitMap]]]:
    for facet in TEXT.validate_json(found["facets"].tobytes()):
        values = VALUES.get(facet, TEXT).validate_json(found[f"values_{facet}"].tobytes())
        yield facet, dict(zip(values, _bitmaps_of(found, f"of_{facet}"), strict=True))


def _said(adapter: TypeAdapter[Any], values: Any) -> NDArray[np.uint8]:
    return np.frombuffer(adapter.dump_json(tuple(values), warnings="error"), np.uint8)


def _bitmaps(name: str, bitmaps: Iterable[BitMap]) -> dict[str, NDArray[Any]]:
    return _pieces(name, (bitmap.serialize() for bitmap in bitmaps))


def _bitmaps_of(found: Arrays, name: str) -> list[BitMap]:
    return [BitMap.deserialize(piece) for piece in _pieces_of(found, name)]


def _pieces(name: str, parts: Iterable[bytes]) -> dict[str, NDArray[Any]]:
    pieces = list(parts)
    ends = np.cumsum(np.fromiter(map(len, pieces), np.int64, len(pieces)))
    return {name: np.frombuffer(b"".join(pieces), np.uint8), f"{name}_ends": ends}


def _pieces_of(found: Arrays, name: str) -> list[bytes]:
    data, ends = found[name].tobytes(), found[f"{name}_ends"].tolist()
    return [data[start:end] for start, end in pairwise((0, *ends))]

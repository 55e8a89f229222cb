"""Where a words index lives on disk: generations side by side, one named as current by a file that is replaced whole.

The index is a cache. A power cut may lose it, never make it lie: files reach the disk before the mark names them, and
the mark holds their checksums, so that a file that is not as it was written is noticed when the index is opened.
"""

import fcntl
import json
import os
import shutil
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from directory import imports
from directory.config import ROOT
from directory.search.engines.marks import BrokenIndex, Busy, IndexMark

# What makes terms, documents and postings: an index made by other code than this is not comparable. What only reads
# them is not among it, synonyms and spelling neither: they belong to what is asked.
ANALYSED_BY = ("directory.search.words.document", "directory.search.engines.whoosh_writer")
TABLES = ("data/vocabulary",)
# Files that an engine writes again under the same name, or that hold sums of their own; it notices itself when it
# cannot read them.
REWRITTEN = (".json", ".lock", "LOCK", ".rows")
CHUNK = 1 << 20  # bytes read at once for a sum: a mebibyte, whatever the size of the file
Stamp = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder of one engine. `made_by` names the engine's version: an index of another version is broken."""

    path: Path
    made_by: str
    _sums: dict[Path, tuple[Stamp, int]] = field(default_factory=dict, compare=False, repr=False)

    def current(self) -> Path:
        """The generation that is served; raises BrokenIndex where there is none, or a file is not as it was written."""
        pointer = self._pointer()
        found = self.path / str(pointer["folder"])
        if not found.is_dir():
            raise BrokenIndex(f"{found} is missing")
        for name, written in pointer["sums"].items():
            with suppress(FileNotFoundError):  # a newer state may do without it
                if self._sum(found / name) != written:
                    raise BrokenIndex(f"{found / name} is not as it was written")
        return found

    def mark(self) -> IndexMark:
        """What the current generation holds; raises BrokenIndex where there is none of this version."""
        pointer = self._pointer()
        mark = IndexMark(int(pointer["version"]), int(pointer["count"]), pointer["made_by"])
        if mark.made_by != self.made_by:
            raise BrokenIndex(f"made by {mark.made_by}, not {self.made_by}")
        return mark

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Holds the lock of the only writer; raises Busy at once when another process has it."""
        self.path.mkdir(parents=True, exist_ok=True)
        self.path.chmod(0o700)  # Whoosh's files hold pickles: who may write here may run code in every reader
        with (self.path / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise Busy(str(self.path)) from None
            yield

    def fresh(self) -> Path:
        """An empty generation beside the current one; call it while writing. Left-overs of a crash go."""
        serving = self._serving()
        for old in self.path.glob("g*"):
            if old.name != serving:
                shutil.rmtree(old)
        number = int(serving[1:]) + 1 if serving else 1
        made = self.path / f"g{number}"
        made.mkdir()
        return made

    def keep(self, generation: Path, version: int, count: int) -> None:
        """Makes a generation the current one, or records what was added to it; durable when it returns."""
        for file in (*generation.rglob("*"), generation):
            _sync(file)
        kept = (file for file in generation.iterdir() if file.is_file() and not file.name.endswith(REWRITTEN))
        sums = {file.name: self._sum(file) for file in kept}
        text = json.dumps({"folder": generation.name, "sums": sums} | asdict(IndexMark(version, count, self.made_by)))
        beside = self.path / "current.new"
        beside.write_text(text)
        _sync(beside)
        beside.replace(self.path / "current")
        _sync(self.path)

    def _sum(self, file: Path) -> int:
        """The CRC-32 of a file, counted again only when its size or time has changed."""
        found = file.stat()
        stamp = (found.st_size, found.st_mtime_ns)
        known = self._sums.get(file)
        if known is None or known[0] != stamp:
            known = self._sums[file] = (stamp, _crc(file))
        return known[1]

    def _serving(self) -> str | None:
        try:
            return str(self._pointer()["folder"])
        except BrokenIndex:
            return None

    def _pointer(self) -> dict[str, Any]:
        try:
            pointer = json.loads((self.path / "current").read_text())
            sums = {str(name): int(written) for name, written in pointer["sums"].items()}
            return {key: str(pointer[key]) for key in ("folder", "version", "count", "made_by")} | {"sums": sums}
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
            raise BrokenIndex(str(problem)) from problem


def vocabularies(root: Path) -> Iterator[Path]:
    """Every file of the vocabularies below `root`: what decides the values of a listing beside our code."""
    return (path for folder in TABLES for path in (root / folder).rglob("*") if path.is_file())


def analysed_from(root: Path) -> tuple[Path, ...]:
    """Every file below `root` that decides a term or how it is written; vocabularies are none of them."""
    return imports.closure(ANALYSED_BY, root)


@cache
def analysis_version(root: Path = ROOT) -> str:
    """Twelve hexadecimal digits over all code that makes terms: another number, another index."""
    return imports.fingerprint(analysed_from(root), root)


def _crc(file: Path) -> int:
    crc = 0
    with file.open("rb") as opened:
        while chunk := opened.read(CHUNK):
            crc = zlib.crc32(chunk, crc)
    return crc


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

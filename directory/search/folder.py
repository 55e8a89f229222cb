"""Where a words index lives on disk: generations side by side, one named as current by a file that is replaced whole.

The index is a cache. A power cut may lose it, never make it lie: files reach the disk before the mark names them.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path

from directory.search.engine import BrokenIndex, Busy, Mark

ANALYSED_BY = ("analysis.py", "document.py", "values.py", "segments.py", "whoosh.py")


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder of one engine. `made_by` names the engine's version: an index of another version is broken."""

    path: Path
    made_by: str

    def current(self) -> Path:
        """The generation that is served; raises BrokenIndex where there is none."""
        found = self.path / self._pointer()["folder"]
        if not found.is_dir():
            raise BrokenIndex(f"{found} is missing")
        return found

    def mark(self) -> Mark:
        """What the current generation holds; raises BrokenIndex where there is none of this version."""
        pointer = self._pointer()
        mark = Mark(int(pointer["version"]), int(pointer["count"]), pointer["made_by"])
        if mark.made_by != self.made_by:
            raise BrokenIndex(f"made by {mark.made_by}, not {self.made_by}")
        return mark

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Holds the lock of the only writer; raises Busy at once when another process has it."""
        self.path.mkdir(parents=True, exist_ok=True)
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
        text = json.dumps({"folder": generation.name} | asdict(Mark(version, count, self.made_by)))
        beside = self.path / "current.new"
        beside.write_text(text)
        _sync(beside)
        beside.replace(self.path / "current")
        _sync(self.path)

    def _serving(self) -> str | None:
        try:
            return str(self._pointer()["folder"])
        except BrokenIndex:
            return None

    def _pointer(self) -> dict[str, str]:
        try:
            pointer = json.loads((self.path / "current").read_text())
            return {key: str(pointer[key]) for key in ("folder", "version", "count", "made_by")}
        except (OSError, ValueError, KeyError, TypeError) as problem:
            raise BrokenIndex(str(problem)) from problem


def analysis_version() -> str:
    """A short hash of the code that makes terms: an index made by other code is not comparable."""
    here = Path(__file__).parent
    return blake2b(b"".join((here / name).read_bytes() for name in ANALYSED_BY), digest_size=6).hexdigest()


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

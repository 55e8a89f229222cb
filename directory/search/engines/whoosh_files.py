"""The files of a Whoosh index mapped into memory, for readers: to look a term up takes ten reads of a few bytes each.

Whoosh's own storage asks the kernel for each of them. Mapped, they are slices, and processes share the pages. Files of
an index are written once and then only deleted (see folder.py), so that a map never loses its end.
"""

from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile


def mapped(folder: Path) -> Any:
    """The index in a folder, to be read: what `whoosh.index.open_dir` gives, but for how it reads its files."""
    files: Any = MappedFiles
    return files(str(folder), readonly=True).open_index()


class MappedFiles(FileStorage):
    """A folder with an index; whoever writes it uses Whoosh's own storage."""

    def open_file(self, name: str, **how: Any) -> StructFile:
        """A file mapped as a whole; an empty one, which cannot be, as Whoosh opens it. Raises OSError."""
        path = Path(self.folder) / name
        if not path.stat().st_size:
            return StructFile(path.open("rb"), name=name, **how)
        with path.open("rb") as file:
            whole: Any = mmap(file.fileno(), 0, access=ACCESS_READ)
        return MappedFile(whole, name=name, **how)


class MappedFile(StructFile):
    """A file that is mapped: what stands at a place is a slice of it."""

    def get(self, position: int, length: int) -> bytes:
        """The `length` bytes from `position` on; fewer where the file ends."""
        whole: Any = self.file
        return bytes(whole[position : position + length])

"""Words by Whoosh, the default engine: its index on disk, its postings in memory as arrays.

Whoosh's public matchers give one posting at a time; `blocks` takes whole blocks and so knows how whoosh3 3.54 keeps
them. tests/directory/search/test_engines.py compares it with the public way and fails on another version.
"""

import os
import pickle
import struct
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import Any
from weakref import finalize

import numpy as np
from whoosh import fields, index, versionstring
from whoosh.filedb import filestore
from whoosh.filedb.filetables import FileFormatError
from whoosh.reading import CorruptIndexError, IndexReader, TermNotFound
from whoosh.writing import IndexWriter

from directory.search.engines import whoosh_writer as segments
from directory.search.engines.base import Ordinals, WordMatches
from directory.search.engines.folder import Folder, analysis_version
from directory.search.engines.joining import Block, Part, places_of, weights_of
from directory.search.engines.kept import Kept, room
from directory.search.engines.marks import BrokenIndex, IndexMark
from directory.search.engines.postings import NONE, TermPlaces, match
from directory.search.engines.whoosh_files import mapped
from directory.search.numbers import Ints
from directory.search.words.document import Document
from directory.search.words.question import Asked

# Below FEW documents starting processes costs more than they save. A generation that is swapped while it is opened is
# asked for AGAIN so often: a third failure in a row is damage and is told.
FEW, AGAIN = 2_000, 2
DAMAGE = (
    *(OSError, ValueError, LookupError, TypeError, AttributeError, AssertionError, EOFError, MemoryError),
    *(struct.error, zlib.error, pickle.PickleError, CorruptIndexError, FileFormatError, index.IndexError),
)  # fmt: skip


class WhooshEngine:
    """The words index in a folder. `processes` build it from `few` documents on; updates are written by one."""

    def __init__(self, path: Path, processes: int | None = None, few: int = FEW) -> None:
        self._folder = Folder(path, f"whoosh {versionstring()} {analysis_version()}")
        self._processes, self._few = processes or os.cpu_count() or 1, few

    def build(self, documents: Iterable[Document], version: int) -> None:
        """A new index beside the old one, then in its place; raises Busy, or ChildProcessError when a builder dies."""
        with self._folder.writing():
            made = self._folder.fresh()
            count = segments.build(made, documents, self._processes, self._few)
            self._folder.keep(made, version, count)

    def update(self, documents: Iterable[Document], gone: Iterable[int], version: int) -> None:
        """Takes changed documents and forgets keys, in one commit; raises Busy or BrokenIndex."""
        with self._folder.writing():
            made = self._folder.current()
            self._folder.mark()
            with _damage():
                opened = index.open_dir(str(made))
                writer = segments.writer_of(opened)
            with _whole(writer):
                for key in gone:
                    writer.delete_by_term("key", str(key))
                for document in documents:
                    writer.delete_by_term("key", str(document.key))
                    segments.put(writer, document)
            with _damage():
                writer.commit(merge=False)
            self._folder.keep(made, version, opened.doc_count())

    def tidy(self) -> None:
        """Puts small segments together once there are many; raises Busy or BrokenIndex."""
        with self._folder.writing(), _damage():
            made, mark = self._folder.current(), self._folder.mark()
            opened: Any = index.open_dir(str(made))
            if segments.crowded(opened):
                segments.writer_of(opened).commit(mergetype=segments.merge)
                self._folder.keep(made, mark.version, mark.count)

    def mark(self) -> IndexMark:
        """The version and the count that the index on disk says of itself; raises BrokenIndex."""
        return self._folder.mark()

    def reader(self, ordinals: Ordinals) -> "WhooshReader":
        """The newest state; raises BrokenIndex. Another process may replace files between two steps: asks again."""
        for _ in range(AGAIN):
            with suppress(BrokenIndex):
                return self._reader(ordinals)
        return self._reader(ordinals)

    def _reader(self, ordinals: Ordinals) -> "WhooshReader":
        mark = self._folder.mark()
        with _damage():
            return WhooshReader(mapped(self._folder.current()).reader(), mark, ordinals)


class WhooshReader:
    """One state of the index. Postings are read under a lock (Whoosh's files have one position) and kept."""

    def __init__(self, reader: IndexReader, mark: IndexMark, ordinals: Ordinals) -> None:
        self.mark = mark
        finalize(self, reader.close)
        self._leaves = [(leaf, _ordinals(leaf, ordinals)) for leaf, _ in reader.leaf_readers() if leaf.doc_count_all()]
        self._everything = np.sort(np.concatenate([known[known >= 0] for _, known in self._leaves] or [NONE.ordinals]))
        self._kept: Kept[WordMatches] = Kept(room(self.size), lambda found: found.ordinals.nbytes + found.scores.nbytes)
        self._lock = RLock()

    @property
    def size(self) -> int:
        """How many listings the index holds, those that were forgotten left out."""
        return len(self._everything)

    def match(self, asked: Asked) -> WordMatches:
        """Every listing that answers the question, ordinals ascending with their scores; raises BrokenIndex."""
        with _damage():
            return match(self, asked, self._everything)

    def weights(self, term: str) -> WordMatches:
        """The listings of a term, ascending, with BM25F's weighted frequency; kept for the next time."""
        return self._kept.get(term) or self._kept.put(term, weights_of(self._parts("words", term)))

    def places(self, term: str) -> TermPlaces:
        """Where a term stands in each listing that holds it, listings ascending; none for an unknown term."""
        return places_of(self._parts("places", term))

    def starting(self, start: str) -> Iterable[str]:
        """The terms of the index that begin with `start` (folded), in no order; read under the lock."""
        with self._lock:
            return {term.decode() for leaf, _ in self._leaves for term in leaf.expand_prefix("words", start)}

    def _parts(self, field: str, term: str) -> list[Part]:
        """The blocks of a term, each with the ordinals of its segment."""
        found = []
        with self._lock:
            for leaf, known in self._leaves:
                found += [(known, block) for block in blocks(leaf, field, term)]
        return found


class PlainWhoosh:
    """Whoosh as it comes, in memory: its own analyser, query parser and BM25F. What our ranking is measured against."""

    def __init__(self, rows: Iterable[tuple[str, str, str]]) -> None:
        from whoosh import qparser

        stored = fields.Schema(key=fields.ID(stored=True), title=fields.TEXT(field_boost=5.0), text=fields.TEXT)
        self._index: Any = vars(filestore)["RamStorage"]().create_index(stored)
        writer = self._index.writer()
        for key, title, text in rows:
            writer.add_document(key=key, title=title, text=text)
        writer.commit()
        self._parser: Any = vars(qparser)["MultifieldParser"](["title", "text"], stored)

    def rank(self, q: str, limit: int) -> list[str]:
        """The keys of the `limit` best matches of a question in Whoosh's own syntax, best first."""
        with self._index.searcher() as searcher:
            return [hit["key"] for hit in searcher.search(self._parser.parse(q), limit=limit)]


def blocks(leaf: Any, field: str, term: str) -> Iterator[Block]:
    """The postings of a term in one segment, deleted documents included, a block at a time."""
    try:
        matcher: Any = leaf._terms.matcher(field, term.encode(), leaf.schema[field].format)
    except (TermNotFound, KeyError):
        return
    while matcher.is_active():
        matcher._read_data()
        deltas, _, values = matcher._data
        yield np.cumsum(np.fromiter(deltas, np.int64, len(deltas))), values
        matcher._next_block()


@contextmanager
def _damage() -> Iterator[None]:
    """Whatever Whoosh says of an index that is not whole, as BrokenIndex."""
    try:
        yield
    except DAMAGE as problem:
        raise BrokenIndex(f"{type(problem).__name__}: {problem}") from problem


@contextmanager
def _whole(writer: IndexWriter) -> Iterator[None]:
    """Lets go of everything if the block does not come to its end."""
    done = False
    try:
        yield
        done = True
    finally:
        if not done:
            writer.cancel()


def _ordinals(leaf: Any, ordinals: Ordinals) -> Ints:
    """The ordinal of each document of a segment; -1 for deleted ones."""
    raw = leaf.column_reader("number").raw_column()
    numbers = np.zeros(leaf.doc_count_all(), np.int64)
    numbers[: raw._count] = np.frombuffer(raw._dbfile.get(raw._basepos, 8 * raw._count), ">i8")
    known = ordinals(numbers)
    known[list(leaf.deleted_docs_set)] = -1
    return known

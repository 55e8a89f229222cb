"""Writes the Whoosh index: the postings of a segment are gathered by term and written a block at a time.

Whoosh's own pool sorts postings one by one, through files of ten times the index's size. Kept by term they need no
sorting: documents come in order. Whoosh's codec still writes every file, so the index is one of its own; what this
knows of whoosh3 3.54 is checked by tests/directory/search/test_engines.py, which reads it back by the public matchers.
"""

import multiprocessing
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, pairwise
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, cast

import numpy as np
from whoosh import columns, fields, formats, index
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from directory.search.words.document import Document

# Postings in a block on disk (Whoosh's 128 make many reads), documents a process takes, those of a small segment, many.
BLOCK, BATCH, SMALL, MANY_SMALL = 4_096, 200, 1_000, 8
SEGMENT_BYTES, TERM_BYTES, POSTING_BYTES = 400_000_000, 500, 8  # of memory: a segment's end, what each takes of it
NUMBERS: Any = columns.NumericColumn
Item = tuple[str, bytes, int, float, bytes | None]


class WeightFormat(formats.Format):
    """Beside a posting: its BM25F weight as a 16-bit float."""

    posting_size = 2


class TermField(fields.FieldType):
    """Terms that `put` hands over, with what is kept of each."""

    def __init__(self, form: formats.Format) -> None:
        self.format = form


def schema() -> fields.Schema:
    """The fields of the index: the listing's key to delete by and to read in bulk, its words and where they stand."""
    terms = {"words": TermField(WeightFormat()), "places": TermField(formats.Format())}
    return fields.Schema(key=fields.ID(unique=True), number=fields.COLUMN(NUMBERS("q")), **terms)


class WrittenTerm:
    """The postings of one term: documents ascending, and where the bytes kept for each end in `values`."""

    __slots__ = ("docs", "ends", "values")

    def __init__(self) -> None:
        self.docs, self.ends, self.values = array("I"), array("I"), bytearray()

    def kept(self, first: int, last: int) -> list[bytes]:
        """The bytes that are kept for the postings from `first` up to `last`, counted from 0."""
        ends = [self.ends[first - 1] if first else 0, *self.ends[first:last]]
        return [bytes(self.values[start:end]) for start, end in pairwise(ends)]


class Gathered:
    """The postings of a segment by field and term, in memory: stands where Whoosh has its pool."""

    def __init__(self) -> None:
        self.bytes = 0
        self._fields: dict[str, dict[bytes, WrittenTerm]] = {"key": {}, "places": {}, "words": {}}

    def add(self, item: Item) -> None:
        """One posting as Whoosh hands it over: (field, term, document, weight, what is kept)."""
        self.put(item[0], item[1], item[2], item[4] or b"")

    def put(self, field: str, term: bytes, doc: int, kept: bytes) -> None:
        """Takes one posting with what is kept of it; documents of a term must come in ascending order."""
        terms = self._fields[field]
        held = terms.get(term)
        if held is None:
            held = terms[term] = WrittenTerm()
            self.bytes += TERM_BYTES
        held.docs.append(doc)
        held.values += kept
        held.ends.append(len(held.values))
        self.bytes += POSTING_BYTES + len(kept)

    def iter_postings(self) -> Iterator[tuple[str, list[tuple[bytes, WrittenTerm]]]]:
        """Fields in the order in which they came, each with its terms as bytes, ascending: what
        Whoosh's codec writes.
        """
        return ((field, sorted(terms.items())) for field, terms in self._fields.items() if terms)

    def cleanup(self) -> None:
        """Lets go of all postings; Whoosh calls it once the segment is written."""
        self._fields = {}


class BlockWriter(W3FieldWriter):
    """Whoosh's writer of terms, given whole terms."""

    def add_postings(
        self, schema: Any, lengths: object, items: Iterable[tuple[str, list[tuple[bytes, WrittenTerm]]]]
    ) -> None:
        """Writes all terms of all fields as `Gathered.iter_postings` gives them; lengths are kept nowhere (BM25F has
        them).
        """
        own: Any = self
        for field, terms in items:
            own.start_field(field, schema[field])
            for term, held in terms:
                own.start_term(term)
                self._put(held)
                own.finish_term()
            own.finish_field()

    def _put(self, held: WrittenTerm) -> None:
        writer: Any = self._postwriter
        for first in range(0, len(held.docs), BLOCK):
            if first:
                writer._write_block()
            docs = held.docs[first : first + BLOCK]
            writer._ids, writer._weights, writer._maxweight = docs, array("f", [1.0]) * len(docs), 1.0
            writer._values = held.kept(first, first + len(docs))


class Blocks(W3Codec):
    """Whoosh's codec with that writer."""

    def field_writer(self, storage: Any, segment: Any) -> Any:
        """Whoosh's hook: the writer of one segment's terms, ours instead of its own."""
        made: Any = BlockWriter
        return made(self, storage, segment)


def writer_of(opened: Any, *, locked: bool = True) -> Any:
    """A writer that gathers postings by term. Files of a segment stay apart: compound ones are copied when opened."""
    codec: Any = Blocks
    made: Any = SegmentWriter
    writer = made(opened, _lk=locked, codec=codec(blocklimit=BLOCK, compression=1), compound=False)
    writer.pool = Gathered()
    return writer


def put(writer: Any, document: Document) -> None:
    """Adds one document to a writer: its key, its terms' weights (16-bit floats) and where they
    stand (32-bit numbers).
    """
    doc, into = writer.docnum, writer.pool.put
    writer.add_document(key=str(document.key), number=document.key)
    weights = document.weights()
    packed = np.array(list(weights.values()), np.float16).tobytes()
    for at, term in enumerate(weights):
        into("words", term.encode(), doc, packed[2 * at : 2 * at + 2])
    for term, places in document.places().items():
        into("places", term.encode(), doc, array("I", places).tobytes())


def build(path: Path, documents: Iterable[Document], processes: int, few: int) -> int:
    """A new index in an empty folder, and how many documents it holds; from `few` documents on with all processes."""
    opened: Any = index.create_in(str(path), schema())
    rows = iter(documents)
    first = list(islice(rows, few))
    alone = processes == 1 or len(first) < few
    made = segments(opened, chain(first, rows)) if alone else _spread(path, chain(first, rows), processes)
    writer_of(opened).commit(mergetype=lambda writer, known: [*known, *made])
    return sum(segment.doc_count_all() for segment in made)


def segments(opened: Any, documents: Iterable[Document], limit: int = SEGMENT_BYTES) -> list[Any]:
    """Segments with these documents, whole on disk and not yet part of the index; one ends at `limit` bytes."""
    rows, made = iter(documents), []
    for document in rows:
        writer = writer_of(opened, locked=False)
        try:
            for one in chain((document,), rows):
                put(writer, one)
                if writer.pool.bytes > limit:
                    break
            made.append(writer._finalize_segment())
        finally:
            writer._close_segment()
    return made


def crowded(opened: Any) -> bool:
    """Whether an index has many small segments: each makes every question a little slower."""
    return len(_small(opened._segments())) >= MANY_SMALL


def merge(writer: Any, known: list[Any]) -> list[Any]:
    """Puts the small segments together; large ones are never touched while serving."""
    small = _small(known)
    for segment in small:
        reader: Any = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return [segment for segment in known if segment not in small]


def _small(known: Iterable[Any]) -> list[Any]:
    return [segment for segment in known if segment.doc_count_all() < SMALL]


def _spread(path: Path, documents: Iterator[Document], processes: int) -> list[Any]:
    """Segments by several processes; raises ChildProcessError when one ends early."""
    context = multiprocessing.get_context("spawn")
    pairs = [context.Pipe() for _ in range(processes)]
    workers = [context.Process(target=_work, args=(path, end), daemon=True) for _, end in pairs]
    try:
        for worker, (_, end) in zip(workers, pairs, strict=True):
            worker.start()
            end.close()
        return _hand_out([own for own, _ in pairs], documents)
    except (OSError, EOFError) as problem:
        raise ChildProcessError("a process that builds the words index ended early") from problem
    finally:
        for worker, (own, _) in zip(workers, pairs, strict=True):
            own.close()
            if worker.pid is not None:
                worker.join()


def _hand_out(ends: Sequence["Connection[Any, Any]"], documents: Iterator[Document]) -> list[Any]:
    """Gives each batch to a process that asks for one: another may be writing a segment for a minute."""
    for batch in iter(lambda: list(islice(documents, BATCH)), []):
        _next(ends).send(batch)
    left = list(ends)
    while left:
        end = _next(left)
        end.send([])
        left.remove(end)
    return [segment for end in ends for segment in end.recv()]


def _next(ends: Sequence["Connection[Any, Any]"]) -> "Connection[Any, Any]":
    end: Any = wait(ends)[0]
    end.recv()
    return cast("Connection[Any, Any]", end)


def _work(path: Path, end: "Connection[Any, Any]") -> None:
    """A process of its own: asks for batches until an empty one comes, answers with the segments it made."""
    end.send(segments(index.open_dir(str(path)), _asked_for(end)))


def _asked_for(end: "Connection[Any, Any]") -> Iterator[Document]:
    end.send(None)
    while batch := end.recv():
        yield from batch
        end.send(None)

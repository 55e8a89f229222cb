"""Our search with words by nothing but Whoosh's public interface: its own writer, its own queries and matchers.

What the default engine would cost without the members that it knows of Whoosh's insides. Listings are matched without
scores, which is the cheapest that the public way can be.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import whoosh.analysis
import whoosh.query
from whoosh import columns, fields, index

from bench.designs.ours import Ours
from directory.search.engines.base import Ordinals, WordMatches
from directory.search.engines.folder import Folder
from directory.search.engines.joining import ascending
from directory.search.engines.marks import IndexMark
from directory.search.numbers import Ints
from directory.search.words.document import Document
from directory.search.words.question import Asked, Atom, Clause, Prefix, Together

query: Any = whoosh.query
analysis: Any = whoosh.analysis
NUMBERS: Any = columns.NumericColumn
LAST = "\u2063"  # stands between fields, so that no phrase runs over it


def with_public_whoosh(folder: Path, count: int) -> Ours:
    """Our finder, its words by Whoosh as its manual has it."""
    return Ours(folder, count, PublicWhoosh(folder / "public-whoosh"))


class PublicWhoosh:
    """A words index in a folder, built by Whoosh's own parallel writer."""

    def __init__(self, path: Path) -> None:
        self._folder = Folder(path, "whoosh by its public interface")

    def build(self, documents: Iterable[Document], version: int) -> None:
        """A new index of these documents, by two processes with 256 MB each into segments of their own."""
        with self._folder.writing():
            made = self._folder.fresh()
            opened: Any = index.create_in(str(made), _schema())
            writer = opened.writer(procs=2, multisegment=True, limitmb=256)
            for document in documents:
                writer.add_document(**_row(document))
            writer.commit()
            self._folder.keep(made, version, opened.refresh().doc_count())

    def update(self, documents: Iterable[Document], gone: Iterable[int], version: int) -> None:
        """Takes changed documents and forgets keys, in one commit."""
        with self._folder.writing():
            made = self._folder.current()
            opened: Any = index.open_dir(str(made))
            writer = opened.writer()
            for key in gone:
                writer.delete_by_term("key", str(key))
            for document in documents:
                writer.update_document(**_row(document))
            writer.commit()
            self._folder.keep(made, version, opened.doc_count())

    def tidy(self) -> None:
        """Does nothing: Whoosh's own commits merge small segments."""

    def mark(self) -> IndexMark:
        """The version and the count that the index on disk says of itself."""
        return self._folder.mark()

    def reader(self, ordinals: Ordinals) -> "PublicReader":
        """A reader of the newest state of the index, with one searcher of its own; for one thread."""
        opened: Any = index.open_dir(str(self._folder.current()))
        return PublicReader(opened.searcher(), self._folder.mark(), ordinals)


class PublicReader:
    """One state of the index, by one searcher; for one thread."""

    def __init__(self, searcher: Any, mark: IndexMark, ordinals: Ordinals) -> None:
        self.mark, self._searcher = mark, searcher
        reader = searcher.reader()
        numbers = reader.column_reader("number")
        self._known = ordinals(np.fromiter(map(numbers.__getitem__, range(reader.doc_count_all())), np.int64))

    def match(self, asked: Asked) -> WordMatches:
        """Every listing that answers the question, all with the same score."""
        wanted = self._of(query.And([*map(_clause, asked.clauses)] or [query.Every()]))
        banned = [self._of(_atom(atom)) for atom in asked.banned]
        ordinals = np.setdiff1d(wanted, np.concatenate(banned)) if banned else wanted
        return WordMatches(ordinals, np.zeros(len(ordinals), np.float32))

    def _of(self, wanted: Any) -> Ints:
        """The ordinals that a query finds, ascending."""
        ordinals = self._known[np.fromiter(self._searcher.docs_for_query(wanted), np.int64)]
        return ordinals[ascending(ordinals)]


def _clause(clause: Clause) -> Any:
    return query.Or([_atom(choice.atom) for choice in clause])


def _atom(atom: Atom) -> Any:
    if isinstance(atom, Together):
        return query.And([_atom(part) for part in atom.parts])
    if isinstance(atom, Prefix):
        return query.Or([query.Prefix("words", atom.start), query.Term("words", atom.stem)])
    if len(atom.terms) == 1:
        return query.Term("words", atom.terms[0])
    return query.Phrase("words", list(atom.terms))


def _schema() -> Any:
    made: Any = fields.Schema
    words = fields.TEXT(analyzer=analysis.SpaceSeparatedTokenizer(), phrase=True)
    return made(key=fields.ID(unique=True), number=fields.COLUMN(NUMBERS("q")), words=words)


def _row(document: Document) -> dict[str, Any]:
    return {"key": str(document.key), "number": document.key, "words": " ".join(_words(document))}


def _words(document: Document) -> Iterator[str]:
    for field in (document.title, document.text, *document.other):
        yield from field
        yield LAST

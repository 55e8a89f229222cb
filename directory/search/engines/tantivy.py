"""Words by tantivy: an optional engine for one large machine. It builds many times faster than Whoosh."""

import importlib.metadata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import tantivy

from directory.search.engines.base import Ordinals, WordMatches
from directory.search.engines.folder import Folder, analysis_version
from directory.search.engines.joining import ascending
from directory.search.engines.marks import BrokenIndex, IndexMark
from directory.search.words.document import FIELDS, Document
from directory.search.words.question import Asked, Atom, Clause, Prefix, Together

HEAP_BYTES = 256_000_000  # of its writer: fewer segments to merge; a machine that takes this engine has them
# Fields that are matched, with what a term in them counts for; quotes only add to the score.
SEARCHED = {"title": FIELDS["title"][0], "text": FIELDS["text"][0], "other": 1.0}
MUST, SHOULD, NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot


class TantivyEngine:
    """The words index in a folder."""

    def __init__(self, path: Path) -> None:
        self._folder = Folder(path, f"tantivy {importlib.metadata.version('tantivy')} {analysis_version()}")

    def build(self, documents: Iterable[Document], version: int) -> None:
        """Makes a new index of these documents beside the old one, then puts it in its place; raises Busy."""
        with self._folder.writing():
            made = self._folder.fresh()
            self._add(made, documents, (), version, replace=False)

    def update(self, documents: Iterable[Document], gone: Iterable[int], version: int) -> None:
        """Takes changed documents and forgets keys, in one commit; raises Busy or BrokenIndex."""
        with self._folder.writing():
            self._folder.mark()
            self._add(self._folder.current(), documents, gone, version, replace=True)

    def tidy(self) -> None:
        """Does nothing: tantivy merges its segments by itself while it writes."""

    def mark(self) -> IndexMark:
        """The version and the count that the index on disk says of itself; raises BrokenIndex."""
        return self._folder.mark()

    def reader(self, ordinals: Ordinals) -> "TantivyReader":
        """A reader of the newest state; `ordinals` says which ordinal a key has (-1: none). Raises BrokenIndex."""
        return TantivyReader(_opened(self._folder.current()).searcher(), self._folder.mark(), ordinals)

    def _add(
        self, made: Path, documents: Iterable[Document], gone: Iterable[int], version: int, *, replace: bool
    ) -> None:
        opened = _opened(made)
        writer = opened.writer(HEAP_BYTES)
        for key in gone:
            writer.delete_documents_by_term("key", key)
        for document in documents:
            if replace:
                writer.delete_documents_by_term("key", document.key)
            writer.add_document(_document(document))
        writer.commit()
        writer.wait_merging_threads()
        opened.reload()
        self._folder.keep(made, version, opened.searcher().num_docs)


class TantivyReader:
    """One state of the index; its searcher may be shared between threads."""

    def __init__(self, searcher: Any, mark: IndexMark, ordinals: Ordinals) -> None:
        self.mark = mark
        self._searcher, self._ordinals, self._schema = searcher, ordinals, _schema()

    def match(self, asked: Asked) -> WordMatches:
        """Every listing that answers the question, ordinals ascending with their scores; raises BrokenIndex."""
        try:
            hits = self._searcher.search(self._query(asked), limit=max(1, self._searcher.num_docs), count=False).hits
            keys = self._searcher.fast_field_values("key", [address for _, address in hits])
        except (ValueError, OSError) as problem:
            raise BrokenIndex(str(problem)) from problem
        ordinals = self._ordinals(np.array(keys, np.int64))
        scores = np.fromiter((score for score, _ in hits), np.float32, len(hits))
        order = ascending(ordinals)
        return WordMatches(ordinals[order], scores[order])

    def _query(self, asked: Asked) -> Any:
        wanted = [(MUST, self._clause(clause)) for clause in asked.clauses] or [(MUST, tantivy.Query.all_query())]
        return tantivy.Query.boolean_query([*wanted, *((NOT, self._atom(atom)) for atom in asked.banned)])

    def _clause(self, clause: Clause) -> Any:
        boosted = (tantivy.Query.boost_query(self._atom(choice.atom), choice.weight) for choice in clause)
        return tantivy.Query.disjunction_max_query(list(boosted))

    def _atom(self, atom: Atom) -> Any:
        if isinstance(atom, Together):
            return tantivy.Query.boolean_query([(MUST, self._atom(part)) for part in atom.parts])
        fields = [
            (SHOULD, tantivy.Query.boost_query(self._in(field, atom), boost)) for field, boost in SEARCHED.items()
        ]
        return tantivy.Query.boolean_query(fields)

    def _in(self, field: str, atom: Any) -> Any:
        if isinstance(atom, Prefix):
            starting = tantivy.Query.regex_query(self._schema, field, f"{atom.start}.*")
            return tantivy.Query.boolean_query([(SHOULD, starting), (SHOULD, self._term(field, atom.stem))])
        if len(atom.terms) == 1:
            return self._term(field, atom.terms[0])
        return tantivy.Query.phrase_query(self._schema, field, list(atom.terms))

    def _term(self, field: str, term: str) -> Any:
        found = tantivy.Query.term_query(self._schema, field, term)
        if field != "text":
            return found
        quoted = tantivy.Query.boost_query(tantivy.Query.term_query(self._schema, "quotes", term), FIELDS["quotes"][0])
        return tantivy.Query.boolean_query([(MUST, found), (SHOULD, quoted)])


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("key", indexed=True, fast=True)
    for field in (*SEARCHED, "quotes"):
        builder.add_text_field(field, tokenizer_name="terms")
    return builder.build()


def _opened(path: Path) -> Any:
    try:
        opened = tantivy.Index(_schema(), str(path))
    except (ValueError, OSError) as problem:
        raise BrokenIndex(str(problem)) from problem
    opened.register_tokenizer("terms", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return opened


def _document(document: Document) -> Any:
    made = tantivy.Document()
    made.add_integer("key", document.key)
    for field, terms in (("title", document.title), ("text", document.text), ("quotes", document.quotes)):
        made.add_text(field, " ".join(terms))
    for terms in document.other:
        made.add_text("other", " ".join(terms))
    return made

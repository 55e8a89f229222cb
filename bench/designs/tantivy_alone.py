"""tantivy for everything: filters are terms, counts are its term aggregations."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tantivy

from bench.kept import StoredCorpus
from bench.questions import FACETS, FIRST_PAGE, Question, Reply

Query = tantivy.Query
MUST, SHOULD, NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot


class TantivyAlone:
    """One tantivy index with the words, and the values as fast raw strings that are counted by it."""

    def __init__(self, folder: Path, count: int) -> None:
        self._kept = StoredCorpus(folder)
        self._path = folder / "tantivy-alone"
        self._schema = _schema()
        self._searcher: Any = None

    def build(self) -> None:
        """Writes all listings by two threads with 256 MB, and waits until the segments are merged."""
        self._path.mkdir()
        writer = self._opened().writer(256_000_000, 2)
        for found in self._kept.records():
            made = tantivy.Document()
            made.add_text("words", " ".join(found.terms))
            made.add_integer("fresh", found.fresh)
            made.add_text("open", str(found.open))
            for name, values in (*found.values.items(), ("closed_to", found.closed_to)):
                for value in values:
                    made.add_text(name, value)
            writer.add_document(made)
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        """Opens one searcher, which all questions share."""
        self._searcher = self._opened().searcher()

    def ask(self, question: Question) -> Reply:
        """The page, one aggregation of the facets that nothing is chosen of, and one more a chosen facet."""
        asked = self._query(question)
        order = {"order_by_field": "fresh"} if question.kind == "browse" else {}
        total = self._searcher.search(asked, limit=FIRST_PAGE, count=True, **order).count
        counts = self._counts(asked, [facet for facet in FACETS if facet not in question.chosen])
        for facet in question.chosen:
            counts |= self._counts(self._query(question, facet), [facet])
        return Reply(int(total or 0), counts)

    def _opened(self) -> Any:
        opened = tantivy.Index(self._schema, str(self._path))
        opened.register_tokenizer("terms", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
        return opened

    def _counts(self, asked: Any, facets: list[str]) -> dict[str, dict[str, int]]:
        wanted = {name: {"terms": {"field": name, "size": 1_000}} for name in facets}
        found = self._searcher.aggregate(asked, wanted)
        return {name: {one["key"]: int(one["doc_count"]) for one in found[name]["buckets"]} for name in facets}

    def _query(self, question: Question, without: str = "") -> Any:
        return Query.boolean_query(list(self._parts(question, without)))

    def _parts(self, question: Question, without: str) -> Iterator[tuple[Any, Any]]:
        yield MUST, Query.const_score_query(self._term("open", "True"), 0.0)
        if question.country:
            yield NOT, self._term("closed_to", question.country)
        for facet, values in question.chosen.items():
            if facet != without:
                either = Query.boolean_query([(SHOULD, self._term(facet, value)) for value in values])
                yield MUST, Query.const_score_query(either, 0.0)
        words = [(SHOULD if question.either else MUST, self._term("words", term)) for term in question.terms]
        if words:
            yield MUST, Query.boolean_query(words)

    def _term(self, field: str, value: str) -> Any:
        return Query.term_query(self._schema, field, value)


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("words", tokenizer_name="terms")
    builder.add_integer_field("fresh", fast=True)
    builder.add_text_field("open", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("closed_to", tokenizer_name="raw", index_option="basic")
    for facet in FACETS:
        builder.add_text_field(facet, tokenizer_name="raw", index_option="basic", fast=True)
    return builder.build()

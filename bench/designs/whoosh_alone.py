"""Whoosh for everything: filters are terms, counts come from its facets."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import whoosh.analysis
import whoosh.query
from whoosh import fields, index, sorting

from bench.kept import StoredCorpus
from bench.questions import FACETS, FIRST_PAGE, IndexedListing, Question, Reply

query: Any = whoosh.query


class WhooshAlone:
    """One index with the words, the values as keywords and the age as a sortable number."""

    def __init__(self, folder: Path, count: int) -> None:
        self._kept = StoredCorpus(folder)
        self._path = folder / "whoosh-alone"
        self._searcher: Any = None

    def build(self) -> None:
        """Writes all listings by two processes with 256 MB each, as ours does, into segments of their own."""
        self._path.mkdir()
        words: Any = whoosh.analysis
        made: Any = fields.Schema(
            words=fields.TEXT(analyzer=words.SpaceSeparatedTokenizer(), phrase=True),
            fresh=fields.NUMERIC(int, sortable=True),
            open=fields.ID(),
            closed_to=fields.KEYWORD(),
            **{facet: fields.KEYWORD(sortable=True) for facet in FACETS},
        )
        writer: Any = index.create_in(str(self._path), made).writer(procs=2, multisegment=True, limitmb=256)
        for found in self._kept.records():
            writer.add_document(**_fields(found))
        writer.commit()

    def open(self) -> None:
        """Opens one searcher, which all questions share."""
        opened: Any = index.open_dir(str(self._path))
        self._searcher = opened.searcher()

    def ask(self, question: Question) -> Reply:
        """The page with the counts of facets that nothing is chosen of, and one more search a chosen facet."""
        free = [facet for facet in FACETS if facet not in question.chosen]
        total, counts = self._search(question, free)
        for facet in question.chosen:
            counts |= self._search(question, [facet], without=facet)[1]
        return Reply(total, counts)

    def _search(
        self, question: Question, facets: list[str], without: str = ""
    ) -> tuple[int, dict[str, dict[str, int]]]:
        asked: Any = query.And(list(_parts(question, without)))
        grouped = {name: sorting.FieldFacet(name, allow_overlap=True, maptype=sorting.Count) for name in facets}
        order = {"sortedby": "fresh", "reverse": True} if question.kind == "browse" else {}
        found = self._searcher.search(asked, limit=FIRST_PAGE, groupedby=grouped, **order)
        return len(found), {name: _plain(found.groups(name)) for name in facets}


def _fields(found: IndexedListing) -> dict[str, Any]:
    values = {facet: " ".join(held) for facet, held in found.values.items()}
    closed = " ".join(sorted(found.closed_to))
    return {
        "words": " ".join(found.terms),
        "fresh": found.fresh,
        "open": str(found.open),
        "closed_to": closed,
        **values,
    }


def _parts(question: Question, without: str) -> Iterator[Any]:
    yield query.Term("open", "True")
    if question.country:
        yield query.Not(query.Term("closed_to", question.country))
    for facet, values in question.chosen.items():
        if facet != without:
            yield query.Or([query.Term(facet, value) for value in values])
    words = [query.Term("words", term) for term in question.terms]
    if words:
        yield query.Or(words) if question.either else query.And(words)


def _plain(groups: dict[Any, int]) -> dict[str, int]:
    return {name.decode() if isinstance(name, bytes) else str(name): n for name, n in groups.items() if n}

"""SQLite for everything: FTS5 for words, SQL for filters and counts."""

import sqlite3
from pathlib import Path
from typing import Any

from bench.kept import StoredCorpus
from bench.questions import FACETS, FIRST_PAGE, IndexedListing, Question, Reply

SCHEMA = """
CREATE TABLE listings (id INTEGER PRIMARY KEY, fresh INTEGER, open INTEGER);
CREATE TABLE held (facet TEXT, value TEXT, id INTEGER, PRIMARY KEY (facet, value, id)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(terms, content='', tokenize="unicode61 remove_diacritics 0 tokenchars '+#.~,'");
"""
AFTER = """
CREATE INDEX by_age ON listings (open, fresh DESC, id);
CREATE INDEX by_listing ON held (facet, id, value);
ANALYZE;
"""
COUNT = (
    "SELECT value, count(*) FROM held WHERE facet = ? AND id IN (SELECT id FROM listings AS l WHERE {where}) GROUP BY 1"
)


class Fts5:
    """One SQLite file: words in FTS5, values of facets in tables beside it."""

    def __init__(self, folder: Path, count: int) -> None:
        self._kept = StoredCorpus(folder)
        self._path = folder / "fts5.db"
        self._db = sqlite3.connect(self._path)

    def build(self) -> None:
        """Writes all listings in one transaction, and makes the indexes behind it."""
        self._db.executescript(SCHEMA)
        for id, found in enumerate(self._kept.records(), 1):
            self._add(id, found)
        self._db.executescript(AFTER)
        self._db.commit()

    def open(self) -> None:
        """Sets a roomy page cache of 200 MB, so that none of it is read twice from disk."""
        self._db.execute("PRAGMA cache_size = -200000")

    def ask(self, question: Question) -> Reply:
        """The first page's total, and one grouped count a facet; the page's ids are fetched and thrown away."""
        where, values = _where(question, "")
        (total,) = self._db.execute(f"SELECT count(*) FROM listings AS l WHERE {where}", values).fetchone()
        page = f"SELECT id FROM listings AS l WHERE {where} ORDER BY fresh DESC LIMIT {FIRST_PAGE}"
        self._db.execute(page, values).fetchall()
        return Reply(int(total), {facet: self._counts(question, facet) for facet in FACETS})

    def _counts(self, question: Question, facet: str) -> dict[str, int]:
        where, values = _where(question, facet)
        return dict(self._db.execute(COUNT.format(where=where), [facet, *values]).fetchall())

    def _add(self, id: int, found: IndexedListing) -> None:
        self._db.execute("INSERT INTO listings VALUES (?, ?, ?)", (id, found.fresh, found.open))
        held = {**found.values, "closed_to": tuple(found.closed_to)}
        rows = [(facet, value, id) for facet, values in held.items() for value in set(values)]
        self._db.executemany("INSERT INTO held VALUES (?, ?, ?)", rows)
        self._db.execute("INSERT INTO words (rowid, terms) VALUES (?, ?)", (id, " ".join(found.terms)))


def _where(question: Question, without: str) -> tuple[str, list[Any]]:
    parts, values = ["l.open = 1"], []
    if question.country:
        parts.append("NOT EXISTS (SELECT 1 FROM held WHERE facet = 'closed_to' AND value = ? AND id = l.id)")
        values.append(question.country)
    for facet, chosen in question.chosen.items():
        if facet != without:
            marks = ", ".join("?" * len(chosen))
            parts.append(f"EXISTS (SELECT 1 FROM held WHERE facet = ? AND value IN ({marks}) AND id = l.id)")
            values += [facet, *chosen]
    if question.terms:
        parts.append("l.id IN (SELECT rowid FROM words WHERE words MATCH ?)")
        values.append((" OR " if question.either else " AND ").join(f'"{term}"' for term in question.terms))
    return " AND ".join(parts), values

"""Words by PostgreSQL's own full text: one index that all hosts share, and nothing more to run.

Our own terms go in as they are; PostgreSQL's dictionaries are not asked. It keeps at most 255 places of a term in a
listing and counts places up to 16,383: in longer texts a phrase can be missed, single words never.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import reduce
from itertools import islice

import numpy as np
from sqlalchemy import Connection, text
from sqlalchemy.exc import ProgrammingError

from directory.search.engines.base import Ordinals, WordMatches
from directory.search.engines.folder import analysis_version
from directory.search.engines.joining import ascending
from directory.search.engines.marks import BrokenIndex, Busy, IndexMark
from directory.search.words.document import Document
from directory.search.words.question import Asked, Atom, Clause, Prefix, Together
from directory.store import Store

LOCK = 7_318_201  # of the writer: an advisory lock's number, apart from those of the store (7245001 to 7245003)
BATCH = 500  # documents in one INSERT
# What a tsvector can hold (PostgreSQL's manual, 12.11): places of a term, and the last place that there is.
PLACES, LAST_PLACE = 255, 16_383
# What a term counts for in (text, -, -, title).
WEIGHTS = "{0.2, 0.3, 0.5, 1.0}"
SCHEMA = (
    "CREATE SCHEMA IF NOT EXISTS search_words",
    "CREATE TABLE IF NOT EXISTS search_words.mark (version bigint, count bigint, made_by text)",
    "CREATE TABLE IF NOT EXISTS search_words.listings (key bigint PRIMARY KEY, terms tsvector NOT NULL)",
)
INSERT = {
    "listings": "INSERT INTO search_words.listings VALUES (:key, CAST(:terms AS tsvector))",
    "beside": "INSERT INTO search_words.beside VALUES (:key, CAST(:terms AS tsvector))",
}
FOUND = (
    "SELECT key, ts_rank(CAST(:weights AS float4[]), terms, asked.q) AS score "
    "FROM search_words.listings, (SELECT CAST(:q AS tsquery) AS q) AS asked WHERE terms @@ asked.q"
)


class PostgresEngine:
    """The words index beside the store's tables, in a schema of its own."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._made_by = f"postgres {analysis_version()}"

    def build(self, documents: Iterable[Document], version: int) -> None:
        """Makes a new index of these documents beside the old one, then puts it in its place; raises Busy.

        One transaction: readers see the old index until it ends.
        """
        with self._writing() as connection:
            for statement in (*SCHEMA, "DROP TABLE IF EXISTS search_words.beside"):
                connection.execute(text(statement))
            connection.execute(
                text("CREATE TABLE search_words.beside (key bigint PRIMARY KEY, terms tsvector NOT NULL)")
            )
            _insert(connection, "beside", documents)
            connection.execute(text("CREATE INDEX ON search_words.beside USING gin (terms)"))
            connection.execute(text("DROP TABLE search_words.listings"))
            connection.execute(text("ALTER TABLE search_words.beside RENAME TO listings"))
            self._keep(connection, version)

    def update(self, documents: Iterable[Document], gone: Iterable[int], version: int) -> None:
        """Takes changed documents and forgets keys, in one commit; raises Busy or BrokenIndex."""
        self.mark()
        with self._writing() as connection:
            _delete(connection, list(gone))
            _insert(connection, "listings", documents)
            self._keep(connection, version)

    def tidy(self) -> None:
        """Does nothing: PostgreSQL's own autovacuum cleans what updates leave behind."""

    def mark(self) -> IndexMark:
        """The version and the count that the schema says of itself; raises BrokenIndex where
        another analysis made it.
        """
        with _damage(), self._store.connection() as connection:
            row = connection.execute(text("SELECT version, count, made_by FROM search_words.mark")).first()
        if row is None or row.made_by != self._made_by:
            raise BrokenIndex(f"made by {row.made_by if row else 'nobody'}, not {self._made_by}")
        return IndexMark(int(row[0]), int(row[1]), str(row[2]))

    def reader(self, ordinals: Ordinals) -> "PostgresReader":
        """A reader of the newest state; `ordinals` says which ordinal a key has (-1: none). Raises BrokenIndex."""
        return PostgresReader(self._store, self.mark(), ordinals)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with _damage(), self._store.connection() as connection, connection.begin():
            if not connection.execute(text("SELECT pg_try_advisory_xact_lock(:lock)"), {"lock": LOCK}).scalar():
                raise Busy("another process is writing the words")
            yield connection

    def _keep(self, connection: Connection, version: int) -> None:
        connection.execute(text("DELETE FROM search_words.mark"))
        kept = "INSERT INTO search_words.mark SELECT :version, count(*), :made_by FROM search_words.listings"
        connection.execute(text(kept), {"version": version, "made_by": self._made_by})


class PostgresReader:
    """Questions go to the database, which answers from its newest state."""

    def __init__(self, store: Store, mark: IndexMark, ordinals: Ordinals) -> None:
        self.mark = mark
        self._store, self._ordinals = store, ordinals

    def match(self, asked: Asked) -> WordMatches:
        """Every listing that answers the question, ordinals ascending with their scores; raises BrokenIndex."""
        with _damage(), self._store.connection() as connection:
            rows = connection.execute(text(FOUND), {"q": tsquery(asked), "weights": WEIGHTS}).all()
        ordinals = self._ordinals(np.fromiter((row.key for row in rows), np.int64, len(rows)))
        scores = np.fromiter((row.score for row in rows), np.float32, len(rows))
        order = ascending(ordinals)
        return WordMatches(ordinals[order], scores[order])


def tsquery(asked: Asked) -> str:
    """The question in the syntax of PostgreSQL's `tsquery`, every term quoted."""
    wanted = [_clause(clause) for clause in asked.clauses]
    return " & ".join([*wanted, *(f"!({_atom(atom)})" for atom in asked.banned)])


def tsvector(document: Document) -> str:
    """The terms of a document in the syntax of `tsvector`: with their places, those of the title marked "A"."""
    last = len(document.title)
    return " ".join(_term(term, places, last) for term, places in document.places().items())


def _term(term: str, places: list[int], title: int) -> str:
    known = dict.fromkeys(min(place + 1, LAST_PLACE) for place in places[:PLACES])
    marked = (f"{place}A" if place <= title else str(place) for place in known)
    return f"{_quoted(term)}:{','.join(marked)}"


def _clause(clause: Clause) -> str:
    return f"({' | '.join(_atom(choice.atom) for choice in clause)})"


def _atom(atom: Atom) -> str:
    if isinstance(atom, Together):
        return f"({' & '.join(map(_atom, atom.parts))})"
    if isinstance(atom, Prefix):
        return f"({_quoted(atom.start)}:* | {_quoted(atom.stem)})"
    return f"({reduce(lambda one, other: f'{one} <-> {other}', map(_quoted, atom.terms))})"


def _quoted(term: str) -> str:
    escaped = term.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def _insert(connection: Connection, into: str, documents: Iterable[Document]) -> None:
    rest = iter(documents)
    while batch := list(islice(rest, BATCH)):
        rows = [{"key": document.key, "terms": tsvector(document)} for document in batch]
        if into == "listings":
            _delete(connection, [document.key for document in batch])
        connection.execute(text(INSERT[into]), rows)


def _delete(connection: Connection, keys: list[int]) -> None:
    connection.execute(text("DELETE FROM search_words.listings WHERE key = ANY(:keys)"), {"keys": keys})


@contextmanager
def _damage() -> Iterator[None]:
    """A database that has no such tables, or other ones, is a broken index."""
    try:
        yield
    except ProgrammingError as problem:
        raise BrokenIndex(str(problem.orig)) from problem

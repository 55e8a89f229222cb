"""Statements that pages ask all day: made by SQLAlchemy once, then spoken to the driver as they stand.

A Session, a compiled statement and its result cost a page several times what the database does for it. Here a statement
is text, its columns are made values by SQLAlchemy's own types, and what it reads is read in one short transaction.
"""

from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import BindParameter, Dialect, Select, bindparam

from directory.store.engine import Store

SIZES = (1, 5, 25, 100, 500)
"""How many ids a statement takes: one listing, it and those like it, a page of results, a page of the API, a batch."""
Made = Callable[[list[BindParameter[Any]]], Select[Any]]


class Plain:
    """A SELECT for some ids, or for none: `made` gives it for so many parameters. Threads may share it."""

    def __init__(self, made: Made) -> None:
        self._made = made
        self._spoken: dict[tuple[str, int], SpokenStatement] = {}

    def _of(self, dialect: Dialect, size: int) -> "SpokenStatement":
        key = (dialect.name, size)
        if key not in self._spoken:
            self._spoken[key] = SpokenStatement(self._made([bindparam(f"id{at}", "") for at in range(size)]), dialect)
        return self._spoken[key]

    def rows(self, cursor: Any, dialect: Dialect, ids: Sequence[str] = ()) -> list[Any]:
        """The rows for these ids, at most 500 of them, in no order but the statement's own."""
        if not ids:
            return self._of(dialect, 0).rows(cursor, {})
        size = next(size for size in SIZES if len(ids) <= size)
        given = (*ids, *[ids[-1]] * (size - len(ids)))
        return self._of(dialect, size).rows(cursor, {f"id{at}": id for at, id in enumerate(given)})


class SpokenStatement:
    """A statement in the words of one driver, with what makes values of its columns."""

    def __init__(self, statement: Select[Any], dialect: Dialect) -> None:
        compiled: Any = statement.compile(dialect=dialect)
        self._text, self._order = str(compiled), compiled.positiontup
        self._params = {name: _written(bind, dialect) for name, bind in compiled.binds.items()}
        self._dialect, self._columns = dialect, list(statement.selected_columns)
        self._row: Any = namedtuple("Row", [str(column.key) for column in self._columns])  # type: ignore[misc]
        self._readers: list[tuple[int, Callable[[Any], Any]]] | None = None

    def rows(self, cursor: Any, given: Mapping[str, Any]) -> list[Any]:
        """The rows, each with a name for every column."""
        values = {**self._params, **given}
        cursor.execute(self._text, values if self._order is None else [values[name] for name in self._order])
        if self._readers is None:
            self._readers = self._reading(cursor.description)
        readers = self._readers
        return [self._value(row, readers) for row in cursor.fetchall()]

    def _reading(self, described: Sequence[Any]) -> list[tuple[int, Callable[[Any], Any]]]:
        """What makes values of columns, each with its place; PostgreSQL's numbers ask which type the answer has."""
        made = (
            column.type.dialect_impl(self._dialect).result_processor(self._dialect, told[1])
            for column, told in zip(self._columns, described, strict=True)
        )
        return [(at, reader) for at, reader in enumerate(made) if reader]

    def _value(self, row: Sequence[Any], readers: Sequence[tuple[int, Callable[[Any], Any]]]) -> Any:
        values = list(row)
        for at, reader in readers:
            values[at] = reader(values[at])
        return self._row(*values)


def _written(bind: BindParameter[Any], dialect: Dialect) -> Any:
    """The value of a parameter as the driver takes it."""
    write = bind.type.dialect_impl(dialect).bind_processor(dialect)
    return write(bind.value) if write else bind.value


class OneMoment:
    """One moment of the tables, for plain statements."""

    def __init__(self, store: Store, cursor: Any) -> None:
        self._dialect, self._cursor = store.dialect, cursor

    def rows(self, statement: Plain, ids: Sequence[str] = ()) -> list[Any]:
        """What a statement finds for these ids, at most 500."""
        return statement.rows(self._cursor, self._dialect, ids)


@contextmanager
def asking(store: Store) -> Iterator[OneMoment]:
    """One moment of the tables as `store.reading()` sees it; raises Away where no database answers."""
    with store.driver() as cursor:
        yield OneMoment(store, cursor)

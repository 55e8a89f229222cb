"""The few statements that both databases spell alike only with help."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Table, Text, cast, delete, literal_column
from sqlalchemy.dialects import sqlite
from sqlmodel import Session, SQLModel

T = TypeVar("T")
BATCH = 500  # values in one IN (…): SQLite takes 999 in its oldest builds, with room for the other parameters


def table(row: type[SQLModel]) -> Table:
    """SQLAlchemy's Core table behind a row class, for statements that name columns."""
    return row.metadata.tables[str(row.__tablename__)]


def dialect(session: Session) -> Any:
    """SQLAlchemy's module for this session's database, SQLite or PostgreSQL: its INSERT knows ON CONFLICT."""
    if session.get_bind().dialect.name == "sqlite":
        return sqlite
    from sqlalchemy.dialects import postgresql  # some thirty modules that a site on SQLite never needs

    return postgresql


def written(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """A JSON column under its name as the text that stands there: what is only passed on need not be parsed."""
    return cast(column, Text).label(str(column.key))


def upsert(session: Session, row: type[SQLModel], values: Sequence[Mapping[str, Any]]) -> None:
    """Insert these rows; where the key is there already, write every given column over it."""
    if not values:
        return
    target = table(row)
    insert = dialect(session).insert(target)
    keys = [column.name for column in target.primary_key]
    rest = {name: insert.excluded[name] for name in values[0] if name not in keys}
    statement = insert.on_conflict_do_update(index_elements=keys, set_=rest)
    session.connection().execute(statement, [dict(value) for value in values])


def insert(session: Session, row: type[SQLModel], values: Sequence[Mapping[str, Any]]) -> None:
    """Insert these rows (column names to values) in one call; nothing for none.

    A key that exists raises IntegrityError.
    """
    if values:
        session.connection().execute(table(row).insert(), [dict(value) for value in values])


def insert_alike(
    session: Session,
    row: type[SQLModel],
    same: Mapping[str, Any],
    names: Sequence[str],
    values: Iterable[tuple[Any, ...]],
) -> None:
    """Insert many rows that differ in a few plain columns, straight through the driver; nothing for none.

    `same` are the columns that all share, `names` those of `values`: numbers and words, which no type converts. A key
    that exists raises IntegrityError.
    """
    target, here = table(row), session.get_bind().dialect
    made = target.insert().compile(dialect=here, column_keys=[*names, *same])
    writers = {name: target.c[name].type.dialect_impl(here).bind_processor(here) for name in same}
    tail = tuple(write(same[name]) if (write := writers[name]) else same[name] for name in same)
    columns = [*names, *same]
    if made.positiontup is None:
        rows: list[Any] = [dict(zip(columns, (*one, *tail), strict=True)) for one in values]
    else:
        pick = itemgetter(*map(columns.index, made.positiontup))
        rows = [pick(one + tail) for one in values]
    if rows:
        session.connection().exec_driver_sql(str(made), rows)


def among(column: ColumnElement[int], numbers: Iterable[int]) -> ColumnElement[bool]:
    """Whether a column is one of many whole numbers, written out: thousands of parameters cost more than the search.

    Such statements are long and never come again: keep them out of the cache (`uncached`).
    """
    listed = ",".join(map(int.__repr__, numbers))
    return column.op("IN", is_comparison=True)(literal_column(f"({listed or 'NULL'})"))


def uncached(session: Session) -> None:
    """Lets this transaction compile its statements without keeping them; call it before the first."""
    session.connection(execution_options={"compiled_cache": None})


def forget(session: Session, row: type[SQLModel], **equal: object) -> None:
    """Delete the rows whose columns equal these values; a list means any of them."""
    target = table(row)
    tests = [
        target.c[name].in_(value) if isinstance(value, list) else target.c[name] == value
        for name, value in equal.items()
    ]
    session.connection().execute(delete(target).where(*tests))


def batches(values: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """These values in lists of at most `size`, in order; the last may be shorter."""
    rest = iter(values)
    while batch := list(islice(rest, size)):
        yield batch

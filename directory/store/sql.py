"""The few statements that both databases spell alike only with help."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Table, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel

T = TypeVar("T")
BATCH = 500  # values in one IN (…): SQLite takes 999 in its oldest builds, with room for the other parameters


def table(row: type[SQLModel]) -> Table:
    """SQLAlchemy's Core table behind a row class, for statements that name columns."""
    return row.metadata.tables[str(row.__tablename__)]


def dialect(session: Session) -> Any:
    """SQLAlchemy's module for this session's database, SQLite or PostgreSQL: its INSERT knows ON CONFLICT."""
    return postgresql if session.get_bind().dialect.name == "postgresql" else sqlite


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

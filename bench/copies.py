"""A large table from a small one: its listings copied under other ids, with their claims, events and postings.

Reading 100,000 postings would take longer than everything that is measured on them; 2,000 read ones say the same.
"""

from typing import Any

from sqlalchemy import ColumnElement, func, insert, literal, select
from sqlmodel import Session, SQLModel

from directory.store import Store
from directory.store.sql import table
from directory.store.tables import ClaimRow, EventRow, ListingRow, MetaRow, PostingRow

NAMED: dict[type[SQLModel], tuple[str, ...]] = {
    ListingRow: ("id", "ref", "lead", "url", "title"),
    PostingRow: ("ref", "listing", "url", "title", "title_key"),
    ClaimRow: ("listing",),
    EventRow: ("listing",),
}
"""Columns that name a listing: a copy's has the number of the copy behind it."""
NUMBERED: dict[type[SQLModel], str] = {ListingRow: "version", PostingRow: "n", EventRow: "id"}
"""Columns that count: a copy's goes on after those of the copies before it."""


def copy(store: Store, first: int, times: int) -> None:
    """Adds the copies `first` to `times` - 1 of the listings that are there, which are copy 0; nothing is indexed."""
    with store.writing() as session:
        steps = {row: _most(session, row) for row in NUMBERED}
        for number in range(first, times):
            for row in NAMED:
                _copied(session, row, number, steps)
        for name, row in (("version", ListingRow), ("event", EventRow)):
            target = table(MetaRow)
            counted = target.update().where(target.c.name == name).values(value=_most(session, row))
            session.connection().execute(counted)


def _most(session: Session, row: type[SQLModel]) -> int:
    found = session.connection().execute(select(func.max(table(row).c[NUMBERED[row]]))).scalar()
    return int(found or 0)


def _copied(session: Session, row: type[SQLModel], number: int, steps: dict[type[SQLModel], int]) -> None:
    columns = table(row).c
    made: list[ColumnElement[Any]] = [
        column + literal(f"-{number}") if column.name in NAMED[row]
        else column + number * steps[row] if column.name == NUMBERED.get(row)
        else column
        for column in columns
    ]  # fmt: skip
    originals = columns["ref" if "ref" in columns else "listing"].not_like("%-%")
    session.connection().execute(insert(table(row)).from_select(list(columns), select(*made).where(originals)))

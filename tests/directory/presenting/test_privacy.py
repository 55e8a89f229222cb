"""The privacy page names every field that is kept of a reader."""

from directory.presenting.privacy import KEPT
from directory.store import load_tables

OF_READERS = {"subscribers", "ways", "alerts", "letters", "bounces", "suppressions", "counters", "reports"}


def test_every_stored_field_is_named_once() -> None:
    tables = load_tables().tables
    stored = sorted((name, column.name) for name in OF_READERS for column in tables[name].columns)
    assert sorted((kept.table, field) for kept in KEPT for field in kept.fields) == stored


def test_every_row_says_why_and_how_long() -> None:
    assert all(kept.why and kept.until for kept in KEPT)

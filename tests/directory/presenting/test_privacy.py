"""The privacy page names every field that is kept of a reader."""

from datetime import timedelta

from directory.presenting.privacy import KEPT
from directory.store import Store, desk, load_tables
from directory.store.desk import Act
from tests.support.making import DAY, START

OF_READERS = {"subscribers", "ways", "alerts", "letters", "bounces", "suppressions", "counters", "reports", "acts"}
NOT = {
    "platforms", "postings", "listings", "claims", "doubts", "events", "runs", "sightings", "moves", "meta", "weeks",
    "beats", "notices", "hidden", "sessions",
}  # fmt: skip
"""Tables that hold nothing of a reader: listings, signs of life, mail to the maintainer, who is at the desk."""


def test_every_stored_field_is_named_once() -> None:
    tables = load_tables().tables
    assert set(tables) == OF_READERS | NOT
    stored = sorted((name, column.name) for name in OF_READERS for column in tables[name].columns)
    assert sorted((kept.table, field) for kept in KEPT for field in kept.fields) == stored


def test_every_row_says_why_and_how_long() -> None:
    assert all(kept.why and kept.until for kept in KEPT)


def test_what_was_done_at_the_desk_goes_after_a_year(store: Store) -> None:
    desk.note(store, Act(START, "bar", "0123456789ab", "wrote from ada@mail.example"))
    desk.note(store, Act(START + DAY, "unbar", "0123456789ab", ""))
    desk.sweep(store, START + 365 * DAY)
    assert [one.words for one in desk.acts(store)] == ["", "wrote from (address)"]
    desk.sweep(store, START + 365 * DAY + timedelta(seconds=1))
    assert [one.act for one in desk.acts(store)] == ["unbar"]

"""The database: migrations, many writers, limits that hold across processes; and a slice of it all on PostgreSQL."""

import io
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError

from directory.commands.export import write
from directory.config import load
from directory.presenting.daily import Origin
from directory.presenting.records import ListingRecord
from directory.runs import run as runs
from directory.store import Store, counters, events, is_current, load_tables, migrate, open_store, shelf
from directory.store.codec import pack_reading, unpack_reading
from directory.store.tables import MetaRow, ReportRow
from tests.support.making import DAY, START, crawl, platform, posting

HOUR = timedelta(hours=1)


def test_migrations_make_what_the_tables_say(either: Store) -> None:
    with either.connection() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, load_tables()) == []


def test_migrating_twice_is_once(tmp_path: Path) -> None:
    store = open_store(load({"RUN_DIR": str(tmp_path / "new" / "folder")}))
    assert not is_current(store)
    migrate(store)
    migrate(store)
    assert is_current(store)
    assert (shelf.version(store), shelf.count(store), events.last_id(store)) == (0, 0, 0)
    store.close()


def test_a_block_that_raises_changes_nothing(either: Store) -> None:
    def fail() -> None:
        with either.writing() as session:
            session.add(MetaRow(name="version", value=7))
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert shelf.version(either) == 0


def test_a_naive_time_is_refused(either: Store) -> None:
    with pytest.raises(StatementError, match="timezone"), either.writing() as session:
        session.add(ReportRow(listing="acme/r1", message="x", at=START.replace(tzinfo=None)))


@pytest.mark.parametrize("state", ["Open", "", "unverified"])
def test_an_unknown_state_is_refused(either: Store, state: str) -> None:
    crawl(either, [posting()])
    with pytest.raises(IntegrityError), either.writing() as session:
        session.connection().execute(text("UPDATE listings SET state = :state"), {"state": state})


def test_writers_wait_for_one_another(either: Store) -> None:
    def add(_: int) -> None:
        with either.writing() as session:
            row = session.get(MetaRow, "version", with_for_update=True)
            assert row is not None
            row.value += 1

    with either.writing() as session:
        session.add(MetaRow(name="version", value=0))
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(add, range(100))) == [None] * 100
    assert shelf.version(either) == 100


def test_readers_do_not_wait_for_a_writer(either: Store) -> None:
    crawl(either, [posting()])
    with either.writing() as session:
        session.add(MetaRow(name="other", value=1))
        session.flush()
        assert [one.id for one in shelf.listings(either)] == ["acme/r1"]


def test_a_reader_sees_one_moment(either: Store) -> None:
    crawl(either, [posting("a", "A")])
    with either.reading() as session:
        count = text("SELECT count(*) FROM listings")
        before = session.execute(count).scalar()
        crawl(either, [posting("a", "A"), posting("b", "B")], START + DAY)
        assert session.execute(count).scalar() == before == 1


def test_sqlite_is_set_up(store: Store) -> None:
    with store.reading() as session:
        asked = {name: session.execute(text(f"PRAGMA {name}")).scalar() for name in ("journal_mode", "foreign_keys")}
    assert asked == {"journal_mode": "wal", "foreign_keys": 1}


def test_two_platforms_crawled_at_once_number_their_changes_apart(either: Store) -> None:
    def crawl_one(slug: str) -> None:
        seen = [posting(f"r{n}", f"Title {n}", "", platform=slug) for n in range(40)]
        for day in range(3):
            crawl(either, seen[: 40 - day], START + day * DAY, platform(slug))

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(crawl_one, ["one", "two", "three"]))
    versions = [one.version for one in shelf.listings(either)]
    assert len(versions) == len(set(versions)) == 120
    assert max(versions) == shelf.version(either) == 126
    assert [event.id for event in events.after(either, 0)] == list(range(1, 127))


def test_a_run_that_cannot_be_applied_changes_nothing(either: Store) -> None:
    crawl(either, [posting("a", "A")])
    run = runs.start(either, platform(), START + DAY)
    for ref in ("b", "c"):
        run.sight(posting(ref, ref), None)
    run.flush()
    with either.writing() as session:
        session.connection().execute(text("UPDATE sightings SET posting = '{\"no\": \"posting\"}' WHERE ref = 'c'"))
    with pytest.raises(ValueError, match="validation error"):
        runs.finish(either, run, runs.Ending(True), START + DAY)
    assert [(one.id, one.state) for one in shelf.listings(either)] == [("acme/a", "open")]


def test_hits_are_counted_by_window(either: Store) -> None:
    moments = [START, START + 59 * timedelta(minutes=1), START + HOUR, START + HOUR]
    assert [counters.hit(either, "a", HOUR, at) for at in moments] == [1, 2, 1, 2]
    assert counters.hit(either, "b", HOUR, START) == 1
    counters.sweep(either, START + 3 * DAY)
    assert counters.hit(either, "a", HOUR, START) == 1


def test_hits_at_once_are_all_counted(either: Store) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: counters.hit(either, "a", HOUR, START), range(40)))
    assert sorted(found) == list(range(1, 41))


def test_an_export_is_json_lines_with_quotes(either: Store) -> None:
    crawl(either, [posting("a", "A", "Pay: 20 USD per hour."), posting("b", "B")])
    crawl(either, [posting("a", "A", "Pay: 20 USD per hour.")], START + DAY)
    output = io.StringIO()
    now, origin = START + 2 * DAY, Origin("https://atlas.example")
    assert write(either, output, now, origin) == 2
    rows = [json.loads(line) for line in output.getvalue().splitlines()]
    assert [(row["id"], row["state"]) for row in rows] == [("acme/a", "open"), ("acme/b", "closed")]
    assert all(ListingRecord.model_validate_json(line) for line in output.getvalue().splitlines())
    assert (rows[0]["pay"]["min"], rows[0]["pay"]["currency"], rows[0]["pay"]["unit"]) == (20, "USD", "hour")
    assert rows[0]["first_seen"] == "2026-11-01T06:01:00Z"
    assert "20 USD per hour" in rows[0]["claims"][0]["quote"]["text"]
    assert "text" not in rows[0]
    assert write(either, io.StringIO(), now, origin, only_open=True) == 1


def test_a_reading_survives_its_row() -> None:
    from directory.reading import read

    words = (
        "Nurse. Native Spanish or Portuguese (C1). Bachelor's degree. You must live in Kenya, not in Texas. "
        "18+ years old. 20 hours a week. Pay: up to 30 USD per hour. Python. You rate answers."
    )
    reading = read(posting(text=words, pay="45 EUR per hour"))
    assert len({type(claim.value) for claim in reading.claims}) >= 4
    assert unpack_reading(pack_reading(reading)) == reading


def test_a_slice_on_postgres(postgres: Store) -> None:
    """The whole way on the second database; the heavy suite runs everything there."""
    days = ([posting("a", "A"), posting("b", "B", location="Kenya")], [posting("a", "A")], [posting("b", "A")])
    found = [crawl(postgres, day, START + n * DAY) for n, day in enumerate(days)]
    assert [(one.new, one.closed, one.reopened) for one in found] == [(2, 0, 0), (0, 1, 0), (0, 1, 1)]
    assert counters.hit(postgres, "a", HOUR, START) == 1
    ids = [one.id for one in shelf.listings(postgres)]
    assert len(ids) + len(shelf.moved(postgres)) == 2
    with pytest.raises(OperationalError):
        Store("postgresql+psycopg://nobody@/nowhere?host=/nonexistent").connection()

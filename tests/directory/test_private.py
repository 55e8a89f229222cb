"""What holds addresses or the secret is for its owner's eyes, and for a group only where the folder lets it write."""

from dataclasses import replace
from pathlib import Path

import pytest

from directory import private
from directory.config import load
from directory.store import Store, beats, open_store
from directory.store.backup import backup, restore
from directory.store.migrate import migrate
from schedules.smtp import MailFolder
from tests.support.making import START


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def written(run: Path) -> Store:
    """A store of this folder with a row in its log, so that all its files are there."""
    store = open_store(load({"RUN_DIR": str(run)}))
    migrate(store)
    beats.beat(store, "x", START)
    return store


@pytest.mark.parametrize(
    ("home", "file"), [(None, 0o600), (0o700, 0o600), (0o755, 0o600), (0o777, 0o660), (0o770, 0o660), (0o2770, 0o660)]
)
def test_the_database_is_private_in_every_folder(tmp_path: Path, home: int | None, file: int) -> None:
    run = tmp_path / "run"
    if home is not None:
        run.mkdir()
        run.chmod(home)
    store = written(run)
    names = ("atlas.db", "atlas.db-wal", "atlas.db-shm", "secret")
    assert {name: mode(run / name) for name in names} == dict.fromkeys(names, file)
    assert mode(run) == (0o700 if home is None else home & 0o777)
    store.close()


def test_files_of_an_earlier_release_are_taken_from_others(tmp_path: Path) -> None:
    first = written(tmp_path)
    for path in tmp_path.glob("atlas.db*"):
        path.chmod(0o644)
    second = written(tmp_path)
    assert {path.name: mode(path) for path in tmp_path.glob("atlas.db*")} == dict.fromkeys(
        ("atlas.db", "atlas.db-wal", "atlas.db-shm"), 0o600
    )
    second.close()
    first.close()


def test_a_backup_and_what_comes_back_are_private_too(tmp_path: Path) -> None:
    written(tmp_path / "run").close()
    settings = load({"RUN_DIR": str(tmp_path / "run")})
    backup(settings, tmp_path / "copy", START)
    assert mode(tmp_path / "copy") == 0o700
    assert (mode(tmp_path / "copy" / "atlas.db"), mode(tmp_path / "copy" / "secret")) == (0o600, 0o600)
    there = tmp_path / "there"
    restore(replace(settings, run_dir=there, database_url=f"sqlite:///{there / 'atlas.db'}"), tmp_path / "copy")
    assert (mode(there), mode(there / "atlas.db"), mode(there / "secret")) == (0o700, 0o600, 0o600)


def test_letters_that_are_written_to_a_folder_are_private(tmp_path: Path) -> None:
    MailFolder(tmp_path / "letters").carry(b"To: reader@mail.example", "a@mail.example", "reader@mail.example", "one")
    assert (mode(tmp_path / "letters"), mode(tmp_path / "letters" / "one.eml")) == (0o700, 0o600)


def test_what_is_not_there_stays_away(tmp_path: Path) -> None:
    private.kept(tmp_path / "none")
    assert not (tmp_path / "none").exists()

"""Every database has a number that no other has."""

from pathlib import Path

from directory.config import load
from directory.store import Store, migrate, numbers, open_store


def test_every_database_has_an_identity_of_its_own(either: Store, tmp_path: Path) -> None:
    other = open_store(load({"RUN_DIR": str(tmp_path / "other")}))
    migrate(other)
    mine = numbers.identity(either)
    assert numbers.identity(either) == mine
    assert numbers.identity(other) != mine
    other.close()

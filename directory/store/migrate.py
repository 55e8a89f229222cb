"""Bring a database to the newest shape of the tables.

Alembic is imported where it is used: it takes as long as SQLAlchemy, and every process opens a store.
"""

from pathlib import Path
from typing import Any

from sqlalchemy import Column, MetaData, String, Table, inspect, select

from directory.config import BadSetting
from directory.store.engine import Store, away

MIGRATING = 7_245_001  # PostgreSQL's advisory lock of whoever makes tables
MIGRATIONS = Path(__file__).parent / "migrations"
NUMBERS = Table("alembic_version", MetaData(), Column("version_num", String))
"""Where Alembic keeps the number of the last migration that a database has had."""


def is_current(store: Store) -> bool:
    """Whether this database has had every migration (Alembic's revisions in migrations/); False for an empty one.

    Raises Away where no database answers.
    """
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    heads = ScriptDirectory(str(MIGRATIONS)).get_heads()
    with away(), store.connection() as connection:
        return set(MigrationContext.configure(connection).get_current_heads()) == set(heads)


def ready(store: Store) -> Store:
    """The store, if it has the tables of this release or of a newer one; raises BadSetting that says what makes them.

    A newer one, for hosts are renewed one after another. Raises Away where no database answers. Asked once a process,
    so without Alembic: its numbers are the names of its files.
    """
    newest = max(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))
    with store.reading() as session:
        here = session.connection()
        known = inspect(here).has_table(NUMBERS.name)
        found = here.execute(select(NUMBERS.c.version_num)).scalar() if known else None
    if found is None:
        raise BadSetting("the database of DATABASE_URL has no tables yet; `python -m directory init` makes them")
    if found < newest:
        said = f"the database of DATABASE_URL is of an older release ({found}, not {newest})"
        raise BadSetting(f"{said}; `python -m directory init` brings it to this one")
    return store


def migrate(store: Store) -> None:
    """Run every migration that this database has not had yet; two processes at once wait for each other.

    Raises Away where no database answers.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with away(), store.connection() as connection, connection.begin():
        if not store.is_sqlite:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATING})")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def beside(store: Store, schema: str, table: str, statements: str) -> None:
    """Makes another program's tables by its own SQL, in a schema of their own, unless `table` is there (PostgreSQL)."""
    with store.connection() as connection, connection.begin():
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATING})")
        connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {schema}")
        if connection.exec_driver_sql(f"SELECT to_regclass('{schema}.{table}')").scalar() is None:
            connection.exec_driver_sql(f"SET LOCAL search_path TO {schema}")
            driver: Any = connection.connection.driver_connection
            driver.execute(statements)

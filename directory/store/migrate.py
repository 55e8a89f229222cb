"""Bring a database to the newest shape of the tables.

Alembic is imported where it is used: it takes as long as SQLAlchemy, and every process opens a store.
"""

from pathlib import Path

from directory.store.engine import Store

MIGRATIONS = Path(__file__).parent / "migrations"


def is_current(store: Store) -> bool:
    """Whether this database has had every migration (Alembic's revisions in migrations/); False for an empty one."""
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    heads = ScriptDirectory(str(MIGRATIONS)).get_heads()
    with store.connection() as connection:
        return set(MigrationContext.configure(connection).get_current_heads()) == set(heads)


def migrate(store: Store) -> None:
    """Run every migration that this database has not had yet; two processes at once wait for each other."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with store.connection() as connection, connection.begin():
        if not store.is_sqlite:
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7245001)")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")

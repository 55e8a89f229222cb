"""Alembic's entry: by `migrate(store)` with a connection, or by the alembic command on DATABASE_URL."""

from alembic import context
from sqlalchemy import Connection

from directory import config as settings
from directory.store import load_tables
from directory.store.engine import open_store


def _run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=load_tables(), render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    _run(given)
else:
    with open_store(settings.load()).connection() as own, own.begin():
        _run(own)

"""A database taken to a revision that is not the last."""

from alembic import command
from alembic.config import Config

from directory.store import Store
from directory.store.migrate import MIGRATIONS


def to(store: Store, revision: str) -> None:
    """Upgrades the store's tables to this revision, as an earlier release left them."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with store.connection() as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, revision)

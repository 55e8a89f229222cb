"""Opens the finder of these settings."""

from collections.abc import Callable
from threading import Timer
from typing import TYPE_CHECKING

from directory.config import BadSetting, EngineName, Settings
from directory.search.columns.file import ColumnsFile
from directory.search.engines.base import Engine
from directory.search.engines.whoosh import WhooshEngine
from directory.search.finder import AtlasFinder
from directory.search.table import Table
from directory.store import Away, Store
from directory.store.numbers import identity

if TYPE_CHECKING:
    from directory.search.cluster.finder import ClusterFinder

AT_ONCE = 3_000  # listings: their words are built while the process starts; more are built behind its back
HEAD_START = 2.0  # seconds: suggestions, which a first page does without, do not take its processor


def open_finder(store: Store, settings: Settings) -> "AtlasFinder | ClusterFinder":
    """A finder that can answer: its columns are there, its words are opened, or being built if the table is large."""
    finder = new_finder(store, settings)
    if Table(store).count() < AT_ONCE:
        finder.catch_up()
        return finder
    whole = isinstance(finder, AtlasFinder) and finder.open()
    later = Timer(HEAD_START if whole else 0, finder.catch_up)
    later.daemon = True
    later.start()
    return finder


def new_finder(store: Store, settings: Settings) -> "AtlasFinder | ClusterFinder":
    """A finder that has opened nothing yet; without its file of columns where the database cannot be written."""
    if settings.search_engine == "opensearch":
        from directory.search.cluster.opening import cluster_finder

        return cluster_finder(store, settings)
    try:
        file = ColumnsFile(settings.index_dir / "columns", identity(store))
    except Away:
        file = None
    return AtlasFinder(Table(store), open_engine(store, settings), file=file)


def open_engine(store: Store, settings: Settings) -> Engine:
    """The words engine that `SEARCH_ENGINE` names; BadSetting where it cannot work with this store."""
    return ENGINES[settings.search_engine](store, settings)


def _whoosh(store: Store, settings: Settings) -> Engine:
    return WhooshEngine(settings.index_dir / "whoosh")


def _tantivy(store: Store, settings: Settings) -> Engine:
    from directory.search.engines.tantivy import TantivyEngine

    return TantivyEngine(settings.index_dir / "tantivy")


def _postgres(store: Store, settings: Settings) -> Engine:
    if store.is_sqlite:
        raise BadSetting("SEARCH_ENGINE=postgres: needs a PostgreSQL address in DATABASE_URL")
    from directory.search.engines.postgres import PostgresEngine

    return PostgresEngine(store)


def _opensearch(store: Store, settings: Settings) -> Engine:
    from directory.search.cluster.opening import words_engine

    return words_engine(store, settings)


ENGINES: dict[EngineName, Callable[[Store, Settings], Engine]] = {
    "whoosh": _whoosh,
    "tantivy": _tantivy,
    "postgres": _postgres,
    "opensearch": _opensearch,
}

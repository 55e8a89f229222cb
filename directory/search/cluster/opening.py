"""Opens what the settings name: the finder by a cluster, and its words alone as an engine among others."""

from directory.config import BadSetting, Settings
from directory.search.cluster.connection import Connection
from directory.search.cluster.engine import OpenSearchEngine
from directory.search.cluster.finder import ClusterFinder
from directory.search.table import Table
from directory.store import Store
from directory.store.numbers import identity


def cluster_finder(store: Store, settings: Settings) -> ClusterFinder:
    """A finder that has asked nothing yet; BadSetting where no cluster is named, Away without the database."""
    return ClusterFinder(Table(store), _connection(settings), f"taskatlas-{identity(store)}")


def words_engine(store: Store, settings: Settings) -> OpenSearchEngine:
    """The words of the cluster alone, in an index of their own; BadSetting where no cluster is named."""
    return OpenSearchEngine(_connection(settings), f"taskatlas-words-{identity(store)}")


def _connection(settings: Settings) -> Connection:
    if not settings.opensearch_urls:
        raise BadSetting("SEARCH_ENGINE=opensearch: needs the addresses of the nodes in OPENSEARCH_URLS")
    return Connection(settings.opensearch_urls)

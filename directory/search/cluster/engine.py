"""The cluster as an engine of words alone, behind the same verbs as the others: the contract test asks all of them.

The site asks the cluster for whole searches (finder.py) and needs none of this.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np

from directory.search.cluster import asking
from directory.search.cluster.connection import Connection
from directory.search.cluster.index import ClusterIndex
from directory.search.cluster.page import AT_ONCE
from directory.search.cluster.rows import words_alone
from directory.search.engines.base import Ordinals, WordMatches
from directory.search.engines.joining import ascending
from directory.search.engines.marks import IndexMark
from directory.search.words.document import Document
from directory.search.words.question import Asked


class OpenSearchEngine:
    """The words of listings in an index of the cluster."""

    def __init__(self, connection: Connection, name: str) -> None:
        self._connection, self._index = connection, ClusterIndex(connection, name)

    def build(self, documents: Iterable[Document], version: int) -> None:
        """Makes a new index of these documents beside the old one, then puts it in its place; raises Busy."""
        self._index.build((words_alone(one, version) for one in documents), version)

    def update(self, documents: Iterable[Document], gone: Iterable[int], version: int) -> None:
        """Takes changed documents and forgets keys; raises Busy or BrokenIndex."""
        self._index.update((words_alone(one, version) for one in documents), gone, version)

    def tidy(self) -> None:
        """Does nothing: OpenSearch merges its segments by itself."""

    def mark(self) -> IndexMark:
        """The version and the count that the index says of itself; raises BrokenIndex."""
        return self._index.mark()

    def reader(self, ordinals: Ordinals) -> "OpenSearchReader":
        """A reader of whatever is newest; `ordinals` says which ordinal a key has (-1: none). Raises BrokenIndex."""
        return OpenSearchReader(self._connection, self._index.alias, self.mark(), ordinals)


class OpenSearchReader:
    """Questions go to the cluster, which answers from its newest state."""

    def __init__(self, connection: Connection, alias: str, mark: IndexMark, ordinals: Ordinals) -> None:
        self.mark = mark
        self._connection, self._alias, self._ordinals = connection, alias, ordinals

    def match(self, asked: Asked) -> WordMatches:
        """Every listing that answers the question, ordinals ascending with their scores; raises BrokenIndex."""
        hits = self._hits({"query": asking.query(asked), "_source": False, "track_scores": True, "size": AT_ONCE})
        ordinals = self._ordinals(np.array([hit["sort"][0] for hit in hits], np.int64))
        scores = np.array([hit["_score"] for hit in hits], np.float32)
        order = ascending(ordinals)
        return WordMatches(ordinals[order], scores[order])

    def _hits(self, body: dict[str, Any]) -> list[dict[str, Any]]:
        """All hits of a search by their keys, some thousand at a time."""
        found: list[dict[str, Any]] = []
        while True:
            behind = {"search_after": found[-1]["sort"]} if found else {}
            answer = self._connection.search(self._alias, body | behind | {"sort": [{"key": "asc"}]})
            found += answer["hits"]["hits"]
            if len(answer["hits"]["hits"]) < AT_ONCE:
                return found

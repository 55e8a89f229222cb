"""A whole search by OpenSearch's own filters, counts and words: the cluster at OPENSEARCH_URLS (`make cluster`)."""

import os
from collections.abc import Iterable
from pathlib import Path

from bench.corpus import NOW
from bench.designs.ours import Stream
from bench.kept import Corpus, StoredCorpus
from bench.questions import FACETS, Question, Reply
from directory.listing import Listing
from directory.search.cluster.connection import Connection
from directory.search.cluster.finder import ClusterFinder

PATIENT = 60.0  # seconds: a slow answer is to be measured, not refused


class ByCluster:
    """The finder of SEARCH_ENGINE=opensearch, in an index of the folder's name; the process holds no listing."""

    def __init__(self, folder: Path, count: int) -> None:
        urls = tuple(filter(None, os.environ.get("OPENSEARCH_URLS", "").split(",")))
        if not urls:
            raise RuntimeError("no cluster: start one by `make cluster`, and give its addresses in OPENSEARCH_URLS")
        self._source = Stream(Corpus(count, StoredCorpus(folder).words), count)
        self._finder = ClusterFinder(self._source, Connection(urls, PATIENT), f"{folder.name.lower()}-{count}")

    def build(self) -> None:
        """Makes the index, its terms on the way as for the site, and copies it to every node."""
        self._finder.rebuild()

    def open(self) -> None:
        """Looks for the index; RuntimeError where there is none of this corpus."""
        if self._finder.followed()[0] < 0:
            raise RuntimeError("the cluster has no such index")

    def change(self, listings: Iterable[Listing]) -> float:
        """Takes changed listings; how many seconds that took until a search finds them."""
        self._source.put(listings)
        return self._finder.catch_up().seconds

    def ask(self, question: Question) -> Reply:
        """The first page as the site asks for it, at NOW, and its counts without the zeros."""
        found = self._finder.find(question.search, now=NOW)
        counts = {facet: {one.id: one.n for one in found.facets[facet] if one.n} for facet in FACETS}
        return Reply(found.total, counts)

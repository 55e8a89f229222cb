"""The finder of SEARCH_ENGINE=opensearch: every search is one request, and the process holds no listing.

It answers what `AtlasFinder` answers, from the index in the cluster. What the cluster does not answer in time raises
ClusterAway, a WordsAway: pages say so (503) within two seconds. What a page can do without (similar listings,
completions) is left out instead.
"""

import logging
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from directory.search.answers import best_of, options
from directory.search.cluster import alike, counts, names, page
from directory.search.cluster.connection import ClusterAway, Connection
from directory.search.cluster.following import Follower, Progress
from directory.search.cluster.page import AT_ONCE, HitPage
from directory.search.columns.places import Mark
from directory.search.engines.marks import BrokenIndex
from directory.search.numbers import key_of
from directory.search.query.search import PER_PAGE, Search
from directory.search.results import CaughtUp, Found, Slice, Suggestion
from directory.search.source import Source

log = logging.getLogger(__name__)
TIMES = 3  # that a search is asked again when listings came whose languages were not known
Answer = dict[str, Any]


class ClusterFinder:
    """Answers searches over a source of listings by a cluster; safe to share between threads."""

    def __init__(
        self, source: Source, connection: Connection, name: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._connection = connection
        self._following = Follower(source, connection, name, clock)
        self._alias = self._following.index.alias

    def catch_up(self, progress: Progress | None = None) -> CaughtUp:
        """Brings the index to the table's version, unless another process is at it; searches go on meanwhile.

        While the cluster is away it does nothing, and says so in the log: the next look tries again.
        """
        try:
            return self._following.catch_up(progress)
        except ClusterAway as away:
            log.warning("%s", away)
            return CaughtUp(0, -1, 0.0)

    def rebuild(self, progress: Progress | None = None) -> CaughtUp:
        """Makes the index from nothing; the old one is served until the new one is whole. Raises ClusterAway."""
        return self._following.catch_up(progress, anew=True)

    def followed(self) -> tuple[int, int]:
        """The version of the table that filters and words answer from, twice; -1 while the cluster has no index.

        Asking it looks for changes, as a search does.
        """
        self._following.look()
        version = self._following.mark.version
        return version, version

    def find(self, search: Search, *, now: datetime) -> Found:
        """One page with its counts at `now` (UTC); raises ClusterAway, never for anything that a reader typed."""
        start = (search.page - 1) * PER_PAGE
        asked, answer = self._answer(search, now, lambda one: one.counted(start, PER_PAGE))
        total, found = page.total(answer), answer["aggregations"]
        ids = page.ids(answer["hits"]["hits"])
        if page.is_far(start, PER_PAGE) and start < total:
            ids = page.ids(self._walked(search, now, start, PER_PAGE))
        question = asked.asked.question
        terms = tuple(sorted(question.terms()))
        return Found(
            total=total,
            ids=ids,
            pages=-(-total // PER_PAGE),
            groups=counts.groups(found),
            spoken=counts.by_tongue(found),
            facets=counts.facets(asked.asked, asked.filters, found),
            marks=dict.fromkeys(ids, terms) if terms else {},
            did_you_mean=self._meant(search.q) if question and not found["held"]["doc_count"] else None,
            best_drop=None if total else self._best_drop(search, now),
        )

    def ids(self, search: Search, *, now: datetime, limit: int) -> tuple[str, ...]:
        """The first `limit` ids of a search at `now` (UTC), in its order; raises ClusterAway."""
        return page.ids(self._walked(search, now, 0, limit))

    def slice(self, search: Search, *, now: datetime, limit: int, start: int = 0, after: Mark | None = None) -> Slice:
        """Results from a place, or after the mark of an earlier slice, in the order of `ids`; raises ClusterAway."""
        asked, answer = self._answer(search, now, lambda one: one.part(start, limit + 1, after))
        hits = answer["hits"]["hits"]
        if page.is_far(start, limit + 1) and not after and start < page.total(answer):
            hits = self._walked(search, now, start, limit + 1)
        last = asked.mark(hits[limit - 1]) if 0 < limit < len(hits) else None
        return Slice(page.total(answer), page.ids(hits[:limit]), last, counts.groups(answer.get("aggregations", {})))

    def matching(self, search: Search, ids: Iterable[str], *, now: datetime) -> set[str]:
        """Those of `ids` that the search finds at `now` (UTC), words included; raises ClusterAway."""
        keys, found = [key_of(id) for id in ids], set[str]()
        for first in range(0, len(keys), AT_ONCE):
            found.update(self._among(search, keys[first : first + AT_ONCE], now))
        return found

    def _among(self, search: Search, keys: list[int], now: datetime) -> tuple[str, ...]:
        return page.ids(self._answer(search, now, lambda one: one.among(keys))[1]["hits"]["hits"])

    def similar(self, listing_id: str, search: Search, n: int, *, now: datetime) -> tuple[str, ...]:
        """Up to n open listings most like this one that the person of `search` may take; none while it is away."""
        person = Search(country=search.country, show=search.show, speak=search.speak)
        with suppress(ClusterAway, BrokenIndex):
            if person.speak:
                self._following.learn()
            return alike.similar(self._connection, self._alias, listing_id, self._following.asking(person, now), n)
        return ()

    def suggest(self, prefix: str, n: int) -> tuple[Suggestion, ...]:
        """Up to n completions of what was typed so far, filters first, then titles; none while it is away."""
        self._following.look()
        with suppress(ClusterAway, BrokenIndex):
            return names.suggest(self._connection, self._alias, self._following.platforms, prefix, n)
        return ()

    def _answer(self, search: Search, now: datetime, body: Callable[[HitPage], Answer]) -> tuple[HitPage, Answer]:
        """The answer to a request; asked again where listings came whose languages this host did not know."""
        self._following.look()
        for _ in range(TIMES):
            asked = HitPage(self._following.asking(search, now), self._following.mark.count)
            answer = self._searched(body(asked))
            if not answer.get("aggregations", {}).get("unknown", {}).get("doc_count"):
                return asked, answer
            self._following.learn()
        raise ClusterAway("listings come faster than their languages can be learnt")

    def _searched(self, body: Answer) -> Answer:
        try:
            return self._connection.search(self._alias, body)
        except BrokenIndex as problem:
            raise ClusterAway("the index is being built") from problem

    def _walked(self, search: Search, now: datetime, start: int, size: int) -> list[Answer]:
        """The results from a place, however far, some thousand at a time."""
        hits: list[Answer] = []
        last: Mark | None = None
        passed = 0
        while passed < start + size:
            step = min(AT_ONCE, start + size - passed)
            asked, answer = self._answer(search, now, partial(_step, step, last))
            found = answer["hits"]["hits"]
            hits += found[max(0, start - passed) :]
            passed += len(found)
            if len(found) < step:
                break
            last = asked.mark(found[-1])
        return hits

    def _meant(self, q: str) -> str | None:
        return names.did_you_mean(self._connection, self._alias, self._following.platforms, q)

    def _best_drop(self, search: Search, now: datetime) -> tuple[Search, int] | None:
        """The search without the one filter whose loss brings most: all of them are counted in one request."""
        fewer = options(search)
        if not fewer:
            return None

        def counted(one: HitPage) -> Answer:
            queries = [replace(one.asked, search=option).whole() for option in fewer]
            return {"size": 0, "aggs": {"fewer": {"filters": {"filters": queries}}} | counts.unknown(one.asked)}

        found = self._answer(search, now, counted)[1]["aggregations"]["fewer"]["buckets"]
        return best_of(zip((bucket["doc_count"] for bucket in found), fewer, strict=True))


def _step(size: int, after: Mark | None, asked: HitPage) -> Answer:
    return asked.part(0, size, after)

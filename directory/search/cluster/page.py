"""One request for a whole page: filters, total, every count, order, and the ids of the page."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from directory.search.cluster import counts, order
from directory.search.cluster.filters import Asking, Query, every
from directory.search.cluster.schema import WINDOW
from directory.search.columns.places import Mark

AT_ONCE = 10_000  # ids in one answer where all of a search are asked for
Body = dict[str, Any]
SHORT: Body = {"_source": False, "docvalue_fields": ["id"]}
"""Of a listing nothing but its id is told."""


@dataclass(frozen=True)
class HitPage:
    """A search as the body of a request; `listings` is how many the index holds, roughly."""

    asked: Asking
    listings: int

    @cached_property
    def filters(self) -> dict[str, Query]:
        """The filters by key, words left out."""
        return self.asked.filters()

    def counted(self, start: int, size: int) -> Body:
        """Some results and everything that is counted: filters stand behind counts, which leave them out in turn."""
        held: Body = {"held": {"filter": {"match_all": {}}}}
        return self._body(start, size, None, counts.asked_for(self.asked, self.filters) | held)

    def part(self, start: int, size: int, after: Mark | None = None) -> Body:
        """Some results from a place or behind a mark, with their number and the counts for the person."""
        return self._body(start, size, after, counts.by_person(self.asked, self.filters))

    def among(self, keys: list[int]) -> Body:
        """Those of these keys that the search finds, in no order."""
        unknown = counts.unknown(self.asked)
        query = every([{"terms": {"key": keys}}, self.asked.whole()])
        return {"query": query, "size": len(keys), "aggs": unknown, **SHORT}

    def _body(self, start: int, size: int, after: Mark | None, aggregations: Body) -> Body:
        query, scores = order.scored(self.asked, self.listings)
        place = {"from": start} if not is_far(start, size) else {"size": 0}
        behind = {"search_after": order.after(self.asked, after, scores=scores)} if after else place
        body = {"query": query, "post_filter": every(self.filters.values()), "aggs": aggregations, "size": size}
        return body | {"sort": order.sort(self.asked, scores=scores), "track_total_hits": True, **SHORT} | behind

    def mark(self, hit: Body) -> Mark:
        """Where a list that ends with this hit goes on: its place in the order, as numbers."""
        _, scores = order.scored(self.asked, self.listings)
        return order.mark(self.asked, hit["sort"], scores=scores)


def ids(hits: Iterable[Body]) -> tuple[str, ...]:
    """Which listings these hits are ("platform/ref"), in the order they came."""
    return tuple(hit["fields"]["id"][0] for hit in hits)


def total(answer: Body) -> int:
    """How many results there are."""
    return int(answer["hits"]["total"]["value"])


def is_far(start: int, size: int) -> bool:
    """Whether results cannot be jumped to, only walked to."""
    return start + size > WINDOW

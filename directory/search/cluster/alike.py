"""Listings like one listing, as search/similar.py has them: shared values and title words, rarer ones counting more."""

from collections.abc import Mapping
from math import log1p
from typing import Any

from directory.search.cluster import asking, schema
from directory.search.cluster.connection import Connection
from directory.search.cluster.filters import Asking, Query
from directory.search.numbers import key_of
from directory.search.query.kinds import UNSTATED
from directory.search.similar import SHARED, TITLE, title_words
from directory.search.words.question import Alternative, Asked, Words

Shared = tuple[Query, float]


def similar(connection: Connection, alias: str, listing_id: str, person: Asking, n: int) -> tuple[str, ...]:
    """Up to n open listings most like this one, best first, of those that the person finds; raises ClusterAway."""
    key = key_of(listing_id)
    found = connection.search(alias, {"query": {"term": {"key": key}}, "size": 1})["hits"]["hits"]
    if not found or n < 1:
        return ()
    shared = _shared(found[0]["_source"])
    rarities = _rarities(connection, alias, [query for query, _ in shared])
    weighed = [_constant(query, weight * rarity) for (query, weight), rarity in zip(shared, rarities, strict=True)]
    hits = connection.search(alias, _asked(key, weighed, person, n))["hits"]["hits"]
    return tuple(hit["fields"]["id"][0] for hit in hits)


def _asked(key: int, weighed: list[Query], person: Asking, n: int) -> dict[str, Any]:
    allowed = {"filter": [person.whole()], "must_not": [{"term": {"key": key}}]}
    query = {"bool": {"should": weighed, "minimum_should_match": 1, **allowed}}
    order = [{"_score": "desc"}, {schema.AGE: "desc"}, {"key": "asc"}]
    return {"query": query, "size": n, "sort": order, "_source": False, "docvalue_fields": ["id"]}


def _shared(listing: Mapping[str, Any]) -> list[Shared]:
    """A query for each value and title word of a listing, with what it counts."""
    values = [
        ({"term": {schema.field(key): value}}, weight)
        for key, weight in SHARED.items()
        for value in listing.get(schema.field(key), ())
        if value != UNSTATED
    ]
    asked = (Asked(((Alternative(Words((word,))),),)) for word in title_words(listing.get("title", "")))
    return [*values, *((asking.query(one), TITLE) for one in asked)]


def _rarities(connection: Connection, alias: str, queries: list[Query]) -> list[float]:
    """How rare each of these is among all listings, open and closed."""
    if not queries:
        return []
    held = {"held": {"filters": {"filters": queries}}}
    answer = connection.search(alias, {"size": 0, "track_total_hits": True, "aggs": held})
    size = answer["hits"]["total"]["value"]
    return [log1p(size / (bucket["doc_count"] + 1)) for bucket in answer["aggregations"]["held"]["buckets"]]


def _constant(query: Query, boost: float) -> Query:
    return {"constant_score": {"filter": query, "boost": boost}}

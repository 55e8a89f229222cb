"""What an index of listings is: its fields, and how words are weighed. Made from the facets' rows.

No scripts, and no analysis but ours: `words` takes terms with their weight written behind them ("nurse|2310"), so that
the score is BM25F as everywhere here; `places` takes the same terms in their order, for phrases.
"""

from typing import Any

from directory.search.query.facets import FACETS

SHARD = 1_000_000  # listings: one shard counts exactly and in one step; from here on several, which work side by side
# Weights are whole numbers there: thousandths. BM25's own k1 is 1.2 (see engines/postings.py); b is 0, for lengths of
# fields are in the weights already.
SCALE, K1 = 1_000, 1.2
LONGEST = 301  # characters of a term: no question is longer than 300, and Lucene takes no term beyond 32,766 bytes
WINDOW = 100_000  # results from the first on that can be jumped over; beyond them a page is walked to
TERMS = 16_384  # in one question: 300 characters in quotes may stand for 64 phrases of a hundred words
VALUES = tuple(facet.key for facet in FACETS if facet.of is not None and facet.kind not in ("country", "speak"))
"""The facets whose values are ids."""
NUMBERS = {facet.key: facet.number for facet in FACETS if facet.number}
AGE = "n_fresh"
"""The field of the moment at which a listing was new: what "newest" compares."""


def field(key: str) -> str:
    """The field that holds the values, or the number, of a facet."""
    return f"n_{key}" if key in NUMBERS else f"f_{key}"


def body(listings: int, meta: dict[str, Any]) -> dict[str, Any]:
    """What makes an index for that many listings, which says `meta` of itself."""
    return {"settings": {"index": _settings(listings)}, "mappings": _mappings(meta)}


def _settings(listings: int) -> dict[str, Any]:
    """Only whoever wrote refreshes it, when all is written: nobody sees half of a catch-up."""
    return {
        "number_of_shards": 1 + listings // SHARD,
        "number_of_replicas": 0,
        "refresh_interval": "-1",
        "gc_deletes": "1h",  # how long a deletion is remembered, so that a late writer brings nothing back
        "max_result_window": WINDOW,
        "similarity": {"weighed": {"type": "BM25", "k1": K1 * SCALE, "b": 0}},
        "analysis": {
            "filter": {"weight": {"type": "delimited_term_freq"}},
            "tokenizer": {"blank": {"type": "whitespace", "max_token_length": 2 * LONGEST}},
            "analyzer": {
                "weighed": {"type": "custom", "tokenizer": "blank", "filter": ["weight"]},
                "terms": {"type": "custom", "tokenizer": "blank"},
            },
        },
    }


SERVED = {"auto_expand_replicas": "0-2"}
"""Settings of an index that is whole: a copy on each of up to three nodes, so that two may be lost."""


def _mappings(meta: dict[str, Any]) -> dict[str, Any]:
    weighed = {"analyzer": "weighed", "search_analyzer": "terms", "norms": False, "index_options": "freqs"}
    return {
        "dynamic": "strict",
        "_meta": meta,
        "_source": {"excludes": ["words", "places", "title_words"]},
        "properties": {
            "key": {"type": "long"},
            "version": {"type": "long"},
            "id": {"type": "keyword"},
            "words": {"type": "text", "similarity": "weighed", **weighed},
            "places": {"type": "text", "analyzer": "terms", "norms": False},
            "title": {"type": "keyword"},
            "title_start": {"type": "keyword"},
            "title_words": {"type": "text", "analyzer": "terms", "norms": False},
            "place": {"type": "keyword"},
            "asks": {"type": "keyword"},
            "low": {"type": "integer"},
            "middle": {"type": "integer"},
            "complete": {"type": "float"},
            **{field(key): {"type": "keyword"} for key in VALUES},
            **{field(key): {"type": "long"} for key in NUMBERS},
        },
    }

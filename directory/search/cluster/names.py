"""Completions and near words, from the titles of open listings that the cluster holds and our own vocabularies."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from directory.search.cluster import asking
from directory.search.cluster.connection import Connection
from directory.search.results import Suggestion
from directory.search.words import question
from directory.search.words.spelling import WORD, WORDS
from directory.search.words.suggest import Names
from directory.search.words.terms import asked_terms
from directory.terms import fold

EXPANDED = 1_000  # words that may stand for the last, half-typed one
NEAR = 20  # known words that are looked at for one misspelt


def suggest(
    connection: Connection, alias: str, platforms: Mapping[str, str], prefix: str, n: int
) -> tuple[Suggestion, ...]:
    """Up to n completions, as `Names.suggest` gives them, over those titles alone that fit; raises ClusterAway."""
    start = fold(" ".join(prefix.split()))[:100]
    if not start or n < 1:
        return ()
    found = connection.search(alias, _titles(start, n))["aggregations"]
    titles = dict.fromkeys(bucket["key"] for part in ("first", "within") for bucket in found[part]["titles"]["buckets"])
    return Names(list(titles), platforms).suggest(prefix, n)


def _titles(start: str, n: int) -> dict[str, Any]:
    """The commonest titles that begin so, and those that have a word that does."""
    wanted = {"titles": {"terms": {"field": "title", "size": n, "order": [{"_count": "desc"}, {"_key": "asc"}]}}}
    within = {"match_phrase_prefix": {"title_words": {"query": start, "max_expansions": EXPANDED}}}
    parts = {"first": {"prefix": {"title_start": start}}, "within": within}
    aggregations = {name: {"filter": part, "aggs": wanted} for name, part in parts.items()}
    return {"size": 0, "aggs": aggregations, "track_total_hits": False}


def did_you_mean(connection: Connection, alias: str, platforms: Mapping[str, str], q: str) -> str | None:
    """The words with every unknown one replaced by the likeliest known one; None where all are known."""
    words = list(dict.fromkeys(WORD.findall(q)[:WORDS]))
    if not words:
        return None
    answer = connection.search(alias, _looked_up(words))
    better = {word: _meant(word, answer, platforms) for word in words}
    known = {word: meant for word, meant in better.items() if meant}
    return re.sub(r"[^\W\d_]+", lambda match: known.get(match[0], match[0]), q) if known else None


def _looked_up(words: list[str]) -> dict[str, Any]:
    """How many listings hold each word, and which words of titles are near it."""
    held = {word: asking.query(question.read(f'"{word}"')) for word in words}
    term = {"field": "title_words", "size": NEAR, "suggest_mode": "always", "prefix_length": 1, "min_word_length": 4}
    near = {word: {"text": fold(word), "term": {**term, "string_distance": "damerau_levenshtein"}} for word in words}
    return {"size": 0, "aggs": {"held": {"filters": {"filters": held}}}, "suggest": near}


def _meant(word: str, answer: Mapping[str, Any], platforms: Mapping[str, str]) -> str | None:
    if answer["aggregations"]["held"]["buckets"][word]["doc_count"] or not asked_terms(word):
        return None
    near = Counter({hit["text"]: hit["freq"] for part in answer["suggest"][word] for hit in part["options"]})
    return Names(near.elements(), platforms).meant(word)

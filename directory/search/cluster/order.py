"""The order of results without scripts: a group is a whole number of the score, relevance the fraction behind it.

Groups are those of the columns (open, silent, closed; in each what asks for a language, for a variety of one, for
none). A mark is a place in that order, by the last listing's own keys, as columns/places.py has it.
"""

from math import e
from typing import Any

from directory.search.cluster import asking, schema
from directory.search.cluster.filters import Asking, Query, country, every, none, some, spoken
from directory.search.columns.places import Mark
from directory.search.query.facets import GROUPS
from directory.search.query.kinds import UNSTATED
from directory.search.words import ranking

DAY = 86_400
LIKED = 1 + ranking.FRESH + ranking.COMPLETE
"""The most that a score is multiplied by."""


def groups_of(asked: Asking) -> list[Query | None]:
    """A filter for each group, the first group first; None for the only one."""
    search = asked.search
    shelves = [country(search.country, group) for group in GROUPS] if search.country else [None]
    if not any(tag != UNSTATED for tag, _ in search.speak):
        return list(shelves)
    silent, variety = spoken(asked, "unstated"), spoken(asked, "variety")
    parts = (none(some([variety, silent])), variety, silent)
    return [every([shelf, part]) if shelf else part for shelf in shelves for part in parts]


def by_relevance(asked: Asking) -> bool:
    """Whether scores of words decide."""
    return asked.search.sort == "relevance" and bool(asked.question)


def scored(asked: Asking, listings: int) -> tuple[Query, bool]:
    """The query of its words for an index of so many listings, scored by group and relevance; whether scores count."""
    groups = groups_of(asked)
    words = asking.query(asked.question) if asked.question else {"match_all": {}}
    if by_relevance(asked):
        most = asking.most(asked.question, listings) * LIKED if len(groups) > 1 else 1.0
        words = _liked(asking.query(asked.question, 1 / most), asked)
    elif asked.question:
        words = {"bool": {"filter": [words]}}
    if len(groups) == 1:
        return words, by_relevance(asked)
    weights = [{"filter": group, "weight": len(groups) - at} for at, group in enumerate(groups)]
    mode = "sum" if by_relevance(asked) else "replace"
    return _scores(words, weights, "first", mode), True


def _liked(words: Query, asked: Asking) -> Query:
    """A mild preference for fresh and complete listings: words/ranking.py says how mild."""
    fresh = {"origin": int(asked.now.timestamp()), "scale": int(ranking.FRESH_DAYS * DAY), "decay": 1 / e}
    liking: list[dict[str, Any]] = [
        {"weight": 1},
        {"exp": {schema.AGE: fresh}, "weight": ranking.FRESH},
        {"field_value_factor": {"field": "complete", "missing": 0}, "weight": ranking.COMPLETE},
    ]
    return _scores(words, liking, "sum", "multiply")


def _scores(query: Query, functions: list[dict[str, Any]], together: str, mode: str) -> Query:
    return {"function_score": {"query": query, "functions": functions, "score_mode": together, "boost_mode": mode}}


def sort(asked: Asking, *, scores: bool) -> list[dict[str, str]]:
    """The keys of the order, weightiest first."""
    pay = [{"middle": "desc"}, {"low": "desc"}] if asked.search.sort == "pay" else []
    return [*([{"_score": "desc"}] if scores else []), *pay, {schema.AGE: "desc"}, {"key": "asc"}]


def mark(asked: Asking, keys: list[float], *, scores: bool) -> Mark:
    """The mark of a result by the keys that it was sorted by: its group, then all of them, ascending."""
    count = len(groups_of(asked))
    group = count - int(keys[0]) if scores and count > 1 else 0
    own = keys[1:] if scores else keys
    ahead = [-keys[0] if by_relevance(asked) else 0.0] if asked.search.sort == "relevance" else []
    return (group, *ahead, *(-key for key in own[:-1]), own[-1])


def after(asked: Asking, left: Mark, *, scores: bool) -> list[float]:
    """The keys that a mark was made from: what the next result is sorted behind."""
    relevance = asked.search.sort == "relevance"
    own = left[2:] if relevance else left[1:]
    first = -left[1] if by_relevance(asked) else len(groups_of(asked)) - left[0]
    return [*([first] if scores else []), *(-key for key in own[:-1]), own[-1]]

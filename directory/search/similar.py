"""Listings like one listing: shared facets and title words, rarer ones counting more, within what a person may take."""

from collections.abc import Hashable
from datetime import datetime
from math import log1p

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from directory.search.columns.columns import Columns
from directory.search.columns.filters import narrow
from directory.search.columns.order import ranked
from directory.search.numbers import Ints, as_array
from directory.search.query.facets import FACETS
from directory.search.query.kinds import UNSTATED
from directory.search.query.search import Search
from directory.search.snapshot import State
from directory.search.words.question import Alternative, Asked, Words
from directory.search.words.terms import asked_terms

SHARED = {facet.key: facet.shared for facet in FACETS if facet.shared}
NAMED = ("named",)
NOBODY = BitMap()
Scores = NDArray[np.float64]
TITLE = 3.0  # a word of the title in common, beside the weights of shared values in their rows
TITLE_WORDS = 12  # of a title are looked up: what comes after is a place or a requisition's number


def similar(state: State, listing_id: str, search: Search, n: int, now: datetime) -> tuple[str, ...]:
    """Up to n open listings most like this one, best first, that the person of `search` (place, languages) may take."""
    columns = state.columns
    ordinal = columns.ids.ordinal(listing_id)
    if ordinal is None or n < 1:
        return ()
    person = Search(country=search.country, show=search.show, speak=search.speak)
    scores = _scores(state, ordinal, len(columns.ids))
    scores[ordinal] = 0
    best = _best(scores, _takeable(state, person, now), n)
    rank = columns.ranks("newest")[1][best]
    return tuple(columns.ids[place] for place in ranked(best, -scores[best], rank, 0, n))


def _best(scores: Scores, candidates: Ints, n: int) -> Ints:
    """Of the candidates those that share something and no less than the n-th: most share little, and go unsorted."""
    found = scores[candidates]
    least = np.partition(found, -n)[-n] if n < len(found) else 0.0
    return candidates[found >= least] if least > 0 else candidates[found > 0]


def _takeable(state: State, person: Search, now: datetime) -> Ints:
    """What a person may take; kept, for no age is asked for, and of `now` only the platforms that stopped count."""
    stopped = state.stopped(now)
    key = ("takeable", person, stopped)
    known: Ints | None = state.counted.get(key)
    if known is None:
        known = state.counted.put(key, as_array(narrow(state.columns, person, now, stopped=stopped).result))
    return known


def _scores(state: State, ordinal: int, size: int) -> Scores:
    """How much every listing shares with one."""
    columns, total = state.columns, len(state.columns)
    scores = np.zeros(size)
    for facet, value in _values(columns, ordinal):
        bitmap = columns.values(facet).get(value, NOBODY)
        if ordinal not in bitmap:  # a listing that was taken away keeps its row, and stands in no bitmap
            continue
        scores[as_array(bitmap)] += SHARED[facet] * _rarity(total, len(bitmap))
    for ordinals in _titled(state, ordinal):
        scores[ordinals] += TITLE * _rarity(total, len(ordinals))
    return scores


def _values(columns: Columns, ordinal: int) -> list[tuple[str, Hashable]]:
    """What a listing has in the facets that make it like others."""
    if NAMED not in columns.cache:
        columns.cache[NAMED] = {code: pair for pair, code in columns.codes.items() if pair[0] in SHARED}
    named: dict[int, tuple[str, Hashable]] = columns.cache[NAMED]
    pairs = (named.get(code) for code in columns.rows.of(ordinal))
    return [pair for pair in pairs if pair and pair[1] != UNSTATED]


def title_words(title: str) -> list[str]:
    """The words of a title that make listings alike. A number is none: a year, or a requisition's, and so seldom that
    it would count most.
    """
    words = dict.fromkeys(asked_terms(title))
    return [word for word in list(words)[:TITLE_WORDS] if not word.isdecimal()]


def _titled(state: State, ordinal: int) -> list[Ints]:
    """The listings that hold each word of the title."""
    if state.reader is None:
        return []
    found = (_holding(state, word) for word in title_words(state.titles.get(state.columns.ids[ordinal])))
    return [ordinals for ordinals in found if ordinals is not None]


def _holding(state: State, word: str) -> Ints | None:
    """The listings that hold a word, kept by the word alone: a question is long to look up by; None for no answer."""
    known = state.answers.get(word)
    if known is None:
        known = state.match(Asked(((Alternative(Words((word,))),),)))
        if known is not None:
            state.answers.put(word, known)
    return known[1].ordinals if known else None


def _rarity(total: int, held: int) -> float:
    return log1p(total / (held + 1))

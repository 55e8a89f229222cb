"""Answers a question from postings kept as arrays: intersections, unions, phrases and BM25F in numpy."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from directory.search.engines.base import WordMatches
from directory.search.numbers import Ints
from directory.search.words.question import Asked, Atom, Clause, Prefix, Together, Words

K1 = 1.2  # BM25's usual value: from some three occurrences on a term adds little more
DENSE = 16  # from one in sixteen of all ordinals on, writing into a whole array is faster than sorting
Floats = NDArray[np.float32]
NONE = WordMatches(np.empty(0, np.int64), np.empty(0, np.float32))


@dataclass(frozen=True, slots=True)
class TermPlaces:
    """Where a term stands: `at` are places in listing `ordinals[i]` from `starts[i]` to `starts[i + 1]`."""

    ordinals: Ints
    starts: Ints
    at: Ints


class Postings(Protocol):
    """The postings of one state of an index."""

    @property
    def size(self) -> int:
        """How many listings there are in the index: what BM25 measures the rarity of a term against."""

    def weights(self, term: str) -> WordMatches:
        """The listings that hold a term, ordinals ascending, with BM25F's weighted frequency; none
        for an unknown term.
        """

    def places(self, term: str) -> TermPlaces:
        """Where a term stands in each listing that holds it, listings ascending."""

    def starting(self, start: str) -> Iterable[str]:
        """The terms of the index that begin with `start` (folded), in no order; each once."""


def match(postings: Postings, asked: Asked, everything: Ints) -> WordMatches:
    """The listings that answer a question; `everything` are all ordinals, for questions of nothing but minus words."""
    if asked.clauses:
        found = reduce(both, sorted((_clause(postings, clause) for clause in asked.clauses), key=_size))
    else:
        found = WordMatches(everything, np.zeros(len(everything), np.float32))
    for atom in asked.banned:
        found = _without(found, _atom(postings, atom).ordinals)
    return found


def both(one: WordMatches, other: WordMatches) -> WordMatches:
    """The listings that are in both, ordinals ascending, their scores added."""
    small, large = sorted((one, other), key=_size)
    if not _size(small):
        return NONE
    places = np.minimum(np.searchsorted(large.ordinals, small.ordinals), _size(large) - 1)
    held = np.flatnonzero(large.ordinals[places] == small.ordinals)
    return WordMatches(small.ordinals[held], small.scores[held] + large.scores[places[held]])


def best(parts: Sequence[WordMatches]) -> WordMatches:
    """The listings that are in any of these, ordinals ascending, each with its best score."""
    parts = [part for part in parts if _size(part)]
    if len(parts) < 2:
        return parts[0] if parts else NONE
    if is_dense(sum(map(_size, parts)), size := max(int(part.ordinals[-1]) for part in parts) + 1):
        return densely(parts, size)
    ordinals = np.concatenate([part.ordinals for part in parts])
    scores = np.concatenate([part.scores for part in parts])
    order = np.lexsort((-scores, ordinals))
    ordinals, scores = ordinals[order], scores[order]
    first = np.flatnonzero(np.diff(ordinals, prepend=-1))
    return WordMatches(ordinals[first], scores[first])


def is_dense(held: int, size: int) -> bool:
    """Whether so many of all ordinals are held that writing into a whole array is faster than sorting."""
    return held * DENSE > size


def densely(parts: Sequence[WordMatches], size: int) -> WordMatches:
    """What is in any, with its best score, in any order given; every ordinal is below `size`."""
    held, scores = np.zeros(size, np.bool_), np.zeros(size, np.float32)
    for part in parts:
        held[part.ordinals] = True
        scores[part.ordinals] = np.maximum(scores[part.ordinals], part.scores)
    ordinals = np.flatnonzero(held)
    return WordMatches(ordinals, scores[ordinals])


def _clause(postings: Postings, clause: Clause) -> WordMatches:
    """One of the choices. A synonym counts its weight of what was typed, however much rarer it is."""
    parts = [(_atom(postings, choice.atom), choice.weight) for choice in clause]
    typed = max((_most(part) for part, weight in parts if weight == 1), default=0.0)
    return best([part if weight == 1 else _scaled(part, weight * typed) for part, weight in parts])


def _most(matches: WordMatches) -> float:
    return float(matches.scores.max()) if _size(matches) else 0.0


def _scaled(matches: WordMatches, most: float) -> WordMatches:
    """The same with scores of at most `most`, where that is known."""
    share = min(1.0, most / (_most(matches) or 1.0)) if most else 1.0
    return WordMatches(matches.ordinals, matches.scores * np.float32(share))


def _atom(postings: Postings, atom: Atom) -> WordMatches:
    if isinstance(atom, Together):
        return reduce(both, (_atom(postings, part) for part in atom.parts))
    if isinstance(atom, Prefix):
        return _prefix(postings, atom)
    found = [_scored(postings, term) for term in atom.terms]
    return found[0] if len(found) == 1 else _phrase(postings, atom, reduce(both, found))


def _scored(postings: Postings, term: str) -> WordMatches:
    return _saturated(postings.weights(term), postings.size)


def _saturated(weighted: WordMatches, size: int) -> WordMatches:
    """BM25: rarer terms count more, repetition counts ever less."""
    held = _size(weighted)
    rarity = np.float32(np.log1p((size - held + 0.5) / (held + 0.5)))
    weight = weighted.scores
    return WordMatches(weighted.ordinals, rarity * weight * np.float32(K1 + 1) / (weight + np.float32(K1)))


def _prefix(postings: Postings, prefix: Prefix) -> WordMatches:
    """The terms that begin so count as one term: their weights are added."""
    parts = [postings.weights(term) for term in _meant(postings, prefix)]
    if not parts:
        return NONE
    ordinals, inverse = np.unique(np.concatenate([part.ordinals for part in parts]), return_inverse=True)
    weights = np.bincount(inverse, np.concatenate([part.scores for part in parts]), len(ordinals))
    return _saturated(WordMatches(ordinals, weights.astype(np.float32)), postings.size)


def _meant(postings: Postings, prefix: Prefix) -> Iterator[str]:
    yield from postings.starting(prefix.start)
    if not prefix.stem.startswith(prefix.start):
        yield prefix.stem


def _phrase(postings: Postings, words: Words, within: WordMatches) -> WordMatches:
    """Of listings with all the terms, those where they stand side by side."""
    if not _size(within):
        return NONE
    starts = reduce(
        lambda one, other: np.intersect1d(one, other, assume_unique=True),
        (_spots(postings.places(term), within.ordinals, shift) for shift, term in enumerate(words.terms)),
    )
    held = np.unique(starts >> 32)
    return both(within, WordMatches(held, np.zeros(len(held), np.float32)))


def _spots(places: TermPlaces, wanted: Ints, shift: int) -> Ints:
    """One number for each (listing, place where the phrase would begin)."""
    rows = np.flatnonzero(np.isin(places.ordinals, wanted, assume_unique=True))
    counts = places.starts[rows + 1] - places.starts[rows]
    picked = np.repeat(places.starts[rows] - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
    at = places.at[picked] - shift
    spots = (np.repeat(places.ordinals[rows], counts) << 32) + at
    return np.sort(spots[at >= 0])


def _without(found: WordMatches, banned: Ints) -> WordMatches:
    kept = np.flatnonzero(~np.isin(found.ordinals, banned, assume_unique=True))
    return WordMatches(found.ordinals[kept], found.scores[kept])


def _size(matches: WordMatches) -> int:
    return len(matches.ordinals)

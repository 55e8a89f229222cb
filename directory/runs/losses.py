"""Fields that a platform's postings state less often than they did: nothing is held for it, a person should look.

Two tests, for two ways to lose a field. Against the last good runs: a share is lower than it was by more than the few
postings of a small platform could explain (Wilson's intervals at 99% do not meet: all of seven, eight of ten). And
posting by posting against what is stored: of those that are the same, more have lost a field than edits explain.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import comb, sqrt
from statistics import median

KEPT = 14  # good runs that are looked back on
LEAST_RUNS = 3  # before it is known what is usual
HIGHEST = 2  # counted from 0: the two best runs may have been a fluke
LEAST_POINTS = 10  # a fall by less is told by nobody's pay
MOST_POSTINGS = 200  # count as independent: more are copies of the same roles in other cities
Z = 2.58  # intervals at 99%
EDITED = 0.01  # of postings lose a field between two runs by an edit of their own; assumed, and rather too high
RARE = 0.01  # a number of losses that edits explain less often than this is told
LEAST_SHARE = 0.25  # of those that had the field

OWN = "posting."  # before the name of a field of the posting itself; other names are kinds of claims
Loss = tuple[int, int]
"""Percent of postings that stated a field before, and now."""


@dataclass(frozen=True, slots=True)
class GoodRun:
    """A good run before this one: how many postings it found, the fields in percent, and the losses it was told of."""

    found: int
    shares: Mapping[str, int]
    losses: Mapping[str, Sequence[int]] = field(default_factory=dict)


def fallen(shares: Mapping[str, int], found: int, past: Sequence[GoodRun]) -> dict[str, Loss]:
    """The fields that are stated less often than in the good runs before, newest first; by name.

    What was told stays told until half of it is back, or until the last fourteen runs all say the same.
    """
    told = {}
    for name in sorted({name for run in past for name in run.shares}):
        now, before = shares.get(name, 0), [run for run in past[:KEPT] if name not in run.losses]
        if past and (last := past[0].losses.get(name)):
            if before and now < (last[0] + last[1]) / 2:
                told[name] = (int(last[0]), now)
        elif len(before) >= LEAST_RUNS:
            was, of = _usual([run.shares.get(name, 0) for run in before]), median(run.found for run in before)
            if was - now >= LEAST_POINTS and _apart(now, found, was, of):
                told[name] = (was, now)
    return told


def dropped(pairs: Iterable[tuple[frozenset[str], frozenset[str]]]) -> dict[str, Loss]:
    """The fields that postings stated when they were stored and no longer state: `pairs` holds a posting's both."""
    had, lost, now, of = Counter[str](), Counter[str](), Counter[str](), 0
    for before, after in pairs:
        of += 1
        had.update(before)
        now.update(after)
        lost.update(before - after)
    return {
        f"{OWN}{name}": (round(100 * had[name] / of), round(100 * now[name] / of))
        for name, n in sorted(lost.items())
        if n >= LEAST_SHARE * had[name] and now[name] < had[name] and _chance(n, had[name]) < RARE
    }


def interval(n: float, of: float) -> tuple[float, float]:
    """Wilson's interval at 99% of a share of `n` in `of`, which is not 0."""
    share, square = n / of, Z * Z / of
    middle, half = share + square / 2, Z * sqrt(share * (1 - share) / of + square / (4 * of))
    return (middle - half) / (1 + square), (middle + half) / (1 + square)


def _usual(shares: Sequence[int]) -> int:
    """The third highest share, of fewer than six the middle one: a field that is lost slowly was still read then."""
    return sorted(shares, reverse=True)[min(HIGHEST, len(shares) // 2)]


def _apart(now: float, found: int, was: float, of: float) -> bool:
    """Is a share of now surely lower than it was? Both in percent."""
    if not found or not of:
        return False
    n, before = min(found, MOST_POSTINGS), min(of, MOST_POSTINGS)
    return interval(now * n / 100, n)[1] < interval(was * before / 100, before)[0]


def _chance(lost: int, had: int) -> float:
    """How likely do edits alone take a field from at least so many of those that had it? (Binomial.)"""
    return 1 - sum(comb(had, n) * EDITED**n * (1 - EDITED) ** (had - n) for n in range(lost))

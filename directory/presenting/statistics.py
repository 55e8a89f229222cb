"""Figures for machines: advertised pay by tier, task and country, how long listings were open, how many state pay.

Each listing gives one figure: the middle of its hourly range in US dollars. A bare ceiling ("up to $40") and a bare
floor ("from $20") are counted apart from it, everywhere.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from directory.claims import Residence
from directory.eligibility.verdict import groups
from directory.presenting.figures import LEAST, Bound, FigureRow, bound, quantile


@dataclass(frozen=True, slots=True)
class Quartiles:
    """Quartiles of `n` numbers; of pay also on how many platforms they were found (0 for days)."""

    p25: float
    median: float
    p75: float
    n: int
    platforms: int = 0


@dataclass(frozen=True, slots=True)
class Count:
    """Open listings of one value of a field: how many, how many state any pay, and their pay by kind of bound."""

    id: str
    open: int
    states_pay: int
    pay: Mapping[Bound, Quartiles | None]


@dataclass(frozen=True, slots=True)
class Statistics:
    """All figures at one version of the table. `countries` are those that at least three open listings are open to."""

    all: Count
    states_hourly: int
    days_open: Quartiles | None
    tiers: tuple[Count, ...]
    tasks: tuple[Count, ...]
    countries: tuple[Count, ...]


def pay_seen(rows: Iterable[FigureRow]) -> Mapping[Bound, Quartiles | None]:
    """Quartiles of hourly pay of these listings by kind of bound; None under three of a kind."""
    known: dict[Bound, list[FigureRow]] = {"figure": [], "ceiling": [], "floor": []}
    for row in rows:
        if row.dollars is not None and row.opening:
            known[bound(row.facts)].append(row)
    return {kind: _dollars(found) for kind, found in known.items()}


def statistics(rows: Iterable[FigureRow]) -> Statistics:
    """The figures of all listings, closed ones included for the days that they were open."""
    every = list(rows)
    opened = [row for row in every if row.opening]
    closed = [days for row in every if row.state == "closed" and (days := _days(row)) is not None]
    return Statistics(
        all=count("", opened),
        states_hourly=sum(row.dollars is not None for row in opened),
        days_open=_quartiles(sorted(closed)),
        tiers=_by(opened, lambda row: (row.facts.tier,) if row.facts.tier else ()),
        tasks=_by(opened, lambda row: row.facts.tasks),
        countries=by_country(opened),
    )


def count(id: str, rows: Sequence[FigureRow]) -> Count:
    """The figures of these open listings, which share the value `id` of a field; pay in US dollars an hour."""
    return Count(id, len(rows), sum(row.facts.pay is not None for row in rows), pay_seen(rows))


def _by(rows: Iterable[FigureRow], values: Callable[[FigureRow], Iterable[str]]) -> tuple[Count, ...]:
    found: dict[str, list[FigureRow]] = defaultdict(list)
    for row in rows:
        for id in values(row):
            found[id].append(row)
    return tuple(count(id, found[id]) for id in sorted(found))


def by_country(rows: Iterable[FigureRow]) -> tuple[Count, ...]:
    """By the countries that at least three of these listings are open to, in the order of their codes.

    Listings of one rule are opened together, once.
    """
    alike: dict[Residence, list[FigureRow]] = defaultdict(list)
    for row in rows:
        alike[row.facts.residence].append(row)
    found: dict[str, list[FigureRow]] = defaultdict(list)
    for residence, members in alike.items():
        for code in groups(residence)[0]:
            found[code] += members
    return tuple(count(code, found[code]) for code in sorted(found) if len(found[code]) >= LEAST)


def _days(row: FigureRow) -> float | None:
    """The days it was open; None of one that closed before it was first seen: a clock was wrong, nobody knows."""
    days = (row.closed_at - row.first_seen).total_seconds() / 86_400 if row.closed_at else -1
    return days if days >= 0 else None


def _dollars(rows: Sequence[FigureRow]) -> Quartiles | None:
    paid = sorted(row.dollars for row in rows if row.dollars is not None)
    return _quartiles(paid, len({row.platform for row in rows}))


def _quartiles(ordered: Sequence[float], platforms: int = 0) -> Quartiles | None:
    if len(ordered) < LEAST:
        return None
    low, middle, high = (round(quantile(ordered, share), 2) for share in (0.25, 0.5, 0.75))
    return Quartiles(low, middle, high, len(ordered), platforms)

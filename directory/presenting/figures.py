"""Figures over many listings: usual pay, counts over time, what a platform's listings state.

Every figure comes with n. Pay is advertised, not earned: of each open listing with a known hourly figure in US dollars
the middle of its range is taken. Bare ceilings ("up to $40") and bare floors ("from $20") are series of their own,
never mixed into figures; what can hardly be meant is left out of all three.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock
from typing import Literal

from directory.claims import Facts
from directory.eligibility import verdict as eligibility
from directory.listing import Listing, State
from directory.platform import Pulse
from directory.plausible import plausible
from directory.store import Store, hidden, shelf
from directory.store.pulses import pulses

Bound = Literal["figure", "ceiling", "floor"]
Looks = Callable[[], tuple[int, Mapping[str, Pulse]]]
LEAST = 3  # listings: quartiles of one or two would be somebody's pay and no figure


@dataclass(frozen=True, slots=True)
class FigureRow:
    """What figures need of one listing. `dollars` is the middle of its hourly pay in US dollars."""

    id: str
    platform: str
    title: str
    state: State
    first_seen: datetime
    last_seen: datetime
    closed_at: datetime | None
    changed_at: datetime
    facts: Facts
    dollars: float | None

    @property
    def opening(self) -> bool:
        """Whether it is open, with work behind it: a talent pool is no opening and counts in no figure of pay."""
        return self.state == "open" and not self.facts.talent_pool


@dataclass(frozen=True, slots=True)
class Usual:
    """Quartiles of advertised hourly pay in US dollars, of `n` listings on `platforms` platforms."""

    p25: float
    median: float
    p75: float
    n: int
    platforms: int


@dataclass(frozen=True, slots=True)
class Span:
    """A country that a platform names as allowed: first seen, last seen, and whether it is so now."""

    country: str
    since: datetime
    until: datetime
    now: bool


def row(listing: Listing) -> FigureRow:
    """The figures' view of a listing, its state as it stands in the table, its pay in US dollars an hour."""
    return FigureRow(
        listing.id,
        listing.platform,
        listing.title,
        listing.state,
        listing.first_seen,
        listing.last_seen,
        listing.closed_at,
        listing.changed_at,
        listing.facts,
        dollars(listing.facts),
    )


def dollars(facts: Facts) -> float | None:
    """The middle of the hourly pay in US dollars (`usd_hour` is in cents), or its one end; None where none is known.

    A placeholder, which its own posting disowns, is no pay, and what is not plausible is no figure.
    """
    if facts.usd_hour is None or (facts.pay and facts.pay.qualifier == "placeholder") or not plausible(facts):
        return None
    known = [cents for cents in facts.usd_hour if cents is not None]
    return sum(known) / len(known) / 100 if known else None


def bound(facts: Facts) -> Bound:
    """What the pay of a listing is: a figure or range, a bare ceiling, or a bare floor."""
    pay = facts.pay
    if pay is None or (pay.min is not None and pay.max is not None and pay.qualifier not in ("up_to", "from")):
        return "figure"
    if pay.qualifier == "up_to" or pay.min is None:
        return "ceiling"
    return "floor" if pay.qualifier == "from" or pay.max is None else "figure"


class Survey:
    """All listings as rows, brought up to date by the table's version; safe to share between threads."""

    def __init__(self, store: Store, clock: Callable[[], datetime], look: Looks | None = None) -> None:
        """`look` gives the table's version and the platforms' pulses; without it both are asked of the store."""
        self._store, self._clock, self._version, self._lock = store, clock, 0, Lock()
        self._look = look or (lambda: (shelf.version(store), pulses(store)))
        self._parts: tuple[Mapping[str, FigureRow], Mapping[str, Sequence[FigureRow]]] = ({}, {})
        self._rows: Mapping[str, FigureRow] = {}
        self._aged: tuple[Mapping[str, FigureRow], frozenset[str], Mapping[str, FigureRow]] = ({}, frozenset(), {})

    def rows(self) -> Mapping[str, FigureRow]:
        """The rows by id, as the table stands now; open ones of a platform that has stopped are "unverified"."""
        version, known = self._look()
        if version != self._version:
            with self._lock:
                self._catch_up()
        now = self._clock()
        return self._as_of(frozenset(slug for slug, one in known.items() if one.standing(now) == "stopped"))

    def of(self, platform: str) -> Sequence[FigureRow]:
        """The rows of one platform; all are put apart by platform once for every state of the table."""
        rows = self.rows()
        known, parts = self._parts
        if known is not rows:
            made: dict[str, list[FigureRow]] = {}
            for one in rows.values():
                made.setdefault(one.platform, []).append(one)
            self._parts = (rows, made)
            parts = made
        return parts.get(platform, ())

    def some(self, ids: Sequence[str]) -> Mapping[str, FigureRow]:
        """The rows of these listings at least; the table is not read for them alone, as a first page would wait."""
        if self._version:
            return self.rows()
        return {one.id: row(one) for one in shelf.bare(self._store, ids)}

    def _as_of(self, stopped: frozenset[str]) -> Mapping[str, FigureRow]:
        """The rows while these platforms have stopped; kept until either changes."""
        rows, known, aged = self._aged
        if rows is not self._rows or known != stopped:
            rows = self._rows
            aged = {id: _aged(one) if one.platform in stopped else one for id, one in rows.items()} if stopped else rows
            self._aged = (rows, stopped, aged)
        return aged

    def _catch_up(self) -> None:
        """Takes what changed; listings that went into another one, or were hidden, are forgotten first."""
        reached, rows = shelf.version(self._store), dict(self._rows)
        folded = (old for old, _, _ in shelf.moved(self._store, since=self._version))
        for old in (*folded, *hidden.since(self._store, self._version)):
            rows.pop(old, None)
        for listing in shelf.listings(self._store, since=self._version):
            rows[listing.id] = row(listing)
        self._rows, self._version = rows, reached

    @property
    def version(self) -> int:
        """The version of the table that the rows follow; 0 before they were read for the first time."""
        return self._version


def _aged(one: FigureRow) -> FigureRow:
    return replace(one, state="unverified") if one.state == "open" else one


def usual(rows: Iterable[FigureRow], of: Bound = "figure") -> Usual | None:
    """The quartiles of the open listings among these whose pay is of this kind; None under three of them."""
    known = [one for one in rows if one.dollars is not None and one.opening and bound(one.facts) == of]
    if len(known) < LEAST:
        return None
    paid = sorted(one.dollars for one in known if one.dollars is not None)
    return Usual(
        quantile(paid, 0.25),
        quantile(paid, 0.5),
        quantile(paid, 0.75),
        len(paid),
        len({one.platform for one in known}),
    )


def quantile(ordered: Sequence[float], share: float) -> float:
    """The value below which `share` (0 to 1) of these numbers lie, linear between the two nearest, as spreadsheets do.

    `ordered` ascend and are at least one.
    """
    at = (len(ordered) - 1) * share
    low = int(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (at - low)


def completeness(rows: Collection[FigureRow]) -> tuple[tuple[str, int, int], ...]:
    """For each field, how many of the open listings state it, and how many there are."""
    opened = [one for one in rows if one.opening]
    stated = (
        ("pay", sum(one.facts.pay is not None for one in opened)),
        ("places", sum(one.facts.residence.rule != "unstated" for one in opened)),
        ("languages", sum(bool(one.facts.languages) for one in opened)),
        ("tier", sum(one.facts.tier is not None for one in opened)),
        ("degree", sum(one.facts.degree != "unstated" for one in opened)),
    )
    return tuple((name, n, len(opened)) for name, n in stated)


def taken(rows: Iterable[FigureRow]) -> tuple[Span, ...]:
    """The countries that listings name as allowed, those named now first, each with its first and
    last sighting (UTC).
    """
    seen: dict[str, list[FigureRow]] = {}
    for one in rows:
        for code in named(one.facts):
            seen.setdefault(code, []).append(one)
    spans = [_span(code, found) for code, found in seen.items()]
    return tuple(sorted(spans, key=lambda span: (not span.now, span.country)))


def _span(code: str, rows: Sequence[FigureRow]) -> Span:
    return Span(
        code,
        min(one.first_seen for one in rows),
        max(one.last_seen for one in rows),
        any(one.state == "open" for one in rows),
    )


def named(facts: Facts) -> Iterator[str]:
    """The countries (ISO 3166-1) that a closed list names as allowed; none where anybody may, or nothing is said."""
    if facts.residence.rule == "only":
        yield from eligibility.groups(facts.residence)[0]

"""Figures week by week, drawn from what was observed: a week in which nobody looked has none."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from directory.presenting.figures import LEAST, FigureRow, bound, quantile

WEEKS = 12  # of a chart: a quarter of a year


def open_on(rows: Collection[FigureRow], day: date) -> int:
    """How many were open at the end of that day, by first sighting and closing."""
    return sum(
        one.first_seen.date() <= day and (one.closed_at is None or one.closed_at.date() > day or one.state != "closed")
        for one in rows
    )


def weekly(
    rows: Collection[FigureRow], today: date, weeks: int = WEEKS, read: Collection[date] | None = None
) -> tuple[tuple[date, int | None], ...]:
    """Open listings at the end of the day of the first sighting and of each week since, today last.

    `read` are the days on which somebody looked; a week without one has None, for nobody knows. None: every day.
    """
    return tuple((day, open_on(rows, day) if _seen(day, read) else None) for day in _weeks(rows, today, weeks))


def weekly_pay(
    rows: Collection[FigureRow], today: date, read: Collection[date], weeks: int = WEEKS
) -> tuple[tuple[date, float | None], ...]:
    """The middle hourly pay, in US dollars, of the listings open at each of these days, as last advertised.

    None for a week in which nobody looked, and where fewer than three state a figure.
    """
    paid = [row for row in rows if row.dollars is not None and bound(row.facts) == "figure"]
    return tuple((day, _middle(paid, day) if _seen(day, read) else None) for day in _weeks(rows, today, weeks))


def _weeks(rows: Collection[FigureRow], today: date, weeks: int) -> list[date]:
    first = min((one.first_seen.date() for one in rows), default=today)
    days = [today - timedelta(weeks=back) for back in range(weeks - 1, -1, -1)]
    shown = [first, *days] if first > days[0] else days
    return [day for day in sorted(set(shown)) if day >= first]


def _seen(day: date, read: Collection[date] | None) -> bool:
    """Whether somebody looked on that day or in the week before."""
    return read is None or any(timedelta() <= day - one < timedelta(weeks=1) for one in read)


def _middle(paid: Iterable[FigureRow], day: date) -> float | None:
    known = sorted(one.dollars for one in paid if one.dollars is not None and open_on((one,), day))
    return quantile(known, 0.5) if len(known) >= LEAST else None

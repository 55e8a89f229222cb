"""Small charts as numbers for the templates: places on a line, points of a curve, bars; each with its text twin."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from directory.presenting.figures import Usual
from directory.presenting.locale import Tongue

WIDTH, HEIGHT, EDGE = 320, 96, 8


@dataclass(frozen=True, slots=True)
class Band:
    """A usual range on a scale from zero: places in per mille of the width, words beside."""

    text: str
    left: int
    width: int
    middle: int
    mark_left: int | None
    mark_width: int
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Curve:
    """A curve over time: `points` for a polyline in a box of WIDTH × HEIGHT, and the rows of its table."""

    text: str
    points: str
    dots: tuple[tuple[int, int], ...]
    rows: tuple[tuple[str, str], ...]
    top: str
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True, slots=True)
class ChartBar:
    """One bar: what it shows, in words and in per cent of the width (0 to 100)."""

    label: str
    text: str
    percent: int


def band(usual: Usual, say: Tongue, pay: tuple[float, float] | None = None, top: float = 0) -> Band:
    """A tier's usual range and, on the same scale, one listing's pay; `top` is the end of the scale, 0 for its own."""
    top = top or max(usual.p75 * 1.4, pay[1] * 1.1 if pay else 0, 1)
    low, high = say.money(round(usual.p25), "USD"), say.money(round(usual.p75), "USD")
    text = say(
        "Usual range %(low)s to %(high)s an hour, middle %(middle)s",
        low=low,
        high=high,
        middle=say.money(round(usual.median), "USD"),
    )
    return Band(
        text=text,
        left=_permille(usual.p25, top),
        width=max(_permille(usual.p75 - usual.p25, top), 4),
        middle=_permille(usual.median, top),
        mark_left=_permille(pay[0], top) if pay else None,
        mark_width=max(_permille(pay[1] - pay[0], top), 8) if pay else 0,
        low=low,
        high=high,
    )


def _permille(value: float, top: float) -> int:
    return max(0, min(1000, round(1000 * value / top)))


def curve(counts: Sequence[tuple[date, int]], say: Tongue) -> Curve | None:
    """A curve of counts by day, in the order given, with its text and table; None for fewer than two moments."""
    if len(counts) < 2:
        return None
    top = max(max(n for _, n in counts), 1)
    step = (WIDTH - 2 * EDGE) / (len(counts) - 1)
    dots = tuple(
        (round(EDGE + at * step), round(HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * n / top))
        for at, (_, n) in enumerate(counts)
    )
    rows = tuple((say.day(day), say.number(n)) for day, n in counts)
    first, last = rows[0], rows[-1]
    text = say(
        "From %(before)s on %(first)s to %(after)s on %(last)s",
        before=first[1],
        first=first[0],
        after=last[1],
        last=last[0],
    )
    return Curve(text, " ".join(f"{x},{y}" for x, y in dots), dots, rows, say.number(top))


def bar(label: str, n: int, of: int, say: Tongue) -> ChartBar:
    """A share `n` of `of` as a bar; nothing of nothing is an empty one."""
    share = n / of if of else 0.0
    return ChartBar(label, say("%(n)s of %(all)s", n=say.number(n), all=say.number(of)), round(share * 100))

"""Small charts as numbers for the templates: places on a line, points of a curve, bars; each with its text twin."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from math import floor, log10

from directory.presenting.figures import Usual
from directory.presenting.locale import Tongue

WIDTH, HEIGHT, EDGE = 320, 96, 8
TICKS = 4  # steps of a labelled scale: five labels fit a phone


@dataclass(frozen=True, slots=True)
class Band:
    """A usual range on a scale from zero: places in per mille of the width, words beside."""

    text: str
    left: int
    width: int
    middle: int
    mark_left: int | None
    mark_width: int
    ticks: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """A curve over time: `lines` are the points of polylines in a box of WIDTH × HEIGHT, one where nothing was missed;
    `rows` are those of its table, with "" where nobody looked.
    """

    text: str
    lines: tuple[str, ...]
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
    """A tier's usual range and, on the same scale, one listing's pay; the scale ends at `top`, or a round number beyond
    all of it.
    """
    top = _round_up(max(top, usual.p75 * 1.1, pay[1] if pay else 0, 1))
    low, high, middle = (say.money(round(value), "USD") for value in (usual.p25, usual.p75, usual.median))
    text = say("Usual range %(low)s to %(high)s an hour, middle %(middle)s", low=low, high=high, middle=middle)
    own = "–".join(dict.fromkeys(say.money(end if end % 1 else round(end), "USD") for end in pay)) if pay else ""
    return Band(
        text=text,
        left=_permille(usual.p25, top),
        width=max(_permille(usual.p75 - usual.p25, top), 4),
        middle=_permille(usual.median, top),
        mark_left=_permille(pay[0], top) if pay else None,
        mark_width=max(_permille(pay[1] - pay[0], top), 8) if pay else 0,
        ticks=tuple(say.money(_plain(top * at / TICKS), "USD") for at in range(TICKS + 1)),
        rows=(
            *(((say("This listing"), own),) if pay else ()),
            (say("Usual range"), f"{low}–{high}"),
            (say("Middle"), middle),
        ),
    )


def _round_up(value: float) -> float:
    """The next of 10, 20, 40, 60, 80, 100 times a power of ten: its quarters are round, too."""
    size = 10.0 ** max(0, floor(log10(value)) - 1)
    return next(size * ten for ten in (10, 20, 40, 60, 80, 100) if value <= size * ten)


def _plain(value: float) -> float:
    return int(value) if value == int(value) else value


def _permille(value: float, top: float) -> int:
    return max(0, min(1000, round(1000 * value / top)))


def curve(
    counts: Sequence[tuple[date, float | None]], say: Tongue, written: Callable[[float], str] | None = None
) -> Curve | None:
    """A curve of figures by day, in the order given, with its text and table; None for fewer than two observations.

    None is a day of which nobody knows: the line has a gap there. `written` says a figure; by default as a number.
    """
    known = [(day, n) for day, n in counts if n is not None]
    if len(known) < 2:
        return None
    write = written or say.number
    top = max(max(n for _, n in known), 1)
    step = (WIDTH - 2 * EDGE) / (len(counts) - 1)
    dots = [
        (round(EDGE + at * step), round(HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * n / top)) if n is not None else None
        for at, (_, n) in enumerate(counts)
    ]
    (first, before), (last, after) = known[0], known[-1]
    text = say(
        "From %(before)s on %(first)s to %(after)s on %(last)s",
        before=write(before),
        first=say.day(first),
        after=write(after),
        last=say.day(last),
    )
    gaps = len(counts) - len(known)
    missed = say.many("%(n)s week not known", "%(n)s weeks not known", gaps) if gaps else ""
    return Curve(
        text=say.clauses(filter(None, (text, missed))),
        lines=_lines(dots),
        dots=tuple(dot for dot in dots if dot is not None),
        rows=tuple((say.day(day), write(n) if n is not None else "") for day, n in counts),
        top=write(top),
    )


def _lines(dots: Sequence[tuple[int, int] | None]) -> tuple[str, ...]:
    """The points of each stretch without a gap."""
    lines: list[list[str]] = [[]]
    for dot in dots:
        if dot is None:
            lines.append([])
        else:
            lines[-1].append(f"{dot[0]},{dot[1]}")
    return tuple(" ".join(line) for line in lines if len(line) > 1)


def bar(label: str, n: int, of: int, say: Tongue) -> ChartBar:
    """A share `n` of `of` as a bar; nothing of nothing is an empty one."""
    share = n / of if of else 0.0
    return ChartBar(label, say("%(n)s of %(all)s", n=say.number(n), all=say.number(of)), round(share * 100))

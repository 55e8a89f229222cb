"""The last days of each platform's crawls as a row of squares, and in words."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from directory.presenting.locale import Tongue, mark
from directory.presenting.weekly import WEEKS
from directory.store.days import Days, Ended, days
from web import context as here

SHOWN = 30  # days: a month
KINDS: Mapping[Ended, str] = {"applied": "good", "held": "held", "failed": "failed"}
TOLD: Mapping[str, str] = {
    "good": mark("read well: %(n)s"),
    "held": mark("held back: %(n)s"),
    "failed": mark("failed: %(n)s"),
    "none": mark("no crawl: %(n)s"),
}


@dataclass(frozen=True, slots=True)
class DayGrid:
    """Thirty days, oldest first: paths of squares by kind, the same in words, and the days that were not good."""

    paths: tuple[tuple[str, str], ...]
    text: str
    bad: str
    width: int = 12 * SHOWN


def lately() -> Days:
    """How each platform's crawls of the last thirty days ended."""
    return days(here.site().store, here.hour() - timedelta(days=SHOWN))


def good_days(slug: str) -> Collection[date]:
    """The days of the last quarter of a year on which this platform was read well."""
    known = days(here.site().store, here.hour() - timedelta(weeks=WEEKS + 1)).get(slug, {})
    return [day for day, ended in known.items() if ended == "applied"]


def grid(ended: Mapping[date, Ended], say: Tongue) -> DayGrid:
    """The row of one platform up to today."""
    today = here.hour().date()
    shown = [today - timedelta(days=back) for back in range(SHOWN - 1, -1, -1)]
    kinds = [KINDS[ended[day]] if day in ended else "none" for day in shown]
    paths = {kind: "".join(f"M{12 * at} 0h10v12h-10z" for at, one in enumerate(kinds) if one == kind) for kind in TOLD}
    told = [say(text, n=say.number(kinds.count(kind))) for kind, text in TOLD.items() if kind in kinds]
    bad = [say.day(day) for day, kind in zip(shown, kinds, strict=True) if kind in ("held", "failed")]
    return DayGrid(tuple((kind, path) for kind, path in paths.items() if path), say.listed(told), say.listed(bad))

"""The figures of this process: one survey of the table, shared by the pages."""

from collections.abc import Callable, Collection
from datetime import datetime

from directory.config import Settings
from directory.presenting.figures import FigureRow, Survey, usual
from directory.presenting.locale import Tongue
from web import context as here


def survey() -> Survey:
    """The survey of the running site's store, one for the life of the process; it renews its rows by itself."""
    return here.keep("survey", 0, lambda: Survey(here.site().store, _hour(here.site().settings)))


def _hour(settings: Settings) -> Callable[[], datetime]:
    return lambda: here.to_the_hour(settings.now())


def bounds(rows: Collection[FigureRow], say: Tongue) -> str:
    """What listings say that name one end of their pay only: how many, and the middle of those ends; "" under three."""
    ceilings, floors = usual(rows, "ceiling"), usual(rows, "floor")
    said = []
    if ceilings:
        money = say.money(round(ceilings.median), "USD")
        said.append(
            say.many(
                "%(n)s says only “up to”: middle %(money)s",
                "%(n)s say only “up to”: middle %(money)s",
                ceilings.n,
                money=money,
            )
        )
    if floors:
        money = say.money(round(floors.median), "USD")
        said.append(
            say.many(
                "%(n)s says only “from”: middle %(money)s",
                "%(n)s say only “from”: middle %(money)s",
                floors.n,
                money=money,
            )
        )
    return "; ".join(said)

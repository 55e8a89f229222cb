"""The figures of this process: one survey of the table, shared by the pages."""

from collections.abc import Collection, Mapping

from directory.eligibility.verdict import groups
from directory.platform import Pulse
from directory.presenting.figures import Bound, FigureRow, Survey, Usual, usual
from directory.presenting.locale import Tongue
from web import context as here


def survey() -> Survey:
    """The survey of the running site's store, one for the life of the process; it renews its rows by itself."""
    return here.keep("survey", 0, lambda: _survey(here.site()))


def _survey(site: here.Site) -> Survey:
    """Of what pages show: the table as it was looked at last, at the hour."""

    def look() -> tuple[int, Mapping[str, Pulse]]:
        seen = site.listings.look()
        return seen.version, seen.pulses

    return Survey(site.store, lambda: here.to_the_hour(site.settings.now()), look)


def usual_of(tier: str, kind: Bound, country: str = "") -> Usual | None:
    """The usual pay of a tier's open listings of one kind of bound, of those open to a country where one is named.

    Taken once for every state of the table.
    """
    made = here.keep(("usual", tier, kind, country), here.state(), lambda: (usual(_of_tier(tier, country), kind),))
    return made[0]


def _of_tier(tier: str, country: str) -> list[FigureRow]:
    rows = [row for row in survey().rows().values() if row.facts.tier == tier]
    return [row for row in rows if country in groups(row.facts.residence)[0]] if country else rows


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
    return say.clauses(said)

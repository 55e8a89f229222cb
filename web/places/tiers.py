"""What the five tiers usually pay, from our own open listings, beside what the field's guides print."""

from dataclasses import dataclass

from flask import Blueprint, Response

from directory import links
from directory.presenting import figures as insight
from directory.presenting import words
from directory.presenting.figures import LEAST, FigureRow
from directory.presenting.locale import Tongue
from directory.terms import tiers, vocabulary
from web import context as here
from web.charts import Band, band
from web.figures import bounds, survey
from web.layout import Head, Link, render, with_reader

pages = Blueprint("tiers", __name__)
COUNTRIES = 8


@dataclass(frozen=True, slots=True)
class InCountry:
    """A tier's usual pay (US dollars an hour, in words) in `n` listings that name one country."""

    country: Link
    text: str
    n: str


@dataclass(frozen=True, slots=True)
class Tier:
    """One tier: its definition, usual range (US dollars an hour) with n, and the range as printed."""

    name: Link
    definition: str
    band: Band | None
    basis: str
    printed: str
    countries: tuple[InCountry, ...]


@dataclass(frozen=True, slots=True)
class TiersPage:
    """All tiers, in the order of the vocabulary, on one day (in words)."""

    tiers: tuple[Tier, ...]
    day: str


@pages.get("/tiers")
def usual() -> Response:
    """GET /tiers: usual advertised pay by tier, US dollars an hour, of the listings that are open now."""
    say = here.say()
    opened = [row for row in survey().rows().values() if row.opening]
    found = {id: insight.usual(row for row in opened if row.facts.tier == id) for id in tiers.ids}
    top = 1.1 * max((one.p75 for one in found.values() if one), default=1)
    page = TiersPage(tuple(_tier(id, opened, found[id], top, say) for id in tiers.ids), say.day(here.hour()))
    return render(
        "tiers.html",
        page,
        Head(say("Pay by tier"), say("What each kind of work usually pays an hour, with n and date.")),
    )


def _tier(id: str, opened: list[FigureRow], found: insight.Usual | None, top: float, say: Tongue) -> Tier:
    rows = [row for row in opened if row.facts.tier == id]
    low, high = _printed(id)
    return Tier(
        name=Link(words.term("tier", id, say), with_reader(links.term("tier", id))),
        definition=say(str(vocabulary("tiers").facts(id)["definition"])),
        band=band(found, say, top=top) if found else None,
        basis=say.clauses(filter(None, (_basis(found, say) if found else "", bounds(rows, say)))),
        printed=say(
            "Guides to this work give %(low)s to %(high)s for 2026.",
            low=say.money(low, "USD"),
            high=say.money(high, "USD"),
        ),
        countries=_countries(rows, say),
    )


def _printed(id: str) -> tuple[int, int]:
    low, high = (int(str(part)) for part in _pair(vocabulary("tiers").facts(id)["usual"]))
    return low, high


def _pair(value: object) -> list[object]:
    assert isinstance(value, list | tuple)
    return list(value)


def _basis(found: insight.Usual, say: Tongue) -> str:
    return say.many(
        "%(n)s open listing with hourly pay, on %(platforms)s platforms",
        "%(n)s open listings with hourly pay, on %(platforms)s platforms",
        found.n,
        platforms=say.number(found.platforms),
    )


def _countries(rows: list[FigureRow], say: Tongue) -> tuple[InCountry, ...]:
    """The countries that enough of these listings name, those with most first."""
    named: dict[str, list[FigureRow]] = {}
    for row in rows:
        if row.facts.residence.rule == "only":
            for code in row.facts.residence.places:
                named.setdefault(code, []).append(row)
    found = [(code, insight.usual(listed)) for code, listed in named.items() if len(code) == 2 and len(listed) >= LEAST]
    known = sorted(((one.n, code, one) for code, one in found if one), key=lambda pair: (-pair[0], pair[1]))
    return tuple(_in_country(code, one, say) for _, code, one in known[:COUNTRIES])


def _in_country(code: str, found: insight.Usual, say: Tongue) -> InCountry:
    low, high = (say.money(round(value), "USD") for value in (found.p25, found.p75))
    return InCountry(
        Link(words.country(code, say), with_reader(links.country(code))), f"{low}–{high}", say.number(found.n)
    )

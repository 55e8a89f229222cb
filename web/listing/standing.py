"""Where a listing's hourly pay stands: beside the usual range of its tier, and of its tier in the reader's country."""

from directory import links
from directory.listing import Listing
from directory.presenting import figures as insight
from directory.presenting import words
from directory.presenting.articles import marked
from directory.presenting.locale import Tongue, mark
from web import context as here
from web.charts import band
from web.figures import usual_of
from web.layout import Link, with_reader
from web.listing.page import Standing

ALIKE = {
    "ceiling": mark("Only ceilings (“up to”) are compared here."),
    "floor": mark("Only floors (“from”) are compared here."),
}


def standing(found: Listing, say: Tongue) -> Standing | None:
    """Where the hourly pay stands in the usual range of its tier, computed from the open listings; None without pay, a
    tier, or enough of them.
    """
    tier, country = found.facts.tier, here.reader().country
    if tier is None or insight.dollars(found.facts) is None:
        return None
    kind, name = insight.bound(found.facts), words.term("tier", tier, say)
    there = None
    if country:
        where = say("%(tier)s, open to %(country)s", tier=name, country=marked(country, say.locale))
        there = _among(found, usual_of(tier, kind, country), where, links.term("tier", tier, f"country={country}"), say)
    whole = _among(found, usual_of(tier, kind), name, with_reader(links.term("tier", tier)), say)
    return None if whole is None else Standing(whole.tier, whole.band, whole.basis, there)


def _among(found: Listing, usual: insight.Usual | None, name: str, href: str, say: Tongue) -> Standing | None:
    middle, kind = insight.dollars(found.facts), insight.bound(found.facts)
    if usual is None or middle is None:
        return None
    ends = [cents / 100 for cents in found.facts.usd_hour or () if cents is not None]
    basis = say.many(
        "%(n)s open listing with hourly pay, %(day)s; advertised, not earned",
        "%(n)s open listings with hourly pay, %(day)s; advertised, not earned",
        usual.n,
        day=say.day(here.hour()),
    )
    basis = f"{basis}. {say(ALIKE[kind])}" if kind in ALIKE else basis
    return Standing(Link(_stands(middle, usual, name, say), href), band(usual, say, (min(ends), max(ends))), basis)


def _stands(middle: float, usual: insight.Usual, tier: str, say: Tongue) -> str:
    if middle < usual.p25:
        return say("Below the usual range of %(tier)s", tier=tier)
    if middle > usual.p75:
        return say("Above the usual range of %(tier)s", tier=tier)
    return say("Within the usual range of %(tier)s", tier=tier)

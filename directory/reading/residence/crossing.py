"""An address that names a city with a state or country that it does not lie in: "Toronto, New York"."""

import re
from functools import cache

from directory.terms import places
from directory.terms.files import rows
from directory.terms.towns import is_town_of

LEAD = re.compile(r"^(?:remote|hybrid|on-?site)\s*[-–:,/]\s*(?=[^,]+,)", re.IGNORECASE)
"""What may stand before a town's name in its part of an address: "Remote - Guadalupe"."""


def of_another(text: str, country: str | None) -> tuple[str, str] | None:
    """The city's country and the last part's, where a large city is named with a place that it does not lie in."""
    before, last = parts_of(text)
    if not 0 < len(before) < 3 or not (is_city(last) or len(last) > 3):
        return None
    town = LEAD.sub("", f"{before[0]},")[:-1]
    hits, homes = places.find(town), places.find(", ".join([*before, last]))[-1:]
    if len(hits) != 1 or len(homes) != 1 or hits[0].ambiguous or hits[0].text != town or homes[0].text != last:
        return None
    mine, home = hits[0].country, homes[0].country
    if hits[0].kind != "city" or not mine or not home or mine == home or is_town_of(town, home):
        return None
    named = before[1:] or ([last] if homes[0].kind == "subdivision" else [])
    return (mine, home) if all(map(is_city, named)) and country in (None, home) else None


def parts_of(text: str) -> tuple[list[str], str]:
    """What an address says before its last part, which is a country or a code, and that part."""
    *before, last = (part.strip() for part in re.split(r",\s+|,(?=[A-Z]{2}$)|\s[-–]\s(?=[A-Z]{2}$)", text.strip()))
    return [part for part in before if part], last


def is_city(part: str) -> bool:
    """Whether a part of an address, a state perhaps, is called like a large city, too: "New York"."""
    return not _cities().isdisjoint((part, f"{part} City", f"{part}, DC"))


@cache
def _cities() -> frozenset[str]:
    """Every name of the large cities."""
    return frozenset(name for row in rows("cities") for name in (row.name, *row.aliases))

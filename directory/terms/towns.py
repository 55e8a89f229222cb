"""Towns of the countries whose codes are also those of American states or Canadian provinces.

"Metzingen, DE" is in Germany and "Wilmington, DE" in Delaware; nothing but the town's name says so. The lists
(`data/vocabulary/towns`, after GeoNames, CC BY 4.0) hold what has some size; any other town stays undecided.
"""

from functools import cache

from directory.terms.files import FOLDER
from directory.terms.folding import fold


def country_of_town(town: str, code: str) -> str | None:
    """The country meant by "town, code", where the code is a country's and a state's: the code's own or US; or None."""
    name = fold(town.strip())
    if name in _towns(code):
        return code
    return "US" if name in _towns(f"US-{code}") else None


@cache
def _towns(area: str) -> frozenset[str]:
    """The folded names of an area's list; empty for one that has none."""
    path = FOLDER / "towns" / f"{area}.txt"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return frozenset(fold(name) for name in text.replace("\n", "").split("|") if name)

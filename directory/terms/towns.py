"""Towns by country: which country a town alone, or a town with a code, is in.

"Metzingen, DE" is in Germany and "Wilmington, DE" in Delaware; nothing but the town's name says so. And a field that
says "Kuopio" or "松江市" names a country too. The lists (`data/vocabulary/towns`, after GeoNames, CC BY 4.0) hold what
has some size, as written there and in English; any other town stays undecided.
"""

from collections.abc import Iterable
from functools import cache

from directory.terms.files import FOLDER
from directory.terms.folding import fold

# What stands behind a town's name in its own script and says that it is one, in Japanese and Chinese, and in Korean.
_KINDS = ("市", "区", "區", "町", "县", "縣", "시", "군", "구")
_SHARED = "?"


def country_of_town(town: str, code: str) -> str | None:
    """The country meant by "town, code", where the code is a country's and a state's: the code's own or US; or None."""
    name = fold(town.strip())
    if name in _towns(code):
        return code
    return "US" if name in _towns(f"US-{code}") else None


def home_of_town(town: str) -> str | None:
    """The country (ISO 3166-1) of a town's name standing alone, in any script; None for one unknown or of several.

    Of namesakes the lists hold those with a tenth of the largest one's people or more: "Kuopio" is FI, and "Córdoba",
    large in Spain and Argentina, is None.
    """
    name = fold(town.strip())
    found = _homes().get(name)
    if found is None and len(name) > 2 and name.endswith(_KINDS):
        found = _homes().get(name[:-1])
    return None if found == _SHARED else found


def is_town_of(town: str, country: str) -> bool:
    """Whether a country's list has a town of that name, whatever its namesakes elsewhere."""
    return fold(town.strip()) in _towns(country)


def town_among(town: str, countries: Iterable[str]) -> str | None:
    """The one country of these whose list has a town of that name; None for none, or for several."""
    name = fold(town.strip())
    found = [country for country in countries if name in _towns(country)]
    return found[0] if len(found) == 1 else None


@cache
def _towns(area: str) -> frozenset[str]:
    """The folded names of an area's list; empty for one that has none."""
    path = FOLDER / "towns" / f"{area}.txt"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return frozenset(filter(None, fold(text.replace("\n", "")).split("|")))


@cache
def _homes() -> dict[str, str]:
    """The one country of each folded name, `_SHARED` for a name that several have; read once, when first asked."""
    homes: dict[str, str] = {}
    for path in sorted((FOLDER / "towns").glob("??.txt")):
        for name in _towns(path.stem):
            homes[name] = _SHARED if homes.get(name, path.stem) != path.stem else path.stem
    return homes

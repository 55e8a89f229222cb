"""A place that a JSON list writes as an object, as words: its country is a country, never two letters behind a city."""

from collections.abc import Mapping
from typing import Any

from crawler.localities import locality, union
from crawler.payobjects import plain
from crawler.text import told

# What the parts of a place are usually called; case and underscores do not count.
PARTS: dict[str, tuple[str, ...]] = {
    "city": ("city", "town", "locality", "addresslocality", "cityname"),
    "region": ("region", "state", "province", "addressregion", "regioncode", "statecode", "statename"),
    "country": ("country", "countryname", "countrycode", "addresscountry", "nation", "isocountry"),
}


def is_place(value: Any) -> bool:
    """Whether a value is a place by the names of its parts: an object, or a list of them, with city or country."""
    first = value[0] if isinstance(value, list) and value else value
    return isinstance(first, Mapping) and bool({"city", "country"} & _parts(first).keys())


def place_words(value: Any) -> str:
    """A place, or a list of them, as words: "Milan, Italy; Kenya"; of what has no such parts what it tells."""
    if not is_place(value):
        return told(value)
    every = value if isinstance(value, list) else [value]
    return union(_words(one) if isinstance(one, Mapping) else told(one) for one in every)


def _words(place: Mapping[str, Any]) -> str:
    keys = _parts(place)
    return str(locality(**{part: place[key] for part, key in keys.items()})) if keys else told(place)


def _parts(place: Mapping[str, Any]) -> dict[str, str]:
    """Which key holds which part: the likeliest that says something."""
    said = {plain(key): key for key, value in place.items() if value not in (None, "", [], {})}
    found = {part: next((said[name] for name in names if name in said), "") for part, names in PARTS.items()}
    return {part: key for part, key in found.items() if key}

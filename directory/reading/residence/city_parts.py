"""Cities that are a part of their country by themselves: "Česko kromě Prahy" leaves out CZ-10 (city_parts.tsv)."""

from functools import cache, lru_cache

from directory.reading.tables import entries
from directory.terms import PlaceHit, fold


@cache
def _rows() -> tuple[tuple[str, str, bool], ...]:
    """(part, folded name, whether an ending may follow) of each row."""
    return tuple(
        (entry["place"], fold(name.rstrip("*")), name.endswith("*"))
        for entry in entries("city_parts")
        for name in entry["names"].split("|")
    )


def own_part(hit: PlaceHit) -> str | None:
    """The part of its country (ISO 3166-2) that a city is alone; None for a city in a part with others."""
    return _own_part(fold(hit.text), hit.country or "")


@lru_cache(maxsize=1024)
def _own_part(name: str, country: str) -> str | None:
    found = (
        part
        for part, known, bent in _rows()
        if part[:2] == country and (name == known or (bent and name.startswith(known)))
    )
    return next(found, None)

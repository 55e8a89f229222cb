"""Places as sets that can be compared: whole countries, and countries of which only parts are meant."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from directory.terms import expand

Area = Mapping[str, frozenset[str] | None]
"""For each country its subdivisions that are meant, or None for the whole of it."""


def is_part(place: str) -> bool:
    """Whether a place id is a subdivision of a country (ISO 3166-2, "US-AZ"); countries and regions are none."""
    return place[2:3] == "-"


def country_codes(places: Iterable[str]) -> frozenset[str]:
    """The countries (ISO 3166-1) that are meant as a whole, regions as their members; subdivisions do not count.

    An unknown id raises UnknownTerm.
    """
    return expand(place for place in places if not is_part(place))


def area_of(places: Iterable[str]) -> Area:
    """The places as an area; a country that is named beside one of its parts counts whole."""
    return _area_of(tuple(places))


@lru_cache(maxsize=4096)  # lists of places that a crawl or a page meets again and again; some megabytes
def _area_of(places: tuple[str, ...]) -> Area:
    parts: dict[str, frozenset[str] | None] = {}
    for place in filter(is_part, places):
        parts[place[:2]] = (parts.get(place[:2]) or frozenset()) | {place}
    return parts | dict.fromkeys(country_codes(places))


def meet(one: Area, other: Area) -> Area:
    """What lies in both areas: a whole country and a part of it meet in the part; countries without a meeting go."""
    both = {country: _narrower(one[country], other[country]) for country in one.keys() & other.keys()}
    return {country: parts for country, parts in both.items() if parts is None or parts}


def names_of(area: Area) -> tuple[str, ...]:
    """An area as sorted place ids: a whole country by its code, one meant in part by its subdivisions ("US-AZ")."""
    return tuple(sorted(id for country, parts in area.items() for id in ((country,) if parts is None else parts)))


def _narrower(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    if one is None or other is None:
        return other if one is None else one
    return one & other

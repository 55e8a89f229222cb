"""Regions as sets of countries, and places of any kind as the countries they lie in."""

from collections.abc import Iterable
from functools import cache

from directory.terms.files import rows
from directory.terms.vocabulary import UnknownTerm

PREFIX = "region:"


def members(region_id: str) -> frozenset[str]:
    """The country codes of a region id ("LATAM" or "region:LATAM"); an unknown one raises UnknownTerm."""
    found = _members().get(region_id.removeprefix(PREFIX))
    if found is None:
        raise UnknownTerm("region", region_id)
    return found


def expand(ids: Iterable[str]) -> frozenset[str]:
    """The country codes that place ids stand for: "KE" is itself, "region:LATAM" its members, "US-AZ" is "US"."""
    return frozenset(code for id in ids for code in _countries(id))


def _countries(id: str) -> frozenset[str]:
    if id.startswith(PREFIX):
        return members(id)
    if id in _codes():
        return frozenset((id,))
    country = _parts().get(id)
    if country is None:
        raise UnknownTerm("place", id)
    return frozenset((country,))


@cache
def _members() -> dict[str, frozenset[str]]:
    return {row.id: frozenset(row.facts["members"].split()) for row in rows("regions")}


@cache
def _codes() -> frozenset[str]:
    return frozenset(row.id for row in rows("countries"))


@cache
def _parts() -> dict[str, str]:
    subdivisions = {row.id: row.id[:2] for row in rows("subdivisions")}
    return subdivisions | {row.id: row.facts["country"] for row in rows("cities")}

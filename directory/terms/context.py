"""What a place's name means, by what stands beside it: "Georgia" in "Atlanta, Georgia" is a state."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from directory.terms.towns import is_town_of

_BESIDE = re.compile(r"\s?(?:,|\(|-|–|·)\s?$|\s$")
_LISTED = re.compile(r"\s*(?:\([A-Z]{2}\))?\s*(?:,|;|/|&|\||•)?\s*(?:and|or)?\s*$")
_ITEM = re.compile(r"(?:^|[;|/\n])\s*(?:[A-Z][\w.]*\s){0,3}$")
_PART_OF = re.compile(
    r"\b(?:(?:states?|provinces?|cantons?|prefectures?|territory|bundesland|kanton|land|estado|provincia"
    r"|provincie|regione"
    r"|région|województwo|comunidad)\s+(?:of|de|do|da|du|di)?\s*(?:the\s+)?)$",
    re.IGNORECASE,
)
_NEAR = 12
"""Characters between two names that are still neighbours: " (AZ), and " is 11."""
_PART_REACH = 24
"""Characters before a name in which "the state of" stands."""
_CITIES_TOO = ("New York", "Washington")
"""States whose name is as likely that of a large city."""
# A bare name is a country before anything smaller; a city before a state, whose namesake it is ("New York").
_RANK = {"country": 0, "region": 1, "city": 2, "subdivision": 3}


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place that a name may mean: `within` is a city's subdivision, `use` as in the files."""

    kind: str
    id: str
    country: str | None
    within: str = ""
    use: str = ""


class Spot(NamedTuple):
    """A stretch of text and the places it may mean, the likeliest first."""

    start: int
    end: int
    places: tuple[NamedPlace, ...]


def ranked(places: Sequence[NamedPlace]) -> tuple[NamedPlace, ...]:
    """The likeliest first: countries, but a nation before its kingdom; names that need a neighbour last."""
    nations = {place.country for place in places if place.kind == "subdivision"}
    return tuple(sorted(places, key=lambda place: _rank(place, nations)))


def _rank(place: NamedPlace, nations: set[str | None]) -> tuple[bool, bool, int]:
    of_a_nation = place.kind == "country" and place.id in nations
    return place.use == "qualified", of_a_nation, _RANK[place.kind]


def decide(text: str, spots: Sequence[Spot], at: int) -> tuple[NamedPlace | None, bool]:
    """The place meant and whether its neighbours said so.

    None when the name needs a neighbour and has none, or when the neighbour names another
    place of that name ("Manchester, NH"), which then stands alone.
    """
    spot = spots[at]
    after = _neighbour(text, spots, at, 1, _BESIDE)
    if after is not None:
        inside = _first(place for place in spot.places if lies_in(place, after.places[0]))
        if inside is not None:
            return inside, True
        if _are_cities(text, spot, after):
            return spot.places[0], False
        if _overrules(spot.places[0], after) and (spot.places[0].kind == "city" or _is_town(text, spot, after)):
            return None, True
    part = _first(place for place in spot.places if place.kind == "subdivision")
    if part is not None and _PART_OF.search(text, max(spot.start - _PART_REACH, 0), spot.start):
        return part, True
    if text.strip() == text[spot.start : spot.end]:
        return spot.places[0], False
    return _by_those_before(text, spots, at) or _by_default(spot)


def settled(spot: Spot, place: NamedPlace) -> Spot:
    """The spot with the place that was decided on in front, for its neighbours to the left."""
    if spot.places[0] is place:
        return spot
    return Spot(spot.start, spot.end, (place, *(other for other in spot.places if other != place)))


def is_ambiguous(spot: Spot, place: NamedPlace) -> bool:
    """Whether the name alone leaves open which place is meant: its row says so, or it stands in several countries."""
    return place.use == "ambiguous" or len({other.country for other in spot.places}) > 1


def lies_in(inner: NamedPlace, outer: NamedPlace) -> bool:
    """Whether one place is part of the other: a city of a state, a state of a country."""
    if outer.kind == "country":
        return inner.kind in ("city", "subdivision") and inner.country == outer.id
    return inner.kind == "city" and outer.kind == "subdivision" and inner.within == outer.id


def _by_those_before(text: str, spots: Sequence[Spot], at: int) -> tuple[NamedPlace, bool] | None:
    spot = spots[at]
    before = _neighbour(text, spots, at, -1, _BESIDE)
    for place in spot.places:
        if before and any(lies_in(inner, place) or _same_land(inner, place) for inner in before.places):
            return place, True
    around = [_neighbour(text, spots, at, step, _LISTED) for step in (-1, 1)]
    for place in spot.places:
        if any(other and _alike(other.places[0], place) for other in around):
            return place, True
    return None


def _by_default(spot: Spot) -> tuple[NamedPlace | None, bool]:
    return _first(place for place in spot.places if place.use != "qualified"), False


def _first(places: Iterable[NamedPlace]) -> NamedPlace | None:
    return next(iter(places), None)


def _neighbour(text: str, spots: Sequence[Spot], at: int, step: int, gap: re.Pattern[str]) -> Spot | None:
    """The next spot that way, if only such a gap lies between."""
    if not 0 <= at + step < len(spots):
        return None
    left, right = (at, at + step) if step > 0 else (at + step, at)
    between = text[spots[left].end : spots[right].start]
    return spots[at + step] if len(between) < _NEAR and gap.match(between) else None


def _overrules(place: NamedPlace, beside: Spot) -> bool:
    """Whether the place beside a name says that this is a namesake."""
    outer = beside.places[0]
    if outer.kind == "subdivision":
        return place.country != outer.country or (place.use == "ambiguous" and place.within not in ("", outer.id))
    return outer.kind == "country" and place.use == "ambiguous" and outer.id in ("US", "CA")


def _are_cities(text: str, spot: Spot, beside: Spot) -> bool:
    """Whether two cities stand beside each other, the second called like its state: "London, New York, Tokyo"."""
    place = spot.places[0]
    if place.kind != "city" or text[beside.start : beside.end] not in _CITIES_TOO:
        return False
    land = beside.places[0].country or ""
    return place.use != "qualified" and place.country != land and not is_town_of(text[spot.start : spot.end], land)


def _is_town(text: str, spot: Spot, beside: Spot) -> bool:
    """Whether a country's or state's name is a town's: "Lebanon, OH", or "South Jordan, Utah" on its own."""
    if spot.places[0].kind == "region" or beside.places[0].kind != "subdivision" or text[spot.end] != ",":
        return False
    return beside.end - beside.start == 2 or bool(_ITEM.search(text[: spot.start]))


def _same_land(city: NamedPlace, place: NamedPlace) -> bool:
    return city.kind == "city" and place.kind == "subdivision" and city.country == place.country


def _alike(other: NamedPlace, place: NamedPlace) -> bool:
    return other.kind == place.kind == "subdivision" and other.country == place.country

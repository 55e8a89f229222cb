"""Places in running text: countries, regions, subdivisions and cities, told apart by what stands beside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from directory.terms.areas import PREFIX
from directory.terms.codes import country_of, find_codes
from directory.terms.files import Row, rows
from directory.terms.finder import Finder, Mention, Name
from directory.terms.folding import fold
from directory.terms.vocabulary import Vocabulary

_COMMA = re.compile(r"\s?(?:,|\(|-|–|·)\s?$|\s$")
_LIST = re.compile(r"\s*(?:\([A-Z]{2}\))?\s*(?:,|;|/|&|\||•)?\s*(?:and|or)?\s*$")
_POSTAL = re.compile(r"\s?\(([A-Z]{2})\)")


@dataclass(frozen=True, slots=True)
class PlaceHit:
    """A place named in a text. `kind` is country, region, subdivision or city; `id` can be given to
    `expand`; `country` is the code it lies in, None for a region. `ambiguous` places have namesakes
    elsewhere and nothing beside them decided."""

    start: int
    end: int
    text: str
    kind: str
    id: str
    country: str | None
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    kind: str
    id: str
    country: str | None
    within: str = ""
    use: str = ""


@dataclass(frozen=True, slots=True)
class _Spot:
    """A stretch of text and the places it may mean, the likeliest first."""

    start: int
    end: int
    places: tuple[_Place, ...]


_RANK = {"country": 0, "region": 1, "city": 2, "subdivision": 3}


class Places:
    """Finds places of every kind. A person called Jordan or Chad is found too: whether a name is
    about residence is for the reader of the sentence to say."""

    kind = "place"

    def __init__(self, countries: Vocabulary, regions: Vocabulary) -> None:
        self._countries, self._regions = countries, regions

    def find(self, text: str) -> list[PlaceHit]:
        """The places in the text in order, never overlapping; codes only in lists or after a city."""
        spots = self._with_codes(text, list(self._spots(text)))
        hits = (self._hit(text, spots, at) for at in range(len(spots)))
        return [hit for hit in hits if hit is not None]

    def label(self, id: str, locale: str = "en") -> str:
        """What a place id is called: "Kenya", "Latin America", "Arizona", "London"."""
        if id.startswith(PREFIX):
            return self._regions.label(id.removeprefix(PREFIX), locale)
        return (
            self._parts[id].name
            if id in self._parts
            else self._countries.label(id, locale)
        )

    def _spots(self, text: str) -> Iterator[_Spot]:
        for mention in self._finder.find(text):
            places = self._places[mention.name.id]
            if places and _looks_like_a_name(text, mention, places):
                yield _Spot(mention.start, mention.end, places)

    def _with_codes(self, text: str, spots: list[_Spot]) -> list[_Spot]:
        """The spots and the two-letter codes that the words around them explain."""
        known = {
            spot.end: spot.places[0].country or ""
            for spot in spots
            if spot.places[0].kind == "city"
        }
        taken = [(spot.start, spot.end) for spot in spots]
        for code in find_codes(text, known):
            if not any(start < code.end and code.start < end for start, end in taken):
                kind = "subdivision" if "-" in code.id else "country"
                spots.append(
                    _Spot(code.start, code.end, (_Place(kind, code.id, code.id[:2]),))
                )
        return sorted(spots, key=lambda spot: spot.start)

    def _hit(self, text: str, spots: list[_Spot], at: int) -> PlaceHit | None:
        spot = spots[at]
        place, decided = self._decide(text, spots, at)
        if place is None:
            return None
        match = _POSTAL.match(text, spot.end) if place.kind == "subdivision" else None
        end = match.end() if match and place.id.endswith(match[1]) else spot.end
        doubt = not decided and (
            place.use == "ambiguous" or len(spot.places) > 1 and _differ(spot.places)
        )
        return PlaceHit(
            spot.start,
            end,
            text[spot.start : end],
            place.kind,
            place.id,
            place.country,
            doubt,
        )

    def _decide(
        self, text: str, spots: list[_Spot], at: int
    ) -> tuple[_Place | None, bool]:
        """The place meant, and whether a neighbour said so; no place when the name needs one."""
        spot = spots[at]
        after = _neighbour(text, spots, at, 1, _COMMA)
        if after is not None:
            inside = next(
                (place for place in spot.places if _lies_in(place, after.places[0])),
                None,
            )
            if inside is not None:
                return inside, True
            if spot.places[0].kind == "city" and _overrules(
                spot.places[0], after.places[0]
            ):
                return None, True
        before = _neighbour(text, spots, at, -1, _COMMA)
        holder = next(
            (
                p
                for p in spot.places
                if before and any(_lies_in(c, p) for c in before.places)
            ),
            None,
        )
        if holder is not None:
            return holder, True
        listed = [_neighbour(text, spots, at, step, _LIST) for step in (-1, 1)]
        for place in spot.places:
            if place.kind == "subdivision" and any(
                s and _same_kind(s.places[0], place) for s in listed
            ):
                return place, True
        return next(
            (place for place in spot.places if place.use != "qualified"), None
        ), False

    @cached_property
    def _parts(self) -> dict[str, Row]:
        return {
            row.id: row for name in ("subdivisions", "cities") for row in rows(name)
        }

    @cached_property
    def _places(self) -> dict[str, tuple[_Place, ...]]:
        """For each folded spelling the places it may mean; none for names that only sound like one."""
        found: dict[str, list[_Place]] = {
            fold(row.id): [] for row in rows("not-places")
        }
        for name, place in self._named():
            same = found.setdefault(fold(name.text), [])
            if place not in same:
                same.append(place)
        return {text: _ranked(places) for text, places in found.items()}

    def _named(self) -> Iterator[tuple[Name, _Place]]:
        for name in self._countries.names():
            yield name, _Place("country", name.id, name.id)
        for name in self._regions.names():
            yield name, _Place("region", PREFIX + name.id, None)
        for row in self._parts.values():
            city = "/" in row.id
            place = _Place(
                "city" if city else "subdivision",
                row.id,
                country_of(row.id),
                row.facts.get("subdivision", ""),
                row.facts["use"],
            )
            for text in (*([] if place.use == "shared" else [row.name]), *row.aliases):
                yield Name(text, row.id), place

    @cached_property
    def _finder(self) -> Finder:
        """One name a spelling; it is cased only if every name spelt so is."""
        names = {fold(row.id): Name(row.id, fold(row.id)) for row in rows("not-places")}
        for name, _ in self._named():
            folded = fold(name.text)
            known = names.get(folded, replace(name, id=folded))
            names[folded] = replace(known, cased=known.cased and name.cased)
        return Finder(names.values())


def _looks_like_a_name(text: str, mention: Mention, places: tuple[_Place, ...]) -> bool:
    first = text[mention.start]
    return places[0].kind in ("country", "region") or not first.islower()


def _ranked(places: list[_Place]) -> tuple[_Place, ...]:
    """Countries first, but a nation before the kingdom it is also an alias of; qualified names last."""
    nations = {place.country for place in places if place.kind == "subdivision"}
    return tuple(
        sorted(
            places,
            key=lambda p: (
                p.use == "qualified",
                p.kind == "country" and p.id in nations,
                _RANK[p.kind],
            ),
        )
    )


def _differ(places: tuple[_Place, ...]) -> bool:
    return len({place.country for place in places}) > 1


def _neighbour(
    text: str, spots: list[_Spot], at: int, step: int, gap: re.Pattern[str]
) -> _Spot | None:
    """The next spot that way, if only such a gap lies between."""
    if not 0 <= at + step < len(spots):
        return None
    left, right = sorted((spots[at], spots[at + step]), key=lambda spot: spot.start)
    between = text[left.end : right.start]
    return spots[at + step] if gap.match(between) and len(between) < 12 else None


def _lies_in(inner: _Place, outer: _Place) -> bool:
    if outer.kind == "country":
        return inner.kind in ("city", "subdivision") and inner.country == outer.id
    return (
        inner.kind == "city"
        and outer.kind == "subdivision"
        and outer.id in (inner.within, inner.country)
    )


def _overrules(city: _Place, outer: _Place) -> bool:
    """Whether the place beside a city says that this is a namesake: "Manchester, NH"."""
    if outer.kind == "subdivision":
        return (
            city.country != outer.country
            or city.use == "ambiguous"
            and city.within != outer.id
        )
    return (
        outer.kind == "country" and city.use == "ambiguous" and outer.id in ("US", "CA")
    )


def _same_kind(other: _Place, place: _Place) -> bool:
    return other.kind == "subdivision" and other.country == place.country

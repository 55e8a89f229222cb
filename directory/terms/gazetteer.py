"""Places in running text: countries, regions, subdivisions and cities."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from directory.terms.areas import PREFIX
from directory.terms.codes import Code, country_of, find_codes
from directory.terms.context import NamedPlace, Spot, decide, is_ambiguous, ranked, settled
from directory.terms.files import VocabularyRow, rows
from directory.terms.finder import Name, NameFinder
from directory.terms.folding import fold
from directory.terms.vocabulary import Vocabulary, silent

_POSTAL = re.compile(r"\s?\(([A-Z]{2})\)")


class PlaceHit(NamedTuple):
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


class Places:
    """Finds places of every kind. A person called Jordan or Chad is found too: whether a name is
    about residence is for the reader of the sentence to say."""

    kind = "place"

    def __init__(self, countries: Vocabulary, regions: Vocabulary) -> None:
        self._countries, self._regions = countries, regions

    def find(self, text: str) -> list[PlaceHit]:
        """The places in the text in order, never overlapping; codes only in lists or after a city."""
        spots = self._with_codes(text, self._spots(text))
        hits: list[PlaceHit] = []
        for at in reversed(range(len(spots))):
            place, decided = decide(text, spots, at)
            if place is not None:
                hits.append(_hit(text, spots[at], place, decided))
                spots[at] = settled(spots[at], place)
        return hits[::-1]

    def label(self, id: str, locale: str = "en") -> str:
        """What a place id is called: "Kenya", "Latin America", "Arizona", "London"."""
        if id.startswith(PREFIX):
            return self._regions.label(id.removeprefix(PREFIX), locale)
        return self._parts[id].name if id in self._parts else self._countries.label(id, locale)

    def spellings(self) -> Iterator[Name]:
        """Every name that is looked for, of every kind of place, with its id; one spelling may come several times."""
        return (name for name, _ in self._named())

    def _spots(self, text: str) -> list[Spot]:
        found = ((mention, self._places[mention.name.id]) for mention in self._finder.find(text))
        return [
            Spot(mention.start, mention.end, places)
            for mention, places in found
            if places[0].kind in ("country", "region") or not text[mention.start : mention.end].islower()
        ]

    def _with_codes(self, text: str, spots: list[Spot]) -> list[Spot]:
        """The spots and the two-letter codes that the words around them explain."""
        cities = {spot.end: spot.places[0].country or "" for spot in spots if spot.places[0].kind == "city"}
        codes = [
            code for code in find_codes(text, cities) if not any(spot.start <= code.start < spot.end for spot in spots)
        ]
        return sorted((*spots, *map(_spot_of_code, codes)), key=lambda spot: spot.start) if codes else spots

    @cached_property
    def _parts(self) -> dict[str, VocabularyRow]:
        return {row.id: row for name in ("subdivisions", "cities") for row in rows(name)}

    @cached_property
    def _places(self) -> dict[str, tuple[NamedPlace, ...]]:
        """For each folded spelling the places it may mean."""
        found: dict[str, dict[NamedPlace, None]] = {}
        for name, place in self._named():
            found.setdefault(fold(name.text), {})[place] = None
        return {text: ranked(list(places)) for text, places in found.items()}

    @cached_property
    def _finder(self) -> NameFinder:
        """One name a spelling; it is cased only if every name spelt so is."""
        names: dict[str, Name] = {}
        for name, _ in self._named():
            folded = fold(name.text)
            known = names.get(folded, replace(name, id=folded))
            names[folded] = replace(known, cased=known.cased and name.cased)
        return NameFinder(names.values(), silent(self.kind))

    def _named(self) -> Iterator[tuple[Name, NamedPlace]]:
        for name in self._countries.names():
            yield name, NamedPlace("country", name.id, name.id)
        for name in self._regions.names():
            yield name, NamedPlace("region", PREFIX + name.id, None)
        for row in self._parts.values():
            place = _place_of(row)
            names = row.aliases if place.use == "shared" else (row.name, *row.aliases)
            yield from ((Name(text, row.id), place) for text in names)


def _place_of(row: VocabularyRow) -> NamedPlace:
    kind = "city" if "/" in row.id else "subdivision"
    return NamedPlace(
        kind,
        row.id,
        country_of(row.id),
        row.facts.get("subdivision", ""),
        row.facts["use"],
    )


def _spot_of_code(code: Code) -> Spot:
    kind = "subdivision" if "-" in code.id else "country"
    return Spot(code.start, code.end, (NamedPlace(kind, code.id, country_of(code.id)),))


def _hit(text: str, spot: Spot, place: NamedPlace, decided: bool) -> PlaceHit:
    end = _with_postal(text, spot.end, place)
    doubt = not decided and is_ambiguous(spot, place)
    return PlaceHit(
        spot.start,
        end,
        text[spot.start : end],
        place.kind,
        place.id,
        place.country,
        doubt,
    )


def _with_postal(text: str, end: int, place: NamedPlace) -> int:
    """Where "Arizona (AZ)" ends: a state's own code in brackets belongs to it."""
    match = _POSTAL.match(text, end) if place.kind == "subdivision" else None
    return match.end() if match and place.id.endswith(match[1]) else end

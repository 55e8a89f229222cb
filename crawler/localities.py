"""Where a posting is, in the parts that a hiring system hands over, written out as words that read as those parts.

"Milano, MI, IT" reads as Michigan to who does not know that IT was a country's own field: a country is written by its
name, a region's code by the name of that country's region, or left out where the country has no such code.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from crawler.text import entries, listed, told
from directory.claims import Statement
from directory.posting import Posting
from directory.reading.residence import fields
from directory.terms import countries, expand, places
from directory.terms.files import rows

EVERYWHERE = re.compile(
    r"\b(?:world[\s-]?wide|global(?:ly)?|(?:any|every)where|any (?:country|location)|international)\b|^any$",
    re.IGNORECASE,
)
REGION_CODE = re.compile(r"[A-Z0-9]{1,3}|[A-Z]{2}-[A-Z0-9]{1,3}|[A-Za-zÀ-ž]{1,4}\.")


@dataclass(frozen=True, slots=True)
class Locality:
    """One place. Every part may be empty; `country` is a name or a code of ISO 3166-1, `region` a name or code."""

    city: str = ""
    region: str = ""
    country: str = ""

    def __str__(self) -> str:
        """The parts as words, each once: "Malang, Indonesia", "Fort Lauderdale, Florida"; empty when all are.

        A part whose name is read as another country is left out ("Benin City" in Nigeria): the country's field counts.
        """
        region, country = self._region_name(), country_name(self.country)
        ways = ([self.city, region, country], [self.city, country], [region, country], [country])
        written = _once([listed(_once(list(parts))) for parts in ways])
        home = countries.get(self.country) if len(written) > 1 else None  # who reads needs tables: 1 s of a crawl
        return next((words for words in written if not home or _read_as(words) <= {home}), written[0])

    def _region_name(self) -> str:
        if not REGION_CODE.fullmatch(self.region):
            return self.region
        code = countries.get(self.country) or ""
        known = _regions().get((code, self.region.rsplit("-", 1)[-1]), "")
        return known or ("" if self.country else self.region)


def locality(city: Any = None, region: Any = None, country: Any = None) -> Locality:
    """A place of three values that may be text, an object with a name, a list of either, or nothing."""
    return Locality(_line(city), _line(region), listed(country_name(_line(one)) for one in entries(country)))


def country_name(said: str) -> str:
    """A country's English name for a code or an abbreviation, a name or unknown word as it is."""
    text = said.strip()
    if len(text) > 3 or text.upper() in ("USA", "UAE"):
        return text
    known = countries.get(text) or countries.get(text.upper())
    return countries.label(known) if known else text


def union(parts: Iterable[Any]) -> str:
    """Places as one text, each once and in order, with "; " between them; blanks are dropped."""
    found: dict[str, str] = {}
    for part in parts:
        words = str(part or "").strip()
        if words:
            found.setdefault(words.casefold(), words)
    return "; ".join(found.values())


def countries_of(words: str) -> frozenset[str]:
    """The country codes that the places named in these words lie in; empty for "Remote" and "Hybrid"."""
    return expand(hit.id for hit in places.find(words))


def named(words: Any, place: Locality) -> str:
    """A place's own name beside its address, as one text; "Worldwide" is wider than any office.

    The name alone when it is as wide as the address or wider ("USA (Remote)" at an office in San Francisco), the
    address alone when it only says the name more fully, both otherwise ("Remote" in Brazil is "Remote, Brazil").
    """
    name, address = _line(words), str(place)
    if not name or not address or name.casefold() == address.casefold():
        return name or address
    home = countries_of(country_name(place.country))
    if EVERYWHERE.search(name):
        return name
    if home and home <= countries_of(name):
        return name
    if name.casefold() in (part.casefold() for part in (place.city, place.region, place.country)):
        return address
    if any(hit.kind != "city" for hit in places.find(name)):
        return union([name, address])
    return f"{name}, {address}"  # a town of that name elsewhere is not meant: "Valencia" in Venezuela


def _line(value: Any) -> str:
    return " ".join(told(value).split())


def _once(parts: list[str]) -> list[str]:
    seen: dict[str, str] = {}
    for part in parts:
        seen.setdefault(part.casefold(), part)
    return list(seen.values())


@lru_cache(4096)
def _read_as(words: str) -> frozenset[str]:
    """The countries that a location field of these words is read as."""
    said = Posting(platform="any", ref="1", url="https://example.org/", title="-", location=words)
    claims = [claim.value for claim in fields.location(said)]
    return expand(place for value in claims if isinstance(value, Statement) for place in value.places)


@cache
def _regions() -> dict[tuple[str, str], str]:
    """The names of regions by country and postal code, as far as the vocabulary holds them."""
    return {(row.id[:2], row.facts["postal"]): row.name for row in rows("subdivisions") if row.facts["postal"]}

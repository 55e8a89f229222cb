"""Addresses in a location field: "City, Region, CC", "City, Country", "Remote, CC" and a country's code alone.

A field is not running text: what stands last in an address is its country, and what stands before it lies in there,
however many namesakes a town has elsewhere. A code that a state and a country share is decided by the town before it.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from directory.reading.residence.crossing import LEAD, is_city, of_another, parts_of
from directory.reading.residence.in_a_row import CODE, SPELT, places_of
from directory.reading.residence.places import PlaceGroup
from directory.terms import PlaceHit, countries, places
from directory.terms.codes import country_of
from directory.terms.files import rows
from directory.terms.towns import country_of_town, home_of_town, is_town_of

_ITEM = re.compile(r"(?:(?!\s/\s(?![A-Z]{2}\s*$)|(?<=, [A-Z]{2}) (?:or|and|&|o|y|e|ou|et|oder|und) )[^;|\n•])+")
_LINK = re.compile(r"[ \t\u00a0/]*(?:(?:or|and|&|o|y|e|ou|et|oder|und) )?")
"""What stands before an address that is not the first of its field."""
_CODES = re.compile(r"[A-Z]{2}(?:\s?/\s?[A-Z]{2}){2,}")
_ABBREVIATION = re.compile(r"[A-Z0-9]{1,4}|[A-Z]\w{1,4}\.")
_MODEL = re.compile(r"\s*\((?:remote|hybrid|on-?site|telework)\)\s*$|\s+[-–]\s+(?:remote|hybrid)\s*$", re.IGNORECASE)
_PEOPLE = re.compile(r"(?<=\b[A-Z]{2})(?:[\s\-–]+(?:residents?|based|citizens?|applicants?|only))+\s*$", re.IGNORECASE)
"""Words behind a country's code that say whose it is: "PH residents only"."""
_DOTTED = re.compile(r",?\s+(?!U\.?S|U\.?K|U\.?A)[A-Z]\.\s?[A-Z]\.$")
"""A state's or district's letters behind a town: "Monterrey, N.L.", "Bogotá D.C."; only the town names its country."""
_DISTRICT = re.compile(r"(?<!washington)(?<!washington,),?\s+D\.?\s?C\.?(?=,)", re.IGNORECASE)
"""The letters of a capital's district before its country: "Bogotá D.C., Colombia"; Washington's are its name."""
_LONGER = re.compile(r"^\w+ (?:de|del|do|da|di) \w+$|^\w+ City$")
_BRACKET = re.compile(r"\s*\(([A-Z]{2})\)$")
_OF_ITALY = (
    "AG AL AN AO AR AP AT AV BA BT BL BN BG BI BO BZ BS BR CA CL CB CE CT CZ CH CO CS CR KR CN EN FM FE FI FG FC FR GE"
    " GO GR IM IS SP AQ LT LE LC LI LO LU MC MN MS MT ME MI MO MB NA NO NU OR PD PA PR PV PG PU PE PC PI PT PN PZ PO RG"
    " RA RC RE RI RN RM RO SA SS SV SI SR SU TA TE TR TO TP TN TV TS UD VA VE VB VC VR VV VI VT"
)
_OF_NETHERLANDS = "DR FL FR GD GE GR LB LI NB NH OV UT ZE ZH"
_PROVINCES = {"IT": _OF_ITALY.split(), "NL": _OF_NETHERLANDS.split()}
"""The letters of provinces that stand in brackets behind a town, by country (Italy's of its number plates)."""
_FOUND_ONLY_THERE = "AN AP AV BL BT CB CS FC LC LO MB PC PD PN PO PV RC RN VB VV VT"
_ONLY_ITALY = frozenset(_FOUND_ONLY_THERE.split())
"""Those of them that are the letters of no country, of no state of America and of none of Brazil."""
_BEFORE_REMOTE = re.compile(r"([A-Z]{2})\s*[-–/,(]\s*remote\)?", re.IGNORECASE)
_REMOTE = re.compile(r"(?:100% |fully )?(?:remote|home[ -]based|work from home|hybrid|virtual|online)", re.IGNORECASE)
# Codes that are a state's too and stand alone, or behind "Remote", for the far larger country.
_ALONE = frozenset({"AR", "DE", "ID", "IN", "NL", "PE"})


@lru_cache(maxsize=4096)
def find(words: str) -> tuple[PlaceGroup, ...]:
    """The addresses in a location field whose country is sure, one group each; the rest is for the places' finder.

    Kept, for three readers ask for those of one field, and a platform has few fields for all its postings.
    """
    return tuple(_addresses(words))


def _addresses(words: str) -> Iterator[PlaceGroup]:
    items = list(_ITEM.finditer(words))
    for item in items:
        text = _PEOPLE.sub("", _MODEL.sub("", item[0]))
        lead = link.end() if (link := _LINK.match(text)) else 0
        named = _DISTRICT.sub("", text[lead:])
        start, end = item.start() + lead, item.start() + len(text.rstrip())
        if listed := places_of(named):
            yield PlaceGroup(start, end, tuple(_hit(words, start, end, home) for home in listed))
            continue
        country = _country(named, alone=len(items) == 1)
        if other := of_another(named, country):
            yield PlaceGroup(start, end, tuple(_hit(words, start, end, home) for home in other))
        elif country is not None:
            yield PlaceGroup(start, end, (_hit(words, start, end, country),))


def disagreeing(words: str) -> Iterator[tuple[int, int]]:
    """The addresses, as offsets, that name a city with a state or country it does not lie in: "Toronto, New York"."""
    apart = (group for group in find(words) if len(group.hits) > 1)
    return ((one.start, one.end) for one in apart if not places_of(words[one.start : one.end]))


def _hit(words: str, start: int, end: int, id: str) -> PlaceHit:
    if id.startswith("region:"):
        return PlaceHit(start, end, words[start:end], "region", id, None)
    return PlaceHit(start, end, words[start:end], "country", id, id)


def _country(text: str, *, alone: bool) -> str | None:
    """The country of one address, None when its last part does not decide it."""
    if (dotted := _DOTTED.search(text)) and (home := home_of_town(text[: dotted.start()])):
        return home
    if home := _of_bracket(text):
        return home
    if _CODES.fullmatch(text.strip()):
        return None  # a list of codes
    text = re.sub(r"(?<=\w)\s?/\s?(?=[A-Z]{2}$)", ", ", text)
    text = _BRACKET.sub(r", \1", text.strip())
    if (turned := _BEFORE_REMOTE.fullmatch(text)) and turned[1].isupper():
        text = f"Remote, {turned[1]}"
    before, last = parts_of(text)
    if CODE.fullmatch(last):
        code = SPELT.get(last, last)
        if code in _homes():
            return _homes()[code] if before else None
        return _by_code(before, code, alone=alone) if code in _codes() else None
    home = countries.get(last) if len(last) > 3 and not _is_state(before, last) else None
    if home and last in _namesakes() and before and is_town_of(before[-1], "US") and not is_town_of(before[-1], home):
        return "US"
    if home:
        return home if _is_one_address(before, home) else None
    return _of_province(before[0], last) if len(before) == 1 else None


def _of_bracket(text: str) -> str | None:
    """The country of "Piacenza (PC)": that in which such letters of a province in a bracket are usual."""
    bracket = _BRACKET.search(text.strip())
    if bracket is None:
        return None
    town = text.strip()[: bracket.start()]
    if bracket[1] in _ONLY_ITALY and home_of_town(town) is None and not places.find(town):
        return "IT"
    return next((home for home, codes in _PROVINCES.items() if bracket[1] in codes and _lies_in(town, home)), None)


def _lies_in(town: str, home: str) -> bool:
    """Whether a country has a town of that name, by the long list or by the cities that we know."""
    hits = places.find(town)
    return is_town_of(town, home) or (len(hits) == 1 and hits[0].kind == "city" and hits[0].country == home)


def _of_province(town: str, province: str) -> str | None:
    """The country of "Rosario, Santa Fe": that of the town, where its list has the second name as well."""
    hits = places.find(town)
    home = hits[0].country if len(hits) == 1 and hits[0].kind == "city" else None
    return (
        home
        if home and any(hit.country != home for hit in places.find(province)) and is_town_of(province, home)
        else None
    )


def _is_state(before: list[str], last: str) -> bool:
    """ "Atlanta, Georgia" is in a state of that name."""
    hits = places.find(", ".join([*before, last]))
    return bool(hits) and hits[-1].kind == "subdivision" and hits[-1].text == last


def _by_code(before: list[str], code: str, *, alone: bool) -> str | None:
    shared = code in _states()
    if not before or (len(before) == 1 and _REMOTE.fullmatch(before[0])):
        return code if not shared or (alone and code in _ALONE) else None
    if all(CODE.fullmatch(part) for part in before):
        return None  # a list of codes
    if len(before) > 1 and _ABBREVIATION.fullmatch(before[-1]):
        return code
    town = before[-1]
    if any(_known(part, code) for part in before):
        return code
    if shared:
        return country_of_town(town, code)
    home = home_of_town(town)
    if home not in (None, code) and not is_town_of(town, code):
        return home
    return None if places.find(town) or len(before) > 2 else code


def _known(part: str, code: str) -> bool:
    """Is this a place of that country, or the country itself ("Macau, MO")?"""
    return countries.get(part) == code or any(hit.country == code for hit in places.find(f"{part}, {_name(code)}")[:-1])


def _is_one_address(before: list[str], home: str) -> bool:
    """Does what stands before a country's name lie in there: a town, whatever its namesakes, or town and region?"""
    if len(before) == 2 and _ABBREVIATION.fullmatch(before[1]):
        return True
    if _is_town_in(before, home) or _is_spelt_like_a_country(before, home):
        return True
    whole = places.find(", ".join([*before, _name(home)]))
    if any(hit.kind in ("country", "region", "subdivision") for hit in whole[:-1]):
        return False
    elsewhere = [hit for part in before for hit in places.find(part) if hit.country != home]
    return len(before) <= 2 and len(elsewhere) == 1 and len(whole) == 2


def _is_spelt_like_a_country(before: list[str], home: str) -> bool:
    """Whether a part of the country stands behind another language's name of a country: "Guadalupe, Nuevo León"."""
    if len(before) != 2:
        return False
    towns, parts = places.find(before[0]), places.find(before[1])
    region = len(parts) == 1 and parts[0].kind == "subdivision" and parts[0].country == home
    return region and len(towns) == 1 and towns[0].kind == "country" and towns[0].text != _name(towns[0].id)


def _is_town_in(before: list[str], home: str) -> bool:
    """Is this a town of that country's list, alone or with its region: "Victoria, Seychelles", "Guadalupe, Nuevo León"?

    A town that is called like a country must have its region behind it: "Armenia, Colombia" may be a list.
    """
    if not before or len(before) > 2:
        return False
    before = [LEAD.sub("", f"{before[0]},")[:-1], *before[1:]]
    hits = places.find(before[0])
    if len(before) == 2 and all(_is_city_elsewhere(part, home) for part in before[:1]) and is_city(before[1]):
        return False  # "Toronto, New York, United States" is a list
    if _LONGER.search(before[0]) and all(hit.text != before[0] for hit in hits):
        return True  # "Benin City", "Santiago de Cali": a longer name than that of the namesake
    called = {hit.kind for hit in hits if hit.country != home}
    behind = [hit for part in before[1:] for hit in places.find(part) if hit.country != home]
    return is_town_of(before[0], home) and not behind and (len(before) == 2 or called <= {"city", "subdivision"})


def _is_city_elsewhere(part: str, home: str) -> bool:
    """Whether a part is the name of a large city of another country."""
    hits = places.find(part)
    return len(hits) == 1 and hits[0].kind == "city" and hits[0].text == part and hits[0].country != home


@cache
def _name(code: str) -> str:
    return countries.label(code)


@cache
def _codes() -> frozenset[str]:
    return frozenset(row.id for row in rows("countries"))


@cache
def _homes() -> dict[str, str]:
    """The country of each postal code of a state or province that no country has as its code: "TX", "OH", "ON"."""
    parts = {
        row.facts["postal"]: country_of(row.id) for row in rows("subdivisions") if country_of(row.id) in ("US", "CA")
    }
    return {code: home for code, home in parts.items() if code and code not in _codes()}


@cache
def _namesakes() -> frozenset[str]:
    """The American states that are called like a country: "Athens, Georgia"."""
    return frozenset(row.name for row in rows("subdivisions") if country_of(row.id) == "US" and countries.get(row.name))


@cache
def _states() -> frozenset[str]:
    """The codes of American states and Canadian provinces."""
    parts = rows("subdivisions")
    return frozenset(row.facts["postal"] for row in parts if country_of(row.id) in ("US", "CA") and row.facts["postal"])

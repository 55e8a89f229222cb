"""Two-letter codes in running text: states after a city, and lists such as "US/CA/UK" or "CA, IL or VA".

A lone code is never read: "IN", "OR", "IT" and "AI" are words far more often than places.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from directory.terms.files import rows

_TOKEN = r"(?:U\.S\.(?:A\.)?|U\.K\.|USA|UAE|[A-Z]{2})"
_RUN = re.compile(rf"(?<![\w.$]){_TOKEN}(?:\s*(?:[/,;|&+]|\bor\b|\band\b)\s*(?:(?:or|and)\s+)?{_TOKEN}(?![\w$]))+")
_JOINT = re.compile(r"[A-Z.]\s*(?:[/,;|&+]|or\b|and\b)\s*(?:(?:or|and)\s+)?[A-Z][A-Z.]")
"""What stands in every match of `_RUN`, quickly looked for."""
_EACH = re.compile(_TOKEN)
_TAIL = re.compile(r"(?:,\s?| - ?|-| )([A-Z]{2,3})(?![\w'$-])")
_UNKNOWN_TOWN = re.compile(
    r"(?<!\w)([A-Z][a-z]+(?:[ -][A-Z][a-z]+)*), ([A-Z]{2})(?=$|[,;.|/)\n•]|\s+(?:\d{5}|US|or\b|\())"
)
_TOWN_CODE = re.compile(r", [A-Z]{2}(?![\w'])")
"""What stands in every match of `_UNKNOWN_TOWN`, quickly looked for."""
_ANCHORS = {"US", "USA", "UK", "GB", "EU", "UAE", "NZ", "AU"}
_NEVER = {"AI", "AD", "TV", "PM", "BI"}
_JARGON = _NEVER | {
    "ML",
    "HR",
    "IT",
    "QA",
    "PR",
    "GA",
    "IP",
    "VC",
    "IN",
    "ID",
    "MS",
    "MD",
    "PA",
    "SE",
    "CO",
    "BA",
    "TA",
    "CV",
}
_DEGREES = {
    "MD",
    "PA",
    "MA",
    "MS",
    "ME",
    "OR",
    "IN",
    "OK",
    "HI",
    "ID",
    "DE",
    "AL",
    "LA",
    "CO",
}
_NO_TOWNS = {"Remote", "Worldwide", "Global", "Anywhere", "Yes"}
_SPELLED = {
    "U.S.": "US",
    "U.S.A.": "US",
    "USA": "US",
    "U.K.": "GB",
    "UK": "GB",
    "UAE": "AE",
}


@dataclass(frozen=True, slots=True)
class Code:
    """A code in a text and the place it means: a country code or a subdivision's."""

    start: int
    end: int
    id: str


def country_of(id: str) -> str:
    """The country of a subdivision or city id: "US-AZ" and "US/austin" are in "US"."""
    return id[:2]


def find_codes(text: str, cities: Mapping[int, str]) -> list[Code]:
    """The codes that the text itself explains; `cities` maps where a known city ends to its country."""
    tails = [*_after_towns(text), *(_after_cities(text, cities) if cities else ())]
    ends = {code.start for code in tails}
    runs = [code for code in _lists(text) if code.start not in ends]
    if not tails and not runs:
        return []
    return sorted(
        {code.start: code for code in (*runs, *tails)}.values(),
        key=lambda code: code.start,
    )


def _after_cities(text: str, cities: Mapping[int, str]) -> Iterator[Code]:
    for end, country in cities.items():
        match = _TAIL.match(text, end)
        if match is None:
            continue
        id = _postal().get((country, match[1])) or (match[1] if match[1] == country else None)
        if id is None and text[end] == ",":
            id = _postal().get(("US", match[1]))
        if id is not None:
            yield Code(match.start(1), match.end(1), id)


def _after_towns(text: str) -> Iterator[Code]:
    for match in _UNKNOWN_TOWN.finditer(text) if _TOWN_CODE.search(text) else ():
        id = _postal().get(("US", match[2]))
        if id and match[2] not in _DEGREES and match[1] not in _NO_TOWNS:
            yield Code(match.start(2), match.end(2), id)


def _lists(text: str) -> Iterator[Code]:
    for run in _RUN.finditer(text) if _JOINT.search(text) else ():
        tokens = list(_EACH.finditer(text, run.start(), run.end()))
        ids = _meanings([token[0] for token in tokens])
        yield from (Code(token.start(), token.end(), id) for token, id in zip(tokens, ids, strict=False) if id)


def _meanings(codes: list[str]) -> list[str]:
    """What a list of codes means as a whole: countries, American states, Canadian provinces or nothing."""
    if _NEVER & set(codes):
        return []
    anchored = bool(_ANCHORS & set(codes))
    if not anchored and not _DEGREES.issuperset(codes):
        for country in ("US", "CA"):
            parts = [_postal().get((country, code), "") for code in codes]
            if all(parts):
                return parts
    if not anchored and (len(codes) < 3 or _JARGON & set(codes)):
        return []
    if _JARGON & set(codes) and len(codes) < 4:
        return []
    ids = [_SPELLED.get(code, code) for code in codes]
    return ids if all(id in _countries() or id == "EU" for id in ids) else []


@cache
def _postal() -> dict[tuple[str, str], str]:
    return {(country_of(row.id), row.facts["postal"]): row.id for row in rows("subdivisions") if row.facts["postal"]}


@cache
def _countries() -> frozenset[str]:
    return frozenset(row.id for row in rows("countries"))

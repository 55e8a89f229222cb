"""Lists of country codes behind a label of place or a verb of living: "Based: SG / MY", "Location eligibility: KE, GH".

Two letters are words far more often than places, so they count only where the line says that a place is meant, and
only if each of them is a country.
"""

import re
from collections.abc import Iterator
from functools import cache

from directory.claims import Claim, Statement
from directory.reading.lattice import english_lattice, tokens
from directory.reading.page import Sheet
from directory.reading.quote import quote
from directory.reading.sections import Parts
from directory.terms import countries

_CODE = r"(?:[A-Z]{2}|UAE|USA)"
_JOINT = r"\s*(?:[,/|;&+·•]|\b(?:and|or|und|oder|y|o|e|et|ou)\b)\s*"
_LIST = re.compile(rf":[\s*_]{{0,4}}(?P<codes>{_CODE}(?:{_JOINT}{_CODE})+)(?![\w'’$/-])")
_EACH = re.compile(_CODE)
_LABELS = frozenset(("label", "live", "where", "own", "abode", "only", "accept", "barred", "except", "not"))
_DENYING = frozenset(("barred", "except", "not"))
_OTHER = re.compile(
    r"\b(?:languages?|locales?|idiomas?|langues?|sprachen?|lingue|pairs?|skills?|tools?|currenc\w+)\b", re.IGNORECASE
)
"""Labels of codes that are no places."""
_HEAD = 45
"""Characters of a label before its colon."""
_PLACE_LABEL = re.compile(
    r"\b(?:locations?|eligib\w+|regions?|geo(?:graph\w+)?|territor\w+|hiring|based|open)\b", re.IGNORECASE
)
_SPELLED = {"UK": "GB", "UAE": "AE", "USA": "US"}


def read(page: Sheet, parts: Parts) -> Iterator[Claim]:
    """The statements of lines that are a label and a list of codes, in any language."""
    for found in _LIST.finditer(page.plain):
        start = page.plain.rfind("\n", 0, found.start()) + 1
        head, places = page.plain[start : found.start()], _places(found["codes"])
        if len(head) > _HEAD or not parts.states(found.start()):
            continue
        kinds = _kinds(page, start, found.start())
        if places and _OTHER.search(head) is None and (kinds & _LABELS or _PLACE_LABEL.search(head)):
            stance = Statement("not" if kinds & _DENYING else "only", places)
            yield Claim("residence", stance, quote(page.plain, start, found.end(), "text"), "codes")


def _kinds(page: Sheet, start: int, end: int) -> set[str]:
    """What kinds of words a label holds, in its own language or in English."""
    return {token.kind for token in (*tokens(page).between(start, end), *english_lattice().part(page, start, end))}


def _places(words: str) -> tuple[str, ...]:
    """The countries of a list of codes; () where one of them is none."""
    ids = [_SPELLED.get(code, code) for code in _EACH.findall(words)]
    return tuple(dict.fromkeys(ids)) if set(ids) <= _countries() else ()


@cache
def _countries() -> frozenset[str]:
    return frozenset(countries.ids)

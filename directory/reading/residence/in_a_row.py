"""Countries one behind another in a location field, by name and by code: "US, UK, Australia"; no address.

What stands before a country's name in an address lies in it ("Dehradun, UK, India"); three countries in a row do not.
"""

import re
from functools import cache

from directory.reading.residence.crossing import parts_of
from directory.terms import countries
from directory.terms.files import rows

CODE = re.compile(r"[A-Z]{2}|USA|UAE")
"""What may be a country's code in a field."""
SPELT = {"UK": "GB", "USA": "US", "UAE": "AE"}
"""Abbreviations that are no code of ISO 3166-1, and the code that they stand for."""


def countries_of(text: str) -> tuple[str, ...]:
    """The countries of a list of three or more that ends in a name and holds a code, as codes; () of anything else.

    Where a code is a part of the last country it may be meant: "SC, PR, Brazil" are two of its states.
    """
    before, last = parts_of(text)
    home = countries.get(last) if len(last) > 3 else None
    codes = [part for part in before if CODE.fullmatch(part)]
    if home is None or len(before) < 2 or not codes or any(f"{home}-{code}" in _parts() for code in codes):
        return ()
    known = [SPELT.get(part, part) if part in codes else countries.get(part) or "" for part in before]
    return (*known, home) if all(code in _codes() for code in known) else ()


@cache
def _parts() -> frozenset[str]:
    return frozenset(row.id for row in rows("subdivisions"))


@cache
def _codes() -> frozenset[str]:
    return frozenset(row.id for row in rows("countries"))

"""Countries and regions one behind another in a location field, by name and by code: "US, UK, Australia"; no address.

What stands before a country's name in an address lies in it ("Dehradun, UK, India"); three countries in a row do not.
"""

import re
from collections.abc import Sequence
from functools import cache

from directory.reading.residence.crossing import LEAD, parts_of
from directory.terms import countries, places
from directory.terms.files import rows

CODE = re.compile(r"[A-Z]{2}|USA|UAE")
"""What may be a country's code in an address."""
SPELT = {"UK": "GB", "USA": "US", "UAE": "AE"}
"""Abbreviations that are no code of ISO 3166-1, and the code that they stand for."""
_SURE = frozenset(("UK", "UAE"))
_SLASH = re.compile(r"(?<=[A-Z])\s?/\s?(?=[A-Z]{2,3}\b)")


def places_of(text: str) -> tuple[str, ...]:
    """The codes of the countries and regions of a list, as `expand` takes them; () of anything else.

    A list has three or more members, one of them a code or a region, or two codes of three letters ("USA/CAN"), or
    begins with an abbreviation that no state has ("Remote, UK, Germany"), or is of parts of countries by ISO 3166-2
    ("US-CA, US-NY"). Names alone and codes of two letters alone are the finder's.
    Where a code is a part of the last country it may be meant: "SC, PR, Brazil" are two of its states.
    """
    before, last = parts_of(_SLASH.sub(", ", LEAD.sub("", text.strip())))
    parts = [*before, last]
    if _parts().issuperset(parts):
        return tuple(dict.fromkeys(part[:2] for part in parts))
    known = [_id(part) for part in parts]
    return tuple(known) if all(known) and _is_list(parts, known) else ()


def _is_list(parts: Sequence[str], known: Sequence[str]) -> bool:
    codes = [part for part in parts if part.isupper() and len(part) < 4]
    if any(f"{known[-1]}-{code}" in _parts() for code in codes):
        return False
    if len(parts) == 2:
        return [len(code) for code in codes] == [3, 3] or parts[0] in _SURE
    if len(parts) < 2 or all(len(part) == 2 and part in codes for part in parts):
        return False
    return bool(codes) or any(id.startswith("region:") for id in known[:-1])


def _id(part: str) -> str:
    """The code of a country by its name or code, or a region's; "" of anything else."""
    if len(part) < 4 and not part.isupper():
        return ""
    if home := SPELT.get(part) or countries.get(part):
        return home
    hits = places.find(part)
    return hits[0].id if len(hits) == 1 and hits[0].kind == "region" and hits[0].text == part else ""


@cache
def _parts() -> frozenset[str]:
    return frozenset(row.id for row in rows("subdivisions"))

"""The platform's own lists of countries: those that are accepted, and those that are not."""

import re
from collections.abc import Iterator

from directory.claims import Claim
from directory.posting import Posting
from directory.reading.residence import places as residence_places
from directory.reading.residence.fields import claim_of, world_in
from directory.terms import countries

_CODE = re.compile(r"[^,;|/]+")


def lists(posting: Posting) -> Iterator[Claim]:
    """The platform's own lists of countries: names or codes of ISO 3166-1, or "Worldwide"."""
    for name, stance in (("countries", "only"), ("not_countries", "not")):
        words = posting.source(name)
        places = _listed(words)
        if places:
            yield claim_of(f"field-{name}", stance, places, words, 0, len(words), name)
        elif name == "countries" and world_in(words):
            yield claim_of("field-world", "any", (), words, 0, len(words), name)


def _listed(words: str) -> tuple[str, ...]:
    """The countries of a list; names with commas inside are found where the parts alone are no countries."""
    codes = [countries.get(part[0].strip()) for part in _CODE.finditer(words)]
    if all(codes):
        return tuple(dict.fromkeys(filter(None, codes)))
    return tuple(dict.fromkeys(place for group in residence_places.find(words) for place in group.countries))

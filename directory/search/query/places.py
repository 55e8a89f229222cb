"""Parts of a country, and countries to leave out; rows of the table in `facets.py`.

Both take listings away by the places where their people may live, so that silence stays: what names no part of a
country is open to all of it as far as anybody knows.
"""

from functools import lru_cache

from directory.claims import Residence
from directory.eligibility.areas import area_of, is_part
from directory.eligibility.verdict import groups
from directory.search.query.kinds import Facet, Texts
from directory.terms import vocabulary


@lru_cache(maxsize=10_000)
def barred(residence: Residence) -> Texts:
    """The parts of countries (ISO 3166-2) whose people may not take it, though others of their country may."""
    out = {place for place in residence.excluded if is_part(place)}
    if residence.rule == "only":
        limited = {code: parts for code, parts in area_of(residence.places).items() if parts is not None}
        out |= {part for part in vocabulary("subdivisions").ids if part not in limited.get(part[:2], {part})}
    return tuple(sorted(out))


@lru_cache(maxsize=10_000)
def alone(residence: Residence) -> Texts:
    """The one country (ISO 3166-1) whose people alone may take it; () where there are more, or nothing is said."""
    only = groups(residence)[0] if residence.rule == "only" else frozenset()
    return tuple(only) if len(only) == 1 else ()


PLACES = (
    Facet(
        key="part",
        kind="bars",
        takes="ISO 3166-2 codes or names: `US-CA`, `Ontario`",
        says="the reader lives in that state or province: what is only for others of its country is hidden",
        problem="There is no state or province called “{value}”.",
        chip="for people in {value}",
        legend="State or province",
        vocabulary="subdivisions",
        of=lambda listing: barred(listing.facts.residence),
    ),
    Facet(
        key="beyond",
        kind="bars",
        says="leaves out what only people of this country may take (several: of one of these)",
        problem="There is no country called “{value}”.",
        chip="not only for people in {value}",
        legend="Leave out: only for people in",
        vocabulary="countries",
        of=lambda listing: alone(listing.facts.residence),
    ),
)

"""A listing as the cluster holds it: its words by our own analysis, and everything that columns would be made from."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from directory.claims import Residence
from directory.eligibility.verdict import groups
from directory.listing import Listing
from directory.search.cluster import tongues
from directory.search.cluster.schema import LONGEST, NUMBERS, SCALE, VALUES, field
from directory.search.query.facets import values_of
from directory.search.query.values import completeness, pay_low, pay_rank, residence
from directory.search.words.document import Document, document
from directory.terms import countries, fold


class Row(NamedTuple):
    """A listing's key, the version of the table that made it, and its fields."""

    key: int
    version: int
    fields: Mapping[str, Any]


def row(listing: Listing) -> Row:
    """The row of a listing with its claims and text."""
    found = document(listing)
    values = {field(key): [] for key in VALUES} | _words(found)
    for key, value in values_of(listing):
        if key in VALUES:
            values[field(key)].append(value)
    values |= {field(key): number.measure(listing) for key, number in NUMBERS.items()} | _title(listing)
    rest = {
        "key": found.key,
        "version": listing.version,
        "id": listing.id,
        "place": places(next(residence(listing))),
        "asks": tongues.asked(listing.facts.languages),
        "low": pay_low(listing.facts),
        "middle": pay_rank(listing.facts),
        "complete": completeness(listing),
    }
    return Row(found.key, listing.version, values | rest)


def words_alone(found: Document, version: int) -> Row:
    """The row of a document without its listing: words can be asked for, and nothing else."""
    return Row(found.key, version, {"key": found.key, "version": version} | _words(found))


def places(rule: Residence) -> list[str]:
    """What a residence says of every country: "else:closed" of all that are not named, "open:KE" of one that is."""
    opened, closed = groups(rule)
    parts = {"open": opened, "closed": closed, "silent": frozenset(countries.ids) - opened - closed}
    usual = max(parts, key=lambda name: len(parts[name]))
    named = (f"{name}:{code}" for name, codes in parts.items() if name != usual for code in sorted(codes))
    return [f"else:{usual}", *named]


def _words(found: Document) -> dict[str, Any]:
    weights = found.weights()
    fields = (found.title, found.text, *found.other)
    return {
        "words": " ".join(f"{term[:LONGEST]}|{max(1, round(weight * SCALE))}" for term, weight in weights.items()),
        "places": [" ".join(term[:LONGEST] for term in terms) for terms in fields],
    }


def _title(listing: Listing) -> dict[str, str]:
    """The title of an open listing, for suggestions: nobody is to be sent to a closed one."""
    if listing.state == "closed":
        return {}
    folded = fold(listing.title)
    return {"title": listing.title, "title_start": folded, "title_words": folded}

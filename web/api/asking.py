"""What a request asks for: parameters spelled as on the page, read by the one parser; what is unknown is refused."""

from collections.abc import Collection, Iterator
from unicodedata import normalize

from flask import request

from directory import links
from directory.eligibility.for_person import Person
from directory.presenting.listing import person_of
from directory.search import Search, TypedSearch, typed
from directory.search.query import parse
from directory.search.query.facets import FACET, FACETS, NAMED
from directory.search.query.kinds import Facet
from directory.terms import vocabulary
from web import context as here
from web.api.problems import Odd, misread, odd
from web.search.cards import titles

WHO = ("country", "speak")
FILTERS = tuple(facet.key for facet in FACETS)
NO_PARAMETER = "There is no parameter called “{}” here."
TWICE = "This parameter takes one value."
ONE = "one value"
LISTING_ID = "the id of a listing: platform/ref"
MISSPELT = "This is an id with signs that it has not; a reader's slip, for a program none."
LEFT_OUT = "Parameters of campaigns say nothing to us; leave them out."


def words(own: Collection[str] = (), keys: Collection[str] = FILTERS) -> TypedSearch:
    """The search of this request with the place among its words.

    `own` are parameters that the caller reads, `keys` those of a search that it takes. Refused (400) for every
    parameter or value that is unknown.
    """
    query = request.query_string.decode("utf-8", "replace")
    wanted = typed(query, platforms=frozenset(titles()), beside=own)
    told = [_told(one) for one in wanted.problems] + list(_also(query, own, keys))
    if told:
        raise misread(*told)
    return wanted


def search(own: Collection[str] = (), keys: Collection[str] = FILTERS) -> Search:
    """The Search of a request's query, places among its words understood; errors as in `words`."""
    return words(own, keys).search


def person(own: Collection[str] = ()) -> tuple[Search, Person]:
    """Who asks, by country and languages alone; nothing else is taken beside `own`."""
    wanted = search(own, WHO)
    return wanted, person_of(wanted)


def one(name: str, default: str = "") -> str:
    """A parameter of the caller's own, blanks made one, `default` without it; 400 when it is given with two values."""
    values = request.args.getlist(name)
    if len(set(values)) > 1:
        raise misread(odd(name, values[-1][:100], TWICE, ONE))
    return " ".join(values[0].split()) if values else default


def number(name: str, default: int, least: int, most: int) -> int:
    """A whole number of the caller's own, from `least` to `most`; 400, with what is accepted, for anything else."""
    text = one(name)
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 19 and least <= int(text) <= most):
        raise misread(odd(name, text[:100], "This is no number that is taken here.", f"{least} to {most}"))
    return int(text)


def accepted(facet: Facet) -> object:
    """What a parameter takes: its values where they are few, else the address that lists them."""
    if facet.choices and not facet.number:
        return [*facet.ids, *([facet.every] if facet.every and facet.every not in facet.ids else [])]
    if facet.vocabulary:
        return _address(f"/api/v1/vocabulary/{facet.vocabulary}")
    if facet.kind in ("platform", "without"):
        return _address("/api/v1/platforms")
    if facet.kind == "listing":
        return LISTING_ID
    if facet.kind == "words":
        return f"words, at most {facet.limit} characters"
    return f"a whole number from 1 to {facet.limit}"


def _address(path: str) -> str:
    return links.absolute(here.site().settings.public_url, path)


def _told(problem: parse.Problem) -> Odd:
    facet = FACET.get(problem.key)
    takes = ONE if problem.message is parse.TWICE else accepted(facet) if facet else list(FACET)
    return odd(problem.key, problem.value, problem.sentence(), takes, problem.near or problem.filters)


def _also(query: str, own: Collection[str], keys: Collection[str]) -> Iterator[Odd]:
    """What the page overlooks and a program must not: campaigns, ids misspelt, filters that are none here."""
    for name, value in parse.pairs(query):
        if parse.of_campaign(name):
            yield odd(name[:100], value[:100], LEFT_OUT, [*keys, *own])
        facet = NAMED.get(name)
        if facet is None or name in own:
            continue
        if facet.key not in keys:
            yield odd(name, value[:100], NO_PARAMETER.format(name), [*keys, *own])
        elif facet.vocabulary and _misspelt(facet, value.partition(":")[0]):
            yield odd(name, value[:100], MISSPELT, accepted(facet))


def _misspelt(facet: Facet, value: str) -> bool:
    """Whether a value would be taken for an id only because its signs were overlooked: "yö" for Yoruba's "yo"."""
    letters = "".join(filter(str.isalnum, normalize("NFKD", value).encode("ascii", "ignore").decode())).lower()
    id = (vocabulary(facet.vocabulary).get(value) or "").replace("-", "").lower()
    return not value.isascii() and letters == id != ""

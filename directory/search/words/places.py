"""Words of a search that name a place: "nursing nairobi" means nursing work for somebody in Kenya."""

import re
from collections.abc import Collection
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

from directory.search.query.parse import Problem
from directory.search.query.search import Search
from directory.search.words.naming import by_language
from directory.terms import as_typed, fold, places, vocabulary
from directory.terms.files import rows

LONGEST = 3  # words of a name: "papua new guinea"
SHORTEST = 4  # letters: shorter ones ("us", "oman" is four) are codes, pronouns and tools
SHORTEST_ELSEWHERE = 3  # letters of other scripts, which are no codes: "مصر" is Egypt
# Words that lead to a place in the languages of the site: "enfermera en México" is a nurse, and Mexico.
LEADING = {
    *("in", "from", "at", "near", "en", "em", "no", "na", "nos", "nas", "de", "do", "da", "desde", "au", "aux", "dans"),
    *("pour", "fur", "aus", "kutoka", "katika", "nchini", "di", "dari", "في", "من"),
}
TRAILING = {fold("में"), fold("से"), fold("का"), fold("की"), fold("के")}  # Hindi says "in Germany" after the name
_SPECIAL = re.compile(r'["“”„*()-]|\bOR\b')


class PlaceUnderstood(NamedTuple):
    """Words that were taken for a place: the words, the country's code, and the search that takes them literally."""

    words: str
    country: str
    literal: Search


class TypedSearch(NamedTuple):
    """A query string as everybody takes it: the search, what was not understood, and the place among its words."""

    search: Search
    problems: tuple[Problem, ...]
    place: PlaceUnderstood | None


def typed(query: str, *, platforms: Collection[str] | None = None, beside: Collection[str] = ()) -> TypedSearch:
    """The search that somebody typed as a query string, places among its words understood; never raises.

    Page, feed, API and alert read their addresses by this, so that the same words find the same. `platforms` and
    `beside` as for `Search.parse`. Read again, the query string of the search that comes out is that search.
    """
    written, problems = Search.parse(query, platforms=platforms, beside=beside)
    search, place = understood(written)
    if place is not None:  # what only counts beside a country (`show`) was left out as long as there was none
        beside_it = Search.parse(f"country={place.country}&{query.lstrip('?')}", platforms=platforms, beside=beside)[0]
        search = replace(beside_it, q=search.q)
    return TypedSearch(search, problems, place)


def understood(search: Search) -> tuple[Search, PlaceUnderstood | None]:
    """The search with the first place that its words name as its country, and what was understood.

    Further names of the same country go with it ("nairobi kenya"). Nothing is understood where the search has another
    country already, where the words use quotes, minus, * or OR, or where a name means something else too. The literal
    search has the words in quotes.
    """
    rest, names, country = search.q, list[str](), search.country
    while (found := _found(rest)) and country in (None, found[2]):
        rest, words, country = found
        names.append(words)
    if not names or country is None:
        return search, None
    quoted = " ".join(f'"{words}"' for words in names)
    literal = replace(search, q=f"{rest} {quoted}".strip(), page=1)
    return replace(search, q=rest, country=country), PlaceUnderstood(" ".join(names), country, literal)


@lru_cache(maxsize=4_096)
def _found(q: str) -> tuple[str, str, str] | None:
    """What is left of the words, the words of the place, and its country."""
    if _SPECIAL.search(q):
        return None
    words = q.split()
    for length in range(min(LONGEST, len(words)), 0, -1):
        for at in range(len(words) - length + 1):
            name = " ".join(words[at : at + length])
            country = _country(name)
            if country:
                before = words[: at - 1] if at and fold(words[at - 1]) in LEADING else words[:at]
                after = words[at + length :]
                return (
                    " ".join((*before, *(after[1:] if after and fold(after[0]) in TRAILING else after))),
                    name,
                    country,
                )
    return None


@cache
def _doubtful() -> frozenset[str]:
    """Folded names of cities and states that are words too, so need their country beside them: "Nice", "Reading"."""
    named = (row for table in ("cities", "subdivisions") for row in rows(table) if row.facts.get("use"))
    return frozenset(fold(name) for row in named for name in (row.name, *row.aliases, *row.cased))


@cache
def _spelt() -> frozenset[str]:
    """Every name of a place that is looked for, folded: some five thousand."""
    return frozenset(fold(name.text) for name in places.spellings())


def _country(name: str) -> str | None:
    if name.isascii() and fold(name) not in _spelt() and as_typed(name) not in by_language():
        return None  # most words are no name: known before anything is looked for in them
    shortest = SHORTEST if fold(name).isascii() else SHORTEST_ELSEWHERE
    if len(name) < shortest or any(vocabulary(kind).get(name) for kind in ("skills", "languages", "domains", "tasks")):
        return None
    if fold(name) in _doubtful():
        return None
    whole = name.title()
    found = [hit for hit in places.find(whole) if (hit.start, hit.end) == (0, len(whole))]
    if not found:
        return by_language().get(as_typed(name))
    return next((hit.country for hit in found if not hit.ambiguous), None)

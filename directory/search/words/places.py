"""Words of a search that name a place: "nursing nairobi" means nursing work for somebody in Kenya."""

import re
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

from directory.search.query.search import Search
from directory.terms import fold, places, vocabulary
from directory.terms.files import rows

LONGEST = 3  # words of a name: "papua new guinea"
SHORTEST = 4  # letters: shorter ones ("us", "oman" is four) are codes, pronouns and tools
# Words that lead to a place in the languages of the site: "enfermera en México" is a nurse, and Mexico.
LEADING = {
    *("in", "from", "at", "near", "en", "em", "no", "na", "nos", "nas", "de", "do", "da", "desde", "au", "aux", "dans"),
    *("pour", "fur", "aus", "kutoka", "di", "dari"),
}
_SPECIAL = re.compile(r'["“”„*()-]|\bOR\b')


class PlaceUnderstood(NamedTuple):
    """Words that were taken for a place: the words, the country's code, and the search that takes them literally."""

    words: str
    country: str
    literal: Search


def understood(search: Search) -> tuple[Search, PlaceUnderstood | None]:
    """The search with the first place that its words name as its country, and what was understood.

    Nothing is understood where the search has another country already, where the words use quotes, minus, * or OR, or
    where a name means something else too. The literal search has the words in quotes.
    """
    found = _found(search.q)
    if found is None or search.country not in (None, found[2]):
        return search, None
    rest, words, country = found
    literal = replace(search, q=f'{rest} "{words}"'.strip(), page=1)
    return replace(search, q=rest, country=country), PlaceUnderstood(words, country, literal)


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
                return " ".join((*before, *words[at + length :])), name, country
    return None


@cache
def _doubtful() -> frozenset[str]:
    """Folded names of cities and states that are words too, so need their country beside them: "Nice", "Reading"."""
    named = (row for table in ("cities", "subdivisions") for row in rows(table) if row.facts.get("use"))
    return frozenset(fold(name) for row in named for name in (row.name, *row.aliases, *row.cased))


def _country(name: str) -> str | None:
    if len(name) < SHORTEST or any(vocabulary(kind).get(name) for kind in ("skills", "languages", "domains", "tasks")):
        return None
    if fold(name) in _doubtful():
        return None
    whole = name.title()
    hits = [hit for hit in places.find(whole) if (hit.start, hit.end) == (0, len(whole)) and not hit.ambiguous]
    return hits[0].country if hits else None

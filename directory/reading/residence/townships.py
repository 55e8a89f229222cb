"""Towns that only a large list knows, in a location field: "Kuopio", "전북 군산시", "Umeå / Luleå".

Asked last, for what holds no country, region, known city or word for the whole world.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from directory.reading.tables import entries
from directory.terms.towns import home_of_town

_ITEM = re.compile(r"[^;|/\n•&]+")
_PART = re.compile(r"[^,،、，()]+")
_WORD = re.compile(r"\S+")
_NAME = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’-]{2,}")
"""A word in Latin letters; one or two letters are a code of a part of the country ("Recife PE", "Aarhus C")."""


@dataclass(frozen=True, slots=True)
class Home:
    """A town's place in a field, and its country by ISO 3166-1."""

    start: int
    end: int
    country: str


def find(words: str, read: Sequence[tuple[int, int]] = ()) -> Iterator[Home]:
    """The towns of a location field, one an item; an item whose parts disagree about the country says nothing.

    Items of which something is `read` (offsets) already are left out. An item is what stands between ";", "|", "/" and
    line ends, its parts between commas and brackets. Where no part is a town its single words are tried, so that a
    province ("전북 군산시") or a way of working ("Remote - Kuopio") beside it does no harm; beside another Latin name
    ("Best Western") a word is a piece of something that we do not know, and says nothing.
    """
    for item in _ITEM.finditer(words):
        if any(start < item.end() and item.start() < end for start, end in read):
            continue
        homes = list(_homes(words, _PART, item.span()))
        homes = homes or [home for home in _homes(words, _WORD, item.span()) if _stands_alone(words, home, item.span())]
        if len({home.country for home in homes}) == 1:
            yield homes[0]


def _stands_alone(words: str, home: Home, span: tuple[int, int]) -> bool:
    """Whether nothing else in the item can be a name in Latin letters."""
    others = (word for word in _NAME.finditer(words, *span) if not home.start <= word.start() < home.end)
    return all(word[0].casefold() in _ways() for word in others)


@cache
def _ways() -> frozenset[str]:
    """The single words of all ways of working (data/reading/modes.tsv), in small letters."""
    return frozenset(word.casefold() for row in entries("modes") for word in _NAME.findall(row["words"]))


def _homes(words: str, piece: re.Pattern[str], span: tuple[int, int]) -> Iterator[Home]:
    for part in piece.finditer(words, *span):
        name = part[0].strip(" \t-–—.")
        start = part.start() + part[0].find(name) if name else part.start()
        country = home_of_town(name) if name else None
        if country:
            yield Home(start, start + len(name), country)

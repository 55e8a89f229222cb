"""The variety of a language: the place or adjective beside its name, if it is spoken there."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from babel.core import get_global

from directory.reading.languages.words import begins_level
from directory.terms import fold, languages

_BRACKET = re.compile(
    r"\s*(?:(?:language|speaker|linguist|specialist|expert)s? ){0,2}"
    r"[(\[]([^()\[\]\n]{2,80})[)\]]",
    re.IGNORECASE,
)
# A variety behind the level: "Português nativo (Brasil)".
_FAR_BRACKET = re.compile(r" [^\W\d]{3,12} \(([^()\n]{2,40})\)")
_AFTER = re.compile(
    r"[^\S\n]*(?:[-–—][^\S\n]?|[^\S\n](?:from|of|as spoken in|for|in the|de|do|da|del|di|du|aus|van|från|fra)\s+)"
    r"(?:the )?([A-Z][\w.]+(?: [A-Z][\w.]+){0,2})"
)
# How it sounds: "Irish-accented English", "English with a Scottish accent".
_ACCENTED = re.compile(r"\b([A-Z]\w+(?: [A-Z]\w+)?)[- ]accented $")
_ACCENT = re.compile(r",? (?:spoken )?(?:with|in) (?:an? |the )?(?:\w+ )?([A-Z]\w+) accent\b")
# Another variety before one that names its language: "Swiss or Austrian German", "Mexican, Peruvian and ...".
_SHARED = re.compile(r"\b([A-Z]\w+)(?:,? (?:or|and) |, | ?[/&] ?)$")
_HYPHEN = re.compile(r"-((?!English|French|Spanish|German)[A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+)*)")
_BESIDE = re.compile(r" ([A-Z][\w.]+(?: [A-Z][\w.]+)?)(?=\s*(?:[),;\n]|$))")
_PARTS = re.compile(r"\s*(?:,|/|;|\band\b|\bor\b|\by\b|\bou\b|\bo\b|\bund\b|\boder\b|&|\+|\u2013| - )\s*")
# Languages of several countries: a place beside them names a variety. Of others it says where the work is.
_MANY_HOMES = frozenset(("es", "pt", "fr", "en", "ar", "zh", "de", "nl", "bn", "pa", "sw", "ta", "ms", "hi", "it"))
_NO_PLACE = frozenset(("AI", "IT", "ML", "PM", "QA", "TV"))
# A language that this share of a country's people speak has a variety there, as Unicode's CLDR counts them.
_SHARE = 10.0
# English is spoken in a manner of its own in every country.
EVERYWHERE = "en"


class LanguageName(NamedTuple):
    """A language named from `start` to `end`: its tags (several where a bracket lists varieties), the languages that
    the word is from, and whether it counts only beside another word of one of them."""

    tags: tuple[str, ...]
    start: int
    end: int
    of: frozenset[str] = frozenset()
    weak: bool = False


@cache
def homes() -> frozenset[tuple[str, str]]:
    """The languages of each country: official ones, and those that many of its people speak."""
    found: set[tuple[str, str]] = set()
    for place, tongues in get_global("territory_languages").items():
        for tongue, facts in tongues.items():
            many = facts["population_percent"] >= _SHARE
            if (facts["official_status"] or many) and len(place) == 2:
                found.add((tongue.split("_")[0], place))
    return frozenset(found)


def varied(plain: str, name: LanguageName) -> LanguageName:
    """The name with its varieties, and with the words that name them; `plain` is the text that its offsets are of."""
    tongue = name.tags[0]
    if "-" in tongue:
        return _paired(plain, name)
    accent = _ACCENTED.search(plain, max(0, name.start - 40), name.start)
    accent = accent or _ACCENT.match(plain, name.end)
    if accent and (tag := _accented(tongue, accent[1])):
        return name._replace(tags=(tag,))
    bracket = _BRACKET.match(plain, name.end) if plain[name.end : name.end + 24].find("(") >= 0 else None
    far = _FAR_BRACKET.match(plain, name.end) if not bracket and tongue in _MANY_HOMES else None
    if far and begins_level(fold(far[0]), 0, len(far[0])) and (tag := variety(tongue, far[1])):
        return name._replace(tags=(tag,))
    if bracket:
        parts = _PARTS.split(bracket[1])
        tags = tuple(tag for part in parts if (tag := variety(tongue, part)))
        sold = tags or all(_place(tongue, part.strip()) for part in parts)
        return name._replace(tags=tags or name.tags, end=bracket.end()) if sold else name
    if tongue not in _MANY_HOMES:
        hyphen = _HYPHEN.match(plain, name.end)
        return name._replace(end=hyphen.end()) if hyphen and _place(tongue, hyphen[1]) else name
    after = _AFTER.match(plain, name.end) or _BESIDE.match(plain, name.end)
    return _longest(name, tongue, after) if after else name


def _paired(plain: str, name: LanguageName) -> LanguageName:
    """With the varieties that share its noun: "Swiss or Austrian German"."""
    while match := _SHARED.search(plain, max(0, name.start - 40), name.start):
        tag = variety(name.tags[-1].split("-")[0], match[1])
        if not tag or tag in name.tags:
            break
        name = name._replace(tags=(tag, *name.tags), start=match.start(1))
    return name


def _accented(tongue: str, place: str) -> str | None:
    """The variety that sounds like a place or its people: "Irish", "Nigerian"."""
    tag = variety(tongue, place) or languages.get(f"{place} {languages.label(tongue)}")
    return tag if tag and tag.startswith(f"{tongue}-") else None


def _place(tongue: str, place: str) -> str | None:
    return languages.get(f"{languages.label(tongue)} ({place})")


def _longest(name: LanguageName, tongue: str, after: re.Match[str]) -> LanguageName:
    """With the variety of the first one, two or three words that name a place."""
    words = after[1].split(" ")
    for count in range(len(words), 0, -1):
        place = " ".join(words[:count])
        if tag := variety(tongue, place):
            return name._replace(tags=(tag,), end=after.start(1) + len(place))
    return name


@lru_cache(maxsize=4096)
def variety(tongue: str, place: str) -> str | None:
    """The tag of a language as spoken in a place or under an adjective ("Brazilian"), or None.

    A place where few speak it is where the work is sold, and no variety: "Italian (Brazil)".
    """
    place = place.strip(" .'\"")
    if not 2 <= len(place) <= 40 or place in _NO_PLACE or (len(place) <= 3 and not place.isupper()):
        return None
    tag = _place(tongue, place)
    if tag is None or not tag.startswith(f"{tongue}-"):
        return None
    at_home = tag in languages.ids or tongue == EVERYWHERE or (tongue, tag.partition("-")[2]) in homes()
    return tag if at_home else None

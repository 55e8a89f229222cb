"""What countries and regions are called in the languages that we read, with their endings.

The names are those of the Unicode locale data (CLDR, as Babel carries it); data/reading/endings.tsv says how a language
bends them ("Polska" -> "w Polsce"), data/reading/places.tsv adds what CLDR does not say ("la Cina", "Stany").
"""

from collections.abc import Iterator
from functools import cache, lru_cache

from babel import Locale
from babel.core import get_global
from babel.languages import get_official_languages

from directory.reading.tables import entries
from directory.terms import countries, fold, labels
from directory.terms.files import rows
from directory.terms.towns import town_among

LANGUAGES = (
    "en", "es", "pt", "fr", "de", "it", "nl", "sv", "da", "fi", "pl", "cs", "ro", "hu", "ru", "uk", "tr", "ar", "hi",
    "id", "vi", "zh", "ja", "ko", "sw", "no", "el", "th", "ca", "fa", "he", "bg",
    "tl", "hi-Latn",
)  # fmt: skip
"""The languages that the tables cover, as BCP 47 tags."""
_WRITTEN = {"zh": ("zh_Hant", "zh_Hant_HK")}
"""Other ways in which names of a language are written and called, by its locales."""
_REGIONS = {
    "150": "region:EUROPE", "002": "region:AFRICA", "142": "region:ASIA", "419": "region:LATAM", "EU": "region:EU",
    "003": "region:NORTH-AMERICA",
}  # fmt: skip
"""Regions of CLDR (UN M49) that our vocabulary has with the same members."""
_FEWEST = 4
"""Letters of a name in an alphabet; shorter ones ("Fas", "Çad", "Ý") are everyday words of some language."""


_NO_CITIES = frozenset(("Nome", "Troll", "Knox", "Center", "Easter", "Galapagos", "Currie", "Eucla", "Reunion"))
"""Time zones named after places that are words of some language, or islands that are countries of their own."""


@cache
def local_cities() -> tuple[tuple[str, str, str], ...]:
    """(language, name, country) for the cities of the world's time zones, in every language and form."""
    homes = get_global("zone_territories")
    found: dict[tuple[str, str, str], None] = {}
    for language in LANGUAGES:
        for zone, said in Locale.parse(language, sep="-").time_zones.items():
            country, name = homes.get(zone, ""), said.get("city") or zone.rpartition("/")[2].replace("_", " ")
            if country in countries and zone.rpartition("/")[2] not in _NO_CITIES and len(name) >= _FEWEST - 2:
                found |= {(language, form, country): None for form in _forms(language, name)}
    return tuple(found)


BEFORE_SHORT = ("o", "tai", "tu", "nuoc", "hoac", "va", "tru", "hay", "dan")
"""Words before which Vietnamese names of one syllable ("Nga", "Anh", "Lào") are countries, folded."""


@cache
def short_names() -> dict[str, str]:
    """The countries that Vietnamese calls by a word too short to stand alone, as it is written: "Lào", "Nga"."""
    found = ((name, code) for name, code in _names("vi") if " " not in name and len(name) <= _FEWEST)
    return {name: code for name, code in found if not code.startswith("region:")}


@cache
def local_places() -> tuple[tuple[str, str, str], ...]:
    """(language, name, place id) for every name and bent form in a language other than English."""
    found: dict[tuple[str, str, str], None] = {}
    for language in LANGUAGES:
        if language != "en":
            for name, code in _names(language):
                found |= {(language, form, code): None for form in _forms(language, name)}
    return tuple(found)


def _names(language: str) -> Iterator[tuple[str, str]]:
    for code in countries.ids:
        yield from ((part, code) for part in _parts(labels.country(code, language)))
        yield from ((labels.country(code, other), code) for other in _WRITTEN.get(language, ()))
    for code, region in _REGIONS.items():
        yield labels.country(code, language), region
    for entry in entries("places"):
        if entry["language"] == language:
            yield from ((name, entry["place"]) for name in entry["names"].split("|"))


def _parts(label: str) -> Iterator[str]:
    """A name, and what it is without its brackets: "Myanmar (Birma)"."""
    yield label
    if "(" in label:
        yield label.split("(")[0].strip()


def _forms(language: str, name: str) -> Iterator[str]:
    low = fold(name)
    if not low.isascii() or len(low) >= _FEWEST or name.isupper():
        yield low
    elif language == "vi":
        yield from (f"{word} {low}" for word in BEFORE_SHORT)
    for ending, others in _endings().get(language, ()) if len(low) >= _FEWEST else ():
        if low.endswith(ending):
            yield from (low.removesuffix(ending) + other for other in others)


@cache
def _endings() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """How the names of a language end, and the endings that they take instead."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for entry in entries("endings"):
        found.setdefault(entry["language"], []).append((entry["ending"], tuple(entry["becomes"].split("|"))))
    return found


@cache
def _cities() -> dict[str, tuple[str, str]]:
    """Folded names of cities that stand for themselves, with their id and country."""
    return {
        fold(name): (row.id, row.facts["country"])
        for row in rows("cities")
        if row.facts["use"] == ""
        for name in (row.name, *row.aliases)
        if len(name) >= _FEWEST
    }


@lru_cache(maxsize=8192)
def unbent(word: str, language: str) -> tuple[str, str] | None:
    """The id and country of the city that a folded word is a bent form of in that language, or None.

    Towns of the countries where the language is official are known beyond the cities; their id is their country.
    """
    straight = list(straightened(word, language))
    city = next((found for name in straight if (found := _cities().get(name))), None)
    if city:
        return city
    homes = homes_of(language)
    return next(((home, home) for name in straight if (home := town_among(name, homes))), None)


def straightened(word: str, language: str) -> Iterator[str]:
    """What a folded word may be the bent form of: each ending of the language undone."""
    for ending, others in _endings().get(language, ()):
        for form in others:
            if word.endswith(form) and len(word) - len(form) + len(ending) >= _FEWEST:
                yield word.removesuffix(form) + ending


@cache
def homes_of(language: str) -> tuple[str, ...]:
    """The countries (ISO 3166-1) where a language (BCP 47) is official, by the Unicode locale data."""
    more = ("TW", "HK", "MO") if language == "zh" else ()
    spoken = {"tl": "fil"}.get(language, language.partition("-")[0])
    official = (code for code in countries.ids if spoken in get_official_languages(code, de_facto=True, regional=False))
    return (*official, *more)

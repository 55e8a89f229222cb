"""What terms are called, in the reader's language, by the Unicode locale data."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError

from directory.terms.files import rows

_SCRIPTS = {"Latn", "Cyrl", "Arab"}
_KEPT = 8_192  # names of a country or language in one locale: CLDR's tables are merged again at each look

# The Spanish "o" before its own sound. CLDR's patterns of lists lack that rule, so Babel does too (findings/).
_SPANISH_O = re.compile(r" o (?=h?[oó])", re.IGNORECASE)


@lru_cache(_KEPT)
def country(id: str, locale: str = "en") -> str:
    """The name of an ISO 3166-1 code by CLDR: "Côte d’Ivoire", "Elfenbeinküste"; an unknown code stays as it is."""
    return str(_cldr(locale).territories.get(id, id))


def currency(id: str, locale: str = "en") -> str:
    """The name of an ISO 4217 code in the singular by CLDR: "US Dollar"; a code that CLDR lacks stays as it is."""
    return str(_cldr(locale).currencies.get(id, id))


@lru_cache(_KEPT)
def language(id: str, locale: str = "en") -> str:
    """The language with its variety in brackets: "Spanish (Mexico)"; a script as CLDR says it."""
    named = _own("languages").get(id)
    if named:
        return named
    names = _cldr(locale).languages
    whole = names.get(id.replace("-", "_"))
    tongue, _, variety = id.partition("-")
    if not variety or (len(variety) == 4 and whole):
        return str(whole or own("languages", id))
    base = str(names.get(tongue) or own("languages", tongue))
    return f"{base} ({_variety(variety, locale)})"


def _variety(subtag: str, locale: str) -> str:
    if len(subtag) == 4:
        return str(_cldr(locale).scripts.get(subtag, subtag))
    return country(subtag, locale)


def own(kind: str, id: str) -> str:
    """The name in our own file, the same in every locale; the id where the file gives none."""
    return _own(kind).get(id) or id


@cache
def _own(kind: str) -> dict[str, str]:
    return {row.id: row.name for row in rows(kind)}


@cache
def _cldr(locale: str) -> Locale:
    """The locale's data, or English where CLDR does not know the locale."""
    try:
        return Locale.parse(locale.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def joined(names: Iterable[str], word: str) -> str:
    """Names with the reader's word for "or" between; the Spanish one changes before its own sound: "hindi u oromo"."""
    said = f" {word} ".join(names)
    return _SPANISH_O.sub(" u ", said) if word == "o" else said

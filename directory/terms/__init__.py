"""The words of the trade: countries, regions, languages, currencies, skills, domains, tasks and tiers.

Every vocabulary lives in `data/vocabulary` and is read when it is first used:

    from directory.terms import countries, places
    countries.parse("Kenya") == "KE"
    countries.label("KE", "de") == "Kenia"
    places.find("Remote, US/CA/UK only")
"""

from datetime import date
from typing import Any

from directory.terms.areas import expand, members
from directory.terms.called import called
from directory.terms.files import as_of
from directory.terms.folding import as_typed, fold, fold_lines, key
from directory.terms.gazetteer import PlaceHit, Places
from directory.terms.loading import KINDS, vocabulary
from directory.terms.loading import places as _places
from directory.terms.money import usd
from directory.terms.vocabulary import Hit, Term, UnknownTerm, Vocabulary

countries: Vocabulary
regions: Vocabulary
languages: Vocabulary
currencies: Vocabulary
skills: Vocabulary
domains: Vocabulary
tasks: Vocabulary
tiers: Vocabulary
places: Places
rates_as_of: date

__all__ = [
    "Hit",
    "PlaceHit",
    "Places",
    "Term",
    "UnknownTerm",
    "Vocabulary",
    "as_typed",
    "called",
    "countries",
    "currencies",
    "domains",
    "expand",
    "fold",
    "fold_lines",
    "key",
    "languages",
    "members",
    "places",
    "rates_as_of",
    "regions",
    "skills",
    "tasks",
    "tiers",
    "usd",
    "vocabulary",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name in KINDS:
        return vocabulary(name)
    if name == "places":
        return _places()
    if name == "rates_as_of":
        return as_of("currencies")
    raise AttributeError(name)

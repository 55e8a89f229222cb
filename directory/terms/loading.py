"""Makes each vocabulary once, when it is first asked for."""

from functools import cache, partial

from directory.terms import labels
from directory.terms.files import rows
from directory.terms.gazetteer import Places
from directory.terms.tongues import Languages
from directory.terms.vocabulary import UnknownTerm, Vocabulary

KINDS = {
    "countries": "country",
    "regions": "region",
    "languages": "language",
    "currencies": "currency",
    "skills": "skill",
    "domains": "domain",
    "tasks": "task",
    "tiers": "tier",
}


@cache
def vocabulary(name: str) -> Vocabulary:
    """The vocabulary called "countries", "regions", "languages"…; another name raises UnknownTerm."""
    if name not in KINDS:
        raise UnknownTerm("vocabulary", name, tuple(KINDS))
    if name == "countries":
        return _countries()
    if name == "languages":
        return Languages(rows(name), labels.language, _countries())
    if name == "currencies":
        return Vocabulary(KINDS[name], rows(name), labels.currency, glued_digits=True)
    return Vocabulary(KINDS[name], rows(name), partial(_own_name, name))


@cache
def places() -> Places:
    """The finder over countries, regions, subdivisions and cities, made once a process from data/vocabulary."""
    return Places(_countries(), vocabulary("regions"))


@cache
def _countries() -> Vocabulary:
    """The 249 countries of ISO 3166-1; Kosovo (XK) is understood but is not one of the `ids`."""
    iso = [row for row in rows("countries") if row.facts["status"] == "iso"]
    extra = [row for row in rows("countries") if row.facts["status"] != "iso"]
    return Vocabulary("country", iso, labels.country, extra=extra)


def _own_name(name: str, id: str, locale: str) -> str:
    return labels.own(name, id)

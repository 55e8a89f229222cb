"""Makes each vocabulary once, when it is first asked for."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial

from directory.terms import labels
from directory.terms.files import VocabularyRow, rows
from directory.terms.folding import key
from directory.terms.gazetteer import Places
from directory.terms.tongues import Languages
from directory.terms.vocabulary import UnknownTerm, Vocabulary

KINDS = {
    "countries": "country",
    "regions": "region",
    "subdivisions": "subdivision",
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
    if name == "subdivisions":
        parts = _told_apart(rows(name))
        return Vocabulary(KINDS[name], parts, partial(_name_of, {row.id: row.name for row in parts}))
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


def _told_apart(known: Sequence[VocabularyRow]) -> tuple[VocabularyRow, ...]:
    """Rows whose names are theirs alone: what two are called says its country ("Punjab (PK)") or is no name."""
    uses = Counter(folded for row in known for folded in {key(text) for text in _names(row)})
    shared = {folded for folded, n in uses.items() if n > 1}
    return tuple(_apart(row, shared) for row in known)


def _names(row: VocabularyRow) -> tuple[str, ...]:
    return (row.id, row.name, *row.aliases, *row.cased, *row.parse_only)


def _apart(row: VocabularyRow, shared: Collection[str]) -> VocabularyRow:
    kept = [
        tuple(text for text in texts if key(text) not in shared) for texts in (row.aliases, row.cased, row.parse_only)
    ]
    name = f"{row.name} ({row.id[:2]})" if key(row.name) in shared else row.name
    return replace(row, name=name, aliases=kept[0], cased=kept[1], parse_only=kept[2])


def _name_of(names: Mapping[str, str], id: str, locale: str) -> str:
    return names[id]


def _own_name(name: str, id: str, locale: str) -> str:
    return labels.own(name, id)

"""What was understood, in words for maintainers: one line a field, equal lines for equal facts."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from directory.claims import Facts, Kind, Language, Pay, Quote, Reading, Residence, Statement

FIELDS: dict[str, tuple[Kind, ...]] = {
    "pay": ("pay",),
    "residence": ("residence", "citizenship", "right_to_work"),
    "languages": ("language",),
    "tier": ("tier",),
    "domains": ("domain",),
    "tasks": ("task",),
}
"""The fields that are compared and explained, each with the kinds of claims that it is made of."""
SILENT = "does not say"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of one posting that another reading says otherwise, with the words that prove the new reading.

    `quote` is None where the new one is silent.
    """

    field: str
    before: str
    after: str
    quote: Quote | None


def corrections(before: Reading, after: Reading, facts: Callable[[Reading], Facts]) -> Iterator[FieldChange]:
    """The fields that two readings of one posting say differently; `facts` projects a reading."""
    old, new = facts(before), facts(after)
    for field, kinds in FIELDS.items():
        if sorted(_PARTS[field](old)) != sorted(_PARTS[field](new)):
            quote = next((claim.quote for claim in after.of(*kinds)), None)
            yield FieldChange(field, worded(old, field), worded(new, field), quote)


def worded(facts: Facts, field: str) -> str:
    """One of FIELDS as it is shown, or SILENT; raises KeyError for another field."""
    return ", ".join(_PARTS[field](facts)) or SILENT


def stated(statement: Statement) -> str:
    """A statement of residence: its stance and place ids."""
    return f"{statement.stance} {' '.join(statement.places)}".strip()


def spoken(language: Language) -> str:
    """A language: its tag, level and role."""
    return f"{language.tag} {language.level or 'no level'} ({language.role})"


def paid(pay: Pay) -> str:
    """Pay in its own currency and unit: "20 to 25 USD per hour (up_to)"."""
    ends = [f"{end:g}" for end in dict.fromkeys((pay.min, pay.max)) if end is not None]
    unit = {"once": "once", "unknown": "(unit unknown)"}.get(pay.unit) or f"per {pay.unit.replace('_', ' ')}"
    return f"{' to '.join(ends)} {pay.currency} {unit}{f' ({pay.qualifier})' if pay.qualifier else ''}"


def resident(residence: Residence) -> str:
    """A residence, all statements resolved: rule, sorted places, what is excluded, and whether they disagree."""
    words = (residence.rule, *sorted(residence.places), *(f"-{place}" for place in sorted(residence.excluded)))
    return " ".join(words) + (", statements disagree" if residence.conflict else "")


_PARTS: dict[str, Callable[[Facts], Iterable[str]]] = {
    "pay": lambda facts: [paid(facts.pay)] if facts.pay else [],
    "residence": lambda facts: [resident(facts.residence)],
    "languages": lambda facts: map(spoken, facts.languages),
    "tier": lambda facts: [facts.tier] if facts.tier else [],
    "domains": lambda facts: facts.domains,
    "tasks": lambda facts: facts.tasks,
}

"""What a listing shows and is filtered by, projected from its claims."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal, TypeVar

from directory.claims import Claim, Condition, Facts, Kind, Label, Language, Pay, Reading, Statement, Zone
from directory.eligibility.statements import OWN, resolve
from directory.terms import fold, usd
from directory.terms.vocabulary import UnknownTerm

T = TypeVar("T")
Held = Mapping[Kind, Sequence[Claim]]
"""The claims of one reading by their kind, each kind in the order of the text."""
# Words of a degree that somebody may still be working for.
STUDIES = re.compile(r"\benrol|\bpursuing|\bstudents?\b|\bin progress\b|\bstudying\b")
EXTENT = re.compile(r"\b(?:full|part)[- ]?time\b")
ZONES: dict[Zone, re.Pattern[str]] = {
    "americas": re.compile(r"\b(?:us|est|edt|et|pst|pdt|pt|cst|cdt|eastern|pacific|central time|new york|americas?)\b"),
    "europe": re.compile(r"\b(?:cet|cest|gmt|bst|utc|eu|uk|european?|london)\b"),
    "india": re.compile(r"\b(?:ist|indian?)\b"),
}
DOMAINS_SHOWN = 3  # as the reading spec says: one to three, in the order in which they are named


def facts(reading: Reading, *, location: Literal["residence", "advertised"] = "residence") -> Facts:
    """The facts of one reading; what the platform says about itself (source "platform") is left out.

    `location` is what the platform's location field means: with "advertised" its places are shown as such and say
    nothing about who may apply.
    """
    held = _held(reading)
    return replace(
        _offered(reading, held, location),
        languages=tuple(values(held, "language", Language)),
        tier=next(iter(labels(held, "tier")), None),
        domains=labels(held, "domain")[:DOMAINS_SHOWN],
        tasks=labels(held, "task"),
        skills=labels(held, "skill"),
        degree=_degree(held),
        student=any(STUDIES.search(fold(one.words)) for one in values(held, "degree", Condition)),
        hours=_hours(held),
        extent=_extent(held),
        zones=_zones(held),
        experience=_experience(held),
        right_to_work=True if values(held, "right_to_work", Statement) else None,
        employment=_employment(held),
        talent_pool=bool(labels(held, "talent_pool")),
    )


def offered(reading: Reading, *, location: Literal["residence", "advertised"] = "residence") -> Facts:
    """Pay and places alone, as `facts` gives them: what postings of one role may say each for itself."""
    return _offered(reading, _held(reading), location)


def _offered(reading: Reading, held: Held, location: Literal["residence", "advertised"]) -> Facts:
    pay = next(iter(values(held, "pay", Pay)), None)
    return Facts(
        pay=pay,
        residence=resolve(reading.claims, location=location),
        advertised=_advertised(held) if location == "advertised" else (),
        usd_hour=cents_an_hour(pay),
    )


def _held(reading: Reading) -> Held:
    held: dict[Kind, list[Claim]] = {}
    for claim in reading.claims:
        if claim.quote.source != OWN:
            held.setdefault(claim.kind, []).append(claim)
    return held


def cents_an_hour(pay: Pay | None) -> tuple[int | None, int | None] | None:
    """Lowest and highest pay in whole US cents an hour, by the dated rates of the currency vocabulary.

    None unless the pay is hourly, no placeholder, and of a currency we have a rate for: pay for tasks, words or audio
    hours is never turned into an hourly figure.
    """
    if pay is None or pay.unit != "hour" or pay.qualifier == "placeholder":
        return None
    try:
        low, high = (None if end is None else round(usd(end, pay.currency) * 100) for end in (pay.min, pay.max))
    except UnknownTerm:
        return None
    return low, high


def values(held: Held, kind: Kind, type_: type[T]) -> list[T]:
    """The values of the claims of this kind, each once, in the order of the text; other types are left out."""
    return list(dict.fromkeys(c.value for c in held.get(kind, ()) if isinstance(c.value, type_)))


def labels(held: Held, kind: Kind) -> tuple[str, ...]:
    """The ids of the labels that claims of this kind hold, each once, in the order of the text."""
    return tuple(label.id for label in values(held, kind, Label))


def _advertised(held: Held) -> tuple[str, ...]:
    named = [c.value for c in held.get("residence", ()) if c.quote.source == "location"]
    places = [place for value in named if isinstance(value, Statement) for place in value.places]
    return tuple(dict.fromkeys(places))


def _degree(held: Held) -> Literal["asked", "none", "unstated"]:
    found = values(held, "degree", Condition)
    if any(degree.required and not degree.none for degree in found):
        return "asked"
    return "none" if any(degree.none for degree in found) else "unstated"


def _hours(held: Held) -> tuple[int | None, int | None] | None:
    """The least and the most hours a week that are required; None where no number is."""
    for one in values(held, "hours", Condition):
        if one.required and (one.minimum is not None or one.maximum is not None):
            low, high = (None if end is None else int(end) for end in (one.minimum, one.maximum))
            return low, high
    return None


def _extent(held: Held) -> Literal["full", "part"] | None:
    """Part or full time, where only one of them is named."""
    words = [fold(one.words) for one in values(held, "hours", Condition) if one.required]
    named = {match[0][:4] for said in words for match in EXTENT.finditer(said)}
    return None if len(named) != 1 else "full" if named == {"full"} else "part"


def _zones(held: Held) -> tuple[Zone, ...]:
    """The zones whose working hours are required, each once; "other" where words about zones name none of them."""
    found: dict[Zone, None] = {}
    for one in values(held, "time_zone", Condition):
        if one.required:
            low = fold(one.words)
            named: list[Zone] = [zone for zone, pattern in ZONES.items() if pattern.search(low)]
            found.update(dict.fromkeys(named or ["other"]))
    return tuple(found)


def _experience(held: Held) -> int | None:
    """The most years that are required, begun ones not counted; 0 where none is needed; None where it is not said."""
    found = values(held, "experience", Condition)
    years = [int(one.minimum) for one in found if one.required and one.minimum is not None]
    return max(years, default=0 if any(one.none for one in found) else None)


def _employment(held: Held) -> Literal["contractor", "employee", "unknown"]:
    named = labels(held, "employment")
    if "contractor" in named:
        return "contractor"
    return "employee" if "employee" in named else "unknown"

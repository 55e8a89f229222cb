"""What a listing shows and is filtered by, projected from its claims."""

import re
from typing import Literal, TypeVar

from directory.claims import Claim, Condition, Facts, Kind, Label, Language, Pay, Reading, Statement, Zone
from directory.eligibility.statements import OWN, resolve
from directory.terms import fold, usd
from directory.terms.vocabulary import UnknownTerm

T = TypeVar("T")
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
    claims = tuple(claim for claim in reading.claims if claim.quote.source != OWN)
    pay = next(iter(values(claims, "pay", Pay)), None)
    return Facts(
        pay=pay,
        residence=resolve(claims, location=location),
        advertised=_advertised(claims) if location == "advertised" else (),
        languages=tuple(values(claims, "language", Language)),
        tier=next(iter(labels(claims, "tier")), None),
        domains=labels(claims, "domain")[:DOMAINS_SHOWN],
        tasks=labels(claims, "task"),
        skills=labels(claims, "skill"),
        degree=_degree(claims),
        student=any(STUDIES.search(fold(one.words)) for one in values(claims, "degree", Condition)),
        hours=_hours(claims),
        extent=_extent(claims),
        zones=_zones(claims),
        experience=_experience(claims),
        right_to_work=True if values(claims, "right_to_work", Statement) else None,
        employment=_employment(claims),
        usd_hour=cents_an_hour(pay),
        talent_pool=bool(labels(claims, "talent_pool")),
    )


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


def values(claims: tuple[Claim, ...], kind: Kind, type_: type[T]) -> list[T]:
    """The values of the claims of this kind, each once, in the order of the text; other types are left out."""
    return list(dict.fromkeys(c.value for c in claims if c.kind == kind and isinstance(c.value, type_)))


def labels(claims: tuple[Claim, ...], kind: Kind) -> tuple[str, ...]:
    """The ids of the labels that claims of this kind hold, each once, in the order of the text."""
    return tuple(label.id for label in values(claims, kind, Label))


def _advertised(claims: tuple[Claim, ...]) -> tuple[str, ...]:
    named = [c.value for c in claims if c.kind == "residence" and c.quote.source == "location"]
    places = [place for value in named if isinstance(value, Statement) for place in value.places]
    return tuple(dict.fromkeys(places))


def _degree(claims: tuple[Claim, ...]) -> Literal["asked", "none", "unstated"]:
    found = values(claims, "degree", Condition)
    if any(degree.required and not degree.none for degree in found):
        return "asked"
    return "none" if any(degree.none for degree in found) else "unstated"


def _hours(claims: tuple[Claim, ...]) -> tuple[int | None, int | None] | None:
    """The least and the most hours a week that are required; None where no number is."""
    for one in values(claims, "hours", Condition):
        if one.required and (one.minimum is not None or one.maximum is not None):
            low, high = (None if end is None else int(end) for end in (one.minimum, one.maximum))
            return low, high
    return None


def _extent(claims: tuple[Claim, ...]) -> Literal["full", "part"] | None:
    """Part or full time, where only one of them is named."""
    words = [fold(one.words) for one in values(claims, "hours", Condition) if one.required]
    named = {match[0][:4] for said in words for match in EXTENT.finditer(said)}
    return None if len(named) != 1 else "full" if named == {"full"} else "part"


def _zones(claims: tuple[Claim, ...]) -> tuple[Zone, ...]:
    """The zones whose working hours are required, each once; "other" where words about zones name none of them."""
    found: dict[Zone, None] = {}
    for one in values(claims, "time_zone", Condition):
        if one.required:
            low = fold(one.words)
            named: list[Zone] = [zone for zone, pattern in ZONES.items() if pattern.search(low)]
            found.update(dict.fromkeys(named or ["other"]))
    return tuple(found)


def _experience(claims: tuple[Claim, ...]) -> int | None:
    """The most years that are required, begun ones not counted; 0 where none is needed; None where it is not said."""
    found = values(claims, "experience", Condition)
    years = [int(one.minimum) for one in found if one.required and one.minimum is not None]
    return max(years, default=0 if any(one.none for one in found) else None)


def _employment(claims: tuple[Claim, ...]) -> Literal["contractor", "employee", "unknown"]:
    named = labels(claims, "employment")
    if "contractor" in named:
        return "contractor"
    return "employee" if "employee" in named else "unknown"

"""One role from the postings that are open: whose words it shows, its facts and its claims."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from directory.claims import Claim, Facts, Reading, Residence
from directory.eligibility.verdict import merge
from directory.platform import PlatformRecord
from directory.reading.summary import facts, offered
from directory.store.codec import unpack_reading

PLACE_KINDS = frozenset(("residence", "citizenship", "right_to_work"))


@dataclass(frozen=True, slots=True)
class UnderstoodRole:
    """What the open postings of a role say together.

    `own` is what each says about place alone, by its ref; empty where all say the same.
    """

    facts: Facts
    claims: tuple[Claim, ...]
    own: Mapping[str, Residence] = field(default_factory=dict)


def lead(members: Sequence[Any]) -> Any:
    """Of these postings, in the order of first sight, the one whose words are shown: the first with a whole text."""
    return next((member for member in members if not member.list_only), members[0])


def understand(record: PlatformRecord, members: Sequence[Any], shown: Any) -> UnderstoodRole:
    """The facts and claims of the open postings `members`, of which `shown` leads."""
    readings = {member.ref: unpack_reading(member.reading) for member in members}
    first = facts(readings[shown.ref], location=record.location)
    if first.employment == "unknown":
        first = replace(first, employment=record.employment)
    if len(members) == 1:
        return UnderstoodRole(first, tuple(_counted(record, readings[shown.ref])))
    others = {
        member.ref: offered(readings[member.ref], location=record.location) for member in members if member is not shown
    }
    together = _together(first, list(others.values()))
    return UnderstoodRole(together, _claims(record, readings, shown.ref), _own(together, {shown.ref: first, **others}))


def _own(together: Facts, each: Mapping[str, Facts]) -> Mapping[str, Residence]:
    own = {ref: one.residence for ref, one in each.items()}
    return own if any(residence != together.residence for residence in own.values()) else {}


def _together(first: Facts, others: Sequence[Facts]) -> Facts:
    every = (first, *others)
    payer = next((one for one in every if one.pay), first)
    return replace(
        first,
        residence=merge([one.residence for one in every]),
        advertised=tuple(dict.fromkeys(place for one in every for place in one.advertised)),
        pay=payer.pay,
        usd_hour=payer.usd_hour,
    )


def _counted(record: PlatformRecord, reading: Reading) -> Iterator[Claim]:
    """The claims of a posting; where it is only advertised somewhere, its text cannot disagree with that place."""
    for claim in reading.claims:
        where = claim.kind == "contradiction" and claim.quote.source == "location"
        if not (where and record.location == "advertised"):
            yield claim


def _claims(record: PlatformRecord, readings: dict[str, Reading], shown: str) -> tuple[Claim, ...]:
    claims = list(_counted(record, readings[shown]))
    known = {(claim.kind, claim.value, claim.quote.text) for claim in claims}
    for ref, reading in readings.items():
        for claim in reading.claims if ref != shown else ():
            mark = (claim.kind, claim.value, claim.quote.text)
            where = claim.quote.source == "location" and record.location == "advertised"
            if claim.kind in PLACE_KINDS and not where and mark not in known:
                known.add(mark)
                claims.append(claim)
    return tuple(claims)

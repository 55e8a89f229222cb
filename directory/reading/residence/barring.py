"""Exclusions that stand alone: "not based in the US, Canada or EU" leaves everybody else in (`any` with exceptions)."""

from collections.abc import Iterator, Sequence

from directory.claims import Claim, Doubt, Quote, Residence, Statement
from directory.eligibility.areas import is_part

RULE = "all-but-barred"
_OPEN = ("unread", "welcome")
"""Stances by which others than those that are barred are unknown: a language or a member of a list is not read."""


def opened(claims: Sequence[Claim], doubts: Sequence[Doubt], taken: Residence) -> Iterator[Claim]:
    """ "Anywhere", where a posting says no more about place than whose home bars them; its proof is that sentence.

    An exception without what it is taken from ("except Kenya"), parts of a country, and what is in doubt open nothing.
    """
    stated = [(claim, value) for claim in claims if isinstance(value := claim.value, Statement)]
    if taken.rule != "unstated" or any(value.stance in _OPEN for _, value in stated):
        return
    out = [(claim, value) for claim, value in stated if value.stance == "not"]
    if any(is_bare(claim) or any(_overlap(claim.quote, one.quote) for one in doubts) for claim, _ in out):
        return
    whole = (claim for claim, value in out if claim.quote.source == "text" and not all(map(is_part, value.places)))
    for claim in whole:
        yield Claim("residence", Statement("any"), claim.quote, RULE)
        return


def is_bare(claim: Claim) -> bool:
    """Whether a claim is an exception by its words alone ("except", "excluding"): of what, it does not say."""
    return "except" in claim.rule or claim.rule == "excluding"


def _overlap(one: Quote, other: Quote) -> bool:
    if one.source != other.source:
        return False
    return one.start < other.start + len(other.text) and other.start < one.start + len(one.text)

"""All statements about place that a posting makes, as one rule."""

from collections.abc import Iterable, Sequence
from typing import Literal

from directory.claims import Claim, Contradiction, Residence, Stance, Statement
from directory.eligibility.areas import area_of, meet, names_of

Location = Literal["residence", "advertised"]
Found = Sequence[tuple[Claim, Statement]]

RANKS = {"text": 0, "title": 1, "countries": 2, "not_countries": 2, "location": 3}
"""Where a statement stands: the lowest number weighs most, any other structured field least."""
TAG = 4  # one below the last of RANKS
OWN = "platform"
"""The quote source of what a platform states about itself."""


def resolve(claims: Iterable[Claim], *, location: Location = "residence") -> Residence:
    """All statements about place as one rule.

    The text beats the title, which beats a list of countries that are accepted, which beats the location field (Outlier
    shows the list first, and the two differ), which beats other fields; of one rank the strictest wins. Exclusions
    always hold. Citizenship counts as residence, the right to work where no list is stated.
    `location="advertised"`: the location field only says where the role is shown. What the platform states about
    itself is left out: see `policy`.
    """
    counted = [claim for claim in claims if _counts(claim, location)]
    conflict = any(isinstance(claim.value, Contradiction) and claim.value.about == "residence" for claim in counted)
    found = [(claim, value) for claim in counted if isinstance(value := claim.value, Statement)]
    rule, places = _rule(found)
    return Residence(rule, places, _places(found, "not"), conflict)


def policy(claims: Iterable[Claim]) -> Residence | None:
    """The rule that the platform states about itself, None where it states none."""
    own = [claim for claim in claims if claim.quote.source == OWN]
    found = [(claim, value) for claim in own if isinstance(value := claim.value, Statement)]
    rule, places = _rule(found)
    excluded = _places(found, "not")
    return Residence(rule, places, excluded) if rule != "unstated" or excluded else None


def _counts(claim: Claim, location: Location) -> bool:
    source = claim.quote.source
    return source != OWN and not (source == "location" and location == "advertised")


def _rule(found: Found) -> tuple[Literal["only", "any", "unstated"], tuple[str, ...]]:
    """The statement that wins: a closed list or "any" of the best rank, else the right to work."""
    lived = [pair for pair in found if pair[0].kind != "right_to_work"]
    work = [pair for pair in found if pair[0].kind == "right_to_work" and pair[1].stance == "only"]
    best = _best(lived)
    if work and (not best or (best[0][1].stance == "any" and rank(work[0][0]) < rank(best[0][0]))):
        best = _best(work)
    partly = [pair for pair in lived if pair[1].stance == "welcome"]
    if partly and (not best or rank(best[0][0]) >= min(rank(claim) for claim, _ in partly)):
        return "unstated", _places(partly, "welcome")
    if not best:
        return "unstated", ()
    if best[0][1].stance == "any":
        return "any", ()
    return "only", strictest([statement.places for _, statement in best])


def _best(found: Found) -> Found:
    """The statements of the best rank that open or close: lists if there are any, for they are stricter."""
    stated = [pair for pair in found if pair[1].stance in ("only", "any")]
    best = min((rank(claim) for claim, _ in stated), default=TAG)
    ranked = [pair for pair in stated if rank(pair[0]) == best]
    return [pair for pair in ranked if pair[1].stance == "only"] or ranked


def rank(claim: Claim) -> int:
    """How weighty the source of a claim is by RANKS, 0 the weightiest; any other structured field weighs TAG.

    The platform's own words weigh 0: they are only compared with one another.
    """
    return RANKS.get(claim.quote.source, TAG if claim.quote.source != OWN else 0)


def strictest(lists: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """What all the lists allow; of lists with nothing in common the shortest, the first on a tie."""
    kept = min(lists, key=lambda places: len(area_of(places)))
    for places in lists:
        both = meet(area_of(kept), area_of(places))
        if both and both != area_of(kept):
            kept = names_of(both)
    return tuple(dict.fromkeys(kept))


def _places(found: Found, stance: Stance) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place for _, value in found if value.stance == stance for place in value.places))

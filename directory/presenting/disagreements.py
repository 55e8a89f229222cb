"""Statements of a posting that disagree, said in two sentences: what it counts as, and what else stands there."""

from collections.abc import Sequence

from directory.claims import Claim, Contradiction, Statement
from directory.presenting import words
from directory.presenting.listing import Proof, proof_of
from directory.presenting.locale import Tongue


def sentences(found: Sequence[Claim], say: Tongue) -> str:
    """For each field that is disputed its first disagreement in two sentences, and how many more there are."""
    first = _first(found)
    said = [words.claim(claim, say) for claim in first]
    more = len({claim.value for claim in found}) - len(first)
    return " ".join((*said, say.many("and %(n)s more", "and %(n)s more", more)) if more > 0 else said)


def quotes(found: Sequence[Claim], claims: Sequence[Claim], say: Tongue) -> tuple[Proof, ...]:
    """Two quotes for each disputed field: of the claim that was taken, where one says just that, and against."""
    proofs: list[Proof] = []
    for claim in _first(found):
        assert isinstance(claim.value, Contradiction)
        taken = next((one for one in claims if _is_taken(one, claim.value)), None)
        proofs += [proof_of(taken, say)] if taken else []
        against = words.disputed(claim.value.against, claim.value, say)
        proofs.append(Proof(against, claim.quote.text, words.source(claim.quote.source, say), claim.rule))
    return tuple(proofs)


def _first(found: Sequence[Claim]) -> list[Claim]:
    """The first disagreement of each field, in the order given."""
    about: dict[str, Claim] = {}
    for claim in found:
        if isinstance(claim.value, Contradiction):
            about.setdefault(claim.value.about, claim)
    return list(about.values())


def _is_taken(claim: Claim, told: Contradiction) -> bool:
    if told.about == "pay":
        return claim.kind == "pay"
    value = claim.value
    if told.about != "residence" or not isinstance(value, Statement):
        return False
    return told.taken == ("anywhere" if value.stance == "any" else f"only {', '.join(value.places)}")

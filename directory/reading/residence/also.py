"""Places that are accepted beside those of a list: "You must live in Finland. People in Sweden are welcome, too."."""

from collections.abc import Sequence
from dataclasses import replace

from directory.claims import Claim, Statement
from directory.reading.residence.text import ResidenceStatement

AFTER = "after-also"
"""The rule of a sentence that says nothing where there is no list that it widens: "who live there can also apply"."""


def is_also(claim: Claim) -> bool:
    """Whether a claim names places that are accepted beside others."""
    value = claim.value
    return claim.rule.endswith("also") and isinstance(value, Statement) and value.stance == "only"


def widened(
    said: Sequence[ResidenceStatement], fields: Sequence[Claim]
) -> tuple[list[ResidenceStatement], list[Claim]]:
    """The statements of the text, and the claims of title and fields, with what is also accepted in their lists.

    The lists of the text are widened; where it has none, those of title and fields. Without any list the sentence
    stands for itself, but for one that only looks like it.
    """
    also = [one for one in said if is_also(one.claim)]
    rest = [one for one in said if not is_also(one.claim)]
    sure = [one for one in said if one.claim.rule != AFTER]
    if not also or any(_stance(claim) == "any" for claim in (*(one.claim for one in rest), *fields)):
        return sure, list(fields)
    more = tuple(place for one in also for place in _places(one.claim))
    own = _lists([one.claim for one in rest])
    listed = own or _lists(fields)
    if not listed:
        return sure, list(fields)
    whole = (*_places(listed[0]), *more)
    wider = [replace(one, claim=_with(one.claim, whole)) for one in also]
    said = [*(replace(one, claim=_with(one.claim, more)) for one in rest), *wider]
    return said, list(fields) if own else [_with(claim, more) for claim in fields]


def _lists(claims: Sequence[Claim]) -> list[Claim]:
    return [claim for claim in claims if _stance(claim) == "only"]


def _stance(claim: Claim) -> str:
    return claim.value.stance if isinstance(claim.value, Statement) else ""


def _places(claim: Claim) -> tuple[str, ...]:
    return claim.value.places if isinstance(claim.value, Statement) else ()


def _with(claim: Claim, more: tuple[str, ...]) -> Claim:
    """A closed list with more places, each once; any other claim as it is."""
    if _stance(claim) != "only":
        return claim
    return replace(claim, value=Statement("only", tuple(dict.fromkeys((*_places(claim), *more)))))

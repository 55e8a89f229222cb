"""Doubts about what a posting says of place as a whole: statements that undo each other, and fields read in part."""

import re
from collections.abc import Iterator, Sequence

from directory.claims import Claim, Quote, Residence, Statement
from directory.eligibility.areas import area_of, is_part, meet
from directory.posting import Posting
from directory.reading.quote import quote
from directory.reading.residence.addresses import disagreeing
from directory.reading.residence.barring import is_bare
from directory.reading.residence.fields import unread_member

_TWO_PLACES = re.compile(r"\W*(?:remote\W+)?(?:CA|Georgia)(?:\W+remote)?\W*", re.IGNORECASE)
"""Of the United States a state, and a country of its own."""


def doubts(posting: Posting, claims: Sequence[Claim], taken: Residence) -> Iterator[Quote]:
    """The words that make the decision doubtful."""
    stated = [(claim, value) for claim in claims if isinstance(value := claim.value, Statement)]
    out = [claim for claim, value in stated if value.stance == "not"]
    alone = taken.rule == "unstated" and any(map(is_bare, out))
    if out and (alone or _undone(taken) or _half_said(taken)):
        yield out[0].quote
    yield from _apart([(claim, value) for claim, value in stated if claim.quote.source == "text"])
    told = any(claim.quote.source == "text" and value.stance in ("only", "any", "welcome") for claim, value in stated)
    if not told:
        yield from unread_location(posting.location)


def _undone(taken: Residence) -> bool:
    """Whether nobody is left: only some, and all of them taken out again."""
    if taken.rule != "only":
        return False
    out = area_of(taken.excluded)
    left = {place for place, parts in area_of(taken.places).items() if out.get(place, frozenset()) is not None or parts}
    return not left or all(
        parts and parts <= (out.get(place) or frozenset()) for place, parts in area_of(taken.places).items()
    )


def _half_said(taken: Residence) -> bool:
    """Whether parts of a country are taken out, and nothing says that the country is accepted."""
    return taken.rule == "unstated" and any(map(is_part, taken.excluded)) and all(map(is_part, taken.excluded))


def _apart(stated: Sequence[tuple[Claim, Statement]]) -> Iterator[Quote]:
    """Two closed lists of the text that share no place."""
    lists = [
        (claim, area_of(value.places))
        for claim, value in stated
        if value.stance == "only" and claim.kind == "residence"
    ]
    for at, (claim, area) in enumerate(lists):
        if any(not meet(area, other) for _, other in lists[:at]):
            yield claim.quote
            return


def unread_location(words: str) -> Iterator[Quote]:
    """A member of the location field that names no place we know, or a name of two: CA, Georgia."""
    if _TWO_PLACES.fullmatch(words):
        yield quote(words, 0, len(words), "location")
        return
    for address in disagreeing(words):
        yield quote(words, *address, "location")
    member = unread_member(words)
    if member is not None:
        yield quote(words, *member, "location")

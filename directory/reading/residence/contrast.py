"""A town that is not asked for beside its country that is: "not in Berlin, but in Germany"."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from directory.claims import Statement
from directory.reading.lattice import Token
from directory.reading.page import Sheet
from directory.reading.residence.evidence import Evidence
from directory.reading.residence.listed import Listed

_UNASKED = frozenset(("need-not", "denied-twice", "seat"))
"""What a town is where only its country counts: not needed, or where an office is."""
_TURNS = ("but", "enough")
_NEAR = 30
"""Characters between "but" and the country that it turns to: ", aber du musst in "."""


def contrasted(
    page: Sheet, found: Sequence[Listed], cues: Sequence[Token], decided: Sequence[Evidence], language: str | None
) -> Iterator[Evidence]:
    """The country of a sentence in which a town of it is not needed, behind "but" or with "it is enough that"."""
    turns = [cue for cue in cues if cue.kind in _TURNS]
    if not turns or any(cue.kind == "wish" for cue in cues):
        return
    for town, country in pairwise(found):
        asked = any(one.dropped is None and _within(one, country) for one in decided)
        unasked = any(one.rule in _UNASKED and _within(one, town) for one in decided) or any(
            cue.kind == "needless" for cue in cues
        )
        turned = any(cue.kind == "enough" or (town.end <= cue.start and _leads(cue, country)) for cue in turns)
        if not asked and unasked and turned and _of(town, country) and not country.unread:
            proof = (town.start, country.end)
            yield Evidence("residence", Statement("only", country.places), "strong", *proof, f"{language}-contrast")


def _leads(cue: Token, country: Listed) -> bool:
    return 0 <= country.start - cue.end <= _NEAR


def _within(one: Evidence, listed: Listed) -> bool:
    return one.start < listed.end and listed.start < one.end and set(one.statement.places) == set(listed.places)


def _of(town: Listed, country: Listed) -> bool:
    """Whether a list of nothing but towns lies in the countries of the other."""
    towns = all(hit.kind == "city" for hit in town.hits)
    whole = all(hit.kind == "country" for hit in country.hits)
    return towns and whole and set(town.places) <= set(country.places)

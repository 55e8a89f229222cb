"""Countries whose turn comes later: "Österreich folgt im Frühjahr", "Rwanda bado hatujafungua".

`is_later` looks at one list of places; `told` keeps what it found only beside another list or statement of the posting,
because "we start in Austria soon" alone bars nobody.
"""

from collections.abc import Sequence

from directory.claims import Claim, Statement
from directory.eligibility.areas import Area, area_of
from directory.reading.lattice import tokens
from directory.reading.residence.clause import NEAR, Clause
from directory.reading.residence.text import ResidenceStatement

RULE = "later"
_OTHERWISE = ("live", "need", "only", "citizen", "right", "seat", "wish", "needless", "any", "open", "fine", "paper")
"""Kinds of words by which a part of a sentence says something else of its places than that they come later."""
_FEWEST, _MOST = 5, 3
"""Letters of a word that may name something of its own, and how many such words make "later" be said of them."""


def is_later(clause: Clause) -> bool:
    """Whether a list's own part of the sentence says that its places come later, and nothing else."""
    if clause.has(*_OTHERWISE) or not clause.beside("later", reach=NEAR):
        return False
    known = [*clause.near, *(token for token in tokens(clause.page).between(clause.start, clause.line.end))]
    end = max(clause.listed.end, *(token.end for token in clause.near))
    said = "".join(
        " "
        if clause.listed.start <= at < clause.listed.end or any(token.start <= at < token.end for token in known)
        else clause.page.plain[at]
        for at in range(clause.start, end)
    )
    return sum(len(word) >= _FEWEST for word in said.split()) < _MOST


def told(said: Sequence[ResidenceStatement], fields: Sequence[Claim]) -> list[ResidenceStatement]:
    """The statements without what comes "later" where nothing else is open, or where it is named as open."""
    opened = [claim.value for claim in (*(one.claim for one in said), *fields) if isinstance(claim.value, Statement)]
    lists = [value for value in opened if value.stance in ("only", "any", "welcome")]
    area = area_of([place for value in lists for place in value.places])
    return [one for one in said if not _is(one.claim) or (lists and not _held(one.claim, area))]


def _is(claim: Claim) -> bool:
    return claim.rule == RULE


def _held(claim: Claim, area: Area) -> bool:
    """Whether places that come later stand by themselves among those that are open."""
    value = claim.value
    return isinstance(value, Statement) and any(place in area for place in area_of(value.places))

"""Lists that only a yes and a no tell apart: "Danmark og Sverige er med, Norge er ikke"."""

from collections.abc import Sequence

from directory.claims import Statement
from directory.reading.lattice import Token
from directory.reading.residence.clause import CLOSE, Clause, distance
from directory.reading.residence.evidence import Evidence
from directory.reading.residence.listed import Listed

_DENYING = frozenset(("not", "barred"))
_SAYING = frozenset(
    ("live", "person", "need", "needless", "only", "wish", "seat", "citizen", "right", "any", "open", "if")
)
"""Kinds of words by which a sentence says more than yes and no: the table of decisions reads it."""
_NEAREST = 2 * CLOSE
"""Characters between a list and the yes or no that is said of it."""


def agreed(clause: Clause, found: Sequence[Listed]) -> list[Evidence]:
    """The list as accepted where a yes is said of it and a no of the other list of its sentence, or as denied."""
    if len(found) != 2 or clause.anywhere(*_SAYING):
        return []
    answers = [_answer(clause, listed, found) for listed in found]
    if {*answers} != {"only", "not"}:
        return []
    stance = answers[found.index(clause.listed)]
    places = clause.listed.places if stance == "only" else clause.listed.barred
    statement = Statement("only" if stance == "only" else "not", places)
    rule = f"{clause.language}-agreed"
    return [Evidence("residence", statement, "strong", clause.listed.start, clause.listed.end, rule)] if places else []


def _answer(clause: Clause, listed: Listed, found: Sequence[Listed]) -> str:
    """Whether a no ("not") or only a yes ("only") stands nearer to this list than to the other."""
    near = [token for token in clause.all if _nearest(token, found) is listed]
    if any(token.kind in _DENYING for token in near):
        return "not"
    return "only" if any(token.kind == "yes" for token in near) else ""


def _nearest(token: Token, found: Sequence[Listed]) -> Listed | None:
    """The list behind which a word stands, or before which it is the first: a yes and a no stand behind theirs."""
    before = [one for one in found if one.end <= token.start]
    nearest = max(before, key=lambda one: one.end) if before else found[0]
    return nearest if distance(token, nearest) <= _NEAREST else None

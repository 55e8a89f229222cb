"""What is said of everywhere else: "alle andere landen zijn prima" beside a list leaves the list out."""

from directory.reading.lattice import tokens
from directory.reading.residence.clause import Clause

RULE = "rest-open"
_PARTING = ",;:，；、–—."
_WELCOMING = ("yes", "fine", "accept", "indifferent", "any", "open", "wish")
_ASKED = ("need", "only", "seat", "needless", "citizen", "right")


def rest_is_open(clause: Clause) -> bool:
    """Whether all other countries are welcome in a part of the sentence of their own, and the list is not asked for."""
    rest = next((token for token in clause.all if token.kind == "rest"), None)
    if rest is None or clause.has(*_ASKED) or clause.listed.start <= rest.start < clause.listed.end:
        return False
    plain, line = clause.page.plain, clause.line
    start = max((at + 1 for at in range(line.start, rest.start) if plain[at] in _PARTING), default=line.start)
    end = min((at for at in range(rest.end, line.end) if plain[at] in _PARTING), default=line.end)
    said = {token.kind for token in clause.all if start <= token.start < end}
    inside = start <= clause.listed.start < end
    if said & {"not", "barred"}:
        return False
    return bool(said.intersection(_WELCOMING)) and not (inside and clause.listed.start < rest.start)


ELSEWHERE = "or-elsewhere"
_NEXT = 14
"""Characters between a list and "or any other country"."""


def or_elsewhere(clause: Clause) -> bool:
    """Whether it does not matter if one lives there or anywhere else: "da igual si vives en España o en otro país"."""
    if not clause.anywhere("indifferent") or clause.has("only", "need", "barred", "seat"):
        return False
    wide = [token for token in clause.all if token.kind in ("others", "rest", "any", "open")]
    near = [token for token in wide if 0 <= token.start - clause.listed.end <= _NEXT]
    joined = {
        token.start for token in tokens(clause.page).between(clause.listed.end, clause.line.end) if token.kind == "and"
    }
    return any(clause.listed.end <= at <= token.start for token in near for at in joined)

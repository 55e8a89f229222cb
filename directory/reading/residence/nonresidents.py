"""Two denials that leave only a list: "whoever does not live in Germany cannot take part"."""

from itertools import product

from directory.reading.lattice import Token
from directory.reading.residence.clause import Clause, of_other

_BESIDE = 12
"""Characters between a word of denial and the verb of living that it denies, the list between them left out."""
_OTHERWISE = ("need", "needless", "wish", "fine", "indifferent", "open", "any", "also", "seat", "only", "except")
"""Kinds of words by which the second denial is of something else: "you need not live in …, and no degree is asked"."""
_ASKING = ("person", "accept", "you", "if", "barred", "without")
RULE = "nonresidents-denied"


def nonresidents_denied(clause: Clause) -> bool:
    """Whether living elsewhere is denied and taking part, too; "outside" with a denial is `exceptions.is_outside`."""
    if clause.anywhere(*_OTHERWISE) or not clause.anywhere(*_ASKING):
        return False
    denied = _denied_home(clause)
    if denied is None or any(token.kind == "ours" and token.end <= clause.listed.start for token in clause.all):
        return False
    rest = (token for token in clause.all if token.kind in ("not", "barred"))
    return any(token.end <= denied.start or token.start >= denied.end for token in rest)


def no_matter(clause: Clause) -> bool:
    """Whether it is said to be no problem that one does not live there: "kein Problem, wenn du nicht in … wohnst"."""
    return clause.anywhere("fine", "indifferent", "also") and _denied_home(clause) is not None


def _denied_home(clause: Clause) -> Token | None:
    """The word by which living there is denied: one of its own ("nežijete"), or "not" beside the verb."""
    away = next((token for token in clause.near if token.kind == "away"), None)
    without = next((token for token in clause.near if token.kind == "without"), None)
    if away is not None or (without is not None and clause.has("live", "address")):
        return away or without
    homes = [token for token in clause.near if token.kind == "live"]
    denials = [token for token in clause.near if token.kind == "not"]
    return next((no for no, home in product(denials, homes) if _apart(clause, no, home) <= _BESIDE), None)


def _apart(clause: Clause, one: Token, other: Token) -> int:
    """Characters between two words, without the list where it stands between them."""
    start, end = min(one.end, other.end), max(one.start, other.start)
    listed = clause.listed
    return end - start - (listed.end - listed.start if start <= listed.start and listed.end <= end else 0)


def denied_beyond(clause: Clause) -> bool:
    """Whether another part of the sentence turns somebody away, too: two denials may leave only the list."""
    beyond = [token for token in clause.all if token not in clause.near and token.start >= clause.listed.end]
    asked = clause.anywhere("person", "if") and clause.near and clause.near[0].start <= clause.listed.start
    return bool(asked) and any(token.kind == "barred" and not of_other(clause, token) for token in beyond)

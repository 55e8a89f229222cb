"""Taking part from outside a list is denied: "Woon je buiten Nederland? Dan kan het niet."."""

from bisect import bisect_right
from collections.abc import Sequence

from directory.reading.lattice import Token, tokens
from directory.reading.residence.clause import Clause, of_other
from directory.reading.residence.exceptions import excepted, is_outside

RULE, ASKED_OUTSIDE = "outside-denied", "outside-asked"
_DENYING = frozenset(("not", "barred"))
_FREE = frozenset(("fine", "needless", "indifferent", "also", "any", "open"))
_TAKING = frozenset(("accept", "able", "you", "person", "work"))
"""Kinds of words that a denial is of: of being taken, paid or able to join; "do not forget the form" is none."""


def outside_denied(clause: Clause) -> bool:
    """Whether a word says "outside" of the list, and its sentence, or the answer to it, that nobody from there may."""
    if not (excepted(clause) and is_outside(clause)):
        return False
    if clause.count(*_DENYING):
        return True
    return _refused(clause, clause.all) or (is_question(clause) and _refused(clause, _next(clause)))


def outside_asked(clause: Clause) -> bool:
    """Whether it is only asked, or a case of which nothing is denied: "Wohnst du außerhalb der EU? Kein Problem."."""
    return excepted(clause) and is_outside(clause) and (is_question(clause) or clause.has("if"))


def is_question(clause: Clause) -> bool:
    """Whether the sentence of a list ends with a question mark."""
    return clause.page.plain[clause.line.start : clause.line.end].rstrip().endswith(("?", "？", "؟"))


def _next(clause: Clause) -> Sequence[Token]:
    """The words of the next sentence, in the language of this one."""
    at = bisect_right(clause.page.starts, clause.line.start)
    if at == len(clause.page.lines):
        return ()
    line = clause.page.lines[at]
    return [token for token in tokens(clause.page).between(line.start, line.end) if token.language == clause.language]


def _refused(clause: Clause, said: Sequence[Token]) -> bool:
    kinds = {token.kind for token in said}
    if kinds & _FREE or not kinds & _DENYING or any(of_other(clause, token) for token in said if token.kind == "not"):
        return False
    return "barred" in kinds or bool(kinds & _TAKING)

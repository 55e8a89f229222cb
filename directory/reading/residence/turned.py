"""What another part of a sentence does to a list of places: it takes the demand back, closes it, or only asks."""

from collections.abc import Sequence

from directory.reading.lattice import Token, tokens
from directory.reading.page import Line, Sheet
from directory.reading.residence.clause import Clause

_PARTING = ",;:，；、–—("
_LITTLE = 4
"""Letters of a word beside "is not required" that names nothing of its own: "it", "this", "dat", "ale to"."""
_BEHIND = 45
"""Characters between "other countries" and the word that denies them, in the same part or the next."""


def taken_back(clause: Clause) -> bool:
    """Whether a later part says that it is no requirement, and nothing else: "du bor i Sverige, men det är inget krav".

    "…, aber ein Studium ist nicht nötig" names what is not required: it takes nothing back.
    """
    return any(
        token.kind == "needless"
        and token.start >= clause.listed.end
        and not _places_between(clause, clause.listed.end, token.start)
        and _names_nothing(clause, token)
        for token in clause.all
    )


def _names_nothing(clause: Clause, token: Token) -> bool:
    plain, line = clause.page.plain, clause.line
    start = max((at + 1 for at in range(clause.listed.end, token.start) if plain[at] in _PARTING), default=-1)
    turns = [other.end for other in clause.all if other.kind == "but" and other.end <= token.start]
    start = max([start, *(end for end in turns if end > clause.listed.end)])
    end = min((at for at in range(token.end, line.end) if plain[at] in f"{_PARTING}.。"), default=line.end)
    if start < 0:
        return False
    said = [other for other in clause.all if start <= other.start and other.end <= end and other.kind != "paper"]
    rest = "".join(
        " " if any(other.start <= at < other.end for other in said) else plain[at] for at in range(start, end)
    )
    return all(len(word) <= _LITTLE for word in rest.split())


def others_denied(clause: Clause) -> bool:
    """Whether "other countries" are denied in a part without the list: "из других стран пока не берём"."""
    if clause.has("not", "barred", "except", "needless", "seat") or not clause.anywhere("accept", "person", "live"):
        return False
    return any(
        token.kind == "others"
        and _parted(clause, token)
        and not _places_between(clause, min(clause.listed.end, token.end), max(clause.listed.start, token.start))
        and any(no.kind in ("not", "barred") and -_BEHIND <= no.start - token.end <= _BEHIND for no in clause.all)
        for token in clause.all
    )


def _parted(clause: Clause, token: Token) -> bool:
    start, end = min(clause.listed.end, token.end), max(clause.listed.start, token.start)
    return any(sign in f"{_PARTING}." for sign in clause.page.plain[start:end])


def _places_between(clause: Clause, start: int, end: int) -> bool:
    return any(token.kind in ("place", "city") for token in tokens(clause.page).between(start, end))


def is_asked(page: Sheet, line: Line, cues: Sequence[Token]) -> bool:
    """Whether a sentence only asks: "Kann ich in Polen wohnen?"; "Du wohnst in Polen?" is how people are sought."""
    words = page.plain[line.start : line.end + 1].rstrip("\"'”»）) \n")
    return words[-1:] in ("?", "？", "؟") and any(cue.kind in ("asked", "matters") for cue in cues)

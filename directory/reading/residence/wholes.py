"""Countries and regions that are named as a whole: "ganz Deutschland", "Hele Danmark", "日本全国"."""

from collections.abc import Sequence

from directory.reading.lattice import Token, tokens
from directory.reading.residence.clause import BEHIND, Clause

_NEXT = 2
"""Characters between "whole" and the name it belongs to."""
_UNSPACED = ("zh", "ja", "ko")
"""Languages that set no blank or article between "whole" and the name."""
_ENDS = ",;.，；。(（–—!"


def wholly(place: Token, whole: Token) -> bool:
    """Whether "whole" stands right before a name, or right behind it where a language puts it there."""
    next_to = 0 if whole.language in _UNSPACED else _NEXT
    behind = whole.language in (*BEHIND, "sw") and 0 <= whole.start - place.end <= next_to
    inside = place.start <= whole.start and whole.end <= place.end
    apart = 2 * next_to
    return 0 <= place.start - whole.end <= apart or behind or inside


def _whole(clause: Clause) -> Token | None:
    """The word that makes the list's first name a whole."""
    said = tokens(clause.page).between(clause.line.start, clause.line.end)
    named = [token for token in said if token.kind == "place" and token.start == clause.listed.start]
    wholes = [token for token in said if token.kind == "all" and token.value == "whole"]
    return next((one for one in wholes for name in named if wholly(name, one)), None)


def is_whole(clause: Clause) -> bool:
    """Whether a list is one country or region as a whole, so that an exception beside it is of a part of it."""
    return len(clause.listed.hits) == 1 and clause.listed.hits[0].kind != "subdivision" and _whole(clause) is not None


def whole_alone(clause: Clause) -> bool:
    """Whether "whole" and a country are all that its part of a line says: "Hele Danmark, dog ikke Færøerne"."""
    whole = _whole(clause)
    if whole is None or clause.has("seat", "not", "barred"):
        return False
    stops = [at for at in range(clause.listed.end, clause.line.end) if clause.page.plain[at] in _ENDS]
    stops += [token.start for token in clause.all if token.kind == "except" and token.start >= clause.listed.end]
    spans = [(token.start, token.end) for token in (whole, *clause.near)]
    return not _says_more(
        clause, [*spans, (clause.listed.start, clause.listed.end)], min(stops, default=clause.line.end)
    )


def _says_more(clause: Clause, spans: Sequence[tuple[int, int]], end: int) -> bool:
    """Whether a word stands in the part, up to `end`, that is none of these."""
    rest = (at for at in range(clause.start, end) if not any(first <= at < last for first, last in spans))
    return any(clause.page.plain[at].isalnum() for at in rest)

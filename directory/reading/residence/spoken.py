"""Places that only say which variety of a language is meant, and so are nobody's home."""

import re
from collections.abc import Sequence

from directory.reading.lattice import Token
from directory.reading.page import Line, Sheet
from directory.terms import PlaceHit, languages

_OF = re.compile(
    r"\s(?:d[eo]|da|d['’]|du|de la|del|della|dell['’]|di|von|aus|van|uit|från|fra|z|ze|из|з|din)\s?\Z", re.IGNORECASE
)
"""What makes a country that of the language before it: "le français de Belgique"."""
_SIGNS = ("(", "（", "-", "/")
_FAR = 8
"""Characters of the longest of them."""


def without_varieties(page: Sheet, line: Line, said: Sequence[Token], hits: list[PlaceHit]) -> list[PlaceHit]:
    """The places without those that only say which variety of a language is meant: "中文（香港）".

    A bracket that speaks of living is of homes: "español (Chile o Perú, hay que vivir en uno de los dos)".
    """
    marked = any(page.plain[hit.start - 1 : hit.start] in _SIGNS for hit in hits)
    if not marked and not any(_OF.search(page.plain, max(hit.start - _FAR, 0), hit.start) for hit in hits):
        return hits
    spoken = [
        (line.start + hit.start, line.start + hit.end) for hit in languages.find(page.plain[line.start : line.end])
    ]
    return [
        hit
        for hit in hits
        if not any(start < hit.start and _is_its(page, end, hit.start) for start, end in spoken)
        or _lived_in(page, said, hit)
    ]


def _is_its(page: Sheet, end: int, start: int) -> bool:
    """Whether a place that starts here belongs to the name of a language that ends there: "português do Brasil"."""
    return (
        start < end
        or (start <= end + 2 and page.plain[start - 1] in _SIGNS)
        or (start <= end + _FAR and _OF.fullmatch(page.plain, end, start) is not None)
    )


def _lived_in(page: Sheet, said: Sequence[Token], hit: PlaceHit) -> bool:
    """Whether the bracket that a place stands in says of it that one has to live there."""
    opened = max(page.plain.rfind(sign, 0, hit.start) for sign in "(（")
    closed = min((at for sign in ")）" if (at := page.plain.find(sign, hit.end)) >= 0), default=-1)
    inside = opened >= 0 and not set(")）") & set(page.plain[opened : hit.start])
    return inside and any(token.kind == "live" and opened < token.start < closed for token in said)

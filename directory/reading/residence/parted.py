"""Where a list of places ends before another place, because what is said of that one is said of it alone."""

from collections.abc import Sequence

from directory.reading.lattice import Token
from directory.reading.page import Line, Sheet
from directory.terms import PlaceHit

_BESIDE, _FAR = 2, 60
"""Characters between a name and an exception right behind it, and between a name and what puts it off."""


def taken_out_alone(tokens: Sequence[Token], before: PlaceHit, hit: PlaceHit) -> bool:
    """Whether an exception right behind a country is of it and not of the region before: "EU, Ungarn ausgenommen"."""
    after = [token.start - hit.end for token in tokens if token.kind == "except" and token.value == "after"]
    held = before.kind == "region" or (before.kind == "country" and hit.kind in ("subdivision", "city"))
    return held and hit.kind != "region" and any(0 <= gap <= _BESIDE for gap in after)


def turned_away(page: Sheet, line: Line, tokens: Sequence[Token], end: int, start: int) -> bool:
    """Whether a bracket opens between two places and turns the second away: "Norge (Svalbard ingår inte)"."""
    if not set("(（") & set(page.plain[end:start]):
        return False
    closed = min((at for at in range(start, line.end) if page.plain[at] in ")）"), default=line.end)
    return any(token.kind in ("barred", "not", "except") and start <= token.start < closed for token in tokens)


def comes_later(page: Sheet, tokens: Sequence[Token], before: Sequence[PlaceHit], hit: PlaceHit) -> bool:
    """Whether a comma behind a list that "and" has closed parts it from what comes later: "…, la Suisse plus tard"."""
    later = any(token.kind == "later" and 0 <= token.start - hit.end <= _FAR for token in tokens)
    closed = any(token.kind == "and" and before[0].end <= token.start < before[-1].start for token in tokens)
    return later and closed and page.plain[before[-1].end : hit.start].lstrip()[:1] in (",", ";", "–", "—")

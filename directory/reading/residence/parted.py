"""Where a list of places ends before another place, because what is said of that one is said of it alone."""

from collections.abc import Sequence

from directory.reading.lattice import Token
from directory.reading.page import Line, Sheet
from directory.terms import PlaceHit

_BESIDE, _FAR, _SOON = 2, 60, 22
_TURNING = ("except", "if")
"""Characters between a name and an exception right behind it, what puts it off, and what denies it alone."""

PEOPLE = ("person", "live")
"""Who each member of a list may be: "Menschen in Kassel und Menschen in Wien", "在中国的留学生、在泰国的人"."""
_LISTING = ",;/、，،"


def told_apart(page: Sheet, tokens: Sequence[Token], before: Sequence[PlaceHit], hit: PlaceHit) -> bool:
    """Whether words for people or living stand between two places, and not with each of them in one list."""
    end, start = before[-1].end, hit.start
    between = [token for token in tokens if end <= token.start and token.end <= start]
    people = [token for token in tokens if token.kind in PEOPLE]
    if not any(token in between for token in people):
        return False
    if not any(token.kind == "and" for token in between) and not any(
        sign in _LISTING for sign in page.plain[end:start]
    ):
        return True
    return not any(token.end <= before[0].start or 0 <= token.start - hit.end <= _SOON for token in people)


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


def denied_alone(page: Sheet, line: Line, tokens: Sequence[Token], before: Sequence[PlaceHit], hit: PlaceHit) -> bool:
    """Whether only the last of a list is denied, behind a comma: "Deutschland oder Österreich, Schweiz leider nicht".

    The list before it is closed by "or", or one place where one lives, and nothing denies it.
    """
    start, plain = before[-1].end, page.plain
    if plain[start : hit.start].lstrip()[:1] not in (",", "，", "、", ";", "；", "–", "—", "،"):
        return False
    denied = [
        token
        for token in tokens
        if token.kind in ("not", "barred") or (token.kind == "except" and token.value == "after")
    ]
    behind = min((token.start for token in denied if token.start >= hit.end), default=line.end + _SOON + 1) - hit.end
    if behind > _SOON or any(sign in ",;(" for sign in plain[hit.end : hit.end + behind]):
        return False
    closed = any(token.kind == "and" and before[0].end <= token.start < before[-1].start for token in tokens)
    lived = len(before) == 1 and any(token.kind in ("live", "label") and token.end <= hit.start for token in tokens)
    turning = (*_TURNING, "not", "barred")
    return (closed or lived) and not any(token.kind in turning and token.end <= start for token in tokens)


def comes_later(page: Sheet, tokens: Sequence[Token], before: Sequence[PlaceHit], hit: PlaceHit) -> bool:
    """Whether a comma behind a list that "and" has closed parts it from what comes later: "…, la Suisse plus tard"."""
    later = any(token.kind == "later" and 0 <= token.start - hit.end <= _FAR for token in tokens)
    closed = any(token.kind == "and" and before[0].end <= token.start < before[-1].start for token in tokens)
    return later and closed and page.plain[before[-1].end : hit.start].lstrip()[:1] in (",", ";", "–", "—")

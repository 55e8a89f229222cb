"""Statements that the work is open everywhere; "work from anywhere" is a perk and says nothing."""

from collections.abc import Iterator, Sequence

from directory.claims import Statement
from directory.reading.lattice import Token
from directory.reading.page import Line, Sheet
from directory.reading.residence.clause import CLOSE, NEAR, has_colon, heads, takes_out, under_label
from directory.reading.residence.evidence import Evidence
from directory.reading.residence.listed import Listed


def everywhere(
    page: Sheet, line: Line, cues: Sequence[Token], found: Sequence[Listed], heading: str
) -> Iterator[Evidence]:
    """Statements that the work is open to all countries; "work from anywhere" is a perk and says nothing."""
    kinds = {token.kind for token in cues}
    for token in cues:
        if token.kind not in ("any", "open") or _narrowed(token, found, cues):
            continue
        if token.value == "whichever" and "live" not in kinds:
            continue  # "it does not matter in which country": your account is, perhaps
        bare = heading == "place" or under_label(page, line) or _after_label(page, line, token, cues)
        if token.kind == "any" and not (bare or kinds & {"person", "live", "except"} or _offered(token, cues)):
            continue
        denied = token.kind == "any" and kinds & {"not", "barred"} and "except" not in kinds
        dropped = "a word of denial in its sentence" if denied else None
        yield Evidence(
            "residence", Statement("any"), "strong", token.start, token.end, f"{token.language or 'any'}-{token.kind}",
            dropped, bool(denied),
        )  # fmt: skip
        return
    yield from _indifferent(cues, found)


def _indifferent(cues: Sequence[Token], found: Sequence[Listed]) -> Iterator[Evidence]:
    """ "In which country you live is all the same to us", in any order of words."""
    kinds = {token.kind for token in cues}
    told = "abode" in kinds or ("where" in kinds and "live" in kinds)
    if "indifferent" not in kinds or not told or kinds & {"only", "except", "seat"}:
        return
    last = max(token.end for token in cues if token.kind in ("indifferent", "abode", "where"))
    if any(listed.start < last for listed in found):
        return
    said = [token for token in cues if token.kind in ("indifferent", "abode", "where", "live")]
    start, end = min(token.start for token in said), max(token.end for token in said)
    yield Evidence("residence", Statement("any"), "strong", start, end, f"{said[0].language}-indifferent")


def _narrowed(token: Token, found: Sequence[Listed], cues: Sequence[Token]) -> bool:
    """Whether a list beside it says where "anywhere" is; its own line of the table reads it."""
    for listed in found:
        if not any(takes_out(cue, listed) for cue in cues) and (
            0 <= listed.start - token.end <= CLOSE or heads(listed, token)
        ):
            return True
    return False


def _after_label(page: Sheet, line: Line, token: Token, cues: Sequence[Token]) -> bool:
    ahead = page.plain[line.start : token.start]
    return has_colon(ahead) and any(cue.kind == "label" and cue.end <= token.start for cue in cues)


def _offered(token: Token, cues: Sequence[Token]) -> bool:
    """Whether an application, opening or acceptance stands beside "anywhere"."""
    return any(cue.kind == "accept" and abs(cue.start - token.start) <= NEAR for cue in cues)

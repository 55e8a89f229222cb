"""Statements that the work is open everywhere; "work from anywhere" is a perk and says nothing."""

import re
from collections.abc import Iterator, Sequence

from directory.claims import Statement
from directory.reading.lattice import Token
from directory.reading.page import Line, Sheet
from directory.reading.residence.clause import CLOSE, NEAR, has_colon, has_words, heads, takes_out, under_label
from directory.reading.residence.evidence import Evidence
from directory.reading.residence.listed import Listed
from directory.reading.residence.questions import HEADED

_PARTING = ",、，،;；–—"
_PARTS = re.compile("[,、，–—:]")
_SMALL = 2
"""Letters of a word that may stand between a comma and "where": "egal, in welchem Land"."""
_WIDE = ("any", "open", "reply")
"""Kinds of words that open everywhere; "all of them" only as the answer to a question about place."""
_COMMA, _SIGNS = 8, 3
"""Characters between "does not matter" and the "where" that a comma sets apart ("mindegy, hogy honnan"), and signs of a
script without blanks."""
_EVERYBODY = re.compile(
    r"(?<!de )(?<!en )(?<!por )(?<!do )(?<!em )(?<!din )(?<!dans )(?<!du )(?<!pelo )"
    r"(?:todo el mundo|todo o mundo|toata lumea|tout le monde)\Z"
)
"""Words for "everybody" that say "all the world"; behind a preposition they mean it."""
_FAR = 24
"""Characters in which such a word and its preposition stand."""
_COLON = re.compile(r"[\s*_]*[:：][\s*_]*")
_NOUNS = frozenset(("paper", "person", "live", "accept"))
"""Kinds of words that say what "from any country" is said of."""


def everywhere(
    page: Sheet, line: Line, cues: Sequence[Token], found: Sequence[Listed], heading: str
) -> Iterator[Evidence]:
    """Statements that the work is open to all countries; "work from anywhere" is a perk and says nothing."""
    kinds = {token.kind for token in cues}
    for token in cues:
        if token.kind not in (_WIDE if heading == "question" else _WIDE[:2]) or _narrowed(page, token, found, cues):
            continue
        if "except" not in kinds and _EVERYBODY.search(page.low, max(token.start - _FAR, 0), token.end):
            continue
        if token.value == "whichever" and "live" not in kinds:
            continue  # "it does not matter in which country": your account is, perhaps
        bare = heading in HEADED or under_label(page, line) or _after_label(page, line, token, cues)
        if token.value == "chosen" and not (bare or any(_apart(c, token) <= CLOSE for c in cues if c.kind == "live")):
            continue  # "you work where you like": a perk
        if _of_papers(token, cues):
            continue
        if token.kind == "any" and not (bare or kinds & {"person", "live", "except"} or _offered(token, cues)):
            continue
        denied = token.kind == "any" and "except" not in kinds and _denied(page, line, token, found, cues)
        dropped = "a word of denial in its sentence" if denied else None
        yield Evidence(
            "residence", Statement("any"), "strong", token.start, token.end, f"{token.language or 'any'}-{token.kind}",
            dropped, bool(denied),
        )  # fmt: skip
        return
    yield from _freely(page, line, cues, found)
    yield from _anyone(page, cues, found)
    yield from _indifferent(page, cues, found)


def _freely(page: Sheet, line: Line, cues: Sequence[Token], found: Sequence[Listed]) -> Iterator[Evidence]:
    """A label of place and "any" or "does not matter" behind it, and nothing else: "País: cualquiera", "国家：不限"."""
    labels = [cue for cue in cues if cue.kind == "label" and not has_words(page.plain[line.start : cue.start])]
    for label in labels if not found else ():
        head = _COLON.match(page.plain, label.end, line.end)
        free = [
            cue for cue in cues if head and cue.kind in ("reply", "indifferent", "fine") and cue.start == head.end()
        ]
        end = max((cue.end for cue in free), default=line.end)
        if free and not has_words(page.plain[end : line.end]):
            yield Evidence("residence", Statement("any"), "strong", label.start, end, f"{label.language}-label")
            return


def _anyone(page: Sheet, cues: Sequence[Token], found: Sequence[Listed]) -> Iterator[Evidence]:
    """ "Anybody on the planet", with a word of acceptance and none that narrows or denies it."""
    whose = [token for token in cues if token.kind == "anyone"]
    kinds = {token.kind for token in cues if not any(_within(token, one) for one in whose)}
    if (
        found
        or not kinds & {"accept", "able", "join", "open", "yes"}
        or kinds & {"not", "barred", "only", "seat", "ours"}
    ):
        return
    for who in whose:
        for earth in (token for token in cues if token.kind == "earth"):
            if _apart(who, earth) <= CLOSE and not _parted(page, who, earth):
                start, end = min(who.start, earth.start), max(who.end, earth.end)
                yield Evidence("residence", Statement("any"), "strong", start, end, f"{who.language}-anyone")
                return


def _lived(page: Sheet, token: Token, cues: Sequence[Token]) -> bool:
    """Whether a verb of living stands right beside a word, in the same part of the sentence."""
    lives = [cue for cue in cues if cue.kind == "live"]
    return any(not _parted(page, cue, token) and _apart(cue, token) <= CLOSE for cue in lives)


def _homes(page: Sheet, cues: Sequence[Token]) -> list[tuple[int, int, bool]]:
    """Where a sentence says "where you live" or "work from", or (True) "your place of residence"."""
    found = [(cue.start, cue.end, True) for cue in cues if cue.kind == "abode"]
    for where in (cue for cue in cues if cue.kind == "where"):
        lives = [cue for cue in cues if cue.kind in ("live", "work", "being") and not _set_off(page, where, cue)]
        found += [
            (min(where.start, live.start), max(where.end, live.end), False)
            for live in lives
            if _apart(live, where) <= CLOSE + 2
        ]
    return found


def _said_of(page: Sheet, home: tuple[int, int, bool], token: Token, cues: Sequence[Token]) -> bool:
    """Whether "does not matter" is said of these words: "hours are up to you; tell us where you live" is not."""
    if token.kind != "indifferent":
        return False
    before = token.end <= home[0]
    between = page.plain[token.end : home[0]] if before else page.plain[home[1] : token.start]
    *said, last = _PARTS.split(between)
    asked = before and said and any(cue.kind == "where" and cue.start - token.end <= _reach(token) for cue in cues)
    if ";" in between or "；" in between or len(said) > 1 or len(between) > NEAR:
        return False
    return asked or not (said and before) or (not home[2] and all(len(word) <= _SMALL for word in last.split()))


def _reach(token: Token) -> int:
    """How far "where" may stand behind a word and a comma."""
    return _SIGNS if token.language in ("zh", "ja", "ko") else _COMMA


def _apart(one: Token, other: Token) -> int:
    """Characters between two words in whatever order, below 0 where they overlap."""
    return max(one.start - other.end, other.start - one.end)


def _set_off(page: Sheet, where: Token, live: Token) -> bool:
    """Whether "country" and a verb of living are parted, and not by the comma of "the country, in which you live"."""
    relative = page.plain[where.end : live.start]
    return _parted(page, live, where) and (relative[:2] != ", " or bool(set(relative[1:]) & set(_PARTING)))


def _parted(page: Sheet, one: Token, other: Token) -> bool:
    """Whether a comma or the like stands between two words."""
    return any(sign in _PARTING for sign in page.plain[min(one.end, other.end) : max(one.start, other.start)])


def _of_papers(token: Token, cues: Sequence[Token]) -> bool:
    """Whether "any country" is where a licence, a degree or a company is from: the nearest noun before it decides."""
    nouns = [cue for cue in cues if cue.kind in _NOUNS and 0 <= token.start - cue.end <= NEAR]
    return bool(nouns) and max(nouns, key=lambda cue: cue.end).kind == "paper"


def _denied(page: Sheet, line: Line, token: Token, found: Sequence[Listed], cues: Sequence[Token]) -> bool:
    """Whether "anywhere" is denied: by a word of its part of the sentence, and not one that a list of places has."""
    start, end = line.start, line.end
    for listed in found:
        start = max(start, listed.end) if listed.end <= token.start else start
        end = min(end, listed.start) if listed.start >= token.end else end
    for cue in cues:
        if cue.kind == "but":
            start = max(start, cue.end) if cue.end <= token.start else start
            end = min(end, cue.start) if cue.start >= token.end else end
    start = max((at + 1 for at in range(start, token.start) if page.plain[at] in _PARTING), default=start)
    end = min((at for at in range(token.end, end) if page.plain[at] in _PARTING), default=end)
    return any(cue.kind in ("not", "barred") and start <= cue.start and cue.end <= end for cue in cues)


def _indifferent(page: Sheet, cues: Sequence[Token], found: Sequence[Listed]) -> Iterator[Evidence]:
    """ "In which country you live is all the same to us", in any order of words."""
    kinds = {token.kind for token in cues}
    told = any(_said_of(page, home, token, cues) for home in _homes(page, cues) for token in cues)
    if "indifferent" not in kinds or not told or kinds & {"except", "seat"}:
        return
    last = max(token.end for token in cues if token.kind in ("indifferent", "abode", "where"))
    if any(listed.start < last for listed in found) or any(cue.kind == "only" and cue.start < last for cue in cues):
        return
    said = [token for token in cues if token.kind in ("indifferent", "abode", "where", "live")]
    start, end = min(token.start for token in said), max(token.end for token in said)
    yield Evidence("residence", Statement("any"), "strong", start, end, f"{said[0].language}-indifferent")


def _within(token: Token, other: Token) -> bool:
    """Whether a word is a piece of a longer one: "saja" (only) in "siapa saja" (anybody)."""
    return other.start <= token.start and token.end <= other.end and token.end - token.start < other.end - other.start


def _narrowed(page: Sheet, token: Token, found: Sequence[Listed], cues: Sequence[Token]) -> bool:
    """Whether a list beside it says where "anywhere" is; its own line of the table reads it."""
    for listed in found:
        behind = 0 <= listed.start - token.end <= CLOSE and not _turns(page, token.end, listed.start, cues)
        if not any(takes_out(cue, listed) for cue in cues) and (behind or heads(listed, token)):
            return True
    return False


def _turns(page: Sheet, start: int, end: int, cues: Sequence[Token]) -> bool:
    """Whether the words from `start` to `end` turn to something else: ", only", "but"."""
    said = {cue.kind for cue in cues if start <= cue.start < end}
    return "but" in said or ("only" in said and any(sign in _PARTING for sign in page.plain[start:end]))


def _after_label(page: Sheet, line: Line, token: Token, cues: Sequence[Token]) -> bool:
    ahead = page.plain[line.start : token.start]
    return has_colon(ahead) and any(cue.kind == "label" and cue.end <= token.start for cue in cues)


def _offered(token: Token, cues: Sequence[Token]) -> bool:
    """Whether an application, opening or acceptance stands beside "anywhere"."""
    return any(cue.kind == "accept" and abs(cue.start - token.start) <= NEAR for cue in cues)

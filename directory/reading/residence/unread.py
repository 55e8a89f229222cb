"""What stands beside places or verbs of residence and could not be read: doubts, and lists read in part."""

import re
from collections.abc import Iterator, Sequence

from directory.claims import Doubt
from directory.reading.page import Sheet
from directory.reading.quote import quote
from directory.reading.residence import places as residence_places
from directory.reading.residence.rules import (
    CONDITION,
    ELSEWHERE_BEFORE,
    NEEDLESS,
    NO_MEMBERS,
    UNNAMED,
    UNREAD_HOME,
    UNREAD_MEMBER,
)
from directory.reading.sections import Parts
from directory.terms import languages

_RUNS_ON = 30  # characters behind an unread name in which a known place still belongs to it
_DOUBTFUL = re.compile(r"\b(?:must|based|resid\w+|located|eligib\w+|only|citizens?\w*|authori[sz]ed)\b", re.IGNORECASE)


def unread_homes(page: Sheet, spans: Sequence[tuple[int, int]], parts: Parts) -> Iterator[Doubt]:
    """A doubt for each "must live in" with a name that we do not know behind it, in parts that state requirements."""
    for found in (match for span in spans for match in UNREAD_HOME.finditer(page.plain, *span)):
        known = residence_places.find(
            page.plain, found.start("what"), min(found.end("what") + _RUNS_ON, len(page.plain))
        )
        if not known and parts.states(found.start()):
            yield Doubt("residence", quote(page.plain, found.start(), found.end(), "text"))


def vague(text: str, span: tuple[int, int], parts: Parts) -> Iterator[Doubt]:
    """A doubt for each wording that limits the work to countries which it does not name ("selected countries")."""
    for found in UNNAMED.finditer(text, *span):
        if parts.states(found.start()):
            yield Doubt("residence", quote(text, found.start(), found.end(), "text"))


def goes_on(text: str, end: int) -> bool:
    """Whether a list goes on behind its last known place with a name that we do not know: "Kenya or Swasiland"."""
    member = UNREAD_MEMBER.match(text, end)
    if member is None:
        return False
    word = member["word"]
    return word not in NO_MEMBERS and not languages.find(word) and not residence_places.find(word)


def looks_like_one(before: str, after: str) -> bool:
    """Whether the words around places look like a statement about them that no rule read: worth a doubt."""
    near = before[-80:] + after[:60]
    return (
        bool(_DOUBTFUL.search(near))
        and not NEEDLESS.search(before)
        and not ELSEWHERE_BEFORE.search(before)
        and not CONDITION.search(before)
    )

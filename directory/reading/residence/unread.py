"""What stands beside places or verbs of residence and could not be read: doubts, and lists read in part."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from directory.claims import Doubt
from directory.reading.lattice import Lattice, Meaning, Token, every_token
from directory.reading.literals import RarePattern
from directory.reading.page import Sheet, sheet
from directory.reading.paragraphs import Paragraphs
from directory.reading.quote import quote
from directory.reading.residence import places as residence_places
from directory.reading.residence.rules import (
    CONDITION,
    ELSEWHERE_AFTER,
    ELSEWHERE_BEFORE,
    NEEDLESS,
    NO_MEMBERS,
    UNNAMED,
    UNREAD_HOME,
    UNREAD_MEMBER,
)
from directory.reading.sections import Parts
from directory.reading.tables import entries
from directory.terms import languages
from directory.terms.towns import is_town_of

WISHED = re.compile(
    r"\b(?:prefer\w*|ideally|bevorzugt|preferible\w*|preferente\w*|preferenc\w*|préféré\w*|de préférence|desej\w+"
    r"|diutamakan|mile widziane|tercihen|желательно|бажано)\b|优先|優先|優遇|우대",
    re.IGNORECASE,
)
"""Words of a field by which its place is a wish."""
_RUNS_ON = 30  # characters behind an unread name in which a known place still belongs to it
_MEMBER = re.compile(r"[^;|/•\n+&]+")
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0900-\u0d7f\u0e00-\u0eff])*")
_BEFORE = re.compile(
    r"(?P<known>[A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+)*),\s+(?P<word>[A-Z][a-zà-ÿ]{3,}),?\s+(?:and|or|&)\s+(?:the\s+)?$"
)
_STATE = re.compile(r"[A-Z]{2}\s*")
"""The letters of a state behind a town: "São Paulo/SP"."""
_KNOWN = frozenset(("mode", "remote", "any", "only", "area", "world", "person"))
_FEWEST, _LONGEST, _WHOLE = 2, 40, 400
"""Letters of a word that may be a name, of the longest member of a field that may be one, of a field that is a list."""
_DOUBTFUL = re.compile(
    r"\b(?:must|(?:got|have|need) to be|based|resid\w+|located|eligib\w+|only|citizens?\w*|authori[sz]ed)\b",
    re.IGNORECASE,
)


def unread_homes(page: Sheet, spans: Sequence[tuple[int, int]], parts: Parts) -> Iterator[Doubt]:
    """A doubt for each "must live in" with a name that we do not know behind it, in parts that state requirements."""
    likely = (span for span in spans if _rare_home().may_match(page.low, *span))
    for found in (match for span in likely for match in UNREAD_HOME.finditer(page.plain, *span)):
        known = residence_places.find(
            page.plain, found.start("what"), min(found.end("what") + _RUNS_ON, len(page.plain))
        )
        if not known and parts.states(found.start()):
            yield Doubt("residence", quote(page.plain, found.start(), found.end(), "text"))


@cache
def _rare_home() -> RarePattern:
    return RarePattern(UNREAD_HOME)


def vague(text: str, span: tuple[int, int], parts: Parts) -> Iterator[Doubt]:
    """A doubt for each wording that limits the work to countries which it does not name ("selected countries")."""
    for found in UNNAMED.finditer(text, *span):
        if parts.states(found.start()):
            yield Doubt("residence", quote(text, found.start(), found.end(), "text"))


def goes_on(text: str, end: int, countries: Sequence[str] = ()) -> bool:
    """Whether a list goes on behind its last known place with a name that we do not know: "Kenya or Swasiland".

    A town of one of `countries`, those of the list, is known: "Pune or Nashik".
    """
    member = UNREAD_MEMBER.match(text, end)
    if member is None:
        return False
    word = member["word"]
    if any(is_town_of(word, country) for country in countries):
        return False
    return word not in NO_MEMBERS and not languages.find(word) and not residence_places.find(word)


def went_before(text: str, start: int, countries: Sequence[str] = ()) -> bool:
    """Whether a list has an unknown member right before its last known place: "Norway, Swasiland and Iceland".

    A town of one of `countries`, those of that place, is known: "Pune, Nashik or Indore".
    """
    member = _BEFORE.search(text, max(start - _WHOLE // 4, 0), start)
    if member is None or member["word"] in NO_MEMBERS:
        return False
    if any(is_town_of(member["word"], country) for country in countries):
        return False
    known = residence_places.find(member["known"])
    ends = bool(known) and known[-1].end == len(member["known"])
    return ends and not residence_places.find(member["word"]) and not languages.find(member["word"])


def looks_like_one(before: str, after: str) -> bool:
    """Whether the words around places look like a statement about them that no rule read: worth a doubt."""
    near = before[-80:] + after[:60]
    return (
        bool(_DOUBTFUL.search(near))
        and not NEEDLESS.search(before)
        and not ELSEWHERE_BEFORE.search(before)
        and not CONDITION.search(before)
        and not ELSEWHERE_AFTER.match(after)
    )


@cache
def _modes() -> Lattice:
    """The words of data/reading/modes.tsv."""
    rows = entries("modes")
    meanings = [(entry, Meaning(entry["kind"], entry["value"], entry["language"])) for entry in rows]
    return Lattice((word, meaning) for entry, meaning in meanings for word in entry["words"].split("|"))


def modes_of(words: str) -> tuple[Token, ...]:
    """What a location field says of the way of working, or of the whole world, in any language."""
    return _modes().scan(sheet(words), Paragraphs((0,), (None,), None)).all


def member(words: str, read: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The first member of a location field with a name in it and nothing of it in `read`, as offsets."""
    if not words.strip() or len(words) > _WHOLE:
        return None
    page = sheet(words)
    said = (*every_token(page), *modes_of(words))
    known = [(token.start, token.end) for token in said if token.kind in _KNOWN]
    for found in _MEMBER.finditer(words):
        if len(found[0]) > _LONGEST or any(start < found.end() and found.start() < end for start, end in read):
            continue
        if _STATE.fullmatch(found[0]) and any(end == found.start() - 1 for _, end in read):
            continue
        left = (
            word[0]
            for word in _WORD.finditer(words, *found.span())
            if len(word[0]) >= _FEWEST and not any(start <= word.start() < end for start, end in known)
        )
        if any(name[0].isalpha() and not name.islower() for name in left):
            return found.span()
    return None

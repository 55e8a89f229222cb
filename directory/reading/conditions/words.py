"""What a condition is called in a few words."""

import re

from directory.claims import Claim, Condition, Kind
from directory.reading.page import Sheet

WORDS_LIMIT = 90  # characters: a condition is shown in one line
_EDGES = " \t\n*#_-•·.,;:()[]>|\"'"
_BLANKS = re.compile(r"[\s*]+")
_DEVICE = re.compile(
    r"(?:(?:reliable|personal|own|modern|android|windows|mac|ios|apple|secure|functional|recent|good|working|quality"
    r"|1080p|hd|desktop|laptop|mobile) (?:or )?){0,3}"
    r"(?:desktops?(?: or laptops?)?|laptops?(?: or (?:a )?(?:desktop|pc|computer)s?)?|computers?|pcs?|smartphones?"
    r"|(?:phones?|tablets?)\b|iphones?|(?:ios|apple|android) devices?|android|macbooks?|headsets?(?: or headphones?)?"
    r"|headphones?|cameras?|webcams?)\b"
    r"(?: (?:with|from|running|made|no older) (?:[^.;,\n]){1,50})?"
)
# What follows a device behind one of these is another thing that is asked for.
_NEXT = re.compile(r" and (?:a|an|the|reliable|stable|good|fast|strong|quiet|time|be)\b.*")


def words_of(kind: Kind, page: Sheet, start: int, end: int) -> str:
    """The words of a condition: of a device its name and what it must have, else what was read there."""
    if kind == "device" and (named := _DEVICE.search(page.low, start, end)):
        start, end = named.span()
        if more := _NEXT.search(page.low, start, end):
            end = more.start()
    return plain_words(page.plain[start:end])


def plain_words(text: str) -> str:
    """Words of a text in one line, without signs at their ends, at most ninety characters."""
    return _BLANKS.sub(" ", text)[:WORDS_LIMIT].strip(_EDGES)


def trimmed(page: Sheet, start: int, end: int) -> tuple[int, int]:
    """Where a match begins and ends without split words, signs and blanks at its ends; at least one character stays."""
    if start and page.low[start - 1].isalnum() and page.low[start].isalnum() and page.low[start].isascii():
        start = page.low.find(" ", start, end) + 1 or start
    if end < len(page.low) and page.low[end].isalnum() and page.low[end - 1].isalnum() and page.low[end].isascii():
        end = max(page.low.rfind(" ", start, end), start + 1)
    words = page.low[start:end]
    if 0 < words.find(")") < (words.find("(") if "(" in words else len(words)):
        words = words[: words.find(")")]
        end = start + len(words)
    first = start + len(words) - len(words.lstrip(_EDGES))
    return first, max(first + 1, end - (len(words) - len(words.rstrip(_EDGES))))


def add(same: list[Claim], claim: Claim, most: int) -> None:
    """Adds a claim to those of its kind, up to so many; of two where one says no more than the other, one stays."""
    for at, other in enumerate(same):
        if _covers(other, claim):
            return
        if _covers(claim, other):
            same[at] = claim
            return
    if len(same) < most:
        same.append(claim)


def _covers(one: Claim, other: Claim) -> bool:
    """Whether what the other says is in the one: the same value, or its words are part of the one's words."""
    mine, theirs = one.value, other.value
    if mine == theirs:
        return True
    if not isinstance(mine, Condition) or not isinstance(theirs, Condition):
        return False
    alike = (mine.required, mine.none) == (theirs.required, theirs.none)
    bounded = (theirs.minimum, theirs.maximum) in ((None, None), (mine.minimum, mine.maximum))
    return alike and bounded and _plain(theirs.words) in _plain(mine.words)


def _plain(words: str) -> str:
    return re.sub(r"[^\w ]", "", words.lower())

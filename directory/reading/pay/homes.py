"""Which dollar a bare sign stands for where a posting is placed in a town of a country that has its own."""

import re
from collections.abc import Sequence

from directory.posting import Posting
from directory.reading.literals import RarePattern
from directory.terms import places
from directory.terms.gazetteer import PlaceHit

_DOLLARS = {"AU": "AUD", "NZ": "NZD", "CA": "CAD", "SG": "SGD", "HK": "HKD"}
_STOP = re.compile(r"[.!?]\s|[\n。！？]")
_PARTS = frozenset(("city", "subdivision"))
_LOOKED_AT = 4_000  # characters of a text: behind them is the company's story
# Words of one country's pay: its pension, its tax number, its law of wages.
_SUPER = re.compile(
    r"\b(?:plus|\+|and|incl\w*|including|exclud\w*|with) super\b|\bsuperannuation\b|\bABN\b|\bTFN\b|\bFair Work\b",
    re.IGNORECASE,
)
_KIWI = re.compile(r"\bKiwiSaver\b|\bholiday pay at 8|\bIRD number\b", re.IGNORECASE)
_WORDS = (("AUD", RarePattern(_SUPER)), ("NZD", RarePattern(_KIWI)))
_CANADIAN = ("RRSP", "T4", "Interac", "CRA", "vacation pay")
_MAPLE = re.compile(r"\bRRSP\b|\bT4A?\b|\bInterac\b|\bCRA\b|\bvacation pay\b")


def dollar_at_home(posting: Posting, located: Sequence[PlaceHit]) -> str | None:
    """The ISO 4217 code of the dollar of the only country whose towns or parts a posting is placed in; else None.

    A country alone tells nothing: worldwide platforms name it and pay in US dollars. So it takes a town in the location
    or the title, or the words of that country's own pay. A town elsewhere in the text may be the company's: see
    `dollar_of_town`. `located` are the places of the location field.
    """
    return _of(located or places.find(posting.title)) or _by_words(posting.text[:_LOOKED_AT])


def _by_words(text: str) -> str | None:
    """The dollar of the country whose words of pay a text has."""
    small = text.lower()
    told = (code for code, rare in _WORDS if rare.may_match(small) and _on_a_line(rare, text))
    canadian = any(word in text for word in _CANADIAN) and _MAPLE.search(text)
    return next(told, None) or ("CAD" if canadian else None)


def _on_a_line(rare: RarePattern, text: str) -> bool:
    """Whether one of a text's lines says so: a pattern is far slower than a look for its pieces."""
    return any(rare.may_match(line.lower()) and rare.pattern.search(line) for line in text.split("\n"))


def dollar_of_town(text: str, start: int, end: int) -> str | None:
    """The same by the sentence of an amount: "Come to our studio in Hobart: $24"."""
    begin = max((match.end() for match in _STOP.finditer(text, 0, start)), default=0)
    stop = _STOP.search(text, end)
    return _of(list(places.find(text[begin : stop.start() if stop else len(text)])))


def _of(hits: Sequence[PlaceHit]) -> str | None:
    countries = {hit.country for hit in hits}
    if len(countries) != 1 or not any(hit.kind in _PARTS and not hit.ambiguous for hit in hits):
        return None
    return _DOLLARS.get(countries.pop() or "")

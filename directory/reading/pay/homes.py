"""Which dollar a bare sign stands for where a posting names one town of a country that has its own."""

import re

from directory.posting import Posting
from directory.terms import places

_DOLLARS = {"AU": "AUD", "NZ": "NZD", "CA": "CAD", "SG": "SGD", "HK": "HKD"}
_PARTS = frozenset(("city", "subdivision"))
_LOOKED_AT = 4_000  # characters of a text: behind them is the company's story
# Words of one country's pay: its pension, its tax number, its law of wages.
_SUPER = re.compile(
    r"\b(?:plus|\+|and|incl\w*|including|exclud\w*|with) super\b|\bsuperannuation\b|\bABN\b|\bTFN\b|\bFair Work\b",
    re.IGNORECASE,
)
_KIWI = re.compile(r"\bKiwiSaver\b|\bholiday pay at 8|\bIRD number\b", re.IGNORECASE)
_MAPLE = re.compile(r"\bRRSP\b|\bT4A?\b|\bInterac\b|\bCRA\b|\bvacation pay\b")
_WORDS = (("AUD", _SUPER), ("NZD", _KIWI), ("CAD", _MAPLE))


def dollar_at_home(posting: Posting) -> str | None:
    """The ISO 4217 code of the dollar of the only country whose towns or parts a posting names; None where none is.

    A country alone tells nothing: worldwide platforms name it and pay in US dollars. So it takes a town, or the words
    of that country's own pay.
    """
    text = posting.text[:_LOOKED_AT]
    for words in (posting.location, posting.title, text):
        hits = list(places.find(words)) if words else []
        countries = {hit.country for hit in hits}
        if len(countries) == 1 and any(hit.kind in _PARTS and not hit.ambiguous for hit in hits):
            return _DOLLARS.get(countries.pop() or "")
        if countries and words is not text:
            break
    return next((code for code, pattern in _WORDS if pattern.search(text)), None)

"""Languages named by two letters: the pair of a translation, "EN>NL", and the two of a bilingual title, "FR/NL"."""

import re
from collections.abc import Iterator

from directory.reading.languages.varieties import LanguageName
from directory.terms import languages

_PAIR = re.compile(r"(?<![\w/])([A-Z]{2}) ?(?:>|→|->|»|<>|↔|⇄|=>) ?([A-Z]{2})\b(?! ?[>→])")
_BOTH = re.compile(r"([A-Z]{2})(?<![\w/]..) ?[/|+&-] ?([A-Z]{2})\b(?! ?/)")
_ABOUT = re.compile(
    r"bilin|translat|tradu|übersetz|vertal|overset|övers|zweispra|tweetal|переклад|перевод|locali[sz]|lokali", re.I
)
_SIGNS = ">→»↔⇄"  # asked for first because it is quick
# Codes that mean something else in a title: human resources, information technology, public relations.
_OTHER = frozenset(
    ("HR", "IT", "PR", "AR", "VR", "OS", "OR", "IS", "TV", "ML", "AI", "QA", "UI", "UX", "BI", "ID", "BR")
)
# Two states or countries beside each other: "CA/GA", "SE/NO".
_PLACES = "AL AR AZ BE CA CH CO DE GA HI ID IN KS KY LA LO MI MN MS MT NE NO NY OR PA SC SD SE SQ TN"
_ENGLISH = frozenset(("en",))


def coded(plain: str) -> Iterator[LanguageName]:
    """The two languages of each pair of codes in a text; a slash joins two only where translation is spoken of."""
    if any(sign in plain for sign in _SIGNS):
        for match in _PAIR.finditer(plain):
            yield from _both(match, frozenset())
    beside = list(_BOTH.finditer(plain[:_TITLE]))  # rarer than what they need, and so asked for first
    for match in beside if beside and _ABOUT.search(plain[:_TITLE]) else ():
        if not all(code in _PLACES for code in match.groups()):
            yield from _both(match, _OTHER)


_TITLE = 120  # characters: a slash is looked at in titles and first lines only


def _both(match: re.Match[str], other: frozenset[str]) -> Iterator[LanguageName]:
    codes = match.groups()
    if all(code.lower() in languages.ids and code not in other for code in codes) and codes[0] != codes[1]:
        for number, code in enumerate(codes, start=1):
            yield LanguageName((code.lower(),), match.start(number), match.end(number), _ENGLISH)

"""Quick looks at a line or text: whether it names money at all, and whether it disowns a figure."""

import re
from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from directory.reading.pay.lexicon import LONE, unbound
from directory.reading.pay.words import Entry, entries, languages
from directory.reading.tables import table
from directory.terms import currencies, fold


@cache
def _disowning() -> AhoCorasick:
    """The words by which a text disowns a figure, English ones apart: those mean other things too."""
    return AhoCorasick(sorted({word for word, entry in entries() if _disowning_word(entry)}))


def _disowning_word(entry: Entry) -> bool:
    return entry.kind == "placeholder" and entry.language != "en"


def disowns(text: str) -> bool:
    """Whether a text not in English says of a figure that it stands for nothing."""
    return bool(_disowning().find_matches_as_indexes(fold(text)))


@cache
def _money() -> tuple[AhoCorasick, list[bool]]:
    """The signs and names of currencies as they are written, and the words of pay after which they may be missing."""
    forms: dict[str, bool] = {}
    for word in _spellings():
        forms |= {form: word.isalpha() for form in (word, word.lower(), word.capitalize()) if len(word) > 3}
        forms[word] = word.isalpha()
    forms |= dict.fromkeys(_BARE_PAY, False)
    return AhoCorasick(list(forms), matchkind=MatchKind.Standard), list(forms.values())


def _spellings() -> Iterator[str]:
    """Currencies as the vocabulary and the tables write them."""
    for id in currencies:
        yield from (
            name for name in (id, *currencies[id].aliases) if len(name) > 1 or not name.isascii() or name == "$"
        )
    for language in languages():
        for kind, _, words in table(f"pay/{language}"):
            if kind == "cur":
                yield from (word.lstrip("=!") for word in words.split("|") if len(word) > 1 or not word.isalpha())


# Words of pay behind which Chinese leaves the currency out, Indian salaries, and hundredths.
_BARE_PAY = (
    "薪",
    "待遇",
    "报酬",
    "收入",
    "LPA",
    "lakh",
    "Lakh",
    "लाख",
    "¢",
    " cent",
    "pence",
    "centavos",
    "千元",
    "万",
    "만",
)
_TIMED = re.compile(r"\d ?(?:/|(?:per|an?|each|por|pro|je|par|za|na|за|в|pe|kwa)\b)[ ]?\w")
_SAID = re.compile(r"\b(?:pay|rate|salary|wage|earn)", re.IGNORECASE)


def names_money(text: str) -> bool:
    """Whether a line holds a sign or name of a currency, or a figure "per hour" beside a word of pay."""
    automaton, lettered = _money()
    for pattern, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
        if not lettered[pattern] or _apart(text, start, end):
            return True
    return bool(LONE.search(text)) or bool(_TIMED.search(text) and _SAID.search(text))


def _apart(text: str, start: int, end: int) -> bool:
    """Whether no letter of its script runs on from a name of money, digits and glued words aside."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (after.isalpha() and not unbound(after)) and not (
        before.isalpha() and not unbound(before) and not (before.islower() and text[start].isupper())
    )

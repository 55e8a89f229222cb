"""Quick looks at a whole text: where it names money at all, and whether it disowns a figure."""

import re
from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from directory.reading.pay.words import PayEntry, entries, languages, unbound
from directory.reading.tables import table
from directory.terms import currencies, fold

# Words of pay behind which Chinese leaves the currency out, Indian salaries, scales of one country, and hundredths.
_BARE_PAY = (
    "薪", "待遇", "报酬", "收入", "LPA", "lakh", "Lakh", "lakhs", "Lakhs", "lacs", "crore", "लाख", "¢", "cents",
    "Cent", "cent", "pence", "centavos", "千元", "juta", "ribu", "triệu", "nghìn", "groszy", " gr za", "centesimi",
    "centimes", "centime", "céntimos", "центов", "цента", "центів", "центи", "öre", "kuruş",
    "haléřů", "senttiä", "копійок", " bani ", "коп", "paise",
    "L ", "हज़ार", "हजार",
    "L-", "L/", "/giờ", "/tháng", "/ngày", "/jam", "/bulan",
)  # fmt: skip
# Signs that are money only between a figure and a border.
_SCALED = tuple(f"{digit}{gap}{scale}" for digit in range(10) for gap in ("", " ") for scale in ("jt", "rb", "tr"))
_DIGITS = tuple(f"{sign}{gap}{digit}" for sign in "RPN" for gap in ("", " ") for digit in range(1, 10))
_LETTERS = ("đ", "Đ", "р", "Р", *_DIGITS)
# Pay without a currency: a doubt.
_PENCE = tuple(
    f"p{link}{piece}" for link in (" a ", " per ", "/", " / ") for piece in ("word", "page", "minute", "line")
)
_TIMED = (" per hour", " an hour", "/hour", "/hr", " per task", " per day", " hourly", "k/")
_LONE = re.compile(r"\d ?[đĐрР](?!\w)|(?<![\w$])[RPN] ?\d|\d ?L(?: ?-|\b)")
_THOUSANDS = tuple(f"{digit}k" for digit in range(10))
_OF_THOUSANDS = re.compile(r"[ươđẫấệả]| (?:yang|kamu|anda|dibayar) ", re.IGNORECASE)
"""Letters and words of the languages in which "90k" goes without the name of its money."""
_LETTERED, _SIGN, _LETTER, _PERIOD, _THOUSAND = range(5)


@cache
def _money() -> tuple[AhoCorasick, list[int]]:
    """The signs and names of currencies as they are written, and the words beside which they may be missing."""
    forms: dict[str, int] = {}
    for word in _spellings():
        if word in ("real", "Real") or (len(word) == 1 and word.isascii() and word != "$"):
            continue
        kind = _LETTERED if word.replace(" ", "").isalpha() else _SIGN
        forms |= {form: kind for form in (word, word.lower(), word.capitalize()) if len(word) > 3}
        forms[word] = kind
    forms |= {word: _LETTERED if word.isalpha() else _SIGN for word in (*_BARE_PAY, *_SCALED)}
    forms |= dict.fromkeys(_LETTERS, _LETTER) | dict.fromkeys((*_TIMED, *_PENCE, *_hourly()), _PERIOD)
    forms |= dict.fromkeys(_THOUSANDS, _THOUSAND)
    return AhoCorasick(list(forms), matchkind=MatchKind.Standard), list(forms.values())


def _hourly() -> Iterator[str]:
    """How each language says "an hour", behind a figure."""
    for language in languages():
        for kind, meaning, words in table(f"pay/{language}"):
            if kind == "alone" and meaning == "hour":
                yield from (f" {word.strip('=!*')}" for word in words.split("|"))


def _spellings() -> Iterator[str]:
    """Currencies as the vocabulary and the tables write them."""
    for id in currencies:
        names = (id, *currencies[id].aliases)
        yield from (name for name in names if len(name) > 1 or not name.isascii() or name == "$")
    for language in languages():
        for kind, _, words in table(f"pay/{language}"):
            if kind == "cur":
                yield from (word.lstrip("=!*") for word in words.split("|") if len(word) > 1 or not word.isalpha())
                yield from (word for word in words.split("|") if len(word) == 1 and unbound(word))


def money_at(text: str) -> list[int]:
    """Where a text names money, in order: signs and names of currencies, and figures "per hour" without one."""
    automaton, kinds = _money()
    found: list[int] = []
    for pattern, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
        kind = kinds[pattern]
        if kind == _LETTERED and not _apart(text, start, end):
            continue
        if kind == _THOUSAND and (text[end : end + 1].isalpha() or not _OF_THOUSANDS.search(text)):
            continue
        if kind == _LETTER and not _LONE.search(text, max(0, start - 2), end + 2):
            continue
        if kind == _PERIOD and not text[start - 1 : start].isdigit():
            continue
        found.append(start)
    return found


def _apart(text: str, start: int, end: int) -> bool:
    """Whether no letter of its script runs on from a name of money, digits and glued words aside."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if after.isalpha() and not unbound(after):
        return False
    glued = before.islower() and text[start].isupper()
    return glued or not before.isalpha() or unbound(before)


@cache
def _disowning() -> AhoCorasick:
    """The words by which a text disowns a figure, English ones apart: those mean other things too."""
    return AhoCorasick(sorted({word for word, entry in entries() if _disowning_word(entry)}))


def _disowning_word(entry: PayEntry) -> bool:
    return entry.kind == "placeholder" and entry.language != "en"


def disowns(text: str) -> bool:
    """Whether a text not in English says of a figure that it stands for nothing."""
    return bool(_disowning().find_matches_as_indexes(fold(text)))

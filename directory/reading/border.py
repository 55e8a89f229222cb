"""The border of the readers: a posting's words cleaned as they come in, and the quotes taken back to the original.

What no reader should have to know ends here: markup and entities, soft hyphens and other characters that nobody sees,
ligatures, full-width forms, accents apart from their letter, digits of other scripts. Readers see the cleaned words
only; `Border.back` turns what they found into words of the posting as it was published.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from directory.claims import QUOTE_LIMIT, Claim, Doubt, Quote, Reading
from directory.posting import Posting

READ_LIMIT = 60_000
"""Characters of a text that are read; the rest of a longer one is not looked at."""
_LINES = ("title", "location", "pay", "category", "employment")
_TAG = r"</?[a-zA-Z!][^<>]{0,500}>|&lt;/?[a-zA-Z!](?:[^&<>]|&(?!lt;|gt;)){0,500}&gt;"
_ENTITY = (
    r"&(?:amp;)?(?:nbsp|amp|quot|#39|#x27|rsquo|lsquo|ldquo|rdquo|ndash|mdash|bull|rarr|gt|lt|shy|zwnj|euro|pound);"
)
# With the short vowels of Arabic and its stretching: a word is written with or without them, tables without.
_INVISIBLE = "\u00ad\u200b-\u200f\u2060-\u2064\ufeff\u034f\u180e\u0640\u064b-\u0652\u0670"
# Ligatures and full-width forms; the full-width stops stay, for no blank follows them.
_FORMS = "\ufb00-\ufb06\uff02-\uff1a\uff1c-\uff1e\uff20-\uff5e\u01c4-\u01cc\u0132\u0133\ufe50-\ufe6b"
_DIGITS = "\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0ae6-\u0aef\u0be6-\u0bef\u0c66-\u0c6f\u0e50-\u0e59"
_NUMERIC = "\u066b\u066c\u066a"
_APART = r"[A-Za-z\u0370-\u04ff\u3040-\u30ff][\u0300-\u036f\u3099\u309a]+"
_FOREIGN = rf"[{_INVISIBLE}]+|[{_FORMS}{_DIGITS}{_NUMERIC}\u30fb]+"
_MARKUP = re.compile(rf"{_TAG}|{_ENTITY}")
_LOOSE = re.compile("[\u0300-\u036f\u3099\u309a]")
"""Accents apart from their letter: only where one stands is each letter asked whether one follows."""
_HINT = re.compile(rf"[\u0300-\u036f\u3099\u309a{_INVISIBLE}{_FORMS}{_DIGITS}{_NUMERIC}\u30fb]")
_RARE = re.compile(r"[\u00ad\u0132-\u1fff\u200b-\u200f\u2060-\U0010ffff]")
"""Characters among which all of `_HINT` are: few ranges, quickly looked for in texts that have none of them."""
_BLOCK = re.compile(r"(?:<|&lt;)/?(?:p|div|li|ul|ol|br|h\d|tr|td|table|section)\b", re.IGNORECASE)
_SIGNS = {
    "#39;": "'", "#x27;": "'", "rsquo;": "'", "lsquo;": "'", "ndash;": "-", "mdash;": "-", "bull;": "•", "amp;": "&",
    "euro;": "€", "pound;": "£", "shy;": "", "zwnj;": "",
}  # fmt: skip
_SEPARATORS = {"\u066b": ".", "\u066c": ",", "\u066a": "%", "\u30fb": "•"}
_GLUES = "0123456789.,$€£₹¥"

Steps = tuple[tuple[int, int], ...]
"""From which offset of the cleaned words on which offset of the original holds, both counting on together."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Words without what nobody reads, and where each of them stood."""

    text: str
    steps: Steps

    def at(self, offset: int) -> int:
        """The offset in the original of an offset in the cleaned text; what was put in stands for what it was made
        from.
        """
        low, high = 0, len(self.steps)
        while low + 1 < high:
            middle = (low + high) // 2
            low, high = (middle, high) if self.steps[middle][0] <= offset else (low, middle)
        mine, theirs = self.steps[low]
        there = theirs + offset - mine
        return there if high == len(self.steps) else min(there, max(self.steps[high][1] - 1, theirs))


def cleaned(text: str) -> Cleaned | None:
    """The text as readers see it, or None where it is clean already (nearly always)."""
    kinds = [_MARKUP.pattern] if ("<" in text or "&" in text) and _MARKUP.search(text) else []
    if not text.isascii() and _RARE.search(text) and _HINT.search(text):
        kinds += (_APART, _FOREIGN) if _LOOSE.search(text) else (_FOREIGN,)
    return _cleaned(text, _any_of(*kinds)) if kinds else None


@cache
def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


def _cleaned(text: str, pattern: re.Pattern[str]) -> Cleaned | None:
    parts: list[str] = []
    steps: list[tuple[int, int]] = [(0, 0)]
    at, size = 0, 0
    for match in pattern.finditer(text):
        usual = _usual(match[0], text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1])
        if usual == match[0]:
            continue
        parts += (text[at : match.start()], usual)
        size += match.start() - at + len(usual)
        at = match.end()
        if len(usual) != len(match[0]):
            steps += ((size - len(usual), match.start()), (size, at))
    clean = "".join((*parts, text[at:]))
    return Cleaned(clean, tuple(steps)) if at and clean.strip() else None


def _usual(words: str, before: str, after: str) -> str:
    """What is read for a tag, an entity or a character of another form."""
    if words[0] in "<&":
        return _of_markup(words, before, after)
    if words[0] in _SEPARATORS or words[0].isdecimal():
        return "".join(_SEPARATORS.get(char) or str(unicodedata.decimal(char, char)) for char in words)
    if unicodedata.category(words[0]) in ("Cf", "Mn"):
        return ""
    return unicodedata.normalize("NFKC" if words[0] >= "\uf000" or len(words) == 1 else "NFC", words)


def _of_markup(words: str, before: str, after: str) -> str:
    """A block ends a line; a tag inside an amount ("$<b>25</b>.50") is nothing, elsewhere a blank."""
    if words.startswith(("<", "&lt;")) and words.endswith((">", "&gt;")):
        if _BLOCK.match(words):
            return "\n"
        return "" if before and after and before in _GLUES and after in _GLUES else " "
    return next((sign for name, sign in _SIGNS.items() if words.endswith(name)), " ")


@dataclass(frozen=True, slots=True)
class Border:
    """A posting as readers see it, the one that was published, and what was cleaned, by source."""

    posting: Posting
    original: Posting
    changed: dict[str, Cleaned]

    def back(self, reading: Reading) -> Reading:
        """The reading with every quote in the words of the original, at most 200 characters."""
        if not self.changed:
            return reading
        return Reading(tuple(map(self._claim, reading.claims)), tuple(map(self._doubt, reading.doubts)))

    def _claim(self, claim: Claim) -> Claim:
        proof = self._quote(claim.quote)
        return claim if proof is claim.quote else Claim(claim.kind, claim.value, proof, claim.rule)

    def _doubt(self, doubt: Doubt) -> Doubt:
        proof = self._quote(doubt.quote)
        return doubt if proof is doubt.quote else Doubt(doubt.about, proof)

    def _quote(self, quote: Quote) -> Quote:
        change = self.changed.get(quote.source)
        if change is None or not quote.text:
            return quote
        start, end = change.at(quote.start), change.at(quote.start + len(quote.text) - 1) + 1
        words = self.original.source(quote.source)[start : min(end, start + QUOTE_LIMIT)]
        return Quote(words.rstrip(), quote.source, start)


def enter(posting: Posting) -> Border:
    """The posting with clean words; itself where nothing had to be cleaned.

    A text that is cleaned is cut at READ_LIMIT characters.
    """
    found = {name: change for name in _LINES if (change := _line(getattr(posting, name)))}
    if change := cleaned(posting.text[:READ_LIMIT]):
        found["text"] = change
    if not found:
        return Border(posting, posting, {})
    return Border(posting.model_copy(update={name: change.text for name, change in found.items()}), posting, found)


@lru_cache(maxsize=1024)
def _line(words: str) -> Cleaned | None:
    return cleaned(words)

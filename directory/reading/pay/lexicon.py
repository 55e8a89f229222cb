"""Where the words about pay stand in a stretch of text."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from directory.reading.pay.scan import hits
from directory.reading.pay.words import PayEntry, entries, folded, is_short, joined

_WORD_AT, _WORD_BEFORE = re.compile(r"[^\W\d_]{1,3}\.?"), re.compile(r"[^\W\d_]{1,3}\.?$")
# Signs that no word begins, or ends, with.
_NO_WORD = frozenset(("", *(sign for sign in map(chr, range(128)) if not sign.isalpha())))
_NO_END = _NO_WORD - {"."}
# Kinds that are asked for by name and never searched in a text.
_ASKED = frozenset({"number", "number_and", "join", "whole"})
# How far from a number its currency or word of pay may stand, and the currencies of one letter.
_NEAR = 90
_MARKS = frozenset({"cur", "money", "wage", "scale"})
LONE = re.compile(r"\d ?[đĐрРр](?!\w)|(?<!\w)[RPN] ?\d|\dL\b")


# Shorter words are words of several languages ("bei", "ada", "masa").
_SURE = 5


class PayToken(NamedTuple):
    """A word of the tables, from `start` to `end` of the stretch."""

    start: int
    end: int
    kind: str
    meaning: str
    language: str


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """A part of a text that begins at `base` of it: as written, folded, and its tokens in order."""

    text: str
    low: str
    base: int
    tokens: tuple[PayToken, ...]
    begins: list[int]
    starts: dict[int, list[PayToken]] = field(default_factory=dict)
    ends: dict[int, list[PayToken]] = field(default_factory=dict)
    marks: list[int] = field(default_factory=list)

    def near_money(self, start: int, end: int) -> bool:
        """Whether a sign or name of money, or a word of pay, stands near a number: others are no amounts."""
        if not self.marks:
            self.marks.extend(token.start for token in self.tokens if token.kind in _MARKS)
            self.marks.append(len(self.text) + _NEAR * 9)
        at = bisect_left(self.marks, start - _NEAR)
        if self.marks[at] < end + _NEAR:
            return True
        hourly = self.at(end + 1 if self.text[end : end + 1] == " " else end, "alone")
        if hourly is not None and hourly.meaning == "hour":
            return True
        around = self.text[max(0, start - 2) : end + 2]
        return any(letter in around for letter in "đĐрРRPLN") and bool(LONE.search(around))

    def at(self, start: int, *kinds: str) -> PayToken | None:
        """The longest token of these kinds that starts here, short words included."""
        best = None
        for token in self.starts.get(start, ()):
            if token.kind in kinds and (best is None or token.end > best.end):
                best = token
        return best or (self._short(start, kinds) if self.low[start : start + 1] not in _NO_WORD else None)

    def to(self, end: int, *kinds: str) -> PayToken | None:
        """The longest token of these kinds that ends here, short words included."""
        best = None
        for token in self.ends.get(end, ()):
            if token.kind in kinds and (best is None or token.start < best.start):
                best = token
        if best or not end:
            return best
        if self.low[end - 1] == "." and (before := self.ends.get(end - 1)):
            return next((token for token in before if token.kind in kinds), None)
        if self.low[end - 1] in _NO_END:
            return None
        found = _WORD_BEFORE.search(self.low, max(0, end - 5), end)
        if found is None or joined(self.low, found.start()):
            return None
        return self._of(found.start(), found.end(), kinds)

    def heard(self, token: PayToken) -> bool:
        """Whether a short word is one of its language here: another word of that language stands near it."""
        word = self.low[token.start : token.end]
        if token.language == "en" or len(word) > _SURE or not word.isascii():
            return True
        return any(
            one.language == token.language and one.start != token.start and one.kind != "cur" for one in self.tokens
        )

    def within(self, start: int, end: int, *kinds: str) -> list[PayToken]:
        """The tokens of these kinds that lie whole in `[start, end)` of the stretch, in order."""
        low, high = bisect_left(self.begins, start), bisect_left(self.begins, end)
        return [token for token in self.tokens[low:high] if token.end <= end and token.kind in kinds]

    def _short(self, start: int, kinds: tuple[str, ...]) -> PayToken | None:
        found = _WORD_AT.match(self.low, start)
        if found is None or joined(self.low, start):
            return None
        end = found.end()
        if not self.low[end - 1 : end + 1].endswith(".") and joined(self.low, end):
            return None
        return self._of(start, end, kinds)

    def _of(self, start: int, end: int, kinds: tuple[str, ...]) -> PayToken | None:
        word = self.low[start:end]
        for form in (word, word.rstrip(".")):
            for entry in _shorts().get(form, ()):
                if entry.kind in kinds and _written(self.text, start, start + len(form), entry):
                    return PayToken(start, start + len(form), entry.kind, entry.meaning, entry.language)
        return None


@cache
def _shorts() -> dict[str, list[PayEntry]]:
    return _grouped(
        (word, entry) for word, entry in entries() if is_short(word, entry.kind) and entry.kind not in _ASKED
    )


def _grouped(pairs: Iterable[tuple[str, PayEntry]]) -> dict[str, list[PayEntry]]:
    found: dict[str, list[PayEntry]] = {}
    for word, entry in pairs:
        known = found.setdefault(word, [])
        if entry.kind != "cur" or not any(one[:2] == entry[:2] and one.exact in ("", entry.exact) for one in known):
            known.append(entry)
    return found


def _written(text: str, start: int, end: int, entry: PayEntry) -> bool:
    if not entry.exact:
        return True
    words = text[start:end]
    return words == entry.exact or (entry.exact.islower() and words.lower() == entry.exact)


@lru_cache(maxsize=256)
def stretch(text: str, base: int = 0) -> Stretch:
    """A part of a plain text with the words of the tables in it; `base` is where it begins in the whole text."""
    low = folded(text)
    found = (PayToken(start, end, entry.kind, entry.meaning, entry.language) for start, end, entry in hits(text, low))
    tokens = _outermost(sorted(_spoken(list(found), text), key=_order))
    whole = Stretch(text, low, base, tokens, [token.start for token in tokens])
    for token in tokens:
        whole.starts.setdefault(token.start, []).append(token)
        whole.ends.setdefault(token.end, []).append(token)
    return whole


# Languages that share their short words, often written once in our tables: one speaks for all of its family.
_FAMILIES = {
    **dict.fromkeys(("sv", "da", "no"), "nordic"), **dict.fromkeys(("es", "pt", "it", "fr", "ro"), "romance"),
    **dict.fromkeys(("de", "nl"), "german"), **dict.fromkeys(("pl", "cs"), "slavic"),
}  # fmt: skip


def _spoken(tokens: list[PayToken], text: str) -> list[PayToken]:
    """The tokens without short words of a language of which nothing else is met where another is plainly spoken."""
    words: dict[str, set[str]] = {}
    long: dict[int, set[str]] = {}
    for token in tokens:
        if token.kind != "cur" and token.language != "en":
            word, family = text[token.start : token.end].lower(), _FAMILIES.get(token.language, token.language)
            words.setdefault(family, set()).add(word)
            if len(word) > _SURE or not word.isascii():
                long.setdefault(token.start, set()).add(family)
    plain = {family for families in long.values() if len(families) == 1 for family in families}
    if not plain:
        return tokens
    alone = {family for family, met in words.items() if family not in plain and len(met) == 1}
    return [one for one in tokens if one.kind == "cur" or _FAMILIES.get(one.language, one.language) not in alone]


# Kinds that never hide a word inside theirs, and kinds that only one of their own hides.
_OPEN = frozenset(
    {"sentence", "derived", "promoted", "after", "near", "placeholder", "base", "before", "behind", "recording"}
)
_BARE = frozenset({"unit", "per"})


def _order(token: PayToken) -> tuple[int, int]:
    return token.start, -token.end


def _outermost(tokens: list[PayToken]) -> tuple[PayToken, ...]:
    """The tokens without those that lie inside a longer one, by their start."""
    kept: list[PayToken] = []
    start, last, bare = -1, -1, (-1, -1)
    for token in tokens:
        if token.kind in _OPEN:
            kept.append(token)
        elif token.kind in _BARE:
            if token.end > bare[1] or (token.start, token.end) == bare:
                kept.append(token)
                bare = token.start, token.end
        elif token.end > last or (token.start == start and token.end == last):
            kept.append(token)
            start, last = token.start, token.end
    return tuple(kept)

"""Thousands of words and phrases found in one pass over a folded text, words that only hold them left out early.

Words of Latin letters and digits are looked for between blanks, in a copy of the text that has blanks for everything
else: inside longer words the automaton then never stops. All others (scripts without blanks, "c++") are found as they
stand, and whether they stand alone is for the caller to say.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, Implementation

_BLANKS = {code: " " for code in range(128) if not chr(code).isalnum()}
_BLANK_BYTES = bytes(code if chr(code).isalnum() else ord(" ") for code in range(128)) + bytes(range(128, 256))
"""The same for texts of ASCII alone, as bytes: several times as quick."""

_UNSPACED = re.compile("[\u0e00-\uffff]")

Spot = tuple[int, int, int]
"""Which phrase, and the offsets of its start and end."""


class Phrases:
    """Finds folded phrases; one that ends in "*" goes on within its last word."""

    def __init__(self, phrases: Sequence[str]) -> None:
        self._phrases = [phrase.rstrip("*") for phrase in phrases]
        bounded: dict[str, list[int]] = {}
        symbols: list[int] = []
        foreign: list[int] = []
        for at, phrase in enumerate(phrases):
            plain = self._phrases[at]
            if _edged(plain):
                form = f" {plain.translate(_BLANKS)}{'' if phrase.endswith('*') else ' '}"
                bounded.setdefault(form, []).append(at)
            else:
                (symbols if plain.isascii() else foreign).append(at)
        self._bounded = [tuple(some) for some in bounded.values()]
        self._words = _automaton(list(bounded))
        self._symbols, self._foreign = symbols, foreign
        self._beside = _automaton([self._phrases[at] for at in symbols])
        self._abroad = _automaton([self._phrases[at] for at in foreign])

    def find(self, folded: str) -> list[Spot]:
        """Every phrase in a folded text as (number of the phrase, start, end), overlapping ones too, in no order."""
        found: list[Spot] = []
        phrases = self._phrases
        for pattern, start, _ in self._words.find_matches_as_indexes(blanked(folded), overlapping=True):
            for at in self._bounded[pattern]:
                end = start + len(phrases[at])
                if folded[start:end] == phrases[at]:
                    found.append((at, start, end))
        if self._symbols:
            hits = self._beside.find_matches_as_indexes(folded, overlapping=True)
            found += [(self._symbols[at], start, end) for at, start, end in hits]
        if self._foreign and not folded.isascii():
            hits = self._abroad.find_matches_as_indexes(folded, overlapping=True)
            found += [(self._foreign[at], start, end) for at, start, end in hits]
        return found


def _automaton(words: list[str]) -> AhoCorasick:
    return AhoCorasick(words, implementation=Implementation.ContiguousNFA)


def _edged(word: str) -> bool:
    """Whether a phrase begins and ends with a letter or digit that blanks stand around."""
    return bool(word) and word[0].isascii() and word[0].isalnum() and word[-1].isascii() and word[-1].isalnum()


@lru_cache(maxsize=32)
def blanked(folded: str) -> str:
    """A folded text with blanks for ASCII signs and for letters of scripts that set none, and one at either end."""
    if folded.isascii():
        return f" {folded.encode().translate(_BLANK_BYTES).decode()} "
    return f" {_UNSPACED.sub(' ', folded).translate(_BLANKS)} "

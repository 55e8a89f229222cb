"""Names in running text: every whole-word mention, leftmost and longest, in one pass."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from directory.terms.folding import fold
from directory.terms.phrases import Phrases

_INVISIBLE = "\u200b\u200c\u200d\ufeff\u00ad"
_LOOSE = r"\u0300-\u036f\u200b-\u200d\ufeff\u00ad"
_RUNS = re.compile(rf"(?<=[\s{_LOOSE}])[^\S\n]+|[^\S\n]{{2,}}|[{_LOOSE}]")
_GAPS = re.compile(rf"[^\S\n]{{2,}}|[{_LOOSE}]")
_SINGLE = re.compile(r"[&'.\-/]\w")
_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\u0e00-\u0e7f]")
# A name does not run on into the next item of a list: "English", and below it "- US residents".
_NEXT_ITEM = re.compile(r"\n\s*[-–—•*·]")
_TONGUES = "語语话話文人어인말"
_SILENT = ""


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling of a term. `cased` names count only in that case (or, over three letters, in capitals)."""

    text: str
    id: str
    cased: bool = False


class Mention(NamedTuple):
    """A name met in a text: `start` and `end` are offsets into that text."""

    start: int
    end: int
    name: Name


class NameFinder:
    """Finds the given names. `silent` phrases hide the names inside them ("New York Times");
    `glued_digits` allows digits beside a name ("USD20", "30USD")."""

    def __init__(
        self,
        names: Iterable[Name],
        silent: Iterable[str] = (),
        *,
        glued_digits: bool = False,
    ) -> None:
        self._letters_only = glued_digits
        self._never_after = ("#",) if glued_digits else ("#", "$", "€", "£")
        self._names: dict[str, list[Name]] = {}
        for name in (*(Name(text, _SILENT) for text in silent), *names):
            self._names.setdefault(fold(name.text), []).append(name)
        self._patterns = list(self._names)
        self._phrases = None if glued_digits else Phrases(self._patterns)
        self._automaton = AhoCorasick(self._patterns if glued_digits else [], matchkind=MatchKind.Standard)

    def find(self, text: str) -> list[Mention]:
        """The mentions in the text, leftmost and longest, in order and never overlapping; places are in `text`."""
        plain, places, folded = _prepared(text)
        if self._phrases:
            found = self._phrases.find(folded)
        else:
            found = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        if not found:
            return []
        end_of_last, mentions = 0, []
        for pattern, start, end in sorted(self._outside_words(plain, found), key=lambda hit: (hit[1], -hit[2])):
            name = self._accept(plain, pattern, start, end) if start >= end_of_last else None
            if name is None:
                continue
            end_of_last = end
            if name.id != _SILENT:
                mentions.append(Mention(places[start], _whole(text, places[end - 1] + 1), name))
        return mentions

    def _outside_words(self, plain: str, found: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
        """The hits without most of those inside longer words: what `_stands_alone` would refuse, but quickly."""
        if self._letters_only:
            return found
        return [
            hit
            for hit in found
            if plain[hit[2] - 1] >= "\u0e00"
            or not (
                (hit[1] and plain[hit[1] - 1].isalnum() and plain[hit[1]].isalnum())
                or (plain[hit[2] - 1].isalnum() and plain[hit[2] : hit[2] + 1].isalnum())
            )
        ]

    def _accept(self, plain: str, pattern: int, start: int, end: int) -> Name | None:
        if not self._stands_alone(plain, start, end):
            return None
        words = plain[start:end]
        if "\n" in words and _NEXT_ITEM.search(words):
            return None
        return next(
            (name for name in self._names[self._patterns[pattern]] if fits(name, words)),
            None,
        )

    def _stands_alone(self, plain: str, start: int, end: int) -> bool:
        before, after = plain[start - 1 : start], plain[end : end + 1]
        if plain[end - 1] >= "\u0e00" and _IDEOGRAPHS.match(plain[end - 1]):
            return after not in _TONGUES if after else True
        if self._joins(before) and self._joins(plain[start]):
            return False
        if self._joins(after) and self._joins(plain[end - 1]):
            return False
        if end - start == 1 and plain[start].isalpha():
            return not _SINGLE.match(plain, end) and before not in ("&", "'", "-", ".", "/", "$") and after != "#"
        return not (plain[end - 1].isalnum() and (after in self._never_after or plain.startswith("++", end)))

    def _joins(self, char: str) -> bool:
        return char.isalpha() if self._letters_only else char.isalnum() or char == "_"


def fits(name: Name, words: str) -> bool:
    """Whether a mention is written as the name asks: a cased one only in that case, or longer in capitals."""
    return not name.cased or words == name.text or (len(words) > 3 and words == name.text.upper())


def _whole(text: str, end: int) -> int:
    while "\u0300" <= text[end : end + 1] <= "\u036f":
        end += 1
    return end


@lru_cache(maxsize=32)
def _prepared(text: str) -> tuple[str, range | list[int], str]:
    """The text composed, with runs of blanks as one; where each character stood; and the same folded."""
    plain, places = _flatten(text)
    return plain, places, fold(plain)


def _flatten(text: str) -> tuple[str, range | list[int]]:
    plain = text.isascii() and "  " not in text and text.replace("\n", " ").isprintable()
    if plain or not _GAPS.search(text):
        return text, range(len(text))
    parts: list[str] = []
    places: list[int] = []
    at = 0
    for run in _RUNS.finditer(text):
        start, end = run.span()
        parts.append(text[at:start])
        places += range(at, start)
        if not _joined(parts, text[start]):
            parts.append(text[start])
            places.append(start)
        at = end
    parts.append(text[at:])
    places += range(at, len(text))
    return "".join(parts), places


def _joined(parts: list[str], char: str) -> bool:
    """Whether a character of a run needs no place of its own: invisible, a second blank, or an accent that is
    composed with the letter before it."""
    while parts and not parts[-1]:
        parts.pop()
    if char in _INVISIBLE:
        return True
    if not parts:
        return False
    if "\u0300" <= char <= "\u036f":
        composed = unicodedata.normalize("NFC", parts[-1][-1] + char)
        parts[-1] = parts[-1][:-1] + composed if len(composed) == 1 else parts[-1]
        return True
    return parts[-1][-1].isspace()

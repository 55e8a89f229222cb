"""The tables of words about languages: levels and words of knowledge, of work, of wish, by their first word."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, cast

from directory.claims import Level
from directory.reading.tables import table
from directory.terms import fold

# A word with its vowel signs and points; any other sign stands alone.
_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0670\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0e31-\u0e4e"
# Scripts that put no blanks between words, or glue endings to them: their words are cut by the tables.
_GLUED = "\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
UNSPACED = re.compile(rf"[{_GLUED}]")
PIECE = re.compile(rf"[{_GLUED}]+|(?:[^\W{_GLUED}]|[{_MARKS}])+|[^\w\s{_MARKS}]|\n")
# Letters of the beginning of a word that may go on by which it is looked up; a stem is never shorter.
STEM = 3


class BookEntry(NamedTuple):
    """What a phrase means in one language: its kind, its level if it is one, and what must follow it."""

    of: str
    kind: str
    level: Level | None
    sure: bool
    then: re.Pattern[str] | None


class BookPhrase(NamedTuple):
    """The words of a phrase behind its first, whether the last one may go on, and its meanings."""

    rest: tuple[str, ...]
    open: bool
    entries: tuple[BookEntry, ...]


def pieces(words: str) -> list[str]:
    """A phrase of the tables as the words and signs that a sentence is cut into; hyphens count as blanks."""
    return [piece for piece in PIECE.findall(fold(words)) if piece not in "-'"]


def _rows() -> Iterator[tuple[str, BookEntry]]:
    for of, level, force, words in table("languages/levels"):
        for phrase in words.split("|"):
            yield phrase, BookEntry(of, "level", cast("Level", level), force == "sure", None)
    for of, kind, words, then in table("languages/words"):
        for phrase in words.split("|"):
            yield phrase, BookEntry(of, kind, None, False, _then(then))


def _then(pattern: str) -> re.Pattern[str] | None:
    """A pattern of the tables over folded words: its letters lose their accents as those of the words do."""
    plain = "".join(letter if letter.isascii() else fold(letter) for letter in pattern)
    return re.compile(plain) if plain else None


class Book:
    """The phrases by their first word, or by its first letters where the word may go on."""

    def __init__(self) -> None:
        meanings: dict[tuple[tuple[str, ...], bool], list[BookEntry]] = {}
        for phrase, entry in _rows():
            words = tuple(pieces(phrase.rstrip("*")))
            is_open = phrase.endswith("*") and not UNSPACED.match(words[0])
            meanings.setdefault((words, is_open), []).append(entry)
        self.exact: dict[str, list[BookPhrase]] = {}
        self.stems: dict[str, list[tuple[str, BookPhrase]]] = {}
        self.unspaced: dict[str, list[tuple[str, BookPhrase]]] = {}
        for (words, is_open), entries in meanings.items():
            self._add(words, is_open, BookPhrase(words[1:], is_open, tuple(entries)))
        for phrases in self.exact.values():
            phrases.sort(key=lambda phrase: -len(phrase.rest))
        for group in (*self.stems.values(), *self.unspaced.values()):
            group.sort(key=lambda pair: -len(pair[0]))

    def _add(self, words: tuple[str, ...], is_open: bool, phrase: BookPhrase) -> None:
        if UNSPACED.match(words[0]):
            self.unspaced.setdefault(words[0][0], []).append((" ".join(words), phrase))
        elif is_open and len(words) == 1:
            self.stems.setdefault(words[0][:STEM], []).append((words[0], phrase))
        else:
            self.exact.setdefault(words[0], []).append(phrase)


@cache
def book() -> Book:
    """The tables of data/reading/languages by the first words of their phrases, made once a process."""
    return Book()

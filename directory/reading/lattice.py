"""The lattice: every known word of a text as a typed token, found in one pass.

    for token in tokens(page).between(line.start, line.end): ...

A token is `(start, end, kind, value, language)`: offsets into the text, what kind of word it is, what it says, and the
language of the row that knows it ("" for a word of every language). The rows are data/reading/words/*.tsv:

    kind  value  language  words            words are folded and set apart by "|"
    live  resid  en        reside*|live in  "*" at an end: the word goes on there

A word of another language than its paragraph does not count, except where the paragraph's language cannot be told.
A word in a script without blanks counts inside others. One row adds a word to every reader. `local_places` adds the
names of countries in the 25 languages (CLDR), with the endings of data/reading/endings.tsv.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from directory.reading.names import local_cities, local_places
from directory.reading.page import KEPT, Sheet
from directory.reading.paragraphs import Paragraphs
from directory.reading.tables import FOLDER, entries, spaced
from directory.terms import fold

_UNSPACED = (
    ("\u0e00", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff"), ("\u3040", "\u9fff"), ("\uac00", "\ud7a3"),
)  # fmt: skip
"""Scripts, first and last letter, that set no blanks between words or (Hangul) write endings on."""
_FAMILIES = ("es pt ca", "da no sv", "ru uk bg", "cs sk", "id ms", "hi mr ne", "zh ja", "hr sr bs")
"""Languages that short sentences do not tell apart: the words of one count in paragraphs of the others, too."""
KIN = {name: frozenset(family.split()) for family in _FAMILIES for name in family.split()}
_ARTICLES = ("ال", "و", "ب", "ل", "بال", "وال", "لل", "ف", "وب")
"""What Arabic writes together with the word behind it."""


class Token(NamedTuple):
    """A known word of a text."""

    start: int
    end: int
    kind: str
    value: str
    language: str


class Meaning(NamedTuple):
    """What a row says of a word."""

    kind: str
    value: str
    language: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text by their start, the longer first; `starts` are for looking them up."""

    all: tuple[Token, ...]
    starts: tuple[int, ...]

    def between(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens that begin in `[start, end)`, by their start, the longer first."""
        return self.all[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def of(self, *kinds: str) -> tuple[Token, ...]:
        """The tokens of these kinds (as the tables name them: "live", "bar", "place"…), in the order of the text."""
        return tuple(token for token in self.all if token.kind in kinds)


class Lattice:
    """Finds the words of its rows; `rows` are pairs of a word and its meaning."""

    def __init__(self, rows: Iterable[tuple[str, Meaning]]) -> None:
        found: dict[str, list[Meaning]] = {}
        for word, meaning in rows:
            for form in _forms(word, meaning.language):
                meanings = found.setdefault(form, [])
                if meaning not in meanings:
                    meanings.append(meaning)
        self._meanings = list(found.values())
        self._sides = [(form[0] == " ", form[-1] == " ") for form in found]
        self._automaton = AhoCorasick(list(found), implementation=Implementation.ContiguousNFA)

    def scan(self, page: Sheet, said: Paragraphs | None = None) -> Tokens:
        """The tokens of a text whose language is that of their line, or whose line's language is unknown.

        `said` are the lines' languages where they are not those of the page.
        """
        found = self._found(page.spaced, 0, said or page.paragraphs)
        return Tokens(tuple(found), tuple(token.start for token in found))

    def part(self, page: Sheet, start: int, end: int) -> tuple[Token, ...]:
        """The tokens of one sentence of a text, by their start."""
        return tuple(self._found(page.spaced[start : end + 2], start, page.paragraphs))

    def _found(self, text: str, base: int, said: Paragraphs) -> list[Token]:
        """The tokens of words between blanks that begin at `base` of a page."""
        alone = said.languages[0] if len(said.languages) == 1 else ""
        found: list[Token] = []
        for pattern, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            before, after = self._sides[pattern]
            first = start if before else start - 1
            last = end - 2 if after else (text.find(" ", end) - 1 if text[end - 1] < "\u0e00" else end - 1)
            spoken = said.at(base + first) if alone == "" else alone
            for kind, value, language in self._meanings[pattern]:
                if not language or spoken is None or language == spoken or spoken in KIN.get(language, ()):
                    found.append(Token(base + first, base + last, kind, value, language))
        found.sort(key=lambda token: (token.start, -token.end))
        return found


def bounded(word: str) -> str:
    """How a word stands in `Sheet.spaced`: between blanks, or open where "*" says that it goes on."""
    plain = spaced(fold(word.strip("*")))[1:-1]
    before = "" if word.startswith("*") or _unspaced(plain[0]) else " "
    return f"{before}{plain}{'' if word.endswith('*') or _unspaced(plain[-1]) else ' '}"


def _forms(word: str, language: str) -> Iterator[str]:
    """The word as it stands between others, in Arabic with what is written together with it, too."""
    form = bounded(word)
    yield form
    if language in ("ar", "fa") and form[0] == " ":
        yield from (f" {article}{form[1:]}" for article in _ARTICLES)


def _unspaced(char: str) -> bool:
    return any(first <= char <= last for first, last in _UNSPACED)


@cache
def lattice() -> Lattice:
    """The lattice of all rows of data/reading/words and of the names of countries."""
    return Lattice(_rows())


@cache
def english_lattice() -> Lattice:
    """The lattice of the rows of English and of every language, for English sentences: a few hundred words."""
    return Lattice((word, meaning) for word, meaning in _rows() if meaning.language in ("", "en"))


def _rows() -> Iterator[tuple[str, Meaning]]:
    for path in sorted((FOLDER / "words").glob("*.tsv")):
        for entry in entries(f"words/{path.stem}"):
            meaning = Meaning(entry["kind"], entry["value"], entry["language"])
            words = [word for word in entry["words"].split("|") if word.strip("* ")]
            if not words:
                raise entry.wrong("no words")
            yield from ((word, meaning) for word in words)
    yield from ((name, Meaning("place", code, language)) for language, name, code in local_places())
    yield from ((name, Meaning("city", code, language)) for language, name, code in local_cities())


@lru_cache(maxsize=KEPT)
def tokens(page: Sheet) -> Tokens:
    """Every token of a text in the language of its line; the last sixteen texts are kept."""
    return lattice().scan(page)


def every_token(page: Sheet) -> tuple[Token, ...]:
    """The tokens of a short field, whatever language its words are from: a field is too short to tell."""
    return lattice().scan(page, Paragraphs((0,), (None,), None)).all

"""The words about pay in every language, from `data/reading/pay/LANGUAGE.tsv`.

A word counts in any case and with or without its accents, at word borders where its script has them. Signs before and
behind it: "=bérét" only with these accents, "!Tag" only in this case, "prim*" takes the rest of the word.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from directory.reading.pay.plain import plain
from directory.reading.tables import FOLDER, table
from directory.terms import currencies, fold

# Spellings of the vocabulary that mean other things in running text, or that a table of a language has.
_UNSAFE = frozenset((
    "real", "won", "lira", "SR", "LE", "dong", "đ", "piso", "R (rand)", "kr (Sweden)", "kr (Norway)", "kr (Denmark)",
    "kr (Iceland)", "Rs", "Rs.", "元", "rupee", "rupees", "dirham", "dirhams", "riyal", "riyals", "¥", "Dhs", "yen",
    "pounds", "pound", "P", "d", "Rs INR", "$U", "E£",
))  # fmt: skip


class Entry(NamedTuple):
    """What a word may mean; `exact` is how it must be written, if that counts."""

    kind: str
    meaning: str
    language: str
    exact: str
    begun: bool


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a table."""
    return tuple(sorted(path.stem for path in (FOLDER / "pay").glob("*.tsv")))


@cache
def entries() -> tuple[tuple[str, Entry], ...]:
    """Every word of every table and vocabulary, folded, with what it may mean."""
    return (*_currencies(), *(found for language in languages() for found in _words(language)))


def _words(language: str) -> Iterator[tuple[str, Entry]]:
    for kind, meaning, words in table(f"pay/{language}"):
        for word in words.split("|"):
            bare = word.lstrip("=!").rstrip("*") if len(word) > 1 else word
            exact = bare if word[0] == "!" and len(word) > 1 else bare.lower() if word[0] == "=" else ""
            yield fold(plain(bare)), Entry(kind, meaning, language, exact, word.endswith("*"))


def _currencies() -> Iterator[tuple[str, Entry]]:
    for id in currencies:
        for name in (id, *currencies[id].aliases):
            if name not in _UNSAFE:
                exact = name if name.isascii() and name.isalpha() and len(name) <= 3 else ""
                yield fold(name), Entry("cur", id, "xx", exact, begun=False)

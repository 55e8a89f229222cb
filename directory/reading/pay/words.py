"""The words about pay in every language, from `data/reading/pay/LANGUAGE.tsv`.

A word counts in any case and with or without its accents, at word borders where its script has them. Signs before and
behind it: "=bérét" only with these accents, "!Tag" only in this case, "prim*" takes the rest of the word, "*tillæg" is
the end of longer words too.
"""

import re
import unicodedata
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


# Languages whose words are others without their accents.
_ACCENTED = frozenset({"vi"})


_LEAST = 3  # letters; a name of a currency may have two ("kr", "zł")


class PayEntry(NamedTuple):
    """What a word may mean; `exact` is how it must be written, if that counts.

    `begun`: a longer word may begin with it ("prim*"); `ended`: one may end with it ("*tillæg").
    """

    kind: str
    meaning: str
    language: str
    exact: str
    begun: bool
    ended: bool = False


@cache
def languages() -> tuple[str, ...]:
    """The languages (BCP 47) that have a table in data/reading/pay, in order."""
    return tuple(sorted(path.stem for path in (FOLDER / "pay").glob("*.tsv")))


@cache
def entries() -> tuple[tuple[str, PayEntry], ...]:
    """Every word of every table and vocabulary, folded, with what it may mean."""
    return (*_currencies(), *(found for language in languages() for found in _words(language)))


def _words(language: str) -> Iterator[tuple[str, PayEntry]]:
    for kind, meaning, words in table(f"pay/{language}"):
        for word in words.split("|"):
            bare = word.lstrip("=!*").rstrip("*") if len(word) > 1 else word
            marked = word[0] == "=" or (language in _ACCENTED and not bare.isascii())
            exact = bare if word[0] == "!" and len(word) > 1 else bare.lower() if marked else ""
            forms = (bare, *_tanwin(bare)) if language == "ar" else (bare,)
            for form in forms:
                yield folded(plain(form)), PayEntry(kind, meaning, language, exact, word.endswith("*"), word[0] == "*")


def _tanwin(word: str) -> tuple[str, ...]:
    """An Arabic adverb in -an with the mark that is often written: "شهريا", "شهريًا", "شهرياً"."""
    return (f"{word[:-1]}\u064bا", f"{word}\u064b") if word.endswith("ا") else ()


def _currencies() -> Iterator[tuple[str, PayEntry]]:
    for id in currencies:
        for name in (id, *currencies[id].aliases):
            if name not in _UNSAFE:
                exact = name if name.isascii() and name.isalpha() and len(name) <= 3 else ""
                yield fold(name), PayEntry("cur", id, "xx", exact, begun=False)


_ARABIC = re.compile(r"[\u0622-\u0649]")
_ALIKE = str.maketrans("أإآىةئؤ", "ااايهيو")


def folded(text: str) -> str:
    """The text folded, Arabic letters that are written in several ways made one; of the same length."""
    low = fold(text)
    return low if low.isascii() or not _ARABIC.search(low) else low.translate(_ALIKE)


def is_short(word: str, kind: str) -> bool:
    """Whether a word stands in so many others that it is only looked up where one is awaited."""
    bare = word.rstrip(".")
    least = _LEAST - 1 if kind == "cur" else _LEAST
    return len(bare) < least and bare.isalpha() and not any(map(unbound, bare))


def unbound(char: str) -> bool:
    """Whether a character belongs to a script whose words stand without blanks."""
    return char >= "\u0e00" and ("\u0e00" <= char <= "\u0e7f" or "\u2e80" <= char <= "\u9fff" or char >= "\uac00")


def _lettered(char: str) -> bool:
    return char.isalpha() or (char > "\u0300" and unicodedata.category(char)[0] == "M")


def joined(low: str, at: int) -> bool:
    """Whether the letters on both sides of an offset are of one word; in scripts without blanks they never are."""
    if not 0 < at < len(low):
        return False
    before, after = low[at - 1], low[at]
    return _lettered(before) and _lettered(after) and not (unbound(before) or unbound(after))

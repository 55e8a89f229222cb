"""In which language each line of a text stands: by its script, and by the votes of small words.

A language is a BCP 47 primary tag ("pt"). None: no language that we can tell (too short, or one without a row in
data/reading/function_words.tsv). A line with too few votes takes the language of the whole text.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from directory.reading.tables import table

_SCRIPTS = (
    ("ja", "\u3040-\u30ff"), ("ko", "\uac00-\ud7a3\u1100-\u11ff"), ("th", "\u0e01-\u0e4e"), ("lo", "\u0e81-\u0eff"),
    ("ka", "\u10a0-\u10ff\u1c90-\u1cbf"), ("hy", "\u0531-\u0589"), ("bn", "\u0985-\u09e3"), ("pa", "\u0a05-\u0a75"),
    ("gu", "\u0a85-\u0ae3"), ("or", "\u0b05-\u0b71"), ("ta", "\u0b85-\u0bd7"), ("te", "\u0c05-\u0c63"),
    ("kn", "\u0c85-\u0ce3"), ("ml", "\u0d05-\u0d63"), ("si", "\u0d85-\u0ddf"), ("my", "\u1000-\u109f"),
    ("km", "\u1780-\u17ff"), ("mn", "\u1800-\u18af"), ("zh", "\u3400-\u4dbf\u4e00-\u9fff"),
)  # fmt: skip
"""Scripts of one language each; kana before Han, which stands in Japanese too."""
_BY_VOTES = {"el": "\u0370-\u03ff", "he": "\u0590-\u05ff", "ar": "\u0600-\u06ff", "hi": "\u0900-\u097f"} | {
    "ru": "\u0400-\u04ff",
    "am": "\u1200-\u137f",
}
"""Scripts of several languages, or of one with small words of its own: the language where no vote says otherwise."""
_OF_ONE = re.compile("|".join(f"(?P<{name}>[{chars}])" for name, chars in _SCRIPTS))
_OF_MANY = re.compile("|".join(f"(?P<{name}>[{chars}])" for name, chars in _BY_VOTES.items()))
_LETTERS_OF = {
    "ro": "țșȚȘ",
    "pl": "łńśźżŁŃŚŹŻ",
    "cs": "řěůŘĚŮ",
    "hu": "őűŐŰ",
    "tr": "ığİĞ",
    "uk": "їєґЇЄҐ",
    "de": "ß",
} | {
    "fa": "پچژگکی",
    "ur": "ٹڈڑںےہھ",
}
_LETTER = re.compile("|".join(f"(?P<{name}>[{chars}])" for name, chars in _LETTERS_OF.items()))
"""Letters that tell a language: each word with one is a vote, up to two."""
_ANY_LETTER = re.compile(f"[{''.join(_LETTERS_OF.values())}]")
"""The same letters as one class, quicker to look for."""
_VIETNAMESE = re.compile("[\u1ea2-\u1eb7\u1eba-\u1ec9\u1ece-\u1ee3\u1ee6-\u1ef9]")
"""Letters of Vietnamese alone (those with a dot below are also of Yoruba and Igbo)."""
_NOT_LATIN = re.compile("[\u0370-\u1cff\u3040-\ud7ff]")
_LINE = re.compile(r"[^\n]+")
LETTERS = 0.3
"""Share of a line's letters that makes its script its language: names in Latin letters stand in every script."""
_STRAY = 3
"""Small words of other languages that an English text may hold (a name) and still be English throughout."""
_ENOUGH = 2
_OWN, _OTHER = 1, 2
_LONG = 14
"""Words of a line of which not one is a known small word, so that it is in some other language than its text."""
_TIE = 3
"""Votes below which two languages with as many each leave it open ("je", "i": Danish, Serbian)."""
_FEW_VOTES = 0.12
"""A line of words of which fewer are known small words of one language is none that we can tell."""


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """The lines of a text by their starts, and the language of each; `whole` is the language of the text."""

    starts: tuple[int, ...]
    languages: tuple[str | None, ...]
    whole: str | None

    def at(self, offset: int) -> str | None:
        """The language (BCP 47) of the line that holds this offset; None where it cannot be told."""
        return self.languages[(bisect_right(self.starts, offset) or 1) - 1] if self.starts else self.whole


@cache
def _voters() -> dict[str, tuple[str, ...]]:
    voters: dict[str, tuple[str, ...]] = {}
    for language, words in table("function_words"):
        for word in words.split() if language else ():
            if language not in voters.get(word, ()):
                voters[word] = (*voters.get(word, ()), language)
    return voters


def paragraphs(plain: str, spaced: str) -> Paragraphs:
    """The languages of a text; `spaced` is its folded form with a blank before it (see `Sheet.spaced`)."""
    words = spaced.split()
    if _is_english(plain, words):
        return Paragraphs((0,), ("en",), "en")
    whole = _language(plain, words, _votes(words))
    starts, languages = [], []
    for line in _LINE.finditer(plain):
        starts.append(line.start())
        languages.append(_of_line(line[0], spaced[line.start() + 1 : line.end() + 1].split(), whole))
    return Paragraphs(tuple(starts), tuple(languages), whole)


def _of_line(plain: str, words: list[str], whole: str | None) -> str | None:
    """The language of a line: the text's own where it has some votes, too, or where the line has too few."""
    votes = _votes(words)
    script = _script(plain) if _NOT_LATIN.search(plain) else None
    if script is None and not plain.isascii() and len(_VIETNAMESE.findall(plain)) >= _ENOUGH:
        return "vi"
    if script == "zh" and whole == "ja":
        return whole
    if script is None and max(votes.values(), default=0) < _ENOUGH:
        return whole if votes or len(words) < _LONG else None
    if whole and votes.get(whole) and votes[whole] >= max(votes.values()) - 1 and script in (None, whole):
        return whole
    return _language(plain, words, votes)


def _language(plain: str, words: list[str], votes: dict[str, int]) -> str | None:
    script = _script(plain) if _NOT_LATIN.search(plain) else None
    if script is None and not plain.isascii() and len(_VIETNAMESE.findall(plain)) >= _ENOUGH:
        return "vi"
    if script is not None and script not in _BY_VOTES:
        return script
    if not plain.isascii() and _ANY_LETTER.search(plain):
        told = Counter(match.lastgroup for match in _LETTER.finditer(plain))
        votes = votes | {name: votes.get(name, 0) + min(count, _ENOUGH) for name, count in told.items() if name}
    best = max(votes, key=votes.__getitem__, default="")
    most = votes.get(best, 0)
    second = max((count for name, count in votes.items() if name != best), default=0)
    if most < max(_ENOUGH, _FEW_VOTES * len(words)) or (most == second and most < _TIE):
        return script
    return best


def _script(plain: str) -> str | None:
    """The language whose script a good part of the letters belong to."""
    ones, many = _OF_ONE.findall(plain), _OF_MANY.findall(plain)
    letters = sum(map(str.isalpha, plain))
    if max(len(ones), len(many)) < LETTERS * letters or not letters:
        return None
    pattern = _OF_ONE if len(ones) >= len(many) else _OF_MANY
    counts = Counter(match.lastgroup for match in pattern.finditer(plain))
    # A tenth of kana among ideographs makes a text Japanese: Chinese ones have none but in names.
    if counts["ja"] > counts["zh"] / 10:
        return "ja"
    return counts.most_common(1)[0][0]


def _votes(words: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for languages in filter(None, map(_voters().get, words)):
        for language in languages:
            found[language] = found.get(language, 0) + 1
    return found


def _is_english(plain: str, words: list[str]) -> bool:
    """Whether a text is English throughout, so that its lines need not be asked one by one."""
    small = list(filter(None, map(_small_words().get, words)))
    own = small.count(_OWN)
    if own < max(_ENOUGH, _FEW_VOTES * len(words)):
        return False
    if not plain.isascii() and (_NOT_LATIN.search(plain) or _ANY_LETTER.search(plain)):
        return False
    return len(small) - own < min(_STRAY, own / 2)


@cache
def _small_words() -> dict[str, int]:
    """The small words of English as `_OWN`, and those that are no English words as `_OTHER`."""
    english = frozenset(word for word, languages in _voters().items() if "en" in languages)
    neither = frozenset(word for language, words in table("function_words") if not language for word in words.split())
    return dict.fromkeys(frozenset(_voters()) - english - neither, _OTHER) | dict.fromkeys(english, _OWN)

"""How two spellings are made equal.

`fold` keeps the length of a text, so that offsets in the folded text are offsets in the original;
`key` keeps only what counts when two whole names are compared.
"""

import re
import unicodedata
from functools import lru_cache

_PLAIN = (
    dict.fromkeys("\u2018\u2019\u201b\u02bb\u02bc\u00b4`\u2032", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d", "-")
    | {
        "ø": "o",
        "Ø": "o",
        "ł": "l",
        "Ł": "l",
        "đ": "d",
        "Đ": "d",
        "ı": "i",
        "İ": "i",
        "ẞ": "ß",
    }
)

_FOREIGN = re.compile(r"[^\x00-\x7f]+")
# What most texts hold that is not ASCII: signs that are replaced at once, and those that stay as they are.
_COMMON = tuple((odd, _PLAIN[odd]) for odd in "\u2018\u2019\u201c\u201d\u2013\u2014")
_UNUSUAL = re.compile(r"[^\x00-\x7f\u2022\u2026]+")
_ODD = (*((char, " ") for char in "\n\t\r\v\f\x1c\x1d\x1e\x1f"), ("`", "'"))
_ODD_IN_LINES = _ODD[1:]


def fold(text: str) -> str:
    """The text in small letters without accents, with plain apostrophes, hyphens and spaces.

    One character comes out for each that goes in: `len(fold(text)) == len(text)`, always. Letters
    whose plain form is longer (ß, ligatures) keep their place, and so do loose combining marks.
    """
    if text.isascii() and text.isprintable():
        return text.lower()
    if not text.isascii():
        text = _FOREIGN.sub(_folded, text)
    for odd, usual in _ODD:
        text = text.replace(odd, usual)
    return text.lower()


def fold_lines(text: str) -> str:
    """A text folded as `fold` does, its line breaks kept: as if each line were folded by itself."""
    if not text.isascii():
        for odd, usual in _COMMON:
            if odd in text:
                text = text.replace(odd, usual)
        text = _UNUSUAL.sub(_folded, text)
    for odd, usual in _ODD_IN_LINES:
        if odd in text:
            text = text.replace(odd, usual)
    return text.lower()


_AS_TYPED = str.maketrans("أإآٱةى", "ااااهي", "\u0640" + "".join(map(chr, range(0x64B, 0x653))))
_ARTICLE = re.compile(r"\bال(?=\w{3})")


def as_typed(text: str) -> str:
    """A name folded, in Arabic letters as people type them too: alef without hamza, no vowel signs, no article, "ه" for
    "ة"; for comparing names, offsets are lost.
    """
    return _ARTICLE.sub("", fold(text).translate(_AS_TYPED))


def _folded(run: re.Match[str]) -> str:
    return run[0].translate(_FOLDS)


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """What is left of a name for comparison: letters, digits, "+", "#" and currency signs, folded.

    "&" counts as "and", "ß" as "ss"; accents, case, spaces and all other punctuation go.
    """
    apart = unicodedata.normalize("NFD", fold(text.replace("&", " and ")).replace("ß", "ss"))
    whole = unicodedata.normalize("NFC", "".join(char for char in apart if not _is_accent(char)))
    return "".join(char for char in whole if _counts(char)) or text.strip()


class _Folds(dict[int, str]):
    """A translation table that asks Unicode about each character once."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _plain(chr(code))
        return plain


def _plain(char: str) -> str:
    if char in _PLAIN:
        return _PLAIN[char]
    if char.isspace():
        return " "
    letters = "".join(part for part in unicodedata.normalize("NFKD", char) if not _is_accent(part))
    small = letters.lower()
    if len(small) == 1:
        return small
    return char.lower() if len(char.lower()) == 1 else char


def _is_accent(char: str) -> bool:
    return "\u0300" <= char <= "\u036f"


def _counts(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] in "LNM" or category == "Sc" or char in "+#"


_FOLDS = _Folds()

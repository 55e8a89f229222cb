"""A sentence cut into words and signs; what they mean is told by `words`."""

from directory.reading.languages.book import PIECE, book

_AND = "و"
# Arabic words of this length that begin with the letter of "and" are words of their own.
_SHORT = 3

Pieces = list[tuple[int, str]]
"""Each word or sign with its offset."""


def cut(low: str) -> Pieces:
    """The words and signs of a folded sentence, with their offsets; the Arabic "and" apart from the word behind it."""
    found = [(match.start(), match[0]) for match in PIECE.finditer(low)]
    if _AND not in low:
        return found
    return [piece for at, word in found for piece in _parted(at, word)]


def _parted(at: int, word: str) -> Pieces:
    if word[0] != _AND or len(word) <= _SHORT or word in book().exact:
        return [(at, word)]
    return [(at, _AND), (at + 1, word[1:])]

"""Words of letters in a folded text, marks of Devanagari among them, and where one begins that ends somewhere."""

import re

# Vowels and joins of Devanagari are marks, no letters to `\w`; its digits are left out.
LETTERS = r"(?:[^\W\d_]|[\u0900-\u0963\u0970-\u097f])+"
"""A pattern of one word without apostrophes."""
_LETTER = re.compile(LETTERS)


def word_start(low: str, end: int, first: int) -> int:
    """Where the word begins that ends at an offset, `first` at the earliest; the offset itself where none does.

    Looked for backwards: a pattern would try every letter before.
    """
    at = end
    while at > first:
        if _is_letter(low[at - 1]):
            at -= 1
        elif low[at - 1] in "'’" and first < at - 1 < end - 1 and _is_letter(low[at - 2]):
            at -= 2
        else:
            break
    return at


def _is_letter(char: str) -> bool:
    return char.isalpha() or _LETTER.match(char) is not None

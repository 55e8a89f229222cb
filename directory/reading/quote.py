"""The proof of a claim: words cut out of a posting so that they can be found there again."""

import unicodedata

from directory.claims import QUOTE_LIMIT, Quote

_ALONE = ("\u0e00", "\u0eff"), ("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uac00", "\ud7a3")


def quote(text: str, start: int, end: int, source: str) -> Quote:
    """The words of `text` that touch `[start, end)`, widened to word borders, without blanks at either end.

    Longer than 200 characters they are cut at the last word border that fits, so the quote always begins with the
    word that holds `start`. `source` names where `text` stands in its posting.
    """
    while start > 0 and inside_a_word(text, start):
        start -= 1
    while end < len(text) and inside_a_word(text, end):
        end += 1
    while start < end and text[start].isspace():
        start += 1
    end = _cut(text, start, end)
    while end > start and text[end - 1].isspace():
        end -= 1
    return Quote(text[start:end], source, start)


def inside_a_word(text: str, at: int) -> bool:
    """Whether a cut before `text[at]` would split a word; scripts without blanks may be cut anywhere."""
    before, after = text[at - 1], text[at]
    if before.isascii() and after.isascii():
        return before.isalnum() and after.isalnum()
    if unicodedata.combining(after):
        return True
    return before.isalnum() and after.isalnum() and not (_stands_alone(before) or _stands_alone(after))


def _cut(text: str, start: int, end: int) -> int:
    """The end of a quote that starts there and is short enough; a word too long for it is split."""
    if end - start <= QUOTE_LIMIT:
        return end
    last = start + QUOTE_LIMIT
    border = next((at for at in range(last, start, -1) if not inside_a_word(text, at)), last)
    return border if border > start else last


def _stands_alone(char: str) -> bool:
    return any(low <= char <= high for low, high in _ALONE)

"""Steps over blanks and words in a stretch."""

import re

WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*\.?")
_GAP = re.compile(r"[ \t]*(?:\n[ \t]*)?(?:\n[ \t]*)?")


def skip(text: str, at: int, most: int = 40) -> int:
    """The offset behind the blanks at `at`, with a line break or two; `at` itself where more than
    `most` stand there.
    """
    found = _GAP.match(text, at)
    return found.end() if found and found.end() - at <= most + text.count("\n", at, found.end()) * 9 else at

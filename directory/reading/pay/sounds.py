"""An hour or a minute of sound, by the words behind it: "per hour of fully approved audio", "за час аудио"."""

from directory.reading.pay.blanks import WORD, skip
from directory.reading.pay.lexicon import PayToken, Stretch

_LONGEST = 18  # letters of a word between an hour and its sound
_OTHER_CLAUSE = frozenset(("for", "and", "or", "to", "in", "plus"))


def sounded_over(where: Stretch, token: PayToken) -> int | None:
    """Where an hour of audio ends that begins inside "per hour" ("за час аудио")."""
    found = where.within(token.start, token.end + 34, "sounded")
    return next((one.end for one in found if one.start < token.end < one.end), None)


def sound_behind(where: Stretch, at: int) -> int | None:
    """Where "of approved audio" behind an hour ends."""
    text, low, of = where.text, where.low, False
    # Words between an hour and its sound: "per hour of fully approved audio".
    for _ in range(4):
        at = skip(text, at, 1)
        token = where.at(at, "sound")
        if token and (of or token.language != "en" or low[token.start : token.end] == "audio"):
            return token.end
        word = WORD.match(low, at)
        if word is None or len(word[0]) > _LONGEST or word[0] in _OTHER_CLAUSE:
            return None
        of = of or word[0] == "of"
        at = word.end()
    return None

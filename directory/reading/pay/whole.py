"""A sum for all pieces of a job at once: "for all 250 sentences", "für alle 200 Sätze", "300문장을 모두".

A number of pieces with a word for all of them makes the sum one payment, whatever a single piece is called.
An article does for one behind the amount ("for the 300 sentences"); before it, it names anything ("the 5 states").
"""

import re
from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation

from directory.reading.pay.lexicon import Stretch
from directory.reading.pay.spelt import number_words
from directory.reading.pay.words import entries, unbound

_DIGITS = r"\d[\d., ]{0,6}(?<=\d)"
_SPANS = frozenset(("hour", "minute", "day", "week", "month", "year"))
"""Units whose number is a time and no number of pieces: "for all three months"."""
_ROUND = 10  # of numbers in words only tens, hundreds and thousands count pieces here
_REACH = 90  # characters before an amount in which its sentence names all pieces


@cache
def _count() -> str:
    """A number in digits, or a round one in words: "fifty", "zweihundert"."""
    words = _longest({word for word, value in number_words().items() if value >= _ROUND and not value % _ROUND})
    return rf"(?P<count>{_DIGITS}|(?:{'|'.join(map(re.escape, words))})\b)"


@cache
def _behind() -> re.Pattern[str]:
    """What stands behind an amount: a link, a word for all or an article, the number and the piece."""
    links, alls = _any_of("link"), _any_of("all", "the")
    return re.compile(rf"[ ,(:]{{0,3}}(?:(?:{links}) ?)(?:(?:{alls}) ?){_count()} ?(?P<piece>[^\W\d_]+)")


@cache
def _before() -> re.Pattern[str]:
    """What names all pieces before an amount: the word for all, the number and the piece."""
    return re.compile(rf"(?<![^\W\d_])(?:{_any_of('all')}) ?{_count()} ?(?P<piece>[^\W\d_]+)")


@cache
def _after_piece() -> re.Pattern[str]:
    """The word for all behind the number and the piece, or between them: "10回すべて", "sentensi zote 400"."""
    late = _any_of("late")
    return re.compile(
        rf"{_count()} ?(?P<piece>[^\W\d_]{{1,12}}?)(?:을|를|の)? ?(?:{late})|(?P<named>[^\W\d_]+) (?:{late}) \d[\d.,]*"
    )


def _any_of(*meanings: str) -> str:
    found = {word for word, entry in entries() if entry.kind == "whole" and entry.meaning in meanings}
    return "|".join(
        re.escape(word) if any(map(unbound, word)) else rf"\b{re.escape(word)}\b" for word in _longest(found)
    )


def _longest(words: set[str]) -> Iterator[str]:
    yield from sorted(words, key=lambda word: (-len(word), word))


def whole_behind(where: Stretch, at: int) -> int | None:
    """Where "for all 250 sentences" ends that begins at an offset; None where the words do not say so."""
    for pattern in (_behind(), _swapped()):
        found = pattern.match(where.low, at)
        if found and _is_number_of_pieces(where, found):
            return found.end()
    return None


@cache
def _swapped() -> re.Pattern[str]:
    """As `_behind`, the piece first: "kwa sentensi zote 400"."""
    return re.compile(rf"[ ,(:]{{0,3}}(?:{_any_of('link')}) (?P<piece>[^\W\d_]+) (?:{_any_of('late')}) {_count()}")


def whole_before(where: Stretch, start: int, end: int) -> bool:
    """Whether the words of `[start, end)`, before an amount, name all pieces of a job."""
    start = max(start, end - _REACH)
    if not _alls().find_matches_as_indexes(where.low[start:end]):
        return False
    for pattern in (_before(), _after_piece()):
        if any(_is_number_of_pieces(where, found) for found in pattern.finditer(where.low, start, end)):
            return True
    return False


@cache
def _alls() -> AhoCorasick:
    """The words for all, in one pass: most sentences of pay hold none, and the patterns are dear to try."""
    meant = ("all", "late")
    words = {word for word, entry in entries() if entry.kind == "whole" and entry.meaning in meant}
    return AhoCorasick(sorted(words), implementation=Implementation.ContiguousNFA)


def _is_number_of_pieces(where: Stretch, found: re.Match[str]) -> bool:
    """Whether more than one piece is counted, and neither time nor money."""
    count = found["count"]
    if count is not None and count.strip() in ("0", "1"):
        return False
    name = "piece" if found.groupdict().get("piece") else "named"
    token = where.at(found.start(name), "unit", "cur", "scale", "alone")
    return token is None or (token.kind == "unit" and token.meaning not in _SPANS)

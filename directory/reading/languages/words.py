"""The words about languages in a sentence, as tokens: levels, words of knowledge, of work, of wish and all between."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple, cast

from directory.claims import LEVELS, Level
from directory.reading.languages.book import PIECE, STEM, UNSPACED, BookEntry, BookPhrase, book
from directory.reading.languages.pieces import Pieces

_ARABIC = re.compile(r"(?:و|ف)?(?:بال|كال|لل|ال|ب|ل|ك)?(?=\w{2})")
_FIRST_UNSPACED = "\u0e00"
_UNSPACED_WORD = 2
_MIXED = frozenset(("hi-Latn",))  # Hindi in Latin letters stands among English words: two of its own are enough
NATIVE_TO_ALL = frozenset(("-", "en"))
NONE: frozenset[str] = frozenset()


class LanguageToken(NamedTuple):
    """A word, phrase or sign from `start` to `end`; `kinds` says what it does, "name" holds a place in the names."""

    kinds: frozenset[str]
    start: int
    end: int
    text: str
    level: Level | None = None
    sure: bool = False
    name: int = -1


@lru_cache(maxsize=16_384)
def _begun(word: str) -> tuple[BookPhrase, ...]:
    """The phrases that may begin with this word, the longest first."""
    phrases = book()
    found = list(phrases.exact.get(word, ()))
    found += [phrase for stem, phrase in phrases.stems.get(word[:STEM], ()) if word.startswith(stem)]
    if not found and "\u0600" <= word[0] <= "\u06ff":
        prefix = _ARABIC.match(word)
        return _begun(word[prefix.end() :]) if prefix and prefix[0] else ()
    return tuple(found)


@lru_cache(maxsize=16_384)
def _voices(word: str) -> tuple[str, ...]:
    """The languages that a word by itself is a word of; () if none, or if it is English and another's."""
    of = {entry.of for phrase in _begun(word) if not phrase.rest for entry in phrase.entries}
    return () if len(of) > 1 and of & NATIVE_TO_ALL else tuple(of)


def begins_level(low: str, start: int, end: int) -> bool:
    """Whether the sentence in `[start, end)` of a folded text begins with a word of level, in any language."""
    first = PIECE.search(low, start, end)
    if first is None:
        return False
    return any(entry.level for phrase in _begun(first[0]) if not phrase.rest for entry in phrase.entries)


def tongues(found: Pieces) -> frozenset[str]:
    """The languages that most known words of a sentence are from; none where it is English."""
    votes: dict[str, int] = {}
    for _, word in found:
        for tongue in _voices(word):
            votes[tongue] = votes.get(tongue, 0) + 1
    most = max(votes.values(), default=0)
    mixed = _MIXED if votes.get("hi-Latn", 0) > 1 else NONE
    if votes.get("en", 0) == most:
        return mixed
    return (frozenset(tongue for tongue, count in votes.items() if count == most) - NATIVE_TO_ALL) | mixed


def tokens(low: str, found: Pieces, names: Iterable[tuple[int, int]], spoken: frozenset[str]) -> list[LanguageToken]:
    """The tokens of a folded sentence, with the names that stand at these offsets.

    Only the words of the languages `spoken`, of English and of other scripts than the Latin count.
    """
    spoken = spoken | _ALWAYS
    spans = iter((*names, (len(low) + 1, len(low) + 1)))
    out: list[LanguageToken] = []
    number, (start, end) = 0, next(spans)
    at, reached = 0, 0
    while at < len(found):
        place, word = found[at]
        stop, place = place + len(word), max(place, reached)
        if stop <= reached:
            at += 1
        elif stop > start:
            _cut(low, place, start, spoken, out, start)
            out.append(LanguageToken(_NAME, start, end, low[start:end], None, False, number))
            reached, number = end, number + 1
            start, end = next(spans)
        else:
            at, reached = _taken(low, found, at, place, spoken, out, start)
    return out


_NAME = frozenset(("name",))


_ALWAYS = NATIVE_TO_ALL.union(("ru", "uk", "ar", "hi", "zh", "ja", "ko", "th", "el", "he", "fa", "bn", "ta"))


def _taken(
    low: str,
    found: Pieces,
    at: int,
    place: int,
    spoken: frozenset[str],
    out: list[LanguageToken],
    limit: int,
) -> tuple[int, int]:
    """Adds the longest phrase that begins at this word; gives the next word's place in the list and the end reached."""
    word = low[place : found[at][0] + len(found[at][1])]
    end = place + len(word)
    if word[0] >= _FIRST_UNSPACED and UNSPACED.match(word):
        _cut(low, place, min(end, limit), spoken, out, limit)
        return at + 1, max(min(end, limit), out[-1].end)
    plan = _plan(found[at][1], spoken)
    if plan.longer:
        kept, reached = _longest(plan.longer, low, found, at, spoken, limit)
        if kept:
            end = found[reached][0] + len(found[reached][1])
            out.append(_token(kept, low, place, end))
            return reached + 1, end
    out.append(LanguageToken(plan.kinds, place, end, word, plan.level, plan.sure))
    return at + 1, end


class _Plan(NamedTuple):
    """What a word comes to by itself, and the phrases that it begins, if one goes on or something must follow it."""

    longer: tuple[BookPhrase, ...]
    kinds: frozenset[str]
    level: Level | None
    sure: bool


@lru_cache(maxsize=32_768)
def _plan(word: str, spoken: frozenset[str]) -> _Plan:
    phrases = tuple(phrase for phrase in _begun(word) if any(entry.of in spoken for entry in phrase.entries))
    goes_on = any(phrase.rest or any(entry.then for entry in phrase.entries) for phrase in phrases)
    longer = phrases if goes_on else ()
    kept = [entry for phrase in phrases if not phrase.rest for entry in _kept(phrase, spoken, "", 0)]
    if not kept:
        return _Plan(longer, NONE if word[0].isalnum() else _SIGN, None, False)
    token = _token(kept, word, 0, len(word))
    return _Plan(longer, token.kinds, token.level, token.sure)


_SIGN = frozenset(("sign",))


def _longest(
    phrases: Iterable[BookPhrase], low: str, found: Pieces, at: int, spoken: frozenset[str], limit: int
) -> tuple[list[BookEntry], int]:
    """The meanings of the longest phrases from this word on, and the place of their last word in the list."""
    kept: list[BookEntry] = []
    reached = at
    for phrase in phrases:
        last = _last(found, at, phrase)
        if last is None or (kept and last != reached) or found[last][0] + len(found[last][1]) > limit:
            continue
        more = _kept(phrase, spoken, low, found[last][0] + len(found[last][1]))
        if more:
            kept, reached = kept + more, last
    return kept, reached


def _last(found: Pieces, at: int, phrase: BookPhrase) -> int | None:
    """The place of the phrase's last word in the list, if its words follow one another from `at`."""
    last = len(phrase.rest) - 1
    for number, word in enumerate(phrase.rest):
        at += 1
        while at < len(found) and found[at][1] in "-'":
            at += 1
        if at >= len(found):
            return None
        here = found[at][1]
        if here != word and not (number == last and phrase.open and here.startswith(word)):
            return None
    return at


def _kept(phrase: BookPhrase, spoken: frozenset[str], low: str, end: int) -> list[BookEntry]:
    return [
        entry for entry in phrase.entries if entry.of in spoken and (entry.then is None or entry.then.match(low, end))
    ]


def _token(entries: list[BookEntry], low: str, start: int, end: int) -> LanguageToken:
    """One token for all meanings; the lowest of several levels counts, and "near" where one of them is."""
    graded = [entry for entry in entries if entry.level]
    own = [entry for entry in graded if entry.of not in NATIVE_TO_ALL] or graded
    best = min(own, key=lambda entry: LEVELS.index(cast("Level", entry.level))) if own else None
    kinds = frozenset(entry.kind for entry in entries)
    return LanguageToken(kinds, start, end, low[start:end], best.level if best else None, bool(best and best.sure))


def _cut(low: str, start: int, end: int, spoken: frozenset[str], out: list[LanguageToken], limit: int) -> None:
    """Cuts a run of a script without blanks into the longest words of the tables; what is left counts as words."""
    if start < end and not UNSPACED.match(low[start]):
        phrases = [phrase for phrase in _begun(low[start:end]) if not phrase.rest]
        kept = [entry for phrase in phrases for entry in _kept(phrase, spoken, low, end)]
        out.append(_token(kept, low, start, end) if kept else LanguageToken(NONE, start, end, low[start:end]))
        return
    at = unread = start
    while at < end:
        hit = next(
            (
                (words, kept)
                for words, phrase in book().unspaced.get(low[at], ())
                if low.startswith(words, at, limit)
                and (len(words) > 1 or _stands(low, at, out, unread))
                and (kept := _kept(phrase, spoken, low, at + len(words)))
            ),
            None,
        )
        if hit is None:
            at += 1
            continue
        _leave(low, unread, at, out)
        out.append(_token(hit[1], low, at, at + len(hit[0])))
        at = unread = at + len(hit[0])
    _leave(low, unread, end, out)


def _stands(low: str, at: int, out: list[LanguageToken], unread: int) -> bool:
    """Whether a word of one letter may stand here: behind a word that was read, for endings of Korean and Japanese."""
    return "\u3400" <= low[at] <= "\u9fff" or (unread == at and bool(out) and out[-1].end == at)


def _leave(low: str, start: int, end: int, out: list[LanguageToken]) -> None:
    """Text that no table knows, as words of two letters."""
    for at in range(start, end, _UNSPACED_WORD):
        out.append(LanguageToken(NONE, at, min(at + _UNSPACED_WORD, end), low[at : min(at + _UNSPACED_WORD, end)]))

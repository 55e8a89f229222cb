"""All words of the tables in a text, in two passes: words between blanks, and words of scripts without blanks."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from directory.reading.pay.words import PayEntry, entries, is_short, joined, unbound

_REST = re.compile(r"[^\W\d_]*")
_BLANKS = {code: " " for code in range(128) if not chr(code).isalpha()}
_BLANKS |= dict.fromkeys(map(ord, "«»“”„…•●▪■◦。！？।؟₽€£₹¥"), " ")
# Codes that run into a word before them: "averageUSD 20".
_GLUED = frozenset({"usd", "eur", "gbp"})
# Kinds that are asked for by name and never searched in a text.
_ASKED = frozenset({"number", "number_and", "join", "whole"})


PayHit = tuple[int, int, PayEntry]
"""Where a word that was met in a text starts and ends, and what it may mean."""


@cache
def _automata() -> tuple[tuple[AhoCorasick, list[list[PayEntry]]], tuple[AhoCorasick, list[list[PayEntry]]]]:
    """The automaton of words that blanks part, each with the blank before it, and that of all others."""
    parted: dict[str, list[PayEntry]] = {}
    others: dict[str, list[PayEntry]] = {}
    for word, entry in entries():
        if entry.kind in _ASKED or is_short(word, entry.kind):
            continue
        plain = word.replace(" ", "").isalpha() and not any(map(unbound, word))
        if plain and not entry.ended:
            _put(parted, f" {word}", entry)
        else:
            _put(others, word, entry)
        if word in _GLUED:
            _put(others, word, entry)
    return _automaton(parted), _automaton(others)


def _put(rows: dict[str, list[PayEntry]], word: str, entry: PayEntry) -> None:
    known = rows.setdefault(word, [])
    if entry.kind != "cur" or not any(one[:2] == entry[:2] and one.exact in ("", entry.exact) for one in known):
        known.append(entry)


@cache
def _begun() -> list[bool]:
    """For each pattern of words that blanks part, whether one of its words takes the rest of the word."""
    return [any(entry.begun for entry in rows) for rows in _automata()[0][1]]


@cache
def _ended() -> list[bool]:
    """For each of all other patterns, whether one of its words may be the end of a longer one."""
    return [any(entry.ended for entry in rows) for rows in _automata()[1][1]]


def _automaton(rows: dict[str, list[PayEntry]]) -> tuple[AhoCorasick, list[list[PayEntry]]]:
    return AhoCorasick(list(rows), matchkind=MatchKind.Standard), list(rows.values())


def hits(text: str, low: str) -> Iterator[PayHit]:
    """The words of the tables in a text and its folded form (as long as it), in no order, overlapping ones too."""
    parted, others = _automata()
    yield from _parted(text, low, *parted)
    yield from _others(text, low, *others)


def _parted(text: str, low: str, automaton: AhoCorasick, rows: list[list[PayEntry]]) -> Iterator[PayHit]:
    begun = _begun()
    spaced = f" {low.translate(_BLANKS)} "
    for pattern, start, end in automaton.find_matches_as_indexes(spaced, overlapping=True):
        after = spaced[end]
        if after.islower() and after.isascii() and not begun[pattern] and not text[end - 1 : end].isupper():
            continue
        closed = after == " " or not joined(spaced, end) or _camel(text, end - 1)
        stop = end - 1 if closed else 0
        for entry in rows[pattern]:
            if (closed or entry.begun) and (not entry.exact or _written(text, start, end - 1, entry)):
                stop = stop or _word_end(low, end - 1)
                yield start, stop, entry


def _others(text: str, low: str, automaton: AhoCorasick, rows: list[list[PayEntry]]) -> Iterator[PayHit]:
    ends = _ended()
    for pattern, start, end in automaton.find_matches_as_indexes(low, overlapping=True):
        within = joined(low, start) and not text[start:end].isupper()
        if within and not ends[pattern]:
            continue
        closed = not joined(low, end) or _camel(text, end)
        for entry in _meant(rows[pattern], low[start:end]):
            if within and not entry.ended:
                continue
            if (closed or entry.begun) and (not entry.exact or _written(text, start, end, entry)):
                yield start, end if closed else _word_end(low, end), entry


def _meant(rows: list[PayEntry], word: str) -> Iterable[PayEntry]:
    return rows if word not in _GLUED else [entry for entry in rows if entry.kind == "cur"]


def _word_end(low: str, at: int) -> int:
    rest = _REST.match(low, at)
    return rest.end() if rest else at


def _camel(text: str, at: int) -> bool:
    """Whether a capital begins another word here: "averageUSD"."""
    return text[at : at + 1].isupper() and text[at - 1].islower()


def _written(text: str, start: int, end: int, entry: PayEntry) -> bool:
    words = text[start:end]
    return words == entry.exact or (entry.exact.islower() and words.lower() == entry.exact)

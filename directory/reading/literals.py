"""What a pattern cannot do without: pieces of text that stand in whatever it matches, and how its matches begin.

They are made from the pattern itself, so nothing can drift apart: a `RarePattern` is a pattern with a quick look in
front of it. Where no piece can be told the pattern is simply tried.
"""

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

Pieces = tuple[str, ...]
"""Small letters of which each match holds at least one piece."""
_MOST = 30
"""Pieces that are quicker to look for than the pattern is to try."""
_SHORTEST = 3
"""Letters of a piece; shorter ones stand in every text."""
_GROUPS = 4
"""Groups of pieces that are looked for."""
Front = tuple[str, bool]
"""Small letters that a match begins with, and whether what follows them in the pattern may be added."""
_LONG = 12
"""Letters of a beginning: more tell no more places apart."""
_FEW = 12
"""Members of a class of letters that are spelt out."""
_NOTHING, _ANYTHING = frozenset({("", True)}), frozenset({("", False)})


class RarePattern:
    """A pattern that is tried only where its pieces stand; it gives what `re.Pattern` gives.

    It must be of ASCII letters, or be asked of folded words only; a pattern without regard to case may be asked of a
    text as it is written through `may_match(low)`.
    """

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern = pattern
        self.groups = pieces(pattern)

    def may_match(self, low: str, start: int = 0, end: int | None = None) -> bool:
        """Whether folded words, those of `low[start:end]`, hold the pieces that the pattern needs."""
        if start or end is not None:
            low = low[start:end]
        for group in self.groups:  # plain loops: it is asked for every text
            for piece in group:
                if piece in low:
                    break
            else:
                return False
        return True

    def search(self, low: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match in `low[start:end]`."""
        last = len(low) if end is None else end
        return self.pattern.search(low, start, last) if self.may_match(low, start, last) else None


def pieces(pattern: re.Pattern[str]) -> tuple[Pieces, ...]:
    """The groups of which each match of the pattern holds a piece, the best first; () where none can be told."""
    cased = not pattern.flags & re.IGNORECASE
    found = {choice for choice in _choices(_parsed(pattern), cased) if choice}
    return tuple(sorted(found, key=_worth, reverse=True)[:_GROUPS])


def beginnings(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Letters of folded words with one of which each match of the pattern begins; () where they cannot be told."""
    found = {letters for letters, _ in _fronts(_parsed(pattern))}
    least = sorted(one for one in found if not any(one[:end] in found for end in range(1, len(one))))
    return tuple(least) if all(least) else ()


def by_letter(words: str) -> str:
    """The same choice "apple|ant|bee" as "(?:a(?:pple|nt)|bee)": in most places one look at a letter is enough.

    The words are patterns without brackets that begin with a letter; those of one letter keep their order.
    """
    found: dict[str, list[str]] = {}
    for word in words.split("|"):
        found.setdefault(word[0], []).append(word[1:])
    groups = (f"{letter}(?:{'|'.join(rests)})" for letter, rests in found.items())
    return f"(?:{'|'.join(groups)})"


def _parsed(pattern: re.Pattern[str]) -> Iterable[Any]:
    """The parts of a pattern; none for a Python whose parser stands elsewhere: every pattern is tried there."""
    try:
        found: Iterable[Any] = import_module("re._parser").parse(pattern.pattern, pattern.flags)
    except (ImportError, AttributeError):
        return ()
    return found


def _fronts(parsed: Iterable[Any]) -> frozenset[Front]:
    """How the matches of these parts, one behind the other, begin."""
    fronts = _NOTHING
    for kind, value in parsed:
        going = [letters for letters, goes_on in fronts if goes_on and len(letters) < _LONG]
        if not going:
            break
        more = _front(str(kind), value)
        done = {(letters, False) for letters, goes_on in fronts if not goes_on or len(letters) >= _LONG}
        fronts = frozenset(done | {(letters + then, goes_on) for letters in going for then, goes_on in more})
    return fronts


def _front(kind: str, value: Any) -> frozenset[Front]:
    """How the matches of one part begin."""
    if kind == "LITERAL":
        return frozenset({(chr(value).lower(), True)})
    if kind in ("AT", "ASSERT", "ASSERT_NOT"):
        return _NOTHING
    if kind == "IN":
        return _members(value)
    if kind == "SUBPATTERN":
        return _fronts(value[3])
    if kind == "BRANCH":
        return frozenset[Front]().union(*map(_fronts, value[1]))
    return _repeated(*value) if kind in ("MAX_REPEAT", "MIN_REPEAT") else _ANYTHING


def _repeated(least: int, most: int, parsed: Iterable[Any]) -> frozenset[Front]:
    """How a part begins that stands there so many times: behind several the beginning ends."""
    once = _fronts(parsed)
    once = once if most == 1 else frozenset((letters, False) for letters, _ in once)
    return once if least else once | _NOTHING


def _members(members: Iterable[Any]) -> frozenset[Front]:
    """The letters of a class where they are few; a figure for digits."""
    codes: list[int] = []
    for kind, value in members:
        if str(kind) == "LITERAL":
            codes.append(value)
        elif str(kind) == "RANGE" and value[1] - value[0] < _FEW:
            codes += range(value[0], value[1] + 1)
        elif (str(kind), str(value)) == ("CATEGORY", "CATEGORY_DIGIT"):
            codes += range(ord("0"), ord("9") + 1)
        else:
            return _ANYTHING
    return frozenset((chr(code).lower(), True) for code in codes) if len(codes) <= _FEW else _ANYTHING


def _worth(choice: Pieces) -> tuple[int, int, Pieces]:
    return min(map(len, choice)), -len(choice), choice


def _choices(parsed: Iterable[Any], cased: bool) -> Iterator[Pieces | None]:
    """For each part of a pattern that every match has: its pieces, None where they cannot be told. A pattern that is
    not `cased` is asked of words as written: its letters with accents are others in folded words."""
    run = ""
    for kind, value in parsed:
        name = str(kind)
        if name == "LITERAL" and (cased or chr(value).isascii()) and chr(value).isprintable():
            run += chr(value).lower()
            continue
        yield _kept((run,))
        run = ""
        if name == "SUBPATTERN":
            yield from _choices(value[3], cased)
        elif name == "BRANCH":
            yield _any(_best(part, cased) for part in value[1])
        elif name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and value[0] > 0:
            yield from _choices(value[2], cased)
        elif name == "ATOMIC_GROUP":
            yield from _choices(value, cased)
    yield _kept((run,))


def _best(parsed: Iterable[Any], cased: bool) -> Pieces | None:
    return max((choice for choice in _choices(parsed, cased) if choice), key=_worth, default=None)


def _any(parts: Iterable[Pieces | None]) -> Pieces | None:
    """The pieces of all alternatives, None if one has none."""
    found: dict[str, None] = {}
    for part in parts:
        if part is None:
            return None
        found |= dict.fromkeys(part)
    return _kept(tuple(found))


def _kept(choice: Pieces) -> Pieces | None:
    """The pieces, without those that hold another; None if one is too short or there are too many."""
    least = tuple(one for one in choice if not any(other in one and other != one for other in choice))
    return least if least and len(least) <= _MOST and min(map(len, least)) >= _SHORTEST else None

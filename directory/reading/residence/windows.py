"""Where in a text a statement about place can stand: where a place is named, or the words of a rule that needs none.

Nothing is listed here by hand: the names are those of the gazetteer, the words those that the rows of
data/reading/residence.tsv say they need. One pass over the text finds both.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation

from directory.reading.lattice import bounded
from directory.reading.page import Sheet
from directory.reading.residence.rules import rules
from directory.terms import fold, places
from directory.terms.finder import Name, fits

Span = tuple[int, int]

_PLACE, _WORLD, _VAGUE = range(3)
_VAGUE_WORDS = ("countr", "geograph", "region")
_BEFORE, _AFTER, _NEAR = 240, 160, 30
"""Characters of a long line that are read before and after a name; how near to its end the next line counts."""


@dataclass(frozen=True, slots=True)
class Windows:
    """Stretches of a text, as offsets, in order: those that may state places, those that may say "everywhere", and
    those that speak of countries at large."""

    places: tuple[Span, ...]
    world: tuple[Span, ...]
    vague: tuple[Span, ...]


def windows(page: Sheet) -> Windows:
    """The stretches of the text that are worth a closer look, mostly whole lines."""
    automaton, meanings = _finder()
    found: tuple[list[Span], list[Span], list[Span]] = ([], [], [])
    plain = page.plain
    for pattern, start, end in automaton.find_matches_as_indexes(page.spaced, overlapping=True):
        kind, names, before, after = meanings[pattern]
        first, last = start - (not before), end - 1 - after
        if kind != _PLACE or any(fits(name, plain[first:last]) for name in names):
            found[kind].append((first, last))
    text = page.plain
    return Windows(*(tuple(_merged(text, sorted(spans))) for spans in found))


Meaning = tuple[int, tuple[Name, ...], bool, bool]


@cache
def _finder() -> tuple[AhoCorasick, list[Meaning]]:
    """The automaton over all names and needed words, and what each pattern is."""
    names: dict[str, list[Name]] = {}
    for name in places.spellings():
        names.setdefault(fold(name.text), []).append(name)
    forms = {bounded(low): (_PLACE, tuple(some)) for low, some in names.items()}
    for rule in rules("any"):
        forms |= {bounded(f"{fold(piece)}*"): (_WORLD, ()) for piece in rule.needs if piece.strip()}
    forms |= {bounded(f"{word}*"): (_VAGUE, ()) for word in _VAGUE_WORDS}
    meanings = [(kind, some, form[0] == " ", form[-1] == " ") for form, (kind, some) in forms.items()]
    return AhoCorasick(list(forms), implementation=Implementation.ContiguousNFA), meanings


def _merged(text: str, spots: Iterable[Span]) -> Iterator[Span]:
    begin = finish = -1
    for start, end in spots:
        first, last = _line_start(text, start), _line_end(text, end)
        if first > finish:
            if finish > begin:
                yield begin, finish
            begin = first
        finish = max(finish, last)
    if finish > begin:
        yield begin, finish


def _line_start(text: str, at: int) -> int:
    """Where the line of a word begins, or a word border some way before it."""
    far = max(at - _BEFORE, 0)
    line = text.rfind("\n", far, at)
    if line >= 0 or far == 0:
        return max(text.rfind("\n", 0, max(line, 0)) if at - line < _NEAR else line, -1) + 1
    return text.rfind(" ", 0, far) + 1


def _line_end(text: str, at: int) -> int:
    """Where the line of a word ends, or the next one if it stands at the end; a word border in a long line."""
    line = text.find("\n", at + _NEAR)
    end = len(text) if line < 0 else line
    return end if end < at + _AFTER else max(text.find(" ", at + _AFTER), at + _AFTER)

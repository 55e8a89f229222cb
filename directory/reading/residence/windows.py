"""Where in a text a statement about place can stand: where a place is named, or the words of a rule that needs none.

Nothing is listed here by hand: the names are those of the gazetteer, the words those that the rows of
data/reading/residence.tsv say they need. One pass over the text finds both.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from directory.reading.lattice import bounded
from directory.reading.page import Sheet
from directory.reading.residence import nationals
from directory.reading.residence.rules import ResidenceRule, rules
from directory.reading.scan import ScanBook
from directory.reading.tables import entries
from directory.terms import fold, places
from directory.terms.finder import Name, fits

Span = tuple[int, int]
_Spot = tuple[int, int, int, int]
"""Where a word starts and ends, and the stretch around it."""

_VAGUE_WORDS = ("countr", "geograph", "region")
_HOME_WORDS = ("live", "living", "based", "reside", "residing", "located", "resident", "residents")
_TELLING = frozenset(("live", "where", "wherever", "world", "only", "citizen", "right", "except", "barred"))
_BEFORE, _AFTER, _NEAR = 240, 160, 30
"""Characters of a long line that are read before and after a name; how near to its end the next line counts."""


@dataclass(frozen=True, slots=True)
class Windows:
    """Stretches of a text, as offsets, in order, that may hold: places; words that speak of countries at large; verbs
    of residence. `nationals` are where people are named by their nation, each with the end of its stretch; `world` the
    stretches in which a rule may say "everywhere", with that rule; `named` are where a place is named, `spots` where a
    place, such a verb, "where" or the world is."""

    places: tuple[Span, ...]
    nationals: tuple[Span, ...]
    vague: tuple[Span, ...]
    homes: tuple[Span, ...]
    named: tuple[int, ...]
    spots: tuple[int, ...]
    world: tuple[tuple[ResidenceRule, Span], ...]


def windows(page: Sheet) -> Windows:
    """The stretches of the text that are worth a closer look, mostly whole lines, around words of English lines."""
    meanings = _meanings()[1]
    found: dict[str | int, list[_Spot]] = {}
    plain, said = page.plain, page.paragraphs
    mixed = said.languages != ("en",)
    number = _BOOK.first()
    for pattern, start, end in _BOOK.hits(page):
        keys, names, before, after = meanings[pattern - number]
        first, last = start - (not before), end - 1 - after
        if names and not any(fits(name, plain[first:last]) for name in names):
            keys = tuple(key for key in keys if key != "places")
        if mixed and said.at(first) not in (None, "en"):
            continue
        stretch = (first, last) if keys == ("where",) else (_line_start(plain, first), _line_end(plain, last))
        spot = first, last, *stretch
        for key in keys:
            found.setdefault(key, []).append(spot)
    spans = {key: tuple(_merged(sorted(some))) for key, some in found.items() if key != "where"}
    world = tuple(
        (rule, span)
        for at, rule in enumerate(rules("any"))
        if at in spans
        for span in spans[at]
        if rule.rare.may_match(page.low, *span)
    )
    nations = {spot[0] for spot in found.get("nationals", ())}
    nationals = tuple(
        (at, end) for start, end in spans.get("nationals", ()) for at in sorted(nations) if start <= at < end
    )
    named = tuple(sorted(spot[0] for spot in found.get("places", ())))
    spots = tuple(sorted(spot[0] for key in ("places", "homes", "where") for spot in found.get(key, ())))
    places, vague, homes = (spans.get(key, ()) for key in ("places", "vague", "homes"))
    return Windows(places, nationals, vague, homes, named, spots, world)


Meaning = tuple[tuple[str | int, ...], tuple[Name, ...], bool, bool]


@cache
def _meanings() -> tuple[tuple[str, ...], list[Meaning]]:
    """All names and needed words as they are looked for, and what each may begin."""
    names: dict[str, list[Name]] = {}
    keys: dict[str, dict[str | int, None]] = {}
    for name in places.spellings():
        form = bounded(fold(name.text))
        names.setdefault(form, []).append(name)
        keys.setdefault(form, {})["places"] = None
    needed: list[tuple[str, str | int]] = [(f"{word}*", "vague") for word in _VAGUE_WORDS]
    needed += [(fold(name), "nationals") for name in (*nationals.places(), *nationals.peoples())]
    needed += [(word, "homes") for word in _HOME_WORDS]
    needed += [(word, "where") for word in _where_words()]
    needed += [(_begun(fold(piece)), at) for at, rule in enumerate(rules("any")) for piece in rule.needs]
    for word, key in needed:
        keys.setdefault(bounded(word), {})[key] = None
    # A form that some name may have in any case needs no look at how it is written.
    cased = {form: tuple(some) for form, some in names.items() if all(name.cased for name in some)}
    meanings = [(tuple(some), cased.get(form, ()), form[0] == " ", form[-1] == " ") for form, some in keys.items()]
    return tuple(keys), meanings


_BOOK = ScanBook(lambda: _meanings()[0])


def _where_words() -> Iterator[str]:
    """The English words of living, of "where" and of the world that the lattice knows."""
    for entry in (*entries("words/where"), *entries("words/place")):
        if entry["language"] == "en" and entry["kind"] in _TELLING:
            yield from entry["words"].split("|")


def _begun(piece: str) -> str:
    """A needed piece as a word that may go on; one that ends in a blank may not."""
    return piece.strip() if piece.endswith(" ") else f"{piece}*"


def _merged(spots: Iterable[_Spot]) -> Iterator[Span]:
    begin = finish = -1
    for _, _, first, last in spots:
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

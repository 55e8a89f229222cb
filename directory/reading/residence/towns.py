"""Towns in running text, beyond the cities that every text knows: those of the countries that speak its language.

A town's name is often a word of some language, so it counts only where a name of a place can stand: behind a small
word of place ("vivir en Zapopan"), a verb of living, a label, "or" behind another place, or with the ending of one.
"""

import re
from collections.abc import Iterator, Sequence

from directory.reading.lattice import Token
from directory.reading.names import LANGUAGES, homes_of, short_names, straightened, unbent
from directory.reading.page import Line, Sheet
from directory.terms import PlaceHit
from directory.terms.towns import town_among

_CAPITAL = re.compile(r"[^\W\d_][\w'’-]{3,}")
_NAME = re.compile(r"[^\W\d_][\w’-]*(?:['’]s-[\w-]+)?")
_LINK = re.compile(r" (?:(?:de|del|da|do|dos|di|la|las|los|el|am|an der|im|ob der|aan den|nad|upon) )?(?=[^\W\d_])")
_IDIOM = re.compile(r"Lage\b|Lauf\b")
"""Towns that are rather a word of a phrase: "in der Lage sein"."""
_CODE = re.compile(r"(?<![\w-])[A-Z]{2}(?![\w-])")
_WORDS = frozenset(("ID", "IN", "IT", "NO", "SE", "PC", "PR", "CV"))
"""Letters of countries that stand for other things in running text."""
_NEXT_NAME = re.compile(r"\s*[,/、]\s*(?P<name>[^\W\d_]{1,4})(?!\w)")
_LONGEST, _FEWEST = 4, 3
"""Words of a town's name ("San Pedro Garza García"), and letters of one."""
_PLACING = frozenset(("bind", "live", "label", "and", "area", "only"))
_FREE = frozenset(("ar", "hi", "fa"))
"""Languages without capitals whose words stand between blanks."""
_BEHIND = frozenset(("hi",))
"""Those in which a town may begin its sentence, what it is in behind it."""


def towns(
    page: Sheet, line: Line, tokens: Sequence[Token], known: Sequence[PlaceHit], language: str
) -> Iterator[PlaceHit]:
    """The towns of a sentence in a language that the tables cover; where something else is known there is none."""
    if language not in LANGUAGES:
        return
    taken = {token.start for token in tokens if token.kind in ("place", "city")} | {hit.start for hit in known}
    yield from _bent(page, line, taken, language)
    for at in sorted(_spots(page, line, tokens, known, language)):
        if at not in taken and not _IDIOM.match(page.plain, at) and (hit := _town(page, line, at, language)):
            yield hit


def codes(page: Sheet, line: Line, tokens: Sequence[Token], language: str) -> Iterator[PlaceHit]:
    """The letters of the countries that speak the language, where it is said that one lives there: "mieszkać w PL"."""
    if not any(token.kind in ("live", "label") for token in tokens):
        return
    ends = [token.end for token in tokens if token.kind in _PLACING]
    for code in _CODE.finditer(page.plain, line.start, line.end):
        spoken = code[0] in homes_of(language) and code[0] not in _WORDS
        if spoken and any(0 < code.start() - end <= 2 for end in ends):
            yield PlaceHit(code.start(), code.end(), code[0], "country", code[0], code[0])


def syllables(page: Sheet, known: Sequence[PlaceHit]) -> Iterator[PlaceHit]:
    """Countries that Vietnamese calls by one syllable, behind another place and a comma: "Việt Nam, Lào"."""
    names = short_names()
    for hit in known:
        word = _NEXT_NAME.match(page.plain, hit.end)
        if word and (code := names.get(word["name"])):
            yield PlaceHit(word.start("name"), word.end(), word["name"], "country", code, code)


def _bent(page: Sheet, line: Line, taken: set[int], language: str) -> Iterator[PlaceHit]:
    """Cities and towns in the forms of their language: "w Warszawie", "в Москве", "Tampereella"."""
    for word in _CAPITAL.finditer(page.plain, line.start, line.end):
        if not word[0][0].isupper() or word.start() in taken:
            continue
        name = re.split("['’]", page.low[slice(*word.span())])[0]
        city = unbent(page.low[slice(*word.span())], language) or (
            _plain(name, language) if language == "tr" and len(name) < len(word[0]) else None
        )
        if city and (city[0] != city[1] or _may_be_town(page, line, word, language)):
            yield PlaceHit(word.start(), word.end(), word[0], "city", city[0], city[1])


_CASES = frozenset(("fi", "hu", "tr"))
"""Languages whose endings alone say "in" and "from"."""


def _may_be_town(page: Sheet, line: Line, word: re.Match[str], language: str) -> bool:
    """Whether a bent word that no list of cities has is more than the capital of a sentence."""
    return language in _CASES and word.start() > line.start and page.plain[word.start() - 1] in " ,("


def _plain(name: str, language: str) -> tuple[str, str] | None:
    home = town_among(name, homes_of(language))
    return (home, home) if home else None


def _spots(page: Sheet, line: Line, tokens: Sequence[Token], known: Sequence[PlaceHit], language: str) -> set[int]:
    """Where a town's name can begin: behind a small word of place, a verb of living, a label or a place and "or"."""
    ends = [token.end for token in tokens if token.kind in _PLACING]
    ends += [hit.end for hit in known if page.plain[hit.end : hit.end + 1] in (",", "/", "、", "،")]
    spots = {line.start} if language in _BEHIND else set()
    for end in ends:
        at = end
        while at < line.end and page.plain[at] in " ,:：/、،\u00a0":
            at += 1
        if at > end or page.plain[end - 1] > "\u0590":
            spots.add(at)
    return spots


def _town(page: Sheet, line: Line, at: int, language: str) -> PlaceHit | None:
    """The longest town's name that begins here, in the form that the lists have, or bent."""
    ends = list(_ends(page, line, at, cased=language not in _FREE))
    for end in reversed(ends):
        name = page.low[at:end]
        forms = (name, *straightened(name, language)) if end == ends[0] else (name,)
        home = next((found for form in forms if (found := town_among(form, homes_of(language)))), None)
        if home and end - at >= (_FEWEST if name.isascii() else _FEWEST - 1):
            return PlaceHit(at, end, page.plain[at:end], "city", home, home)
    return None


def _ends(page: Sheet, line: Line, at: int, *, cased: bool) -> Iterator[int]:
    """Where the first, the second… word of a name ends; its words begin with capitals where the script has them."""
    for _ in range(_LONGEST):
        word = _NAME.match(page.plain, at, line.end)
        if word is None or (cased and word[0][0].islower()):
            return
        yield word.end()
        link = _LINK.match(page.plain, word.end(), line.end)
        if link is None:
            return
        at = link.end()

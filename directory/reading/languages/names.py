"""Languages named in a text, with the variety that the words around them give."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from directory.reading.languages.codes import coded
from directory.reading.languages.varieties import LanguageName, homes, varied
from directory.reading.page import KEPT, Sheet
from directory.reading.scan import ScanBook, Spot
from directory.reading.tables import regex, spaced, table
from directory.terms import fold, languages
from directory.terms.vocabulary import silent

MOST = 500
NOTHING = "-"
_LEVEL = "+"
# A name may begin behind these where stripped markup glued it to them ("inPolish"), and end before those.
_GLUED_BEFORE = re.compile(r"(?:^|[\s,;])(?:in|of|and|or|into|the)$|[a-z]{3}(?:in|of)$")
_GLUED_BEHIND = re.compile(r"(?:to|text|about|and|or|writing|writers?|with|for|is|speak\w*)\b")
_ARABIC_PREFIX = re.compile(r"(?:^|[^\u0600-\u06ff])[وف]?(بال|كال|لل|ال|[بلك])?$")
_REST = re.compile(r"[\w\u0900-\u0903\u093a-\u094f]*")
_FALSE = regex("languages_names.false")


@dataclass(frozen=True, slots=True)
class _Form:
    """A spelling: its tag, the languages that it is from, whether it goes on, its exact case if that matters."""

    tag: str
    of: frozenset[str]
    open: bool = False
    weak: bool = False
    cased: str = ""


class _Meant(NamedTuple):
    """What the forms of a name come to: the first one's tag, the languages of all with that tag, whether one of them
    goes on, whether all of them are weak."""

    tag: str
    of: frozenset[str]
    open: bool
    weak: bool


class _Spelling(NamedTuple):
    """What a name may mean, and how it is written, folded; "" where its words between blanks say as much. `meant` is
    what its forms come to where none depends on its case."""

    low: str
    forms: tuple[_Form, ...]
    meant: _Meant | None


@cache
def _spellings() -> tuple[tuple[str, ...], tuple[tuple[_Spelling, ...], ...]]:
    """All names as they stand in spaced text, and the spellings of each."""
    forms: dict[str, list[_Form]] = {}
    for name in languages.names():
        form = _Form(name.id, frozenset(("en",)), cased=name.text if name.cased else "")
        forms.setdefault(fold(name.text), []).append(form)
    for text in silent("language"):
        forms.setdefault(fold(text), []).append(_Form(NOTHING, frozenset()))
    for of, tag, spellings in table("languages/tongues"):
        for text in spellings.split("|"):
            bare = text.removeprefix("~").removesuffix("*")
            form = _Form(tag, frozenset((of,)), text.endswith("*"), text.startswith("~"))
            forms.setdefault(fold(bare), []).append(form)
    for of, _, force, words in table("languages/levels"):
        for text in words.split("|") if force == "sure" and of != NOTHING else ():
            forms.setdefault(fold(text.rstrip("*")), []).append(_Form(_LEVEL, frozenset((of,)), text.endswith("*")))
    for tag in _tags():
        forms.setdefault(tag.lower(), []).append(_Form(tag, frozenset(("en",)), cased=tag))
        forms.setdefault(tag.lower().replace("-", "_"), []).append(
            _Form(tag, frozenset(("en",)), cased=tag.replace("-", "_"))
        )
    spelt: dict[str, list[_Spelling]] = {}
    for low, some in forms.items():
        words = spaced(low)[1:-1]
        meant = None if any(form.cased for form in some) else _meant(some)
        as_spaced = words == low and words.isalnum()
        spelt.setdefault(words, []).append(_Spelling("" if as_spaced else low, tuple(some), meant))
    return tuple(spelt), tuple(map(tuple, spelt.values()))


def _meant(forms: Sequence[_Form]) -> _Meant:
    same = [form for form in forms if form.tag == forms[0].tag]
    of = frozenset().union(*(form.of for form in same))
    return _Meant(forms[0].tag, of, any(form.open for form in same), all(form.weak for form in same))


_BOOK = ScanBook(lambda: _spellings()[0])


def _tags() -> Iterator[str]:
    """The tags of varieties as some postings write them: "es-MX"."""
    yield from (tag for tag in languages.ids if "-" in tag)
    for tongue, place in sorted(homes()):
        if tongue in languages and f"{tongue}-{place}" not in languages.ids:
            yield f"{tongue}-{place}"


def names(page: Sheet) -> tuple[LanguageName, ...]:
    """The languages named in the sheet by words that mean nothing else, in order: `mentions` without the weak ones."""
    return tuple(name for name in mentions(page) if not name.weak)


def mentions(page: Sheet) -> tuple[LanguageName, ...]:
    """The languages named in the sheet, in order, never overlapping; the first five hundred of them."""
    return _scanned(page)[0]


def levels(page: Sheet) -> tuple[LanguageName, ...]:
    """Where words stand that say how well a language must be known; of them only offsets and `of` say anything."""
    return _scanned(page)[1]


@lru_cache(maxsize=KEPT)
def _scanned(page: Sheet) -> tuple[tuple[LanguageName, ...], tuple[LanguageName, ...]]:
    plain, low = page.plain, page.low
    found: list[LanguageName] = []
    graded: list[LanguageName] = []
    last = 0
    for start, end, spelling in _hits(page):
        if start < last:
            if found and start == found[-1].start:
                found[-1] = _also(found[-1], end, spelling.forms)
            continue
        name = _named(plain, low, start, end, spelling)
        if name is None:
            continue
        if name.tags[0] == _LEVEL:
            graded.append(name)
            continue
        last = name.end
        if name.tags[0] != NOTHING and not _FALSE.match(low, name.end):
            found.append(varied(plain, name))
            last = found[-1].end
        if len(found) == MOST:
            break
    return _with_codes(plain, found), tuple(graded)


def _with_codes(plain: str, found: list[LanguageName]) -> tuple[LanguageName, ...]:
    """The names with those that stand as pairs of codes, in order, never overlapping."""
    more = [name for name in coded(plain) if not any(one.start < name.end and name.start < one.end for one in found)]
    more = [name._replace(tags=varied(plain, name).tags) for name in more]
    return tuple(sorted((*found, *more), key=lambda name: name.start)) if more else tuple(found)


def _also(name: LanguageName, end: int, forms: Sequence[_Form]) -> LanguageName:
    """A name with the languages of its shorter forms: "angielski" is a name of the vocabulary, and Polish."""
    same = [form.of for form in forms if form.tag in name.tags and (form.open or end == name.end)]
    return name._replace(of=name.of.union(*same)) if same else name


def _hits(page: Sheet) -> list[tuple[int, int, _Spelling]]:
    spellings, low, first = _spellings()[1], page.low, _BOOK.first()
    return [
        (start - 1, end - 1, one)
        for number, start, end in sorted(_BOOK.hits(page), key=_longest_first)
        for one in spellings[number - first]
        if not one.low or low.startswith(one.low, start - 1)
    ]


def _longest_first(hit: Spot) -> tuple[int, int]:
    return hit[1], -hit[2]


def _named(plain: str, low: str, start: int, end: int, spelling: _Spelling) -> LanguageName | None:
    """The name that stands there, if its letters begin and end a word."""
    if start and low[start - 1].isalnum() and not _begins(plain, low, start):
        return None
    closed = not low[end : end + 1].isalnum() or _ends(plain, low, end)
    meant = spelling.meant if closed else None
    if meant is None:
        kept = [form for form in spelling.forms if (form.open or closed) and _cased(form, plain[start:end])]
        if not kept:
            return None
        meant = _meant(kept)
    if "\u0600" <= low[start] <= "\u06ff":
        start = _with_article(low, start)
    if meant.open and not closed:
        rest = _REST.match(low, end)
        end = rest.end() if rest else end
    return LanguageName((meant.tag,), start, end, meant.of, meant.weak)


def _with_article(low: str, start: int) -> int:
    """Where an Arabic name begins with its article and preposition."""
    prefix = _ARABIC_PREFIX.search(low, max(0, start - 6), start)
    return prefix.start(1) if prefix and prefix[1] else start


def _cased(form: _Form, words: str) -> bool:
    return not form.cased or words == form.cased or (len(words) > 3 and words == form.cased.upper())


def _begins(plain: str, low: str, start: int) -> bool:
    """Whether a name may begin although a letter stands before it."""
    here = low[start]
    if "\u0600" <= here <= "\u06ff":
        return bool(_ARABIC_PREFIX.search(low, max(0, start - 6), start))
    if "\uac00" <= here <= "\ud7a3":
        return not "\uac00" <= low[start - 1] <= "\ud7a3"
    if _unspaced(here):
        return True
    before = plain[start - 1]
    if not here.isascii():
        return _unspaced(before)
    if before.islower() and plain[start].isupper():
        return bool(_GLUED_BEFORE.search(low, max(0, start - 7), start))
    return _unspaced(before)


def _ends(plain: str, low: str, end: int) -> bool:
    """Whether a name may end although a letter follows it."""
    if _unspaced(low[end - 1]) or _unspaced(low[end]):
        return True
    return low[end - 1].isascii() and plain[end].islower() and bool(_GLUED_BEHIND.match(low, end))


def _unspaced(letter: str) -> bool:
    return letter >= "\u0e00" and (letter <= "\u0eff" or "\u3040" <= letter <= "\u9fff" or letter >= "\uac00")

"""Languages named in a text, with the variety that the words around them give."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import islice

from directory.reading.page import Sheet
from directory.reading.tables import Lexicon, Row, regex, table
from directory.terms import languages
from directory.terms.vocabulary import Hit

MOST = 500
_GLUED = re.compile(r"(?:(?<=[\s,;])(?:in|of|and|or|into|the)|[a-z]{3}(?:in|of))(?=[A-Z][a-z]{2})")
_TAIL = re.compile(r"\b([A-Z][a-z]{3,12})(?:to|text|about|and|or|writing|writers?|with|for|is|speak\w*)\b")
_BRACKET = re.compile(
    r"\s*(?:(?:language|speaker|linguist|specialist|expert)s? ){0,2}"
    r"[(\[]([^()\[\]\n]{2,80})[)\]]",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[^\S\n]*(?:[-–—][^\S\n]?|[^\S\n](?:from|of|as spoken in|for|in the)\s+)(?:the )?"
    r"([A-Z][\w.]+(?: [A-Z][\w.]+){0,2})"
)
_BESIDE = re.compile(r" ([A-Z][\w.]+(?: [A-Z][\w.]+)?)(?=\s*(?:[),;\n]|$))")
_PARTS = re.compile(r"\s*(?:,|/|;|\band\b|\bor\b|&|\+|\u2013| - )\s*")
_WIDE = frozenset(
    ("es", "pt", "fr", "en", "ar", "zh", "de", "nl", "bn", "pa", "sw", "ta", "ms", "it", "ko", "ru", "fa", "hi")
)
_MANY_HOMES = frozenset(("es", "pt", "fr", "en", "ar", "zh", "de", "nl", "bn", "pa", "sw", "ta", "ms", "hi", "it"))
_FALSE = regex("languages_names.false")


@dataclass(frozen=True, slots=True)
class Name:
    """A language named from `start` to `end`: its tags (several where a bracket lists varieties)."""

    tags: tuple[str, ...]
    start: int
    end: int


@cache
def _forms() -> Lexicon:
    return Lexicon(Row("language", tag, phrase) for phrase, tag in table("tongues"))


@lru_cache(maxsize=8)
def names(page: Sheet) -> tuple[Name, ...]:
    """The languages named in the sheet, in order, never overlapping; the first five hundred of them."""
    plain = _unglued(page.plain)
    found = [Name((hit.row.id,), hit.start, hit.end) for hit in _forms().find(page.low)]
    found += [Name((_plain_tag(hit),), hit.start, hit.end) for hit in languages.find(plain)]
    kept = (name for name in _apart(found) if not _FALSE.match(page.low, name.end))
    return tuple(_varied(plain, name) for name in islice(kept, MOST))


def _apart(found: list[Name]) -> Iterator[Name]:
    """The names without those inside another: the longer one counts."""
    last = 0
    for name in sorted(found, key=lambda name: (name.start, -name.end)):
        if name.start >= last:
            last = name.end
            yield name


def _plain_tag(hit: Hit) -> str:
    """The tag of a hit; in "Korean-Korea" the country is where the work is, for languages with one home."""
    tongue = hit.id.split("-")[0]
    return tongue if "-" in hit.text and tongue not in _MANY_HOMES and "(" not in hit.text else hit.id


def _unglued(plain: str) -> str:
    """The text with a blank in front of and behind names that stripped markup glued to their neighbours."""
    if not _GLUED.search(plain):
        return plain
    plain = _GLUED.sub(lambda match: match[0][:-1] + " ", plain)
    return _TAIL.sub(_parted, plain)


def _parted(match: re.Match[str]) -> str:
    if languages.get(match[1]) is None or languages.get(match[0]):
        return match[0]
    end = match.end(1) - match.start()
    return match[0][:end] + " " + match[0][end + 1 :]


def _varied(plain: str, name: Name) -> Name:
    tongue = name.tags[0]
    if "-" in tongue or tongue not in _WIDE:
        return name
    bracket = _BRACKET.match(plain, name.end)
    if bracket:
        tags = tuple(tag for part in _PARTS.split(bracket[1]) if (tag := variety(tongue, part)))
        return replace(name, tags=tags, end=bracket.end()) if tags else name
    after = (_AFTER.match(plain, name.end) or _BESIDE.match(plain, name.end)) if tongue in _MANY_HOMES else None
    tag = _longest(tongue, after[1]) if after else None
    return replace(name, tags=(tag,)) if tag else name


def _longest(tongue: str, place: str) -> str | None:
    """The variety of the first one, two or three words that name a place."""
    words = place.split(" ")
    for count in range(len(words), 0, -1):
        if tag := variety(tongue, " ".join(words[:count])):
            return tag
    return None


@lru_cache(maxsize=4096)
def variety(tongue: str, place: str) -> str | None:
    """The tag of a language as spoken in a place or under an adjective ("Brazilian"), or None."""
    place = place.strip(" .'\"")
    if not 2 <= len(place) <= 40:
        return None
    tag = languages.get(f"{languages.label(tongue)} ({place})")
    return tag if tag and tag.startswith(f"{tongue}-") else None

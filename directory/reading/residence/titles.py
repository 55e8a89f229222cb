"""Places that a title in another language sets apart: "Annotatore (Italia, da remoto)", "入力（日本国内在住）"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from babel import Locale

from directory.reading.lattice import every_token
from directory.reading.names import LANGUAGES, homes_of
from directory.reading.page import sheet
from directory.reading.residence.listed import local_hits
from directory.reading.residence.unread import modes_of
from directory.terms import PlaceHit, fold

_APART = re.compile(
    r"[(\[（](?P<inside>[^()\[\]（）]{2,60})[)\]）]|(?:\s[-–—|]\s|,\s)(?P<behind>[^,–—|()（）]{2,60})(?=$|,)"
)
_PAIR = re.compile(r"\b([A-Za-z]{2})(?:-[A-Za-z]{2})?\s*(?:[>→/–-]|->|=>)\s*([A-Za-z]{2})\s*[(\[]$")
"""The codes of two languages before a bracket: "EN > ES (México)"."""
_WORD = re.compile(r"[^\W_]+")
_LAST = re.compile(r"[^\W\d_]+(?=[\s\-–—]*$)")
_SAYING = frozenset(
    ("live", "only", "remote", "person", "all", "any", "bind", "and", "work", "mode", "label", "accept")
)
_SURE = frozenset(("live", "only", "remote", "all", "mode"))
"""Kinds of words that may stand beside places set apart, and those by which they are no variety of a language."""


@dataclass(frozen=True, slots=True)
class TitlePlaces:
    """What a piece of a title from `start` to `end` names: places, or the whole world where there are none.

    `sure` if it speaks of people or of work, too, so that it is no variety of a language.
    """

    start: int
    end: int
    places: tuple[str, ...]
    sure: bool


def find(title: str) -> Iterator[TitlePlaces]:
    """The pieces of a title that name places, or the world, and nothing else but how one works or who one is."""
    for match in _APART.finditer(title):
        name = "inside" if match["inside"] else "behind"
        said = _said(match[name])
        if said is None:
            continue
        places, sure = said
        if places and not sure and varies(title[: match.start() + 1]):
            continue
        last = _LAST.search(title, 0, match.start())
        if places and not sure and last and fold(last[0]) in _language_names():
            continue
        yield TitlePlaces(match.start(name), match.end(name), places, sure)


def varies(before: str) -> bool:
    """Whether a bracket that opens behind these words says which variety of a language is meant: "EN > ES ("."""
    pair = _PAIR.search(before)
    return pair is not None and all(code.lower() in LANGUAGES for code in pair.groups())


def is_tongues(hits: Sequence[PlaceHit]) -> bool:
    """Whether a list is one of codes that are languages as well: "Subtitles (RO/HU/DE)"."""
    codes = [hit.text for hit in hits]
    return len(codes) > 1 and all(
        len(code) == 2 and hit.country in _homes_of_code(code) for code, hit in zip(codes, hits, strict=True)
    )


def _homes_of_code(code: str) -> tuple[str, ...]:
    return homes_of(code.lower()) if code.lower() in LANGUAGES else ()


@lru_cache(maxsize=4096)
def _said(words: str) -> tuple[tuple[str, ...], bool] | None:
    """The places of a piece and whether it speaks of people or work; None where anything else stands in it."""
    page = sheet(words)
    hits = local_hits(page)
    tokens = (*every_token(page), *modes_of(words))
    world = [token for token in tokens if token.kind == "any" and token.value in ("", "world")]
    if not hits and not world:
        return None
    known = [(hit.start, hit.end) for hit in hits]
    known += [(token.start, token.end) for token in tokens if token.kind in _SAYING]
    covered = {at for start, end in known for at in range(start, end)}
    if any(not set(range(*word.span())) <= covered for word in _WORD.finditer(words)):
        return None
    places = tuple(dict.fromkeys(hit.country or hit.id for hit in hits))
    beside = [token for token in tokens if not any(hit.start <= token.start < hit.end for hit in hits)]
    return places, any(token.kind in _SURE for token in beside)


@cache
def _language_names() -> frozenset[str]:
    """What the languages that we read call all languages, folded."""
    return frozenset(fold(name) for code in LANGUAGES for name in Locale.parse(code, sep="-").languages.values())

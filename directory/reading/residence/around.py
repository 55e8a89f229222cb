"""The places of an English text in groups, each with the words of its sentence before and after it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from directory.reading.page import sheet
from directory.reading.residence import places as residence_places
from directory.reading.residence.places import PlaceGroup
from directory.reading.residence.windows import Windows
from directory.reading.sections import Parts

_BOUND = re.compile(
    r"[.!?;。！？](?<![A-Z].)(?<!\be\.g.)(?<!\bi\.e.)(?<!\bexcl.)(?<!emote.)(?=[\s)\"”’*])"
    r"|\n[ \t]*\n|\n\s*(?=[-•*·●]\s)"
)
# A line break behind which something else begins; a small letter goes on with the sentence.
_NEW_LINE = re.compile(r"\n\s*(?=[^\sa-z])")
_REACH = 170  # characters of a sentence before and behind its places that are asked for a rule
# Characters: how near the end of a window a list of places runs on, and how far it is then followed.
_RUNS_ON, _LONGEST_LIST = 30, 3_000


class Around(NamedTuple):
    """A group of places and the words of its sentence before and after it."""

    group: PlaceGroup
    before: str
    after: str


def arounds(text: str, look: Windows, parts: Parts) -> Iterator[Around]:
    """The places of these stretches, each once, with the words of their sentence."""
    seen: set[int] = set()
    said = sheet(text).paragraphs
    for span in (*_place_sections(parts), *look.places):
        for group in _groups(text, *span):
            if group.start not in seen and said.at(group.start) in (None, "en"):
                seen.update(hit.start - group.hits[0].start + group.start for hit in group.hits)
                yield Around(group, _before(text, group.start), _after(text, group.end))


def _place_sections(parts: Parts) -> Iterator[tuple[int, int]]:
    """The sections that speak of places, or of who can join, by their headings."""
    for section in parts.sections:
        if section.kind == "place" or (section.kind == "requirements" and section.heading[:4].lower() == "who "):
            yield section.start, min(section.end, section.start + _LONGEST_LIST)


def _groups(text: str, start: int, end: int) -> list[PlaceGroup]:
    """The groups of places in a window; a list that runs to its end is read on to the end of the line."""
    groups = residence_places.find(text, start, end)
    if groups and end - groups[-1].end < _RUNS_ON and text[end : end + 1] not in ("", "\n"):
        line = text.find("\n", end)
        return residence_places.find(text, start, min(len(text) if line < 0 else line, end + _LONGEST_LIST))
    return groups


def _before(text: str, start: int) -> str:
    """The words of the sentence before a place; a cut sentence begins with "…"."""
    first = max(start - _REACH, 0)
    words = text[first:start]
    bounds = [match.end() for match in _BOUND.finditer(words)]
    if bounds:
        return words[bounds[-1] :]
    return words if first == 0 else "…" + words


def _after(text: str, end: int) -> str:
    words = _NEW_LINE.split(text[end : end + _REACH], maxsplit=1)[0]
    bound = _BOUND.search(words)
    return words[: bound.start()] if bound else words

"""Skills and tools that the posting asks of the worker, from the vocabulary of skills."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from directory.claims import Claim, Doubt, Label
from directory.posting import Posting
from directory.reading.page import Sheet, introduces, sheet, stating
from directory.reading.quote import quote
from directory.reading.scan import ScanBook
from directory.reading.sections import Parts
from directory.reading.tables import regex, spaced
from directory.terms import fold, skills
from directory.terms.finder import Name
from directory.terms.vocabulary import silent

LIMIT = 20
_SOURCES = ("title", "skills", "text")
_WORDLIKE = frozenset(
    (
        "go", "r", "c", "swift", "rust", "ruby", "dart", "julia", "perl", "scala", "elixir", "bash", "excel", "notion",
        "slack", "whisper", "cursor", "claude", "unity", "spark",
    )
)  # fmt: skip
_BESIDE = re.compile(
    r"\b(?:languages?|program\w*|develop\w*|engineer\w*|code|coding|proficien\w+|experience|expertise|knowledge|skills?"
    r"|tools?|software|using|frameworks?|fluen\w+)\b"
)
_NEAR = 70
"""Characters on either side in which a word like "Go" needs one that speaks of tools or skill."""
_OF_A_MODEL = regex("domains.of_a_model")
_AHEAD = 90
"""Characters before a skill that show whether it is a model's: "systems that do well in areas such as"."""
_HIDDEN = ""
"""The id of phrases that hold a skill's name and do not mean it."""
_SINGLE = re.compile(r"[&'.\-/]\w")


class Met(NamedTuple):
    """A skill named in a text: from `start` to `end`, and its id."""

    start: int
    end: int
    id: str


@dataclass(frozen=True, slots=True)
class Spelling:
    """One name of a skill, folded; `lead` characters of it stand before its first letter or digit (".net")."""

    low: str
    lead: int
    name: Name


class SkillNames:
    """Finds the names of skills in one pass."""

    def __init__(self) -> None:
        spelt: dict[str, list[Spelling]] = {}
        for name in (*skills.names(), *(Name(words, _HIDDEN) for words in silent(skills.kind))):
            low = fold(name.text)
            words = spaced(low)[1:-1]
            lead = len(words) - len(words.lstrip())
            spelt.setdefault(f" {words.strip()} ", []).append(Spelling(low, lead, name))
        self._spelt = tuple(tuple(sorted(some, key=lambda one: -len(one.low))) for some in spelt.values())
        self.words = tuple(spelt)

    def find(self, page: Sheet) -> list[Met]:
        """The skills named in a sheet, in order, the longest of those that begin together, none inside another."""
        found: list[Met] = []
        first = _BOOK.first()
        for word, start, _ in _BOOK.hits(page):
            found += self._met(page, self._spelt[word - first], start)
        found.sort(key=lambda met: (met.start, -met.end))
        kept: list[Met] = []
        for met in found:
            if not kept or met.start >= kept[-1].end:
                kept.append(met)
        return [met for met in kept if met.id != _HIDDEN]

    def _met(self, page: Sheet, spellings: tuple[Spelling, ...], start: int) -> Iterator[Met]:
        for one in spellings:
            first, last = start - one.lead, start - one.lead + len(one.low)
            if first >= 0 and page.low.startswith(one.low, first) and _alone(page.plain, first, last):
                words = page.plain[first:last]
                if not one.name.cased or words == one.name.text or (len(words) > 3 and words == one.name.text.upper()):
                    yield Met(first, last, one.name.id)
                    return


def _alone(plain: str, start: int, end: int) -> bool:
    """Whether a name stands on its own: not "C" in "C++", "R" in "R&D" or "Go" in "$Go"."""
    before, after = plain[start - 1 : start], plain[end : end + 1]
    if before.isalnum() or (after.isalnum() and plain[end - 1].isalnum()):
        return False
    if end - start == 1:
        return before not in ("&", "'", "-", ".", "/", "$") and after != "#" and not _SINGLE.match(plain, end)
    return not (plain[end - 1].isalnum() and (after in ("#", "$", "€", "£") or plain.startswith("++", end)))


@cache
def _names() -> SkillNames:
    return SkillNames()


_BOOK = ScanBook(lambda: _names().words)


def read(posting: Posting, parts: Parts) -> tuple[list[Claim], list[Doubt]]:
    """One claim for each skill, where it is first named in title, skills field or text; at most twenty, no doubts."""
    claims: dict[str, Claim] = {}
    for source in _SOURCES:
        text = posting.source(source)
        page = sheet(text) if text else None
        for met in _names().find(page) if page else ():
            if met.id not in claims and (source != "text" or _asked(page, met, parts)):
                claims[met.id] = Claim("skill", Label(met.id), quote(text, met.start, met.end, source), "skill: named")
    return list(claims.values())[:LIMIT], []


def _asked(page: Sheet | None, met: Met, parts: Parts) -> bool:
    """Whether the name is meant, and stands where the posting speaks of the worker, not of a model or a company."""
    if page is None:
        return False
    line = page.line_at(met.start)
    if not stating(parts, page, line) or introduces(page, line):
        return False
    if _OF_A_MODEL.search(page.low[max(line.start, met.start - _AHEAD) : met.start]):
        return False
    around = page.low[max(0, met.start - _NEAR) : met.end + _NEAR]
    return met.id not in _WORDLIKE or bool(_BESIDE.search(around))

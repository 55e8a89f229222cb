"""Sentences that ask for a language, one by one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import Literal

from directory.claims import Doubt, Level
from directory.posting import Posting
from directory.reading.languages.cues import against, cue, wished
from directory.reading.languages.level import Graded, before, behind
from directory.reading.languages.names import Name, names
from directory.reading.page import Line, Sheet, sheet, stating
from directory.reading.quote import quote
from directory.reading.sections import Parts
from directory.reading.tables import regex
from directory.terms import languages, skills

_SIGNS = r"[\s,/&+|\"'()\[\]<>*•–→↔-]*"
_JOIN = re.compile(rf"{_SIGNS}(?:{regex('languages_said.join').pattern}{_SIGNS}){{0,3}}")
_LIST = re.compile(r"[\s•*–-]*\n[\s•*–-]*")
_OR = re.compile(r"\b(?:or|oder|ou|either|o)\b|/")
_PAIR = re.compile(r"\b(?:to|into)\b|[<>→↔]")
_TRANSLATES = re.compile(r"\W{0,3}(?:translat|interpret|post-?edit|locali[sz])")
_GUIDES = re.compile(r"\b(?:instruct|guideline|communicat|e-?mail|understand|read)")
_ONE_OF = regex("languages_said.one_of")
_ONE_OF_THEM = re.compile(r"\b(?:one|any|either) of (?:them|these|those|the two)\b")
_LEVELLED = re.compile(r"\b(?:[abc][12]|native|fluent)\b")
_HANGING = regex("languages_said.hanging")
_BARE = re.compile(r"[\s•*·–-]*(?:(?:in|and|or|both|&|of|the)\s*)?")
_STEMS = ("luent in", "luency in", "peaker of", "peakers of")
_NAME = re.compile(r"\s+(?:both )?([A-Z][a-z]{3,14})(?= language|\W*(?:$|\n|\.|to help|and English|is required))")
MENTION = -1
ANY_LIST = 0
# A list of more languages than this asks for one of them: nobody is asked to speak four.
_ALL = 3

# How far around a name its sentence is looked at; longer "sentences" are lists or blobs.
_FAR = 1_000


@dataclass(frozen=True, slots=True)
class Said:
    """A language asked for in one sentence. `rank`: 3 in a list of requirements, 2 in the text, 1 field, 0 title.

    `group` numbers the sentence; ANY_LIST is shared by long lists without "or", which offer one choice together.
    """

    tag: str
    level: Level | None
    source: str
    start: int
    end: int
    rank: float
    rule: str
    group: int
    choice: bool = False
    worked: bool = False


def said(posting: Posting, parts: Parts) -> list[Said]:
    """Everything that the title, the languages field and the text ask for."""
    found = [*_short(posting.title, "title", 0), *_short(posting.source("languages"), "languages", 1)]
    page = sheet(posting.text)
    return found + list(_in_text(page, parts))


def _short(text: str, source: str, rank: int) -> Iterator[Said]:
    if not text:
        return
    page = sheet(text)
    for number, group in enumerate(_groups(page)):
        order = -number - 1 - 100 * rank
        yield from _asked(page, group, None, (0, len(text)), source, rank, f"{source} names it", order)


def _in_text(page: Sheet, parts: Parts) -> Iterator[Said]:
    spent = 0
    groups = _groups(page)
    nexts = [group[0].start for group in groups[1:]]
    for number, (group, then) in enumerate(zip_longest(groups, nexts), start=1):
        line = page.line_at(group[0].start)
        if line.wish or not stating(parts, page, line):
            continue
        floor, ceiling = _context(page, line, group)
        floor, ceiling = max(floor, group[0].start - _FAR), min(ceiling, group[-1].end + _FAR)
        before_it, spent = spent, max((level.end for level in _own(page, group, ceiling, then) if level), default=0)
        if against(page.low[floor:ceiling]) or wished(page.low, group[0].start, group[-1].end, floor, ceiling):
            continue
        yield from (_mention(name, tag) for name in group for tag in name.tags if "-" in tag)
        rank = 3 if parts.at(group[0].start).kind == "requirements" else 2
        yield from _asked(page, group, then, (max(floor, before_it), ceiling), "text", rank, "", number)


def _own(page: Sheet, group: list[Name], ceiling: int, then: int | None) -> list[Graded | None]:
    """The level that stands behind each language of a group; the next group begins at `then`."""
    return [behind(page, name.end, ceiling, _next(group, at), then) for at, name in enumerate(group)]


def _asked(
    page: Sheet,
    group: list[Name],
    then: int | None,
    context: tuple[int, int],
    source: str,
    rank: float,
    rule: str,
    number: int,
) -> Iterator[Said]:
    floor, ceiling = context
    start, end = group[0].start, group[-1].end
    shared = before(page, start, floor) or _listed(page, group)
    own = _own(page, group, ceiling, then)
    graded = [shared if shared and one and one.loose else one or shared or own[-1] for one in own]
    told = cue(page.low, start, end, floor, ceiling)
    if not (rule or told or any(graded)):
        return
    joins = page.low[max(floor, start - 40) : start] + " | " + "".join(_between(page, group))
    listed = _choice(joins, group)
    choice = bool(listed) and not (shared and page.low.startswith("bilingual", shared.start))
    worked = _is_worked(page.low[floor:ceiling], told, "".join(_between(page, group)))
    worked = worked or (len(group) == 2 and bool(_TRANSLATES.match(page.low, end)))
    for name, level in zip(group, graded, strict=True):
        first, last = (name.start, name.end) if len(group) > 3 else _span(name, level, context, rank)
        for tag in name.tags:
            several = choice or len(name.tags) > 1
            yield Said(
                tag,
                level.level if level else None,
                source,
                first,
                last,
                rank + 0.5 * bool(level and level.exact),
                rule or told or "level of it",
                number if listed == "or" or len(name.tags) > 1 else ANY_LIST,
                several,
                worked,
            )


def _mention(name: Name, tag: str) -> Said:
    """A variety that is only spoken of: it proves nothing, but says which variety is meant."""
    return Said(tag, None, "text", name.start, name.end, MENTION, "mention", ANY_LIST)


def _between(page: Sheet, group: list[Name]) -> list[str]:
    return [page.low[one.end : other.start] for one, other in pairwise(group)]


def _choice(joins: str, group: list[Name]) -> Literal["or", "many", ""]:
    """Why one of these languages is enough: the words say so, or there are too many of them for one person."""
    tongues = {tag.split("-")[0] for name in group for tag in name.tags}
    if len(tongues) < 2:
        return ""
    head, _, rest = joins.partition(" | ")
    slash_only = "/" in rest and not _OR.search(rest.replace("/", " "))
    if (_OR.search(rest) and not (slash_only and "en" in tongues)) or _ONE_OF.search(head):
        return "or"
    return "many" if len(tongues) > _ALL else ""


def _is_worked(sentence: str, told: str | None, joins: str) -> bool:
    """Whether the sentence says that the work itself is done in the language, or between two languages."""
    return bool(_PAIR.search(joins)) or (told in ("work in", "translate") and not _GUIDES.search(sentence))


def _span(name: Name, level: Graded | None, context: tuple[int, int], rank: float) -> tuple[int, int]:
    """Where the proof stands: a short sentence whole, of a long one the words around the language."""
    floor, ceiling = context
    if ceiling - floor <= 170 or rank < 2:
        return floor, ceiling
    start, end = min(name.start, level.start if level else name.start), max(name.end, level.end if level else name.end)
    return max(floor, start - 60 if end - start < 100 else start), min(ceiling, end + 40)


def _next(group: list[Name], at: int) -> int | None:
    return group[at + 1].start if at + 1 < len(group) else None


def _groups(page: Sheet) -> list[list[Name]]:
    """The named languages, those that are joined by "and", "or", commas or line after line together."""
    groups: list[list[Name]] = []
    for name in names(page):
        if groups and _joined(page, groups[-1], name):
            groups[-1].append(name)
        else:
            groups.append([name])
    return groups


def _joined(page: Sheet, group: list[Name], name: Name) -> bool:
    gap = page.low[group[-1].end : name.start]
    if re.search(r"\bor\b", gap):
        gap = _LEVELLED.sub("", gap)
    if len(gap) > 40 or not _JOIN.fullmatch(gap):
        return False
    if "\n" not in gap:
        return True
    line = page.line_at(group[-1].start)
    return (
        bool(_LIST.fullmatch(gap)) and not page.low[line.start : group[-1].start].strip(" •*–-")
    ) or gap.strip() in ("and", "or", "&")


def _context(page: Sheet, line: Line, group: list[Name]) -> tuple[int, int]:
    """The sentence around a group, over line breaks that markup left in its middle."""
    floor, ceiling = line.start, max(page.line_at(group[-1].start).end, group[-1].end)
    floor += len(page.low[floor:ceiling]) - len(page.low[floor:ceiling].lstrip(" -*•·"))
    for _ in range(3):
        earlier = page.low[max(0, floor - 160) : floor].rstrip(" \n•*-")
        if not floor or not _BARE.fullmatch(page.low, floor, group[0].start) or not earlier:
            break
        before_it = page.line_at(floor - 1)
        alone = not page.low[group[-1].end : ceiling].strip() and earlier[-1] not in ".;!?"
        if not (alone or _HANGING.search(earlier) or page.low[floor : group[0].start].strip() in ("in", "and", "&")):
            break
        floor = before_it.start
    if not page.low[group[-1].end : ceiling].strip() and page.plain[ceiling : ceiling + 2].strip()[:1].islower():
        ceiling = page.line_at(min(ceiling + 2, len(page.low) - 1)).end
    return floor, ceiling


def _listed(page: Sheet, group: list[Name]) -> Graded | None:
    """The level asked for in "one of the languages above", for a list of them."""
    if len(group) < 2:
        return None
    match = _ONE_OF_THEM.search(page.low, group[-1].end) or (_ONE_OF.search(page.low) if len(group) > 2 else None)
    return before(page, match.start(), page.line_at(match.start()).start) if match else None


def doubts(posting: Posting, parts: Parts) -> list[Doubt]:
    """Sentences that ask for a language by a name that we do not know; at most three."""
    page = sheet(posting.text)
    found: list[Doubt] = []
    for start, end, name in sorted(_unknown(page.plain)):
        line = page.line_at(start)
        if stating(parts, page, line) and languages.get(name) is None and skills.get(name) is None:
            found.append(Doubt("language", quote(posting.text, max(line.start, start - 24), end, "text")))
    return found[:3]


def _unknown(plain: str) -> Iterator[tuple[int, int, str]]:
    """Capitalised names after words like "fluent in"."""
    for stem in _STEMS:
        at = plain.find(stem)
        while at >= 0:
            match = _NAME.match(plain, at + len(stem))
            if match:
                yield at, match.end(), match[1]
            at = plain.find(stem, at + 1)

"""Sentences that ask for a language, one by one."""

import re
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from types import MappingProxyType
from typing import NamedTuple

from directory.claims import Level
from directory.posting import Posting
from directory.reading.languages.level import Graded
from directory.reading.languages.names import mentions
from directory.reading.languages.questions import LanguageAnswer, answers, is_answer
from directory.reading.languages.sentence import LanguageAsked, parse
from directory.reading.languages.stretches import below, context, sentences
from directory.reading.languages.varieties import LanguageName
from directory.reading.page import Sheet, sheet, stating
from directory.reading.sections import Parts
from directory.reading.tables import regex

_ONE_OF = regex("languages_said.one_of")
_ONE_OF_THEM = re.compile(r"\b(?:one|any|either) of (?:them|these|those|the two)\b")
MENTION = -1
ANY_LIST = 0
# How far around a name its sentence is looked at; longer "sentences" are lists or blobs.
_FAR = 1_000
_TITLE_STEP = 100  # keeps the groups of a sentence's lists apart from those of the next: no sentence has a hundred


class LanguageStatement(NamedTuple):
    """A language asked for in one sentence. `rank`: 3 in a list of requirements, 2 in the text, 1 field, 0 title.

    `group` numbers the sentence; ANY_LIST is shared by long lists without "or", which offer one choice together.
    `unread` is where a member of its list stands that we do not know, `guided` whether guidelines are what it is for.
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
    unread: tuple[int, int] | None = None
    guided: bool = False


class _Place(NamedTuple):
    """Where a sentence stands: its source, its borders there, the rank of what it says, its number."""

    source: str
    floor: int
    ceiling: int
    rank: float
    number: int
    rule: str = ""


def said(posting: Posting, parts: Parts) -> list[LanguageStatement]:
    """Everything that the title, the languages field and the text ask for, in this order; one for each language."""
    found = [*_short(posting.title, "title", 0), *_short(posting.source("languages"), "languages", 1)]
    page = sheet(posting.text)
    return found + list(_in_text(page, parts))


def _short(text: str, source: str, rank: int) -> Iterator[LanguageStatement]:
    if not text:
        return
    page = sheet(text)
    named = mentions(page)
    if named:
        place = _Place(source, 0, len(page.low), rank, -1 - _TITLE_STEP * rank, f"{source} names it")
        yield from _asked(page, named, place)


def _in_text(page: Sheet, parts: Parts) -> Iterator[LanguageStatement]:
    answered = answers(page, mentions(page))
    named_in = sentences(page, [name for name in mentions(page) if not _denied(answered.get(name))])
    nexts = [named[0].start for named in named_in[1:]]
    spent = 0
    for number, (named, then) in enumerate(zip_longest(named_in, nexts), start=1):
        line = page.line_at(named[0].start)
        if line.wish or not stating(parts, page, line):
            continue
        floor, ceiling = context(page, line, named)
        floor = max(floor, spent, named[0].start - _FAR)
        ceiling = max(named[-1].end, min(ceiling, named[-1].end + _FAR, then if then is not None else ceiling))
        rank = 3 if parts.at(named[0].start).kind == "requirements" else 2
        rule = "answered" if is_answer(page, named[0]) else ""
        found = list(_asked(page, named, _Place("text", floor, ceiling, rank, number, rule), answered))
        spent = max(named[-1].end, below(page, named)) if found else spent
        yield from found


def _joined(page: Sheet, named: tuple[LanguageName, ...], place: _Place) -> str:
    """The folded sentence; a level on the line below its language as if behind a colon."""
    low = page.low[place.floor : place.ceiling]
    at = low.find("\n", named[-1].end - place.floor)
    return low[:at] + ":" + low[at + 1 :] if at >= 0 and below(page, named) else low


def _denied(answer: LanguageAnswer | None) -> bool:
    return answer is not None and answer.says == "no"


def _asked(
    page: Sheet,
    named: tuple[LanguageName, ...],
    place: _Place,
    answered: Mapping[LanguageName, LanguageAnswer] = MappingProxyType({}),
) -> Iterator[LanguageStatement]:
    """What the sentence asks for; a variety that it only speaks of is a mention."""
    inner = tuple(
        LanguageName(name.tags, name.start - place.floor, name.end - place.floor, name.of, name.weak) for name in named
    )
    asked = parse(_joined(page, named, place), inner, page.paragraphs.at(named[0].start))
    listed = _listed(page, named) if len(named) > 1 and not any(one.level for one in asked) else None
    for one in asked:
        name = named[one.name]
        if place.source == "text":
            yield from (_mention(name, tag) for tag in name.tags if "-" in tag)
        one = _answered(one, answered.get(name), place)
        if one.told or place.rule or listed:
            yield from _told(name, one, place, listed, len(asked))


def _answered(one: LanguageAsked, answer: LanguageAnswer | None, place: _Place) -> LanguageAsked:
    """With what the answer to its question says of it."""
    if answer is None:
        return one
    level = answer.level and answer.level._replace(
        start=answer.level.start - place.floor, end=answer.level.end - place.floor
    )
    kept = level if level and (answer.denied or level.exact) else one.level or level
    return one._replace(told=one.told or "answered", level=kept)


def _told(
    name: LanguageName, one: LanguageAsked, place: _Place, listed: Graded | None, count: int
) -> Iterator[LanguageStatement]:
    level = one.level
    first, last = (name.start, name.end) if count > 3 else _span(name, level, place)
    several = bool(one.choice) or len(name.tags) > 1
    for tag in name.tags:
        yield LanguageStatement(
            tag,
            level.level if level else listed.level if listed else None,
            place.source,
            first,
            last,
            # Half a rank: of two sentences of one kind the one with a code of a scale ("C1") wins.
            place.rank + 0.5 * bool(level and level.exact),
            place.rule or one.told or "level of the list",
            place.number * _TITLE_STEP + one.list if one.choice == "or" or len(name.tags) > 1 else ANY_LIST,
            several,
            one.worked,
            (one.unread[0] + place.floor, one.unread[1] + place.floor) if one.unread else None,
            one.guided,
        )


def _mention(name: LanguageName, tag: str) -> LanguageStatement:
    """A variety that is only spoken of: it proves nothing, but says which variety is meant."""
    return LanguageStatement(tag, None, "text", name.start, name.end, MENTION, "mention", ANY_LIST)


def _span(name: LanguageName, level: Graded | None, place: _Place) -> tuple[int, int]:
    """Where the proof stands: a short sentence whole, of a long one the words around the language."""
    floor, ceiling = place.floor, place.ceiling
    # Characters: two lines are quoted whole, of a longer sentence the clause around the language.
    if ceiling - floor <= 170 or place.rank < 2:
        return floor, ceiling
    start = min(name.start, floor + level.start if level else name.start)
    end = max(name.end, floor + level.end if level else name.end)
    return max(floor, start - 60 if end - start < 100 else start), min(ceiling, end + 40)


def _listed(page: Sheet, named: tuple[LanguageName, ...]) -> Graded | None:
    """The level asked for in "one of the languages above", for a list of them."""
    match = _ONE_OF_THEM.search(page.low, named[-1].end) or (_ONE_OF.search(page.low) if len(named) > 2 else None)
    if match is None:
        return None
    line = page.line_at(match.start())
    there = LanguageName(("mul",), match.start() - line.start, match.end() - line.start)
    return next((one.level for one in parse(page.low[line.start : line.end], (there,)) if one.level), None)

"""Levels of sentences that name no language, which others name: "It is your mother tongue"."""

import re
from collections.abc import Iterator, Sequence

from directory.claims import LEVELS, Level
from directory.posting import Posting
from directory.reading.languages.clusters import clusters
from directory.reading.languages.names import levels, mentions
from directory.reading.languages.pieces import cut
from directory.reading.languages.said import MENTION, LanguageStatement
from directory.reading.languages.varieties import LanguageName
from directory.reading.languages.words import tokens
from directory.reading.page import Sheet, sheet, stating
from directory.reading.sections import Parts

# Levels that are said of other things than languages, or of other people than the worker.
NO_LEVEL = re.compile(r"(?:react|cloud|ai|digital|web|crypto|by|like|unlike|von|por|par|door|av|af|przez)[ -](?:a )?$")
NO_TONGUE = re.compile(
    r"[ -](?:apps?|mobile|ios|android|advert|code|cloud|integration|american|plants?|species|land|format|file)"
)
# Who may be a native of any language is asked for none; "fluency" without its "in" is a virtue of texts.
_OF_ANY = re.compile(r"\b(?:any|whatever|cualquier\w*|qualquer|n'importe|beliebig\w*|qualsiasi|welke|любо\w+)\b")
_VIRTUE = re.compile(r"(?:fluency|fluency,|fluidez|fluencia|fluidita)(?! in\b)|fluen(?:ce|t)\w* (?:text|style|prose)")
_TURNS = frozenset(("wish", "free", "against"))


def bare_levels(posting: Posting, parts: Parts) -> Iterator[LanguageName]:
    """The words of level of sentences that name no language, in order; of them only offsets say anything."""
    page = sheet(posting.text)
    named = {page.line_at(name.start).start for name in mentions(page)}
    for level in levels(page):
        line = page.line_at(level.start)
        strange = NO_TONGUE.match(page.low, level.end) or NO_LEVEL.search(page.low, line.start, level.start)
        read = level.of & {"en", page.paragraphs.at(level.start)}
        if read and not strange and line.start not in named and not line.wish and stating(parts, page, line):
            yield level


def graded(posting: Posting, parts: Parts, found: Sequence[LanguageStatement]) -> list[LanguageStatement]:
    """What was said, with the level of such a sentence where none of the languages has one."""
    asked = [one for one in found if one.rank > MENTION]
    tongues = {one.tag.split("-")[0] for one in asked}
    foreign = tongues - {"en"} or tongues
    if not asked or any(one.level for one in asked if one.tag.split("-")[0] in foreign):
        return list(found)
    told = (_level(sheet(posting.text), level.start) for level in bare_levels(posting, parts))
    level = next((one for one in told if one), None)
    if level is None:
        return list(found)
    return [one._replace(level=level) if one.tag.split("-")[0] in foreign else one for one in found]


def _level(page: Sheet, start: int) -> Level | None:
    """The level that the sentence asks for, if nothing in it turns it."""
    line = page.line_at(start)
    low = page.low[line.start : line.end]
    language = page.paragraphs.at(start)
    read = tokens(low, cut(low), [], frozenset((language,) if language else ()))
    if any(token.kinds & _TURNS for token in read) or _OF_ANY.search(low) or _VIRTUE.match(low, start - line.start):
        return None
    sure = [cluster.level for cluster in clusters(read) if cluster.sure]
    return max(sure, key=LEVELS.index) if sure else None

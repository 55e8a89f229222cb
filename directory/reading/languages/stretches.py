"""Where the sentences stand that name languages: over bullets, dashes and line breaks that part one in its middle."""

import re
from collections.abc import Iterable

from directory.reading.languages.pieces import cut
from directory.reading.languages.varieties import LanguageName
from directory.reading.languages.words import begins_level, tokens
from directory.reading.page import Line, Sheet
from directory.reading.tables import regex

_LIST = re.compile(r"[\s•*–-]*\n[\s•*–-]*")
_HANGING = regex("languages_said.hanging")
_BARE = re.compile(r"[\s•*·–-]*(?:(?:in|and|or|both|&|of|the)\s*)?")
_JOINING = frozenset(("and", "or", "&", "und", "oder", "y", "o", "e", "ou", "et"))
# " - " between a language and its level.
_DASH = 3
_DECOR = " \t•*·–-#:►>✓✔"
_BREAK = re.compile(r"[ \t:*.]*(?:\n[\s•*·–>#►✓✔-]*|(?<=\.) )")
_LEVEL_LINE = 80  # characters of a line that is a level and hardly more
# A word cut short before a level is no end of a sentence: "min. B1".
_SHORT = (" min.", " mind.", " max.", " tzn.", " ca.", " bzw.")
_SHORTENED = 8  # characters that hold the longest of these and the blanks behind it


def sentences(page: Sheet, names: Iterable[LanguageName]) -> list[tuple[LanguageName, ...]]:
    """The names of each sentence, those of a list of lines together."""
    found: list[list[LanguageName]] = []
    last = -1
    for name in names:
        here = _begins(page, page.line_at(name.start)).start
        if found and (here == last or _goes_on(page, found[-1][-1], name)):
            found[-1].append(name)
        else:
            found.append([name])
        last = here
    return [tuple(group) for group in found]


def _begins(page: Sheet, line: Line) -> Line:
    """The line where a sentence begins that dashes before its levels part: "Spanish - Native, English - Advanced"."""
    while line.start and _is_level(page, line):
        line = page.line_at(line.start - 1)
    return line


def _ends(page: Sheet, line: Line) -> Line:
    """The line where such a sentence ends."""
    while line.end < len(page.low):
        then = page.line_at(line.end + _DASH)
        if then.start <= line.start or not _is_level(page, then):
            break
        line = then
    return line


def _is_level(page: Sheet, line: Line) -> bool:
    """Whether a line was cut off at a dash and begins with a level."""
    before = page.low[max(0, line.start - _SHORTENED) : line.start]
    dashed = "-" in before[-_DASH:] or before.rstrip().endswith(_SHORT)
    return dashed and "\n" not in before[-_DASH:] and begins_level(page.low, line.start, line.end)


def _goes_on(page: Sheet, last: LanguageName, name: LanguageName) -> bool:
    """Whether a list of languages, a line each, goes on, or a phrase that a line break parts."""
    gap = page.low[last.end : name.start]
    # Characters between names on two lines of one list: a level and its brackets.
    if len(gap) > 40:
        return False
    if gap.strip() in _JOINING:
        return True
    line = page.line_at(last.start)
    return bool(_LIST.fullmatch(gap)) and not page.low[line.start : last.start].strip(" •*–-")


def context(page: Sheet, line: Line, named: tuple[LanguageName, ...]) -> tuple[int, int]:
    """The sentence around the names, over line breaks that markup left in its middle."""
    line = _begins(page, line)
    floor, ceiling = line.start, max(_ends(page, page.line_at(named[-1].start)).end, named[-1].end)
    floor += len(page.low[floor:ceiling]) - len(page.low[floor:ceiling].lstrip(" -*•·"))
    for _ in range(3):
        # A line and a half is enough to see how the sentence before ends.
        earlier = page.low[max(0, floor - 160) : floor].rstrip(" \n•*-")
        if not floor or not _BARE.fullmatch(page.low, floor, named[0].start) or not earlier:
            break
        before_it = page.line_at(floor - 1)
        alone = not page.low[named[-1].end : ceiling].strip() and earlier[-1] not in ".;!?"
        if not (alone or _HANGING.search(earlier) or page.low[floor : named[0].start].strip() in ("in", "and", "&")):
            break
        floor = before_it.start
    if not page.low[named[-1].end : ceiling].strip() and page.plain[ceiling : ceiling + 2].strip()[:1].islower():
        ceiling = page.line_at(min(ceiling + 2, len(page.low) - 1)).end
    return floor, max(ceiling, below(page, named))


def below(page: Sheet, named: tuple[LanguageName, ...]) -> int:
    """Where a line ends that says only how well the language is known that has the line above to itself; else 0."""
    line = page.line_at(named[-1].start)
    around = page.low[line.start : named[0].start] + page.low[named[-1].end : line.end]
    gap = _BREAK.match(page.low, max(named[-1].end, line.end))
    if len(named) > 1 or gap is None or around.strip(_DECOR) or _above(page, line):
        return 0
    then = page.line_at(gap.end())
    if then.end - gap.end() > _LEVEL_LINE or page.low[then.end - 1] == ":":
        return 0
    told = begins_level(page.low, gap.end(), then.end) or _points_back(page, gap.end(), then.end)
    return then.end if told else 0


def _points_back(page: Sheet, start: int, end: int) -> bool:
    """Whether a line is a level of what stands above it: "Level: C1", "It has to be your first language"."""
    low = page.low[start:end]
    language = page.paragraphs.at(start)
    read = tokens(low, cut(low), [], frozenset((language,) if language else ()))
    return bool(read) and bool(read[0].kinds & {"it", "grade"}) and any(token.level for token in read)


def _above(page: Sheet, line: Line) -> bool:
    """Whether the line above heads what follows with a level: "Fluent:"."""
    before = page.low[: line.start].rstrip(" \n•*-–#").removesuffix(":")
    headed = page.low[len(before) : len(before) + 1] == ":"
    return headed and begins_level(page.low, before.rfind("\n") + 1, len(before))

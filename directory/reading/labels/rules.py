"""Short patterns over words: what must stand, and what must not, around a word that begins a task."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from directory.reading.labels.words import LabelWords, Span, listed, plainly, spelt
from directory.reading.page import Line, Sheet
from directory.reading.scan import ScanBook
from directory.reading.tables import entries

Step = Callable[[Sheet, Line, Span, int], int]
"""From a sheet, a line of it, the word that begins and the offset reached: the offset now reached, or 0."""
_STEP = re.compile(r"(?:^| )(~~?|\+|!~~?|!\.|!|<!)(\d*)(?= |$)")
HINTS = ("STAFF", "TRAINS", "NEEDED", "DOES", "SEEKS", "ASIDE", "BEYOND", "FIRM", "DUTY", "PERK")
"""Lists whose words begin no task and say how the words around them are meant."""
_WORD = 16
"""Characters of a long word with its blank: how far to look for the next one."""
_NEXT = 2
"""A word that follows directly begins behind the blank, or at once in a script without blanks."""


@dataclass(frozen=True, slots=True)
class LabelRule:
    """A row of tasks.tsv: what a task's word needs around it, where it counts, and where it stands ("tasks.tsv:31")."""

    task: str
    name: str
    steps: tuple[Step, ...]
    where: str
    place: str

    def end(self, page: Sheet, line: Line, start: int, end: int) -> int:
        """Where the words of the task end, if they stand at `start` as the row wants; else 0."""
        word = (start, end)
        for step in self.steps:
            end = step(page, line, word, end)
            if not end:
                return 0
        return end


@dataclass(frozen=True, slots=True)
class LabelRules:
    """The words that are looked for, by their place in `words`: the rules that each begins, the hints that it gives."""

    words: LabelWords
    begun: tuple[tuple[LabelRule, ...], ...]
    hints: tuple[tuple[str, ...], ...]


@cache
def rules() -> LabelRules:
    """The rows of tasks.tsv by the words that begin them, made once a process; raises BadRow on a row of no use."""
    begun: dict[str, list[LabelRule]] = {word: [] for name in HINTS for word in spelt(name)}
    for row in entries("tasks"):
        parts = _STEP.split(row["then"])
        if parts[0].strip():
            raise row.wrong(f"then: {parts[0]!r} begins with no operator")
        steps = tuple(_step(*parts[at : at + 3]) for at in range(1, len(parts), 3))
        for word in spelt(row["words"]):
            begun.setdefault(word, []).append(
                LabelRule(row["task"], f"task: {word.rstrip('*')}", steps, row["where"], row.place)
            )
    words = LabelWords(begun)
    at = {word: place for place, word in enumerate(words.words)}
    placed: list[tuple[LabelRule, ...]] = [()] * len(words.words)
    for word, some in begun.items():
        placed[at[plainly(word)]] += tuple(some)
    hints: list[tuple[str, ...]] = [()] * len(words.words)
    for name in HINTS:
        for word in spelt(name):
            hints[at[plainly(word)]] += (name,)
    return LabelRules(words, tuple(placed), tuple(hints))


BOOK = ScanBook(lambda: rules().words.shapes)
"""The words of `rules()` in the pass that all readers share."""


@cache
def counting(wheres: tuple[str, ...]) -> tuple[tuple[LabelRule, ...], ...]:
    """For each word of `rules()`, by its place there, the rules that count in these kinds of places ("text"…)."""
    return tuple(tuple(rule for rule in some if rule.where in wheres) for some in rules().begun)


def _step(sign: str, number: str, words: str) -> Step:
    return _STEPS[sign](listed(words.strip()) if words.strip() else LabelWords(()), int(number or 0))


def _within(words: LabelWords, reach: int) -> Step:
    def step(page: Sheet, line: Line, word: Span, end: int) -> int:
        found = words.first(page, end, min(end + reach + 1, line.end))
        return found[1] if found else 0

    return step


def _around(words: LabelWords, reach: int) -> Step:
    """Either side of the row's word, and between it and what an earlier step found: no language fixes the order."""

    def step(page: Sheet, line: Line, word: Span, end: int) -> int:
        found = words.first(page, word[1], min(end + reach + 1, line.end))
        if found:
            return max(found[1], end)
        return end if words.first(page, max(word[0] - reach, line.start), word[0]) else 0

    return step


def _behind(words: LabelWords, between: int) -> Step:
    def step(page: Sheet, line: Line, word: Span, end: int) -> int:
        far = _NEXT if not between else _WORD * (between + 1)
        found = words.first(page, end, min(end + far, line.end))
        return found[1] if found and page.spaced.count(" ", end + 1, found[0] + 1) <= between + 1 else 0

    return step


def _not_behind(words: LabelWords, _: int) -> Step:
    def step(page: Sheet, line: Line, word: Span, end: int) -> int:
        return 0 if words.follows(page, end) else end

    return step


def _not_closed(words: LabelWords, _: int) -> Step:
    def step(page: Sheet, line: Line, word: Span, end: int) -> int:
        return 0 if page.low[end : end + 1] in (":", ",", ")", ".", ";", "-", "*") else end

    return step


def _not_within(words: LabelWords, reach: int) -> Step:
    def step(page: Sheet, line: Line, word: Span, end: int) -> int:
        return 0 if words.first(page, end, min(end + reach + 1, line.end)) else end

    return step


def _not_around(words: LabelWords, reach: int) -> Step:
    def step(page: Sheet, line: Line, word: Span, end: int) -> int:
        if words.first(page, end, min(end + reach + 1, line.end)):
            return 0
        return 0 if words.first(page, max(word[0] - reach, line.start), word[0]) else end

    return step


def _not_before(words: LabelWords, _: int) -> Step:
    def step(page: Sheet, line: Line, word: Span, end: int) -> int:
        return 0 if words.ends(page, word[0] - 1) or words.ends(page, word[0]) else end

    return step


_STEPS: dict[str, Callable[[LabelWords, int], Step]] = {
    "~": _within,
    "~~": _around,
    "+": _behind,
    "!": _not_behind,
    "!.": _not_closed,
    "!~": _not_within,
    "!~~": _not_around,
    "<!": _not_before,
}

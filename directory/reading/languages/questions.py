"""Questions about a language and their answers: "Do I need French? No.", "How good must it be? B2 or better."."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from directory.reading.languages.level import Graded
from directory.reading.languages.pieces import cut
from directory.reading.languages.sentence import parse
from directory.reading.languages.varieties import LanguageName
from directory.reading.languages.words import tokens
from directory.reading.page import Sheet
from directory.reading.tables import table
from directory.terms import fold

Says = Literal["no", "yes", "level"]
_MARK = re.compile(r"[?？؟]")
# The rest of a question behind a language, and a field with a colon ("English needed: no"), which is shorter.
_REST = re.compile(r"[^?？؟.!;\n]{0,160}[?？؟]|[^?？؟.!;,\n:：]{0,24}[:：]")
_BEFORE = re.compile(r"[^?？؟.!;\n]*$")
_FAR = 160
_FIRST = 2  # words before a language that answers: "Just Estonian", "Il francese"
# What stands before an answer: blanks, bullets, and "A:" or "Antwort:" in a list of questions.
_OPENS = re.compile(r"""[\s>*•·–—\-→"“)¿¡]*(?:\w{1,9}\s?[:：]\s*)?""")
_ENDS = r"(?=\s*(?:[.,;:!)。、，；！।۔–—-]|\n|$))"
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u9fff\uac00-\ud7a3]")


class LanguageAnswer(NamedTuple):
    """What a question comes to for the language in it, and the level that its answer names and where."""

    says: Says
    level: Graded | None = None
    denied: bool = False


@cache
def _words(says: str) -> re.Pattern[str]:
    """The words of the table by which an answer says this; one that stands for itself must end there."""
    told = {fold(word) for _, kind, words in table("languages/answers") if kind == says for word in words.split("|")}
    return re.compile("|".join(map(_whole, sorted(told, key=len, reverse=True))))


def _whole(word: str) -> str:
    if _UNSPACED.match(word):
        return re.escape(word) + (_ENDS if len(word) == 1 else "")
    return rf"(?<!\w){re.escape(word)}(?!\w)" + ("" if " " in word else _ENDS)


@cache
def _turning() -> re.Pattern[str]:
    told = [
        fold(word) for _, kind, words in table("languages/answers") if kind == "turned" for word in words.split("|")
    ]
    kept = (re.escape(word) if _UNSPACED.match(word) else rf"(?<!\w){re.escape(word)}(?!\w)" for word in told)
    return re.compile("|".join(kept))


def answers(page: Sheet, names: Sequence[LanguageName]) -> dict[LanguageName, LanguageAnswer]:
    """The answers to the questions that name these languages, of the languages that stand in a question."""
    found: dict[LanguageName, LanguageAnswer] = {}
    for at, name in enumerate(names):
        rest = _REST.match(page.low, name.end)
        answered = _answer(page, name, rest.end(), names[at + 1 :]) if rest else None
        if answered:
            found[name] = answered
    return found


def is_answer(page: Sheet, name: LanguageName) -> bool:
    """Whether a language is what answers a question about languages: "Which language? Danish.", "Welche? Deutsch"."""
    line = page.line_at(name.start)
    before = page.low[max(0, line.start - _FAR) : line.start].rstrip(' *"”)-•\n')
    if not before or not _MARK.match(before[-1]) or len(page.low[line.start : name.start].split()) > _FIRST:
        return False
    asked = page.line_at(max(0, line.start - 2))
    low = page.low[asked.start : line.start]
    return any("label" in token.kinds for token in tokens(low, cut(low), [], name.of))


def _answer(page: Sheet, name: LanguageName, end: int, others: Sequence[LanguageName]) -> LanguageAnswer | None:
    """The answer behind a question that ends at `end`; None if none is read there."""
    is_question = bool(_MARK.match(page.low[end - 1]))
    opened = _OPENS.match(page.low, end)
    at = opened.end() if opened else end
    denied = _words("no").match(page.low, at)
    start = denied.end() if denied else at
    stop = page.line_at(start).end
    alone = is_question and not any(end <= other.start < stop for other in others)
    if alone and (level := _level(page, name, start, stop)):
        return LanguageAnswer("level", level, bool(denied))
    if not denied and not _words("yes").match(page.low, at):
        return None
    turned = is_question and _turning().search(page.low, _start(page, name), end)
    return LanguageAnswer("no" if bool(denied) != bool(turned) else "yes")


def _start(page: Sheet, name: LanguageName) -> int:
    """Where the question begins."""
    before = _BEFORE.search(page.low, max(0, name.start - _FAR), name.start)
    return before.start() if before else name.start


def _level(page: Sheet, name: LanguageName, start: int, stop: int) -> Graded | None:
    """The level that an answer names which names no language: "How good must my French be? B2 or better."."""
    said = page.low[start:stop].lstrip(" .,:")
    asked = parse(f"mul: {said}", (LanguageName(("mul",), 0, 3, name.of),), page.paragraphs.at(name.start))
    level = next((one.level for one in asked if one.level), None)
    return level._replace(start=start, end=stop) if level else None

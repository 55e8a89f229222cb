"""What the description says that the worker does."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from directory.claims import Claim, Doubt, Label
from directory.posting import Posting
from directory.reading.page import Line, Sheet, introduces, sheet, stating
from directory.reading.quote import quote
from directory.reading.sections import Parts
from directory.reading.tables import Lexicon, Row, regex, table

_GROUPS = {name: rf"(?:{regex(f'tasks.{name.lower()}').pattern})" for name in ("WHAT", "WRITTEN", "RECORDED")}
_NEEDED = regex("tasks.needed")
_STARTS_NEED = regex("tasks.starts_need")
_PURPOSE = regex("tasks.purpose")
_GLUED = "(?:to|for|in|on|of|by|about|based|that|and|with)?"
_CLAUSE = re.compile(r"[^,.;:\n()]{0,40}")
_PASSED = re.compile(r"\bbeyond\b[^,]{0,40}$|(?<!\bai)(?<!\bllm)-$|\b(?:our|their) (?:customers|clients) .{0,40}$")
_OTHERS_VOICE = re.compile(r"\b(?:review|evaluat|listen|analy|assess|transcrib|screenshots|label)\w*(?: \w+){0,3} $")
_DOES = regex("tasks.does")
_LEADS = regex("tasks.leads")
_LEAD = 24


@dataclass(frozen=True, slots=True)
class Rule:
    """A phrase that begins a task, what must follow, and where it counts."""

    then: re.Pattern[str] | None
    where: str


@cache
def _rules() -> tuple[Lexicon, dict[tuple[str, str], tuple[Rule, ...]]]:
    rules: dict[tuple[str, str], tuple[Rule, ...]] = {}
    for task, phrase, then, where in table("tasks"):
        pattern = re.compile(_spelt(then)) if then else None
        rules[task, phrase] = (*rules.get((task, phrase), ()), Rule(pattern, where))
    return Lexicon(Row("task", task, phrase) for task, phrase in rules), rules


def _spelt(pattern: str) -> str:
    """The pattern of a row, its groups spelt out; a word may have lost the blank before the next: "responsesbased"."""
    for name, words in _GROUPS.items():
        pattern = pattern.replace(name, words)
    return pattern.replace(r")\b", rf"){_GLUED}\b")


def read(posting: Posting, parts: Parts) -> tuple[list[Claim], list[Doubt]]:
    """One claim for each task that the title or the description of the work names, and sentences not understood."""
    title, page = sheet(posting.title), sheet(posting.text)
    claims: dict[str, Claim] = {}
    for id, start, end, rule in _found(page, parts, claims):
        claims[id] = Claim("task", Label(id), quote(posting.text, start, end, "text"), rule)
    for id, start, end, rule in _titled(title, alone=not claims):
        claims.setdefault(id, Claim("task", Label(id), quote(posting.title, start, end, "title"), rule))
    return list(claims.values()), [] if claims else _doubts(posting, page, parts)


def _doubts(posting: Posting, page: Sheet, parts: Parts) -> list[Doubt]:
    """The first items under a heading like "Responsibilities", where none of them was understood."""
    items = (line for line in page.lines if parts.at(line.start).kind == "work" and _is_item(page, parts, line))
    return [Doubt("task", quote(posting.text, line.start, line.end, "text")) for line in islice(items, 2)]


def _is_item(page: Sheet, parts: Parts, line: Line) -> bool:
    """Whether a sentence stands below its section's heading and is long enough to say something."""
    below = line.start > parts.at(line.start).start
    return below and len(page.low[line.start : line.end].split()) >= 6 and not line.wish


def _titled(title: Sheet, *, alone: bool) -> Iterator[tuple[str, int, int, str]]:
    """The tasks of the title; `alone` where the text names none."""
    yield from _matches(title, 0, len(title.low), "title")
    if alone:
        yield from _matches(title, 0, len(title.low), "lone")


def _found(page: Sheet, parts: Parts, known: Container[str]) -> Iterator[tuple[str, int, int, str]]:
    """The tasks of the text that are not yet known."""
    for id, start, end, rule in _matches(page, 0, len(page.low), "text", known):
        line = page.line_at(start)
        if not line.wish and _describes(page, parts, line, start) and not _of_another(id, page.low[line.start : start]):
            yield id, start, end, rule


def _of_another(id: str, ahead: str) -> bool:
    """Whether the words before say that this is what something is for, or that others do it."""
    if id in ("rate", "code"):
        return bool(_PURPOSE.search(ahead))
    return id == "record" and bool(_OTHERS_VOICE.search(ahead))


def _matches(
    page: Sheet, start: int, end: int, source: str, known: Container[str] = ()
) -> Iterator[tuple[str, int, int, str]]:
    lexicon, rules = _rules()
    for hit in lexicon.find(page.low[start:end]):
        if hit.row.id in known:
            continue
        for rule in rules[hit.row.id, hit.row.phrase]:
            if not _counts(rule, page, hit.start, source):
                continue
            line_end = page.line_at(hit.start).end
            match = rule.then.match(page.low, hit.end, line_end) if rule.then else None
            if rule.then is None or match:
                last = _CLAUSE.match(page.low, match.end() if match else hit.end, line_end)
                yield hit.row.id, hit.start, last.end() if last else hit.end, f"task: {hit.row.phrase.rstrip('*')}"


def _counts(rule: Rule, page: Sheet, start: int, source: str) -> bool:
    """Whether a phrase counts where it stands."""
    if rule.where == "lead":
        return source == "text" and bool(_LEADS.search(page.low, max(0, start - _LEAD), start))
    return rule.where in ("", source)


def _describes(page: Sheet, parts: Parts, line: Line, start: int) -> bool:
    """Whether the words at `start` describe this work, not what is required or who the company is."""
    ahead, sentence = page.low[line.start : start], page.low[line.start : line.end]
    if not stating(parts, page, line) and not (parts.at(start).kind == "company" and _DOES.search(sentence)):
        return False
    if introduces(page, line) or _PASSED.search(ahead):
        return False
    if _NEEDED.search(ahead) and not _DOES.search(ahead):
        return False
    if parts.at(start).kind == "pay":
        return False
    if parts.at(start).kind != "requirements":
        return not _STARTS_NEED.match(ahead)
    return bool(_DOES.search(ahead))

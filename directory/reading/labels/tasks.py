"""What the description says that the worker does."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice

from directory.claims import Claim, Doubt, Label
from directory.posting import Posting
from directory.reading.labels.rules import BOOK, counting, rules
from directory.reading.page import Line, Sheet, introduces, sheet, stating
from directory.reading.quote import quote
from directory.reading.sections import SILENT, Parts
from directory.reading.tables import regex

Match = tuple[str, int, int, str]
"""A task, where its words start and end, and its rule."""
Hit = tuple[int, int, int]
Tells = Callable[[Line], bool]
_LEADING = frozenset(("lead", "duty"))
"""Where a rule counts only at the head of a duty."""
_STARTS_NEED = regex("tasks.starts_need")
_CLAUSE = re.compile(r"[^,.;:\n()]{0,40}")
_OTHERS_VOICE = re.compile(r"\b(?:review|evaluat|listen|analy|assess|transcrib|screenshots|label)\w*(?: \w+){0,3} $")
_PURPOSE = regex("tasks.purpose")
_LEADS = regex("tasks.leads")
_OF_AI = re.compile(r"\W*about (?:the )?(?:ai\b|data (?:label|annot))", re.IGNORECASE)
_BEFORE = frozenset(
    (
        "you", "ll", "will", "would", "to", "and", "or", "then", "also", "by", "be", "may", "can",
        "include", "includes", "included", "including", "involve", "involves",
    )
)  # fmt: skip
_LEAD = 24
"""Characters before a verb that show whether a duty begins with it: "in this role, you will "."""
_SAME = 6
"""First characters by which two words of an office job are told apart: "stakeholder" and "stakeholders" are one."""
_STAFF_WORDS = 2
"""Different words of an office job that it takes to read duties as those of one: one alone may be a field's."""
_STAFF = "task: duties of an ordinary job"
_BEYOND = 40
"""Characters behind "beyond" and "our customers" in which a verb is not the worker's."""
_SOUGHT = 60
"""Characters between "looking for" and what these people are to do."""


@dataclass(frozen=True, slots=True)
class Scan:
    """A sheet with the words of tasks.tsv that stand in it: those that begin a rule, and where each hint stands."""

    page: Sheet
    hits: list[Hit]
    hints: dict[str, list[int]]

    def hinted(self, name: str, start: int, end: int) -> bool:
        """Whether a word of the list of hints of this name begins in `[start, end)`, offsets into the sheet."""
        places = self.hints.get(name)
        if not places:
            return False
        at = bisect_left(places, start)
        return at < len(places) and places[at] < end

    def does(self, start: int, end: int) -> bool:
        """Whether words between two offsets say that what follows is done here: "you will", "looking for … to"."""
        if self.hinted("DOES", start, end):
            return True
        seeks = [place for place in self.hints.get("SEEKS", ()) if start <= place < end]
        return any(self.page.spaced.find(" to ", at, min(at + _SOUGHT, end) + 1) > 0 for at in seeks)


def scan(page: Sheet) -> Scan:
    """The words of a sheet that rules of tasks are made of, found in one pass."""
    known = rules()
    hits: list[Hit] = []
    hints: dict[str, list[int]] = {}
    for hit in known.words.all(page, BOOK):
        word = hit[2]
        if known.begun[word]:
            hits.append(hit)
        for name in known.hints[word]:
            hints.setdefault(name, []).append(hit[0])
    return Scan(page, hits, hints)


def read(posting: Posting, parts: Parts) -> tuple[list[Claim], list[Doubt]]:
    """One claim for each task that the title or the description of the work names, and sentences not understood."""
    title, text = scan(sheet(posting.title)), scan(sheet(posting.text))
    claims: dict[str, Claim] = {}
    for id, start, end, rule in _found(title, text, parts, claims):
        claims[id] = Claim("task", Label(id), quote(posting.text, start, end, "text"), rule)
    for id, start, end, rule in _titled(title, text, alone=not claims):
        claims.setdefault(id, Claim("task", Label(id), quote(posting.title, start, end, "title"), rule))
    for start, end in () if claims else _duties(text, parts) or _perks(title, text):
        claims.setdefault("other", Claim("task", Label("other"), quote(posting.text, start, end, "text"), _STAFF))
    return list(claims.values()), [] if claims else _doubts(posting, text.page, parts)


def _duties(text: Scan, parts: Parts) -> list[tuple[int, int]]:
    """Where the duties of an ordinary job stand, as two different words of such show it; else nothing."""
    page = text.page
    places = [at for at in text.hints.get("DUTY", ()) if parts.states(at)]
    if len({page.low[at : at + _SAME] for at in places}) < _STAFF_WORDS:
        return []
    return [(at, page.line_at(at).end) for at in places[:1]]


def _perks(title: Scan, text: Scan) -> list[tuple[int, int]]:
    """Where a page that trains no model speaks of an employee's leave, shifts or salary in two ways; else nothing."""
    places = text.hints.get("PERK", [])
    employs = len({text.page.low[at : at + _SAME] for at in places}) >= _STAFF_WORDS
    if not employs or "TRAINS" in text.hints or "TRAINS" in title.hints:
        return []
    return [(places[0], text.page.line_at(places[0]).end)]


def _doubts(posting: Posting, page: Sheet, parts: Parts) -> list[Doubt]:
    """The first items under a heading like "Responsibilities", where none of them was understood."""
    items = (line for line in page.lines if parts.at(line.start).kind == "work" and _is_item(page, parts, line))
    return [Doubt("task", quote(posting.text, line.start, line.end, "text")) for line in islice(items, 2)]


def _is_item(page: Sheet, parts: Parts, line: Line) -> bool:
    """Whether a sentence stands below its section's heading and is long enough to say something."""
    below = line.start > parts.at(line.start).start
    return below and len(page.low[line.start : line.end].split()) >= 6 and not line.wish


def _titled(title: Scan, text: Scan, *, alone: bool) -> Iterator[Match]:
    """The tasks of the title; `alone` where the text names none: "job" then counts where it is an office's or a shop's
    (it names a duty of one, and trains no model)."""
    job = "DUTY" in text.hints and "TRAINS" not in text.hints
    wheres = ("", "title", *(("lone",) if alone else ()), *(("job",) if alone and job else ()))
    yield from _matches(title, wheres, (), lambda line: not line.wish, lambda *_: True)


def _found(title: Scan, text: Scan, parts: Parts, known: Container[str]) -> Iterator[Match]:
    """The tasks of the text that are not yet known."""
    wheres = ("", "text", "lead") if _is_staff_job(title, text) else ("", "text", "lead", "work", "duty")
    tells: Tells = partial(_tells, text, parts)
    for match in _matches(text, wheres, known, tells, partial(_describes, text, parts)):
        line = text.page.line_at(match[1])
        if not _of_another(match[0], text.page.low[line.start : match[1]]):
            yield match


def _is_staff_job(title: Scan, text: Scan) -> bool:
    """Whether the page is an office job's that trains no model: its "assess", "write", "report" are no tasks here."""
    words = {text.page.low[at : at + _SAME] for at in text.hints.get("STAFF", ())}
    return len(words) >= _STAFF_WORDS and "TRAINS" not in text.hints and "TRAINS" not in title.hints


def _of_another(id: str, ahead: str) -> bool:
    """Whether the words before say that this is what something is for, or that others do it."""
    if id in ("rate", "code"):
        return bool(_PURPOSE.search(ahead))
    return id == "record" and bool(_OTHERS_VOICE.search(ahead))


def _matches(
    scan: Scan, wheres: tuple[str, ...], known: Container[str], tells: Tells, describes: Callable[[Line, int], bool]
) -> Iterator[Match]:
    """The tasks that stand in a text by the rules that count here, in order; only lines that tell of the work, and
    words there that describe it."""
    page, begun, lines, at, then, told = scan.page, counting(wheres), scan.page.lines, -1, -1, True
    for start, end, word in scan.hits:
        if not begun[word] or (start < then and not told):
            continue
        some = [rule for rule in begun[word] if rule.task not in known]
        if not some:
            continue
        if start >= then:
            at = bisect_right(page.starts, start, lo=at + 1) - 1
            then = lines[at + 1].start if at + 1 < len(lines) else len(page.low) + 1
            told = tells(lines[at])
        if not told or not describes(lines[at], start):
            continue
        leads: bool | None = None
        for rule in some:
            if rule.where in _LEADING:
                leads = _leads(page, start) if leads is None else leads
            if rule.task in known or (rule.where in _LEADING and not leads):
                continue
            if last := rule.end(page, lines[at], start, end):
                clause = _CLAUSE.match(page.low, last, max(lines[at].end, last))
                yield rule.task, start, clause.end() if clause else last, rule.name


def _leads(page: Sheet, start: int) -> bool:
    """Whether a verb stands at the head of a duty: behind "you will", "to", "and", a bullet, a comma or a stop."""
    if start > 1 and page.low[start - 1] == " " and page.spaced[start - 1] != " ":
        return page.spaced[page.spaced.rfind(" ", 0, start) + 1 : start] in _BEFORE
    return bool(_LEADS.search(page.low, max(0, start - _LEAD), start))


def _tells(text: Scan, parts: Parts, line: Line) -> bool:
    """Whether a line may tell of this work: not of wishes, of pay, of the company or of what such work is."""
    section = parts.at(line.start)
    if line.wish or section.kind == "pay" or _OF_AI.match(section.heading):
        return False
    told = section.kind not in SILENT or stating(parts, text.page, line)
    if not told and not (section.kind == "company" and text.does(line.start, line.end)):
        return False
    if text.hinted("ASIDE", line.start, line.end):
        return False
    return not (text.hinted("FIRM", line.start, line.end) and introduces(text.page, line))


def _describes(text: Scan, parts: Parts, line: Line, start: int) -> bool:
    """Whether the words at `start` say what is done, not what is asked for or what others do."""
    ahead = text.page.low[line.start : start]
    if ahead.endswith("-") and not ahead.endswith(("ai-", "llm-")):
        return False
    if text.hinted("BEYOND", max(line.start, start - _BEYOND), start):
        return False
    does = text.does(line.start, start)
    if parts.at(start).kind == "requirements":
        return does
    return (does or not text.hinted("NEEDED", line.start, start)) and not _STARTS_NEED.match(ahead)

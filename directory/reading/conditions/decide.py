"""Conditions beside place and language: degree, licence, experience, hours, age, time zone, device, employment."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from directory.claims import Claim, Condition, Doubt, Kind, Label, Value
from directory.posting import Posting
from directory.reading.page import Line, Sheet, sheet, stating
from directory.reading.quote import quote
from directory.reading.sections import Parts
from directory.reading.tables import Lexicon, Row, regex, table

MOST = {"degree": 3, "licence": 3, "experience": 3, "hours": 1, "age": 1, "time_zone": 1, "device": 3, "employment": 1}
WORDS_LIMIT = 90
_CONTRACT = ("contractor", re.compile(r"contract|freelanc|\bgig\b|self-?employed|independent"))
_STAFF = ("employee", re.compile(r"full[- _]?time|\bintern|employee|permanent|regular"))
_PART_TIME = ("employee", re.compile(r"part[- _]?time"))
_EXTENT = re.compile(r"(?:full|part)[- _]?time")
_HIRED = re.compile(r"employee|permanent|regular|salar|\bw-?2\b|\bintern")
_WISH = regex("conditions.wish")
_ONWARD, _PAST_DOTS = r"[^.;\n]", r"(?:[^.;\n]|\.(?=[\w,]))"
_RATES = re.compile(r"\brates?\b.{0,60}\b(?:may|vary|offered)\b|\bpay range\b")
_EDGES = " \t\n*#_-•·.,;:()[]>|\"'"
_BLANKS = re.compile(r"[\s*]+")
_AROUND = 80
_UNREAD: tuple[tuple[Kind, str, re.Pattern[str]], ...] = (
    ("degree", "degree", re.compile(r"\bdegrees?\b(?! of | celsius)")),
    ("degree", "diploma", re.compile(r"\bdiploma\b")),
    ("experience", "experience", re.compile(r"\byears?\W.{0,40}\bexperience\b")),
    ("hours", "week", re.compile(r"\b(?:hours?|hrs) (?:per|a|each) week\b")),
)
_NOT_AGE = re.compile(r"\b(?:years? (?:of )?(?:\w+ ){0,3}experience|months|hours)\b")


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern of one kind of condition and what it means."""

    kind: Kind
    pattern: re.Pattern[str]
    meaning: str


@cache
def _rules() -> tuple[Lexicon, dict[str, tuple[Rule, ...]]]:
    rules: dict[str, tuple[Rule, ...]] = {}
    for kind, phrase, pattern, meaning in table("conditions"):
        rules[phrase] = (
            *rules.get(phrase, ()),
            Rule(cast("Kind", kind), re.compile(pattern.replace(_ONWARD, _PAST_DOTS)), meaning),
        )
    return Lexicon(Row("condition", phrase, phrase) for phrase in rules), rules


def read(posting: Posting, parts: Parts, *, extent_words: bool = False) -> tuple[list[Claim], list[Doubt]]:
    """The conditions, of each kind the first few, a field's before the text's; and sentences that could not be read.

    `extent_words`: on a marketplace of contractors "full-time" and "part-time" say how many hours, not what job.
    """
    found: dict[Kind, list[Claim]] = {}
    said = (
        *_fields(posting, parts),
        *_in(posting, parts, "title"),
        *_in(posting, parts, "text"),
        *_plain_employment(posting, _PART_TIME),
    )
    for claim in _as_hours(said) if extent_words else said:
        same = found.setdefault(claim.kind, [])
        if len(same) < MOST[claim.kind] and all(claim.value != other.value for other in same):
            same.append(claim)
    return [claim for same in found.values() for claim in same], list(_doubts(posting, parts, set(found)))


def _as_hours(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Employment that is told by nothing but "full-time" or "part-time" becomes hours, after hours in numbers."""
    extents = []
    for claim in claims:
        low = sheet(claim.quote.text).low
        if claim.value == Label("employee") and _EXTENT.search(low) and not _HIRED.search(low):
            words = Condition(_BLANKS.sub(" ", claim.quote.text).strip(_EDGES))
            extents.append(Claim("hours", words, claim.quote, "hours: extent of the work"))
        else:
            yield claim
    yield from extents


def _doubts(posting: Posting, parts: Parts, known: set[Kind]) -> Iterator[Doubt]:
    """Sentences that speak of a degree, of years or of weekly hours where no condition of that kind was read."""
    page = sheet(posting.text)
    for kind, word, pattern in _UNREAD:
        if kind in known or word not in page.low:
            continue
        for match in pattern.finditer(page.low):
            line = page.line_at(match.start())
            if stating(parts, page, line):
                start, end = max(line.start, match.start() - _AROUND), min(line.end, match.end() + _AROUND)
                yield Doubt(kind, quote(posting.text, start, end, "text"))
                break


def _fields(posting: Posting, parts: Parts) -> Iterator[Claim]:
    for source in ("employment", "hours", "degree"):
        yield from _in(posting, parts, source)
    yield from _plain_employment(posting, _CONTRACT, _STAFF)


def _plain_employment(posting: Posting, *rules: tuple[str, re.Pattern[str]]) -> Iterator[Claim]:
    """What an employment field says in one word, "Contract" or "FullTime", by the first of these rules that holds."""
    field = posting.employment
    for id, pattern in rules:
        if match := pattern.search(sheet(field).low):
            yield Claim("employment", Label(id), quote(field, *match.span(), "employment"), f"employment: {id}")
            return


def _in(posting: Posting, parts: Parts, source: str) -> Iterator[Claim]:
    text = posting.source(source)
    if not text:
        return
    page = sheet(text)
    taken: list[tuple[Kind, int, int]] = []
    for rule, match, line in _matches(page):
        kind, start, end = rule.kind, match.start(), match.end()
        if source == "text" and not _states(rule, parts, page, line):
            continue
        if any(kind == other and start < last and first < end for other, first, last in taken):
            continue
        taken.append((kind, start, end))
        value = _value(page, rule, match, line)
        if value is not None:
            yield Claim(kind, value, quote(text, *_trimmed(page, match), source), f"{kind}: {rule.meaning or 'asked'}")


def _matches(page: Sheet) -> Iterator[tuple[Rule, re.Match[str], Line]]:
    """Every rule that holds in the sentence of one of its words, each once a sentence."""
    lexicon, rules = _rules()
    tried: set[tuple[int, int]] = set()
    for hit in lexicon.find(page.low):
        line = page.line_at(hit.start)
        for rule in rules[hit.row.id]:
            if (line.start, id(rule)) in tried:
                continue
            tried.add((line.start, id(rule)))
            if match := rule.pattern.search(page.low, max(line.start, hit.start - 200), min(line.end, hit.end + 250)):
                yield rule, match, line


def _states(rule: Rule, parts: Parts, page: Sheet, line: Line) -> bool:
    if rule.kind == "employment":
        return True
    return stating(parts, page, line) and not _RATES.search(page.low, line.start, line.end)


def _value(page: Sheet, rule: Rule, match: re.Match[str], line: Line) -> Value | None:
    if rule.kind == "employment":
        return Label(rule.meaning)
    low, high = _bounds(match)
    if not _is_likely(rule.kind, low, match):
        return None
    start, end = _trimmed(page, match)
    words = _BLANKS.sub(" ", page.plain[start:end])[:WORDS_LIMIT].strip(_EDGES)
    wish = line.wish or bool(
        _WISH.search(page.low, max(line.start, match.start() - 60), min(line.end, match.end() + 30))
    )
    none = rule.meaning == "none"
    return Condition(words, not wish and not none, none, low, high) if words else None


def _bounds(match: re.Match[str]) -> tuple[float | None, float | None]:
    groups = match.groupdict()
    low, high = (float(groups[name]) if groups.get(name) else None for name in ("min", "max"))
    return low, high


def _is_likely(kind: Kind, low: float | None, match: re.Match[str]) -> bool:
    """Whether the numbers can be what the rule takes them for."""
    if kind == "age":
        return low is not None and 13 <= low <= 80 and not _NOT_AGE.search(match[0])
    if kind == "hours":
        return not match[0].startswith("0")
    return kind != "experience" or low is None or low <= 40


def _trimmed(page: Sheet, match: re.Match[str]) -> tuple[int, int]:
    """The match without split words, signs and blanks at its ends."""
    start, end = match.span()
    if start and page.low[start - 1].isalnum() and page.low[start].isalnum():
        start = page.low.find(" ", start, end) + 1 or start
    if end < len(page.low) and page.low[end].isalnum() and page.low[end - 1].isalnum():
        end = max(page.low.rfind(" ", start, end), start + 1)
    words = page.low[start:end]
    if 0 < words.find(")") < (words.find("(") if "(" in words else len(words)):
        words = words[: words.find(")")]
        end = start + len(words)
    first = start + len(words) - len(words.lstrip(_EDGES))
    return first, max(first + 1, end - (len(words) - len(words.rstrip(_EDGES))))

"""Conditions beside place and language: degree, licence, experience, hours, age, time zone, device, employment."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from directory.claims import Claim, Condition, Doubt, Kind, Label, Value
from directory.posting import Posting
from directory.reading.conditions.denial import denied
from directory.reading.conditions.rules import ConditionRule, rules
from directory.reading.conditions.words import WORDS_LIMIT, add, plain_words, trimmed, words_of
from directory.reading.page import Line, Sheet, sheet, stating
from directory.reading.quote import quote
from directory.reading.sections import Parts
from directory.reading.tables import regex
from directory.terms import fold

__all__ = ["MOST", "WISH_SIGNS", "WORDS_LIMIT", "read"]

# Claims of a kind: a posting may name several degrees or devices, of the rest the second is about something else.
MOST = {
    "degree": 3, "licence": 3, "experience": 3, "hours": 1, "age": 1, "time_zone": 1, "device": 3, "employment": 1,
    "apply_by": 1,
}  # fmt: skip
_CONTRACT = ("contractor", re.compile(r"contract|freelanc|\bgig\b|self-?employed|independent"))
_STAFF = ("employee", re.compile(r"full[- _]?time|\bintern|employee|permanent|regular"))
_PART_TIME = ("employee", re.compile(r"part[- _]?time"))
_EXTENT = re.compile(r"(?:full|part)[- _]?time")
_HIRED = re.compile(r"employee|permanent|regular|salar|\bw-?2\b|\bintern")
_WISH = regex("conditions.wish")
# One of these stands in every wish of that pattern: most sentences need not be searched for the rest.
WISH_SIGNS = (
    "prefer",
    "plus",
    "nice",
    "ideal",
    "desir",
    "bonus",
    "advantage",
    "welcome",
    "optional",
    "great",
    "not nec",
)
_RATES = re.compile(r"\brates?\b.{0,60}\b(?:may|vary|offered)\b|\bpay range\b")
_AROUND = 80  # characters around a word of doubt that are looked at and quoted: a clause on either side
# How far before and behind a rule's word its pattern is looked for.
_BEFORE, _BEHIND = 200, 250
_UNREAD: tuple[tuple[Kind, str, re.Pattern[str]], ...] = (
    ("degree", "degree", re.compile(r"\bdegrees?\b(?! of | celsius)")),
    ("degree", "diploma", re.compile(r"\bdiploma\b")),
    ("experience", "experience", re.compile(r"\byears?\W.{0,40}\bexperience\b")),
    ("hours", "week", re.compile(r"\b(?:hours?|hrs) (?:per|a|each) week\b")),
)
_NOT_AGE = re.compile(r"\b(?:years? (?:of )?(?:\w+ ){0,3}experience|months|hours)\b")
# Words without one of which no sentence says that something is not asked.
_NEGATION = re.compile(r"\b(?:no|not|without|optional|neither)\b|n[’']t\b")


class _Found:
    """The conditions found, by kind. `extent_words`: "full-time" and "part-time" alone say hours, not employment."""

    def __init__(self, *, extent_words: bool) -> None:
        self.claims: dict[Kind, list[Claim]] = {}
        self._extents: list[Claim] = []
        self._extent_words = extent_words

    def keep(self, claim: Claim) -> None:
        """Keeps a claim, unless its kind is full or another says the same."""
        if self._extent_words and _is_extent(claim):
            words = Condition(plain_words(claim.quote.text))
            self._extents.append(Claim("hours", words, claim.quote, "hours: extent of the work"))
        else:
            add(self.claims.setdefault(claim.kind, []), claim, MOST[claim.kind])

    def is_full(self, kind: Kind) -> bool:
        """Whether one claim of this kind is enough, and there is one."""
        return MOST[kind] == 1 and kind in self.claims

    def all(self) -> list[Claim]:
        """All claims by kind; hours in words after hours in numbers."""
        for claim in self._extents:
            add(self.claims.setdefault("hours", []), claim, MOST["hours"])
        return [claim for same in self.claims.values() for claim in same]


def read(posting: Posting, parts: Parts, *, extent_words: bool = False) -> tuple[list[Claim], list[Doubt]]:
    """The conditions, of each kind the first few, a field's before the text's; and sentences that could not be read.

    `extent_words`: on a marketplace of contractors "full-time" and "part-time" say how many hours, not what job.
    """
    found = _Found(extent_words=extent_words)
    for source in ("employment", *(("hours", "degree") if posting.fields else ())):
        _in(posting, parts, source, found)
    _plain_employment(posting, found, _CONTRACT, _STAFF)
    for source in ("title", "text"):
        _in(posting, parts, source, found)
    _plain_employment(posting, found, _PART_TIME)
    claims = found.all()
    return claims, list(_doubts(posting, parts, set(found.claims)))


def _is_extent(claim: Claim) -> bool:
    """Whether employment is told by nothing but "full-time" or "part-time"."""
    if claim.value != Label("employee"):
        return False
    low = fold(claim.quote.text)
    return bool(_EXTENT.search(low)) and not _HIRED.search(low)


def _doubts(posting: Posting, parts: Parts, known: set[Kind]) -> Iterator[Doubt]:
    """Sentences that speak of a degree, of years or of weekly hours where no condition of that kind was read."""
    page = sheet(posting.text)
    for kind, word, pattern in _UNREAD:
        if kind in known:
            continue
        at = page.low.find(word)
        while at >= 0:
            match = pattern.search(page.low, max(0, at - _AROUND), at + len(word) + _AROUND)
            line = page.line_at(at)
            if match and stating(parts, page, line):
                start, end = max(line.start, match.start() - _AROUND), min(line.end, match.end() + _AROUND)
                yield Doubt(kind, quote(posting.text, start, end, "text"))
                break
            at = page.low.find(word, at + 1)


def _plain_employment(posting: Posting, found: _Found, *patterns: tuple[str, re.Pattern[str]]) -> None:
    """What an employment field says in one word, "Contract" or "FullTime", by the first of these rules that holds."""
    field = posting.employment
    for id, pattern in patterns if field else ():
        if match := pattern.search(fold(field)):
            proof = quote(field, *match.span(), "employment")
            found.keep(Claim("employment", Label(id), proof, f"employment: {id}"))
            return


def _in(posting: Posting, parts: Parts, source: str, found: _Found) -> None:
    text = posting.source(source)
    if not text:
        return
    page = sheet(text)
    taken: list[tuple[Kind, int, int]] = []
    for rule, match, line in _matches(page, found):
        kind, (start, end) = rule.kind, match.span()
        if any(kind == other and start < last and first < end for other, first, last in taken):
            continue
        if source == "text" and not _states(rule, parts, page, line):
            continue
        taken.append((kind, start, end))
        said = _stance(page, rule, match, line, trimmed(page, start, end))
        value = _value(page, rule, match, said)
        if value is not None:
            proof = quote(text, said.start, said.end, source)
            found.keep(Claim(kind, value, proof, f"{kind}: {'none' if said.none else rule.meaning or 'asked'}"))


def _matches(page: Sheet, known: _Found) -> Iterator[tuple[ConditionRule, re.Match[str], Line]]:
    """Every rule that holds in the sentence of one of its words, each once a sentence; none of a kind of which one is
    enough and `known`."""
    tried: set[tuple[int, int]] = set()
    line, negated = Line(0, -1, wish=False), None
    for start, end, found in rules().find(page):
        if not line.start <= start < line.end:
            line, negated = page.line_at(start), None
        first, last = max(line.start, start - _BEFORE), min(line.end, end + _BEHIND)
        for rule in found:
            mark = (line.start, id(rule))
            if mark in tried or known.is_full(rule.kind):
                continue
            if rule.denies:
                negated = bool(_NEGATION.search(page.low, line.start, line.end)) if negated is None else negated
                if not negated:
                    continue
            tried.add(mark)
            if match := rule.pattern.search(page.low, first, last):
                yield rule, match, line


def _states(rule: ConditionRule, parts: Parts, page: Sheet, line: Line) -> bool:
    if rule.kind == "employment":
        return True
    if page.low.find("rate", line.start, line.end) >= 0 or page.low.find("pay range", line.start, line.end) >= 0:
        return stating(parts, page, line) and not _RATES.search(page.low, line.start, line.end)
    return stating(parts, page, line)


class _Stance(NamedTuple):
    start: int
    end: int
    none: bool
    wish: bool


def _stance(page: Sheet, rule: ConditionRule, match: re.Match[str], line: Line, span: tuple[int, int]) -> _Stance:
    """Whether what stands there is asked, wished or not needed at all, and the words that say so."""
    if rule.meaning == "none" or rule.kind == "employment":
        return _Stance(*span, rule.meaning == "none", wish=False)
    if _is_wish(page, rule, match, line):
        return _Stance(*span, none=False, wish=True)
    spared = denied(page, *span, line)
    return _Stance(*(spared or span), spared is not None, wish=False)


def _value(page: Sheet, rule: ConditionRule, match: re.Match[str], said: _Stance) -> Value | None:
    if rule.kind == "employment":
        return Label(rule.meaning)
    low, high = _bounds(rule, match)
    if not _is_likely(rule.kind, low, match):
        return None
    words = words_of(rule.kind, page, said.start, said.end)
    return Condition(words, not (said.none or said.wish), said.none, low, high) if words else None


def _is_wish(page: Sheet, rule: ConditionRule, match: re.Match[str], line: Line) -> bool:
    if line.wish:
        return True
    if rule.wish:
        return rule.is_wish(page.low, line.start, line.end)
    # Characters: a wish stands in the clause before ("ideally you have"), or right behind ("a plus").
    start, end = max(line.start, match.start() - 60), min(line.end, match.end() + 30)
    near = page.low[start:end]
    return any(sign in near for sign in WISH_SIGNS) and bool(_WISH.search(page.low, start, end))


def _bounds(rule: ConditionRule, match: re.Match[str]) -> tuple[float | None, float | None]:
    groups = match.groupdict()
    return rule.number(groups.get("min")), rule.number(groups.get("max"))


def _is_likely(kind: Kind, low: float | None, match: re.Match[str]) -> bool:
    """Whether the numbers can be what the rule takes them for."""
    if kind == "age":
        # Years: no child works and no age above is asked for; other figures are grades, hours or sizes.
        return low is not None and 13 <= low <= 80 and not _NOT_AGE.search(match[0])
    if kind == "hours":
        return not match[0].startswith("0")
    # Years: more is the company's history ("50 years of experience").
    return kind != "experience" or low is None or low <= 40

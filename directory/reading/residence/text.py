"""Sentences of a description that state who may take the work."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from directory.claims import Claim, Doubt, Quote, Statement
from directory.eligibility.areas import is_part
from directory.reading.page import sheet
from directory.reading.quote import quote
from directory.reading.residence import nationals as residence_nationals
from directory.reading.residence.around import Around, arounds
from directory.reading.residence.places import PlaceGroup, barred
from directory.reading.residence.questions import answers, is_run_in
from directory.reading.residence.remarks import INVITING, is_levy_told, lives_if
from directory.reading.residence.replies import RULE as ANSWERED
from directory.reading.residence.replies import answer_told
from directory.reading.residence.rules import (
    ASKED,
    CONDITION,
    ELSEWHERE_AFTER,
    ELSEWHERE_BEFORE,
    MANY_KINDS,
    NEEDLESS,
    NEEDLESS_AFTER,
    NON_PEOPLE,
    OPEN_LIST_AFTER,
    OPEN_LIST_BEFORE,
    TURNED,
    WISH,
    ResidenceRule,
    Weight,
    rules,
    rules_after,
    rules_before,
)
from directory.reading.residence.unread import goes_on, looks_like_one, unread_homes, vague, went_before
from directory.reading.residence.watch import ReadPlaces
from directory.reading.residence.windows import Windows, windows
from directory.reading.sections import Parts

_WEIGHTS = ("must", "strong", "weak")
_TURN = re.compile(
    r"\bbut\s+(?=you|anyone|anybody|people|we (?:accept|hire|welcome|take))|\b(?:as|so) long as\b"
    r"|\bprovided(?: that)?\b",
    re.IGNORECASE,
)
"""Where a sentence turns from what does not count to what does: "our office is in …, but you can work from …"."""
_REFUSING = re.compile(r"(?:\b(?:not|cannot|never|unable to)|n['’]t)\s+(?:\w+\s+){0,2}\Z", re.IGNORECASE)
_NEAR = 40
"""Words before "accept people from all countries" that deny it, and the characters before it that they stand in."""
_CASES = ("apply-if", "not-unless", "then-not", INVITING)
_DENIED_CASES = ("unless", "if-not-in", "not-live", "outside")
"""Rules whose own words are a condition, and those that are one of a closed list where taking part is denied."""
_NEVER: frozenset[str] = frozenset(("other_roles",))


PARTS = "part-except"
"""The rule that leaves all of a country but some parts: "any state except Texas"."""
PARTLY = "partly-read"
"""The rule of a list of which a member is unknown: it names who may, and says nothing of all others."""


@dataclass(frozen=True, slots=True)
class ResidenceStatement:
    """A claim read in the text with the weight of the words it was read by."""

    claim: Claim
    weight: Weight


Match = tuple[ResidenceRule, int, int]
"""A rule, how many characters before its places it begins, and how many after them it ends."""


@dataclass(frozen=True, slots=True)
class TextReading:
    """What English sentences state, which looked like a statement, and what was put aside for a reason we know."""

    said: list[ResidenceStatement]
    doubts: list[Doubt]
    aside: list[ReadPlaces]
    windows: Windows


def read(text: str, parts: Parts) -> TextReading:
    """The statements in order, and the sentences that looked like one and could not be read."""
    page = sheet(text)
    look = windows(page)
    said: list[ResidenceStatement] = [one for rule, span in look.world for one in _everywhere(text, rule, span, parts)]
    doubts: list[Doubt] = []
    aside: list[ReadPlaces] = []
    said += [ResidenceStatement(claim, "strong") for claim in residence_nationals.read(page, look.nationals, parts)]
    for around in arounds(text, look, parts):
        match, reason = judged(text, around, parts)
        found = list(_statements(text, around, parts, match)) if match and reason is None else []
        if not found and (told := answer_told(page, around)) and parts.states(around.group.start):
            proof = quote(text, around.group.start - len(around.before), around.group.end + len(around.after), "text")
            found = [ResidenceStatement(Claim("residence", told, proof, ANSWERED), "strong")]
        said += found
        if match and reason is not None:
            aside.append(
                ReadPlaces(around.group.start - match[1], around.group.end + match[2], "aside", around.group.places)
            )
        if not found and looks_like_one(around.before, around.after) and parts.states(around.group.start):
            first = max(around.group.start - len(around.before), 0)
            last = around.group.end + len(around.after)
            doubts.append(Doubt("residence", quote(text, first, last, "text")))
    doubts += [doubt for span in look.vague for doubt in vague(text, span, parts)]
    doubts += list(unread_homes(page, look.homes, parts))
    kept = [doubt for doubt in doubts if not any(_overlap(doubt.quote, one.claim.quote) for one in said)]
    partly = [Doubt("residence", one.claim.quote) for one in said if one.claim.rule == PARTLY]
    return TextReading(said, [*kept, *partly], aside, look)


def _overlap(one: Quote, other: Quote) -> bool:
    return one.start < other.start + len(other.text) and other.start < one.start + len(one.text)


def _statements(text: str, around: Around, parts: Parts, match: Match) -> Iterator[ResidenceStatement]:
    """What the sentence says about its places: the first rule of the tables that matches."""
    group = around.group
    rule, start, end = match
    proof = quote(text, group.start - start, group.end + end, "text")
    wish = (
        WISH.search(around.before)
        or WISH.search(around.after[:80])
        or "prefer" in parts.at(group.start).heading.lower()
    )
    partly = (
        rule.meaning == "only"
        and not wish
        and (goes_on(text, group.end, group.countries) or went_before(text, group.start, group.countries))
    )
    for statement in meanings(rule, group, wish=bool(wish)):
        if partly:
            welcome = Statement("welcome", statement.places)
            yield ResidenceStatement(Claim(rule.kind, welcome, proof, PARTLY), rule.weight)
        else:
            yield ResidenceStatement(Claim(rule.kind, statement, proof, rule.name), rule.weight)


def judged(text: str, around: Around, parts: Parts) -> tuple[Match | None, str | None]:
    """The rule that the words around places fire, if one does, and why it does not count, if it does not."""
    match = _match(around) or _by_section(around, _headed(text, around.group.start, parts))
    return match, _elsewhere(text, around, parts, match[0]) if match else None


def _headed(text: str, start: int, parts: Parts) -> str:
    """The kind of heading that words stand under; a question about place heads the sentence behind it."""
    page = sheet(text)
    return "place" if is_run_in(page, start) or answers(page, page.line_at(start)) else parts.at(start).kind


def _elsewhere(text: str, around: Around, parts: Parts, rule: ResidenceRule) -> str | None:
    """Why the words around places make them an example, an open list, nobody's duty or somebody else's."""
    before, after, start = _TURN.split(around.before)[-1], around.after, around.group.start
    if parts.at(start).kind in _NEVER or _stands_in_title(text, around.group, parts):
        return "it is told of another role, or repeats the title"
    if ELSEWHERE_AFTER.match(after) or (rule.name == "non" and not NON_PEOPLE.match(after)):
        return "the words behind make it a place of something else"
    if OPEN_LIST_AFTER.match(after) or OPEN_LIST_BEFORE.search(before):
        return "the list is left open"
    if NEEDLESS.search(before) or NEEDLESS_AFTER.match(after):
        return "it is not asked for"
    if rule.meaning == "only" and is_levy_told(before, after):
        return "a tax or a law is told of"
    if rule.name == INVITING and not lives_if(before):
        return "nobody is called by where they live"
    case = rule.name.startswith(_CASES) or (rule.meaning == "only" and rule.name in _DENIED_CASES)
    if (not case and CONDITION.search(before)) or (
        rule.meaning in ("not", "others") and text.startswith("?", around.group.end)
    ):
        return "it is a case or an example"
    if text[around.group.end : around.group.end + len(after) + 1].strip().endswith("?") and ASKED.search(before):
        return "it is asked, not said"
    if MANY_KINDS.search(before):
        return "a sentence against discrimination"
    if rule.weight != "must" and not parts.states(start):
        return f"a section of kind {parts.at(start).kind!r} states nothing"
    if rule.weight != "must" and ELSEWHERE_BEFORE.search(before):
        return "the words before make it a place of something else"
    return None


def _stands_in_title(text: str, group: PlaceGroup, parts: Parts) -> bool:
    """Whether the place belongs to the posting's own title, repeated in the text."""
    title = parts.posting.title
    at = title.find(text[group.start : group.end])
    return at >= 0 and len(title) > group.end - group.start and text.startswith(title, group.start - at)


def meanings(rule: ResidenceRule, group: PlaceGroup, *, wish: bool) -> Iterator[Statement]:
    """What a rule says about these places; those who are not among "others" may come from anywhere else."""
    if rule.meaning == "only":
        yield Statement("preferred" if wish else "only", group.places)
    elif rule.meaning == "not" or not wish:
        out = barred(group.hits)
        if out:
            yield Statement("not", out)
        parts = all(map(is_part, group.places)) or not out
        if rule.meaning == "others" and not parts:
            yield Statement("any")
        elif rule.name == PARTS and len(held := {hit.country or hit.id for hit in group.hits}) == 1:
            yield Statement("only", tuple(held))


def _match(around: Around) -> Match | None:
    """The weightiest rule, how many characters before the group it begins and how many after it ends."""
    before = ((rule, rule.pattern.search(around.before)) for rule in rules_before(around.before.lower()))
    after = ((rule, rule.pattern.match(around.after)) for rule in rules_after(around.after))
    left = next(
        ((rule, len(around.before) - found.start(), 0) for rule, found in before if found and not _turned(rule, found)),
        None,
    )
    right = next(((rule, 0, found.end()) for rule, found in after if found), None)
    if left is None or right is None or (right[0].name == INVITING and not lives_if(around.before)):
        return left or right
    if left[0].meaning == "others" and right[0].meaning == "not":
        name = left[0].name if right[0].name == "then-not" else f"{left[0].name}-{right[0].name}"
        return replace(left[0], name=name, meaning="only"), left[1], right[2]
    if right[0].meaning == "not" or _WEIGHTS.index(right[0].weight) < _WEIGHTS.index(left[0].weight):
        return right if left[0].meaning not in ("not", "others") else left
    return left


def _turned(rule: ResidenceRule, found: re.Match[str]) -> bool:
    """Whether words inside a statement that opens say that the places are the exception."""
    return rule.meaning == "only" and bool(TURNED.search(found[0]))


def _by_section(around: Around, kind: str) -> Match | None:
    """The rule by which a bare line under "Accepted locations" or "Who can join" says what its heading asks."""
    if kind not in ("place", "requirements"):
        return None
    names = ("place-section", "people-section") if kind == "place" else ("people-section",)
    found = (rule for rule in rules("section") if rule.name in names and rule.pattern.search(around.before))
    return next(((rule, 0, 0) for rule in found), None)


def _everywhere(text: str, rule: ResidenceRule, span: tuple[int, int], parts: Parts) -> Iterator[ResidenceStatement]:
    """Statements in this stretch of text that the work is open to all countries."""
    for found in rule.pattern.finditer(text, *span):
        if not parts.states(found.start()) or _REFUSING.search(text, max(found.start() - _NEAR, 0), found.start()):
            continue
        first = found.start() + len(found[0]) - len(found[0].lstrip())
        proof = quote(text, first, found.end(), "text")
        yield ResidenceStatement(Claim(rule.kind, Statement("any"), proof, rule.name), rule.weight)

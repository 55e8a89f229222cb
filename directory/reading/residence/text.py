"""Sentences of a description that state who may take the work."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from directory.claims import Claim, Doubt, Quote, Statement
from directory.eligibility.areas import is_part
from directory.reading.page import sheet
from directory.reading.quote import quote
from directory.reading.residence import nationals as residence_nationals
from directory.reading.residence import places as residence_places
from directory.reading.residence.listed import barred
from directory.reading.residence.places import PlaceGroup
from directory.reading.residence.rules import (
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
)
from directory.reading.residence.unread import goes_on, looks_like_one, unread_homes, vague
from directory.reading.residence.windows import Windows, windows
from directory.reading.sections import Parts

_BOUND = re.compile(
    r"(?<![A-Z])(?<!\be\.g)(?<!\bi\.e)(?<!\bexcl)(?<!emote)[.!?;。！？](?=[\s)\"”’*])|\n[ \t]*\n|\n\s*(?=[-•*·●]\s)"
)
# A line break behind which something else begins; a small letter goes on with the sentence.
_NEW_LINE = re.compile(r"\n\s*(?=[^\sa-z])")
_REACH = 170  # characters of a sentence before and behind its places that are asked for a rule
# Characters: how near the end of a window a list of places runs on, and how far it is then followed.
_RUNS_ON, _LONGEST_LIST = 30, 3_000
_WEIGHTS = ("must", "strong", "weak")
_NEVER: frozenset[str] = frozenset(("other_roles",))


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
class Around:
    """A group of places and the words of its sentence before and after it."""

    group: PlaceGroup
    before: str
    after: str


def read(text: str, parts: Parts) -> tuple[list[ResidenceStatement], list[Doubt]]:
    """The statements in order, and the sentences that looked like one and could not be read."""
    page = sheet(text)
    look = windows(page)
    said: list[ResidenceStatement] = [one for rule, span in look.world for one in _everywhere(text, rule, span, parts)]
    doubts: list[Doubt] = []
    said += [ResidenceStatement(claim, "strong") for claim in residence_nationals.read(page, look.nationals, parts)]
    for around in arounds(text, look, parts):
        found = list(_statements(text, around, parts))
        said += found
        if not found and looks_like_one(around.before, around.after) and parts.states(around.group.start):
            first = max(around.group.start - len(around.before), 0)
            last = around.group.end + len(around.after)
            doubts.append(Doubt("residence", quote(text, first, last, "text")))
    doubts += [doubt for span in look.vague for doubt in vague(text, span, parts)]
    doubts += list(unread_homes(page, look.homes, parts))
    kept = [doubt for doubt in doubts if not any(_overlap(doubt.quote, one.claim.quote) for one in said)]
    return said, [*kept, *(Doubt("residence", one.claim.quote) for one in said if one.claim.rule == PARTLY)]


def arounds(text: str, look: Windows, parts: Parts) -> Iterator[Around]:
    """The places of these stretches, each once, with the words of their sentence."""
    seen: set[int] = set()
    said = sheet(text).paragraphs
    for span in (*_place_sections(parts), *look.places):
        for group in _groups(text, *span):
            if group.start not in seen and said.at(group.start) in (None, "en"):
                seen.update(hit.start - group.hits[0].start + group.start for hit in group.hits)
                yield Around(group, _before(text, group.start), _after(text, group.end))


def _overlap(one: Quote, other: Quote) -> bool:
    return one.start < other.start + len(other.text) and other.start < one.start + len(one.text)


def _place_sections(parts: Parts) -> Iterator[tuple[int, int]]:
    """The sections that speak of places, or of who can join, by their headings."""
    for section in parts.sections:
        if section.kind == "place" or (section.kind == "requirements" and section.heading[:4].lower() == "who "):
            yield section.start, min(section.end, section.start + _LONGEST_LIST)


def _groups(text: str, start: int, end: int) -> list[PlaceGroup]:
    """The groups of places in a window; a list that runs to its end is read on to the end of the line."""
    groups = residence_places.find(text, start, end)
    if groups and end - groups[-1].end < _RUNS_ON and text[end : end + 1] not in ("", "\n"):
        line = text.find("\n", end)
        return residence_places.find(text, start, min(len(text) if line < 0 else line, end + _LONGEST_LIST))
    return groups


def _before(text: str, start: int) -> str:
    """The words of the sentence before a place; a cut sentence begins with "…"."""
    first = max(start - _REACH, 0)
    words = text[first:start]
    bounds = [match.end() for match in _BOUND.finditer(words)]
    if bounds:
        return words[bounds[-1] :]
    return words if first == 0 else "…" + words


def _after(text: str, end: int) -> str:
    words = _NEW_LINE.split(text[end : end + _REACH], maxsplit=1)[0]
    bound = _BOUND.search(words)
    return words[: bound.start()] if bound else words


def _statements(text: str, around: Around, parts: Parts) -> Iterator[ResidenceStatement]:
    """What the sentence says about its places: the first rule of the tables that matches."""
    group = around.group
    match, reason = judged(text, around, parts)
    if match is None or reason is not None:
        return
    rule, start, end = match
    proof = quote(text, group.start - start, group.end + end, "text")
    wish = (
        WISH.search(around.before)
        or WISH.search(around.after[:80])
        or "prefer" in parts.at(group.start).heading.lower()
    )
    partly = rule.meaning == "only" and not wish and goes_on(text, group.end)
    for statement in meanings(rule, group, wish=bool(wish)):
        if partly:
            welcome = Statement("welcome", statement.places)
            yield ResidenceStatement(Claim(rule.kind, welcome, proof, PARTLY), rule.weight)
        else:
            yield ResidenceStatement(Claim(rule.kind, statement, proof, rule.name), rule.weight)


def judged(text: str, around: Around, parts: Parts) -> tuple[Match | None, str | None]:
    """The rule that the words around places fire, if one does, and why it does not count, if it does not."""
    match = _match(around) or _by_section(around, parts.at(around.group.start).kind)
    return match, _elsewhere(text, around, parts, match[0]) if match else None


def _elsewhere(text: str, around: Around, parts: Parts, rule: ResidenceRule) -> str | None:
    """Why the words around places make them an example, an open list, nobody's duty or somebody else's."""
    before, after, start = around.before, around.after, around.group.start
    if parts.at(start).kind in _NEVER or _stands_in_title(text, around.group, parts):
        return "it is told of another role, or repeats the title"
    if ELSEWHERE_AFTER.match(after) or (rule.name == "non" and not NON_PEOPLE.match(after)):
        return "the words behind make it a place of something else"
    if OPEN_LIST_AFTER.match(after) or OPEN_LIST_BEFORE.search(before):
        return "the list is left open"
    if NEEDLESS.search(before) or NEEDLESS_AFTER.match(after):
        return "it is not asked for"
    if (rule.name != "apply-if" and CONDITION.search(before)) or (
        rule.meaning in ("not", "others") and text.startswith("?", around.group.end)
    ):
        return "it is a case or an example"
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
        if rule.meaning == "others" and not all(map(is_part, group.places)):
            yield Statement("any")


def _match(around: Around) -> Match | None:
    """The weightiest rule, how many characters before the group it begins and how many after it ends."""
    small = around.before.lower()
    before = ((rule, rule.pattern.search(around.before)) for rule in rules("before") if rule.may_match(small))
    after = ((rule, rule.pattern.match(around.after)) for rule in rules("after"))
    left = next(
        ((rule, len(around.before) - found.start(), 0) for rule, found in before if found and not _turned(rule, found)),
        None,
    )
    right = next(((rule, 0, found.end()) for rule, found in after if found), None)
    if left is None or right is None:
        return left or right
    if left[0].meaning == "others" and right[0].meaning == "not":
        return replace(left[0], name=f"{left[0].name}-{right[0].name}", meaning="only"), left[1], right[2]
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
        if not parts.states(found.start()):
            continue
        first = found.start() + len(found[0]) - len(found[0].lstrip())
        proof = quote(text, first, found.end(), "text")
        yield ResidenceStatement(Claim(rule.kind, Statement("any"), proof, rule.name), rule.weight)

"""Citizens and residents who are named by an adjective: "Indian citizens", "Swiss residents"."""

import csv
import re
from collections.abc import Iterator, Sequence
from functools import cache

from directory.claims import Claim, Statement
from directory.config import ROOT
from directory.reading.lattice import Token
from directory.reading.literals import by_letter
from directory.reading.page import Sheet
from directory.reading.quote import quote
from directory.reading.residence import places as residence_places
from directory.reading.residence.remarks import is_levy_told
from directory.reading.residence.rules import CONDITION, MANY_KINDS, WISH, Subject
from directory.reading.sections import Parts
from directory.terms import PlaceHit
from directory.terms.files import lines

_NOUN = (
    r"(?P<noun>(?:home |postal |mailing )?address\b"
    r"|(?:legal |permanent |tax )?residents?\b(?! (?:doctor|physician|advis))|residency\b"
    r"|(?P<anybody>(?:job[ -])?applicants?|applications|candidates?|participants?|contributors?|freelancers?)\b"
    r"|citizens?(?:hip)?\b|nationals?\b(?! [a-z]+s\b)|nationality\b|passports?(?:[- ]holders?)?\b)"
)
_CUE_BEFORE = re.compile(
    r"(?:\b(?:must|only|require[sd]?|hold(?:s|ers?|ing)?|have|possess|open|limited|restricted|exclusive(?:ly)?|eligible"
    r"|are|be|is|being|accept(?:s|ing)?|seeking|looking|need(?:s|ed)?|for|who)\b|(?:^|[\n:;(])[\s\-–—•*·●>]*$)"
    r"(?:[^.;\n]{0,40})$",
    re.IGNORECASE,
)
_CUE_AFTER = re.compile(
    r"\W{0,3}(?:(?:is|are)\s+)?(?:only|required|mandatory|a must|needed|who|living)\b", re.IGNORECASE
)
_NOT = re.compile(
    r"(?:\b(?:no|not|non|excluding|except(?: for)?)\b[\s\-–]*(?:for )?|(?:\bnot|n['’]t|\bcannot|\bunable to|\bnever)\s+"
    r"(?:\w+\s+){0,2}?(?:accept|tak|hir|consider|work|onboard|pay|recruit|use|employ|need)\w*\s+(?:on\s+|with\s+)?"
    r"(?:any\s+)?)$",
    re.IGNORECASE,
)
_BARRED_AFTER = re.compile(
    r",?\s+(?:(?:are|will be|were)\s+(?:\w+\s+)?(?:excluded|ineligible|not\b|barred|turned (?:away|down)|refused|out\b)"
    r"|(?:aren|won|can)['’]t\b|cannot\b|may not\b|need not apply)",
    re.IGNORECASE,
)
_ALONE = re.compile(r"\b(?:only|exclusively|solely)\b[^.;,\n]{0,25}$", re.IGNORECASE)
_ALONE_AFTER = re.compile(r"\s+(?:only|exclusively)\b", re.IGNORECASE)
_CALLING = re.compile(
    r"\b(?:calling (?:all|on)|attention|hey|dear|(?:looking|searching|hunting) for|seeking|wanted:?|in search of)"
    r"\s+(?:(?:all|some|more|a few|our|fellow|\d+)\s+)?$",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\s*[,!:–—-]+\s*(?:this (?:one|is)|we (?:want|need)|here['’]s|join|apply|come|your turn)\b", re.IGNORECASE
)
"""Words that call people of a country: "calling all Brits", "Aussies, this one's yours"."""
_SERVED = re.compile(
    r"\b(?:serv(?:e|es|ing)|help(?:s|ing)?|advis\w+|represent\w*|protect\w*|regardless of|rights of)\b", re.IGNORECASE
)
_OR_ELSE = re.compile(r"\s*,?\s*or\s+([^.;\n]{2,40})", re.IGNORECASE)
_CHOOSING = ("not", "barred", "only", "except")
_PEOPLE = frozenset(("sw", "ja", "ko", "zh", "el", "th"))
"""Languages in which the table has the people themselves: "Wakenya", "日本人"."""
_OF_TONGUES = re.compile(
    r"muttersprach|hablante|falante|locuteur|traduc|tradu[tz]|redac|redat|r[ée]dact|annotat|anotad|evaluad|avaliad"
    r"|[ée]valuat|valutat|beoordelaar|t[lł]umacz|переводчик|перекладач|penerjemah"
)
_HOME = re.compile("residen|address|appli|candid|particip|contrib|freelanc", re.IGNORECASE)
_RESIDENCE = re.compile("residen[zc]|domicil|wohnsitz|bopael|bosted|asuinpaik")
_BESIDE = 2
"""Characters between an adjective of a country and the word for its citizens."""
_NEAR = 90  # characters on either side that say what is asked of these people: their clause


@cache
def places() -> dict[str, str]:
    """The place of each English adjective, in small letters."""
    rows = csv.DictReader(lines(ROOT / "data" / "reading" / "nationals.tsv")[1:], delimiter="\t")
    return {name.lower(): row["place"] for row in rows for name in row["adjectives"].split("|")}


@cache
def peoples() -> dict[str, str]:
    """The place of each English word for several of its people, in small letters: "kenyans", "aussies"."""
    rows = csv.DictReader(lines(ROOT / "data" / "reading" / "nationals.tsv")[1:], delimiter="\t")
    return {name.lower(): row["place"] for row in rows for name in row["people"].split("|") if name}


@cache
def _people_pattern() -> re.Pattern[str]:
    """People as they are called or turned away: "Aussies only", "calling all Brits", "no Kenyans"."""
    names = by_letter("|".join(sorted((re.escape(name) for name in peoples()), key=len, reverse=True)))
    return re.compile(rf"\b(?P<who>{names}(?:\s*(?:,|/|or|and|&)+\s*{names})*)\b", re.IGNORECASE)


@cache
def _pattern() -> re.Pattern[str]:
    names = by_letter("|".join(sorted(map(re.escape, places()), key=len, reverse=True)))
    return re.compile(rf"\b(?P<who>{names}(?:\s*(?:,|/|or|and|&)+\s*{names})*)\s+{_NOUN}", re.IGNORECASE)


def read(page: Sheet, named: Sequence[tuple[int, int]], parts: Parts) -> Iterator[Claim]:
    """The statements of a text about citizens or residents who are named by an adjective, or by what they are called.

    `named` are the offsets where such a word begins, each with the end of the stretch that it stands in.
    """
    text = page.plain
    for found in _begun(_pattern(), text, named):
        before = re.split(r"[.;]\s", text[max(found.start() - _NEAR, 0) : found.start()])[-1]
        after = text[found.end() : found.end() + _NEAR]
        if not parts.states(found.start()) or CONDITION.search(before) or _SERVED.search(before):
            continue
        if MANY_KINDS.search(before) or is_levy_told(before, after) or not _cued(found, before, after):
            continue
        other = _OR_ELSE.match(after)
        if other and residence_places.find(other[1]):
            continue
        kind: Subject = "residence" if _HOME.search(found["noun"]) else "citizenship"
        proof = quote(text, found.start(), found.end(), "text")
        yield Claim(kind, _statement(found["who"], before, after), proof, f"{kind}-adjective")
    for found in _begun(_people_pattern(), text, named):
        yield from _called(page, found, parts)


def _begun(pattern: re.Pattern[str], text: str, named: Sequence[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """The matches of a pattern that begin at these offsets and end in their stretches, never overlapping."""
    last = 0
    for start, end in named:
        if start >= last and (found := pattern.match(text, start, end)):
            last = found.end()
            yield found


def _called(page: Sheet, found: re.Match[str], parts: Parts) -> Iterator[Claim]:
    """The people of a country, written with a capital, where they alone are called, or turned away."""
    text = page.plain
    before = re.split(r"[.;]\s", text[max(found.start() - _NEAR, 0) : found.start()])[-1]
    after = text[found.end() : found.end() + _NEAR]
    if not found[0][0].isupper() or not parts.states(found.start()) or MANY_KINDS.search(before):
        return
    out = _NOT.search(before) or _BARRED_AFTER.match(after)
    cues = _ALONE.search(before), _ALONE_AFTER.match(after), _CALLING.search(before), _CALLED.match(after)
    if out or (any(cues) and not _SERVED.search(before)):
        yield Claim(
            "citizenship", _statement(found["who"], before, after), quote(text, *found.span(), "text"), "people"
        )


def _cued(found: re.Match[str], before: str, after: str) -> bool:
    """Whether the words around ask for these people or turn them away; applicants count only so, or alone."""
    if _NOT.search(before) or _BARRED_AFTER.match(after):
        return True
    if found["anybody"]:
        return bool(_ALONE.search(before) or _ALONE_AFTER.match(after))
    return bool(_CUE_BEFORE.search(before) or _CUE_AFTER.match(after))


def _statement(who: str, before: str, after: str) -> Statement:
    names = re.split(r"\s*(?:,|/|&|\bor\b|\band\b)\s*", who.lower())
    known = places() | peoples()
    named = tuple(dict.fromkeys(known[name] for name in names if name in known))
    if _NOT.search(before) or _BARRED_AFTER.match(after):
        return Statement("not", named)
    return Statement("preferred" if WISH.search(before) or WISH.search(after[:40]) else "only", named)


def by_adjective(page: Sheet, tokens: Sequence[Token]) -> list[PlaceHit]:
    """The countries of adjectives in languages but English: "ciudadanos mexicanos", "keine Schweizer Bewerber".

    Beside a word for citizens they count, beside one for applicants only where some are taken alone or turned away.
    """
    chosen = any(token.kind in _CHOOSING for token in tokens)
    whose = [token for token in tokens if token.kind == "citizen" or _is_whose(page, token, chosen=chosen)]
    return [
        PlaceHit(token.start, token.end, page.plain[token.start : token.end], "country", token.value, token.value)
        for token in tokens
        if token.kind == "national"
        and ((chosen and token.language in _PEOPLE) or any(0 <= _apart(token, other) <= _BESIDE for other in whose))
    ]


def _is_whose(page: Sheet, token: Token, *, chosen: bool) -> bool:
    """Whether an adjective beside a word is of a country: a word for a residence, or, where some people are taken alone
    or turned away, one for people that says nothing of their tongue or trade."""
    if token.kind == "live":
        return _RESIDENCE.match(page.low, token.start) is not None
    return chosen and token.kind == "person" and _OF_TONGUES.match(page.low, token.start) is None


def _apart(one: Token, other: Token) -> int:
    return max(one.start - other.end, other.start - one.end)

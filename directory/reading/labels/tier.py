"""Which kind of pay band the work belongs to, by what it asks of the person: exactly one of five."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from directory.claims import Claim, Doubt, Label, Language, Quote
from directory.posting import Posting
from directory.reading.begun import BegunPattern, begun
from directory.reading.labels.named import SERVICE
from directory.reading.languages.names import names
from directory.reading.page import Line, Sheet, sheet, stating
from directory.reading.quote import quote
from directory.reading.sections import Parts
from directory.reading.tables import rare, regex, table

Vote = tuple[str, Quote, str]
"""A tier, the words that speak for it, and the rule."""
_EXPERT = re.compile(
    r"\b(?:experts?|specialists?|strategists?|professionals?|consultants?|expert[aeo]s?|experte[nr]?)\b"
)
_CRAFT = begun("tier.craft")
_SCHOLAR = re.compile(r"\b(?:theoretical linguist\w*|linguistics|linguists?)\b")
_SPECIALIST = regex("tier.specialist")
_DEGREE = begun("tier.degree")
_EXPERIENCE = begun("tier.experience")
_YEARS = begun("tier.years")
_STEM = re.compile(r"\bstem\b")
_FIRST = re.compile(r"sport|teacher")
_ANY_FIELD = begun("tier.any_field")
_HIGHER = ("phd", "ph.d", "doctor", "master")
_WISHED = regex("tier.wished")
_PREFERRED = regex("tier.preferred")
_TESTED_IN = regex("tier.tested_in")
_OF_A_LANGUAGE = regex("tier.of_a_language")
_NO_LANGUAGE = regex("tier.no_language")
_NO_EXPERIENCE = rare("tier.no_experience")
_EVERYDAY = begun("tier.everyday")
_LEADS = regex("tier.leads")
_OF_A_TONGUE = re.compile(r"language|lingu|speech|philolog")
"""Rules that call work linguistic because of the language alone, not because it is translated or transcribed."""
_OFFICE = frozenset(("business", "finance"))
_HARD = frozenset(("coding", "stem"))
# Characters: how far above the heading of a list of wishes may stand, how far behind "preferred".
_LISTED, _BEHIND = 600, 60


@cache
def _bands() -> dict[str, str]:
    return {row[0]: row[1] for row in table("tiers")}


def read(
    posting: Posting, parts: Parts, languages: Iterable[Claim], domains: Iterable[Claim]
) -> tuple[list[Claim], list[Doubt]]:
    """One tier claim, from the claims about languages and domains and the words of the posting."""
    spoken, fields = list(languages), list(domains)
    id, proof, rule = next(votes(posting, parts, spoken, fields))
    doubts = [Doubt("tier", proof)] if _is_close(posting, (id, proof, rule), spoken, fields) else []
    return [Claim("tier", Label(id), proof, f"tier: {rule}")], doubts


def _is_close(posting: Posting, vote: Vote, spoken: list[Claim], fields: list[Claim]) -> bool:
    """Whether it could as well be another tier: an expert of nothing named, an office job in a language, whoever
    teaches a science."""
    id, proof, _ = vote
    if id == "general":
        return bool(_EXPERT.search(sheet(posting.title).low))
    named = {claim.value.id for claim in fields if isinstance(claim.value, Label)}
    if "education" in named and {_band(claim) for claim in fields} & _HARD:
        return True
    office = named <= _OFFICE
    foreign = any(_is_foreign(claim) for claim in spoken)
    return id == "expert" and office and proof.source == "title" and foreign and _titled(posting)


def votes(posting: Posting, parts: Parts, spoken: list[Claim], fields: list[Claim]) -> Iterator[Vote]:
    """The tiers that the posting could belong to by its languages and domains, the one that is taken first."""
    foreign = next((claim for claim in spoken if _is_foreign(claim)), None)
    if _english_will_do(spoken) and all(claim.value == Label("general") for claim in fields):
        foreign = None
    page = sheet(posting.title)
    title = page.low
    if special := _SPECIALIST.search(title):
        titled = (one for one in fields if one.quote.source == "title" and _band(one) in ("coding", "stem"))
        hard = _STEM.search(title) or next(titled, None)
        if hard is None or _FIRST.search(special[0]):
            yield "expert", quote(posting.title, special.start(), special.end(), "title"), "a specialist of a field"
    if foreign and _TESTED_IN.search(title) and _titled(posting):
        yield "languages", foreign.quote, "tested in another language"
    leads = _LEADS.search(title)
    if foreign and not leads and (_serves(fields) or (_translated(fields) and not _CRAFT.search(page))):
        yield "languages", foreign.quote, "work on a language"
    if not _trains_anybody(posting, fields):
        yield from _of_fields(fields)
    craft = _CRAFT.search(page) or (leads if _is_soft(fields) else None)
    if craft and (proof := _asked(posting, parts, _EXPERIENCE) or _asked(posting, parts, _YEARS)):
        yield "expert", proof, "a craft with experience"
    if foreign:
        yield "languages", foreign.quote, "another language than English"
    elif unknown := _unknown_language(title):
        yield "languages", quote(posting.title, unknown.start(), unknown.end(), "title"), "a language we do not know"
    scholar = _SCHOLAR.search(title)
    if scholar and (proof := _asked(posting, parts, _DEGREE) or _asked(posting, parts, _EXPERIENCE)):
        yield "expert", proof, "a linguist with a degree or experience"
    scholars = any(degree in sheet(posting.text).low for degree in _HIGHER)
    if scholars and (proof := _asked(posting, parts, _ANY_FIELD)):
        yield "expert", proof, "a higher degree in any field"
    yield "general", quote(posting.title, 0, len(posting.title), "title"), "no field and no other language"


def _trains_anybody(posting: Posting, fields: list[Claim]) -> bool:
    """Whether an office job says that it asks for no experience: it is open to any careful adult then."""
    named = {claim.value.id for claim in fields if isinstance(claim.value, Label)}
    title, page = sheet(posting.title), sheet(posting.text)
    if _EVERYDAY.search(title):
        return not _DEGREE.search(page)
    if not named or not named <= _OFFICE or _DEGREE.search(page):
        return False
    return bool(_NO_EXPERIENCE.search(title.low) or _NO_EXPERIENCE.search(page.low))


def _translated(fields: list[Claim]) -> bool:
    """Whether the title names work on words, as translating or transcribing: the text's own field is not bought."""
    found = (one for one in fields if one.value == Label("linguistics") and one.quote.source == "title")
    return any(not _OF_A_TONGUE.search(one.rule) for one in found)


def _is_soft(fields: list[Claim]) -> bool:
    """Whether safety is named, which has no band of its own."""
    return any(one.value == Label("safety") for one in fields)


def _serves(fields: list[Claim]) -> bool:
    """Whether customers are served and nothing else is named: then the language that is asked for is bought."""
    return bool(fields) and all(claim.rule.startswith(SERVICE) for claim in fields)


def _unknown_language(title: str) -> re.Match[str] | None:
    """Where a title names a language that the vocabulary does not know: "Zorgle language specialist"."""
    if "language" not in title and "dialect" not in title:
        return None
    return next((one for one in _OF_A_LANGUAGE.finditer(title) if not _NO_LANGUAGE.match(one[0])), None)


def _of_fields(fields: list[Claim]) -> Iterator[Vote]:
    for claim in fields:
        if _band(claim) == "open":
            return
        if _band(claim) != "soft":
            yield _band(claim), claim.quote, "field of knowledge"


def _titled(posting: Posting) -> bool:
    """Whether the title names another language than English."""
    return any(_abroad(tag) for name in names(sheet(posting.title)) for tag in name.tags)


def _band(claim: Claim) -> str:
    return _bands()[claim.value.id] if isinstance(claim.value, Label) else "soft"


def _is_foreign(claim: Claim) -> bool:
    value = claim.value
    return isinstance(value, Language) and value.role == "work" and _abroad(value.tag)


def _abroad(tag: str) -> bool:
    return tag.split("-")[0] != "en"


def _english_will_do(spoken: list[Claim]) -> bool:
    """Whether English is one of the languages to choose from."""
    values = [claim.value for claim in spoken if isinstance(claim.value, Language)]
    return any(one.any_of is not None and one.tag.split("-")[0] == "en" for one in values)


def _asked(posting: Posting, parts: Parts, pattern: BegunPattern) -> Quote | None:
    """Where the text asks for it, outside lists of wishes."""
    page = sheet(posting.text)
    for match in pattern.finditer(page):
        line = page.line_at(match.start())
        asks = page.plain[line.start : line.end].rstrip()[-1:] == "?"
        if not (line.wish or asks or _is_wish(page, line, match)) and stating(parts, page, line):
            return quote(posting.text, match.start(), match.end(), "text")
    return None


def _is_wish(page: Sheet, line: Line, match: re.Match[str]) -> bool:
    """Whether the list that it stands in, or the words behind it, say that it need not be."""
    listed = _WISHED.search(page.low, max(0, match.start() - _LISTED), match.start())
    return bool(listed or _PREFERRED.search(page.low, match.end(), min(line.end, match.end() + _BEHIND)))

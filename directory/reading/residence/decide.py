"""Who may take the work, by where the person lives, is a citizen, or may work."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from directory.claims import Claim, Contradiction, Doubt, Quote, Statement
from directory.eligibility.areas import Area, area_of
from directory.eligibility.statements import rank, resolve
from directory.posting import Posting
from directory.reading.border import READ_LIMIT
from directory.reading.coverage import is_read
from directory.reading.page import KEPT, Line, Sheet, sheet
from directory.reading.quote import quote
from directory.reading.residence import barring, clauses, coded, field_lists, later, watched, whole
from directory.reading.residence import fields as residence_fields
from directory.reading.residence import text as residence_text
from directory.reading.residence.also import widened
from directory.reading.residence.text import ResidenceStatement
from directory.reading.sections import Parts

_NOT_LATIN = re.compile("[\u0370-\u1cff\u3040-\ud7ff]")
_SHORT, _LONG = 20, 80
"""Characters of a line that says something in its language (a name or two in another script is none), and of one in
Latin letters that shows its language for sure."""
_FEW = 2
"""Countries of a field that a region in the title overrules; a longer list says which of the region are meant."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What the text and the title of a role say, wherever the platform's fields say that it is."""

    said: tuple[ResidenceStatement, ...]
    doubts: tuple[Doubt, ...]
    titled: tuple[Claim, ...]
    watched: tuple[watched.Doubted, ...]


def read(posting: Posting, parts: Parts) -> tuple[list[Claim], list[Doubt]]:
    """All statements about residence, citizenship and the right to work, and the sentences that looked like one."""
    told = _told(parts)
    fields = [*residence_fields.location(posting), *field_lists.lists(posting)]
    titles = _titles(told.titled, fields)
    elsewhere = [*titles, *fields]
    doubts = [*told.doubts, *(Doubt("residence", claim.quote) for claim in _left_out(told.titled, titles, fields))]
    said, elsewhere = widened(later.told(told.said, elsewhere), elsewhere)
    claims = [*_kept(said, elsewhere), *elsewhere]
    taken = resolve(claims)
    doubts = [doubt for doubt in doubts if not watched.adds_nothing(doubt, taken)]
    for sentence, rule in told.watched:
        if not watched.borne_out(sentence, rule, taken) and not any(
            _within(one.quote, sentence.line) for one in doubts
        ):
            doubts.append(Doubt("residence", quote(posting.text, sentence.line.start, sentence.line.end, "text")))
    doubts += [Doubt("residence", words) for words in whole.doubts(posting, claims, taken)]
    claims += barring.opened(claims, doubts, taken)
    return [*claims, *_disputes(claims)], doubts


@lru_cache(maxsize=KEPT)
def _told(parts: Parts) -> _Told:
    """What all copies of a role say; they share their `parts`."""
    posting = parts.posting
    page = sheet(posting.text)
    english = residence_text.read(posting.text[:READ_LIMIT], parts)
    said, doubts = english.said, english.doubts
    foreign = list(clauses.read(page, parts, list(_foreign(page, parts))))
    for one in foreign:
        proof = quote(posting.text, one.start, one.end, "text")
        if one.dropped is None:
            said.append(ResidenceStatement(Claim(one.kind, one.statement, proof, one.rule), one.weight))
        if one.doubtful:
            doubts.append(Doubt("residence", proof))
    said += [ResidenceStatement(claim, "strong") for claim in coded.read(page, parts)]
    for claim in _unread(posting, page, parts):
        said.append(ResidenceStatement(claim, "strong"))
        doubts.append(Doubt("residence", claim.quote))
    titled = tuple(residence_fields.title(posting))
    return _Told(tuple(said), tuple(doubts), titled, tuple(watched.doubts(page, parts, english, foreign)))


def _within(words: Quote, line: Line) -> bool:
    return words.source == "text" and line.start < words.start + len(words.text) and words.start < line.end


def _foreign(page: Sheet, parts: Parts) -> Iterator[Line]:
    """The sentences that are not English, or whose language cannot be told."""
    if page.paragraphs.languages == ("en",):
        return
    for line in page.lines:
        if page.paragraphs.at(line.start) != "en" and parts.states(line.start):
            yield line


def _unread(posting: Posting, page: Sheet, parts: Parts) -> Iterator[Claim]:
    """For each language that is not read: that it is not, with the first words of its first paragraph."""
    said = page.paragraphs
    known: set[str | None] = {None}
    for start, language in zip(said.starts, said.languages, strict=True):
        line = page.line_at(start)
        if language in known or line.end - line.start < _SHORT or not parts.states(start):
            continue
        short = (
            language != said.whole
            and line.end - line.start < _LONG
            and _NOT_LATIN.search(page.plain, start, line.end) is None
        )
        if short and is_read(said.whole, "residence"):
            continue  # a few words, as likely of the text's own language as of that
        known.add(language)
        if language and not is_read(language, "residence"):
            proof = quote(posting.text, line.start, line.end, "text")
            yield Claim("residence", Statement("unread", (language,)), proof, "language not read")


def _titles(titled: Sequence[Claim], fields: Sequence[Claim]) -> list[Claim]:
    """The claims of the title; a bare place in it is only a name for the list that a field gives."""
    listed = [_countries(claim) for claim in fields if _opens(claim) and _countries(claim)]
    return [claim for claim in titled if claim.rule != "title-places" or not listed or _bears(claim, listed)]


def _left_out(titled: Sequence[Claim], titles: Sequence[Claim], fields: Sequence[Claim]) -> Iterator[Claim]:
    """The places of the title that no claim was made of and that do not hold what a field lists."""
    listed = [_countries(claim) for claim in fields if _opens(claim)]
    for claim in titled:
        mine = _countries(claim)
        if claim not in titles and mine is not None and not any(area and area <= mine for area in listed):
            yield claim


def _bears(claim: Claim, listed: Sequence[frozenset[str] | None]) -> bool:
    """Whether a title names what a field lists, or a region that holds all of it: "(LATAM)" over "Mexico"."""
    mine = _countries(claim)
    if mine in listed or mine is None:
        return mine in listed
    value = claim.value
    region = isinstance(value, Statement) and any(place.startswith("region:") for place in value.places)
    return region and all(area is not None and len(area) <= _FEW and area < mine for area in listed)


def _kept(said: Sequence[ResidenceStatement], elsewhere: Sequence[Claim]) -> list[Claim]:
    """The claims of the text, without weak ones that a field or a stronger sentence does not bear out, each once."""
    out = _taken_out(said)
    fields = [claim for claim in elsewhere if not _disowned(claim, out)]
    firm = [*(one.claim for one in said if one.weight != "weak"), *fields]
    areas = [_countries(claim) for claim in firm if _opens(claim)]
    once: dict[object, Claim] = {}
    for one in said:
        weak = one.weight == "weak" and _opens(one.claim) and areas and _countries(one.claim) not in areas
        if not weak or _narrows(one.claim, firm) or _widens(one.claim, areas):
            once.setdefault((one.claim.kind, one.claim.value), one.claim)
    return list(once.values())


def _taken_out(said: Sequence[ResidenceStatement]) -> Area:
    """What sentences of the text take out: parts of a country, or (None) all of it."""
    values = [one.claim.value for one in said]
    return area_of(
        [place for value in values if isinstance(value, Statement) and value.stance == "not" for place in value.places]
    )


def _disowned(claim: Claim, out: Area) -> bool:
    """Whether the text takes out all that a field names: "the tag above is wrong, not in the US"."""
    mine = _countries(claim)
    return bool(mine) and all(country in out and out[country] is None for country in mine or ())


def _widens(claim: Claim, areas: Sequence[frozenset[str] | None]) -> bool:
    """Whether a sentence lists several countries, all of a field's among them: the field only names some of them."""
    mine = _countries(claim)
    return mine is not None and len(mine) > 1 and all(area is not None and area < mine for area in areas)


def _narrows(claim: Claim, firm: Sequence[Claim]) -> bool:
    """Whether a claim names countries of the regions that everything else speaks of: "Africa", then "in Kenya"."""
    mine = _countries(claim)
    wide = [one for one in firm if _opens(one)]
    return mine is not None and all(
        isinstance(one.value, Statement)
        and any(place.startswith("region:") for place in one.value.places)
        and mine < (_countries(one) or frozenset())
        for one in wide
    )


def _opens(claim: Claim) -> bool:
    return isinstance(claim.value, Statement) and claim.value.stance in ("only", "any")


def _countries(claim: Claim) -> frozenset[str] | None:
    """The countries that a statement opens, None for all of them."""
    if not isinstance(claim.value, Statement) or claim.value.stance == "any":
        return None
    area: Area = area_of(claim.value.places)
    return frozenset(area)


def _disputes(claims: Sequence[Claim]) -> Iterator[Claim]:
    """A contradiction for each statement that names other countries than the one that is taken."""
    stated = [claim for claim in claims if _opens(claim) and claim.kind != "right_to_work"]
    if len({_countries(claim) for claim in stated}) < 2:
        return
    taken = resolve(claims)
    mine = None if taken.rule == "any" else frozenset(area_of(taken.places))
    for claim in sorted(stated, key=rank, reverse=True):
        if _countries(claim) != mine:
            value = Contradiction("residence", _words(taken.rule, taken.places), _words_of(claim))
            yield Claim("contradiction", value, claim.quote, "residence-disagrees")


def _words_of(claim: Claim) -> str:
    value = claim.value
    return _words(value.stance, value.places) if isinstance(value, Statement) else ""


def _words(stance: str, places: Sequence[str]) -> str:
    """A statement shortly: "anywhere", "only US, CA"."""
    return "anywhere" if stance == "any" else f"only {', '.join(places)}"

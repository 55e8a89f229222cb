"""What a title and the structured fields state about place."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import cast

from directory.claims import Claim, Quote, Stance, Statement
from directory.posting import Posting
from directory.reading.lattice import every_token
from directory.reading.page import sheet
from directory.reading.quote import quote
from directory.reading.residence import addresses, titles, townships, unread
from directory.reading.residence import places as residence_places
from directory.reading.residence.listed import local_hits
from directory.reading.residence.places import PlaceGroup
from directory.reading.residence.rules import ELSEWHERE_AFTER
from directory.terms import PlaceHit, expand, languages

_EVERYWHERE = r"(?:world[ -]?wide|global(?:ly)?|anywhere(?: in the world)?|any (?:country|location))"
_WORLD = re.compile(rf"(?<![\w-])(?:{_EVERYWHERE}|everywhere|international)(?![\w-])", re.IGNORECASE)
_ANY = re.compile(r"\W*(?:(?:remote|online)\W+)?(?:any(?:where)?|all countries|all locations)\W*", re.IGNORECASE)
_NOT = re.compile(
    r"\b(?:non|not|outside|except(?: for)?|excluding|excl|ex|but|no|minus|bar|save|without|other than|apart from)\b"
    r"[\s.\-–]*(?:in |of |the )*$",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"non|not|outside", re.IGNORECASE)
_TITLE_WORLD = re.compile(
    rf"[(\[]\s*(?:remote\s*[,\-–/]?\s*)?{_EVERYWHERE}(?:\s*[,\-–/]?\s*remote)?\s*[)\]]|[-–—|,]\s*{_EVERYWHERE}\s*$",
    re.IGNORECASE,
)
_BESIDE = (
    r"(?:remote|based|only|freelance|part[- ]time|contract|open to|in|from|within|region|residents?|candidates?|non)"
)
_TITLE_BEFORE = re.compile(
    rf"(?:^|[(\[|;:,]|\s[-–—])\s*(?:{_BESIDE}[\s,\-–—:/]*)*(?:the\s+)?$|\b(?:in|from|within|across)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_TITLE_AFTER = re.compile(
    rf"\s*[-–,/]?\s*(?:{_BESIDE}[\s,\-–/]*)*(?:$|[)\]|;]|\s[-–—]|\s\((?:remote|project|part|full|free|on|hybrid)"
    r"|,\s*(?:fluent|native|remote|english|spanish|portuguese|french|no experience|full|part|freelance)\b)",
    re.IGNORECASE,
)
_SPEAKERS_IN = re.compile(r"\bspeakers?\s+(?:(?:living|based|located|residing)\s+)?in\s+(?:the\s+)?$", re.IGNORECASE)
_LIVING_IN = re.compile(r"\b(?:in|within)\s+(?:the\s+)?$", re.IGNORECASE)
_REMOTE_IN = re.compile(r"[(\[]\s*(?:remote|hybrid|on-?site)\s*[,\-–/:|]?\s*(?:in\s+)?$", re.IGNORECASE)
_TITLE_SURE = re.compile(
    r"\s*[-–]?\s*(?:(?:based|residents?|candidates?|applicants?)\s*)?(?:only|based|residents|candidates)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\s*(?:$|[)\]|–—-])")
_LONG = 6
"""Letters of a bent name beside English ones in a field."""


def location(posting: Posting) -> tuple[Claim, ...]:
    """The platform's location field: the places it names, or the whole world."""
    words = posting.location
    told = _location(words)
    if told or words.isascii() or not words.strip():
        return told
    return tuple(_abroad(words, sheet(posting.text).paragraphs.whole))


@lru_cache(maxsize=16_384)
def _location(words: str) -> tuple[Claim, ...]:
    """The claims of a location field; a platform has few of them for all its postings."""
    return tuple(_said(words))


@lru_cache(maxsize=4096)
def unread_member(words: str) -> tuple[int, int] | None:
    """The first member of a location field that names something, and nothing that we know."""
    if world_in(words):
        return None
    read = [(group.start, group.end) for group in _located(words)]
    read += [(hit.start, hit.end) for hit in local_hits(sheet(words)) if not read or _may_be_bent(words, hit)]
    towns = [(home.start, home.end) for home in townships.find(words, read)]
    return unread.member(words, read + towns)


def _said(words: str) -> Iterator[Claim]:
    groups = _spelt_out(words, list(_located(words)))
    barred = [group for group in groups if _NOT.search(words[: group.start])]
    named = [group for group in groups if group not in barred]
    for group in filter(_barred, barred):
        yield claim_of("location-excluded", "not", _barred(group), words, group.start, group.end, "location")
    if named:
        homes = {hit.country for group in named for hit in group.hits}
        others = [hit for hit in _beside(words, groups) if not _holds_all(hit, homes)]
        read = [(group.start, group.end) for group in groups] + [(hit.start, hit.end) for hit in others]
        towns = tuple(townships.find(words, read))
        places = (*(place for group in named for place in group.countries), *(hit.country or hit.id for hit in others))
        yield _towns("location-places", words, [*named, *others, *towns], places, towns)
        return
    world = world_in(words)
    if world or barred:
        start, end = world.span() if world else (0, len(words))
        yield claim_of("location-world", "any", (), words, start, end, "location")
    else:
        yield from _abroad(words)


def _may_be_bent(words: str, hit: PlaceHit) -> bool:
    """Whether a name that English texts do not have is long enough to be none of their words: "Deutschlands"."""
    return not words.isascii() or (hit.end - hit.start >= _LONG and hit.text[0].isupper())


def _spelt_out(words: str, groups: list[PlaceGroup]) -> list[PlaceGroup]:
    """The groups without a region whose countries stand behind it in brackets, whatever it is called in full."""
    opened = words.find("(")
    if opened < 0:
        return groups
    listed = [group for group in groups if group.start > opened and not _NOT.search(words[: group.start])]
    inside = {hit.country for group in listed for hit in group.hits}
    return [
        group
        for group in groups
        if not (group.end <= opened and inside and all(_holds_all(hit, inside) for hit in group.hits))
    ]


def _holds_all(hit: PlaceHit, countries: set[str | None]) -> bool:
    return hit.kind == "region" and countries <= expand([hit.id])


def _beside(words: str, groups: Sequence[PlaceGroup]) -> list[PlaceHit]:
    """The places that a list in another script names beside those that English texts name so too."""
    hits = local_hits(sheet(words))
    if words.isascii():
        hits = [hit for hit in hits if hit.kind != "city" and _may_be_bent(words, hit)]
    return [hit for hit in hits if not any(group.start < hit.end and hit.start < group.end for group in groups)]


def _abroad(words: str, spoken: str | None = None) -> Iterator[Claim]:
    """A field in another language or script, or with a bent name: "Warszawa", "Москва", "weltweit".

    `spoken` is the text's language, for a word that two languages mean two countries by: "全国".
    """
    if not words.strip():
        return
    hits = local_hits(sheet(words), spoken)
    named = tuple(dict.fromkeys(hit.country or hit.id for hit in hits))
    towns = tuple(townships.find(words, [(hit.start, hit.end) for hit in hits]))
    if named:
        yield _towns("location-places", words, [*hits, *towns], named, towns)
        return
    said = (*every_token(sheet(words)), *unread.modes_of(words))
    world = next((token for token in said if token.kind == "any"), None)
    if world:
        yield claim_of("location-world", "any", (), words, world.start, world.end, "location")
        return
    if towns:
        yield _towns("location-towns", words, towns, (), towns)


def _towns(
    rule: str,
    words: str,
    said: Sequence[PlaceGroup | PlaceHit | townships.Home],
    places: tuple[str, ...],
    towns: tuple[townships.Home, ...],
) -> Claim:
    """A claim of the places and the towns of a field; where a member of its list is unread it closes nobody out."""
    whole = tuple(dict.fromkeys((*places, *(town.country for town in towns))))
    stance = "preferred" if unread.WISHED.search(words) else "welcome" if unread_member(words) else "only"
    start, end = min(one.start for one in said), max(one.end for one in said)
    return claim_of(rule, stance, whole, words, start, end, "location")


def _located(words: str) -> Iterator[PlaceGroup]:
    """The addresses whose country is sure, and the places between them."""
    at = 0
    for address in addresses.find(words):
        yield from residence_places.find(words, at, address.start)
        yield address
        at = address.end
    yield from residence_places.find(words, at)


def _barred(group: PlaceGroup) -> tuple[str, ...]:
    """The places that are not accepted: states as such; a city only stands for itself, and says nothing here."""
    return tuple(dict.fromkeys(hit.id for hit in group.hits if hit.kind != "city"))


def title(posting: Posting) -> Iterator[Claim]:
    """A title that sets places apart, in English or another language, or says that it is open everywhere."""
    claims = list(_english_title(posting))
    yield from claims
    yield from _abroad_title(posting.title, [claim.quote for claim in claims])


def _english_title(posting: Posting) -> Iterator[Claim]:
    """A title that sets places apart, "(US & Canada)" or "US-based", or says that it is open everywhere."""
    words = posting.title
    world = _TITLE_WORLD.search(words)
    if world:
        yield claim_of("title-world", "any", (), words, world.start(), world.end(), "title")
    found = (group for group in residence_places.find(words) if not titles.is_tongues(group.hits))
    groups = [group for group in found if not titles.varies(words[: group.start])]
    for group in groups:
        before, after = words[: group.start], words[group.end :]
        sure = _TITLE_SURE.match(after)
        if ELSEWHERE_AFTER.match(after) or not (sure or (_TITLE_BEFORE.search(before) and _TITLE_AFTER.match(after))):
            continue
        if (
            sure
            or _REMOTE_IN.search(before)
            or _SPEAKERS_IN.search(before)
            or (_LIVING_IN.search(before) and _ENDS.match(after))
            or all(hit.id.startswith("en") for hit in languages.find(words))
        ):
            barred = _NOT.search(before)
            if barred and _OTHERS.match(barred[0]):
                yield claim_of("title-others", "any", (), words, group.start, group.end, "title")
            rule = "title-only" if sure or barred else "title-places"
            end = group.end + (sure.end() if sure else 0)
            yield claim_of(
                rule,
                "not" if barred else "only",
                _barred(group) if barred else group.countries,
                words,
                group.start,
                end,
                "title",
            )


def _abroad_title(words: str, read: Sequence[Quote]) -> Iterator[Claim]:
    """What a title in another language sets apart and an English reader does not see."""
    for piece in titles.find(words):
        taken = any(one.start < piece.end and piece.start < one.start + len(one.text) for one in read)
        if not taken and (piece.sure or not languages.find(words)):
            stance, rule = ("only", "title-places") if piece.places else ("any", "title-world")
            yield claim_of(rule, stance, piece.places, words, piece.start, piece.end, "title")


def world_in(words: str) -> re.Match[str] | None:
    """Where a field says that it is open everywhere."""
    return _WORLD.search(words) or _ANY.fullmatch(words)


def claim_of(rule: str, stance: str, places: tuple[str, ...], words: str, start: int, end: int, source: str) -> Claim:
    """A claim with the words of a field from `start` to `end` as its proof; "any" names no places."""
    statement = Statement(cast("Stance", stance), () if stance == "any" else places)
    return Claim("residence", statement, quote(words, start, end, source), rule)

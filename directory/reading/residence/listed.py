"""Places of one sentence, in any language, as lists: "in Österreich, der Schweiz oder Liechtenstein" is one."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from directory.eligibility.areas import is_part
from directory.reading.lattice import Token, every_token
from directory.reading.names import BEFORE_SHORT
from directory.reading.page import Line, Sheet
from directory.reading.residence import places as residence_places
from directory.reading.residence.joined_names import apiece
from directory.reading.residence.nationals import by_adjective
from directory.reading.residence.parted import (
    PEOPLE,
    comes_later,
    denied_alone,
    taken_out_alone,
    told_apart,
    turned_away,
)
from directory.reading.residence.places import barred, narrow
from directory.reading.residence.spoken import without_varieties
from directory.reading.residence.towns import codes, syllables, towns
from directory.reading.tables import entries
from directory.terms import PlaceHit, fold
from directory.terms.towns import is_town_of

_NAMES = frozenset(("place", "city"))
_JOINERS = frozenset(("and", "bind", "also", "joint"))
_MEMBER = re.compile(
    r"[\s,/|]*(?P<word>[^\W\d_][\w’'-]*(?:[ -][^\W\d_a-zà-ÿ][\w’'-]*){0,2})(?P<end>\s*(?:[.,;:!?)\n。、，]|$))?"
)
_FEWEST = 3  # letters: a shorter word is no country in small letters, and no member of a list that no table knows
_LONGEST_GAP = 60  # characters between two members of a list
_LEAD = 9
"""Characters between "any country" and the region whose countries are meant: " innerhalb"."""
_EVERYDAY = frozenset(("malta", "gana", "china", "chile", "cuba", "granada", "lima", "mali", "oman", "suomi", "Kabul"))
"""Names of places that are words of Spanish, Portuguese, Italian or Finnish in small letters, or of Turkish."""
_TONGUES = tuple("語语話话文어말")
"""What makes a language of a country's name, in Chinese, Japanese and Korean."""
_JAPANESE = re.compile("[\u3040-\u30ff]|在宅|勤務|都道府県|応募")
_CHINESE = re.compile("[远线岗办网职聘标实们这时]|遠程|線上")
"""Kana and words of Japanese, and signs that only Chinese writes so."""
_LISTS = ",、，/|;&+•·"


@dataclass(frozen=True, slots=True)
class Listed:
    """Places that stand together, `start` and `end` in the text; `unread` if a member of the list is unknown."""

    start: int
    end: int
    hits: tuple[PlaceHit, ...]
    unread: bool = False

    @property
    def places(self) -> tuple[str, ...]:
        """The places as a sentence means them: a city as its country, a state as itself."""
        return narrow(self.hits)

    @property
    def barred(self) -> tuple[str, ...]:
        """The places as an exclusion means them: a city stands only for itself and bars nobody else."""
        return barred(self.hits)


def lists(page: Sheet, line: Line, tokens: Sequence[Token], language: str | None) -> list[Listed]:
    """The lists of places in a sentence; `tokens` are its words, `language` its paragraph's."""
    hits = _hits(page, line, tokens, language)
    joints = [token for token in tokens if token.kind in (*_JOINERS, *PEOPLE) or _leads(page, token, hits)]
    found: list[list[PlaceHit]] = []
    unread: list[bool] = []
    for hit in hits:
        gap = _gap(page, joints, found[-1][-1].end, hit.start) if found else None
        gap = None if found and told_apart(page, tokens, found[-1], hit) else gap
        gap = None if found and taken_out_alone(tokens, found[-1][-1], hit) else gap
        gap = None if found and comes_later(page, tokens, found[-1], hit) else gap
        gap = None if found and denied_alone(page, line, tokens, found[-1], hit) else gap
        gap = None if found and turned_away(page, line, tokens, found[-1][-1].end, hit.start) else gap
        if gap is None:
            found.append([hit])
            unread.append(False)
        else:
            found[-1].append(hit)
            unread[-1] = unread[-1] or gap
    return [
        Listed(some[0].start, some[-1].end, tuple(some), partly or _goes_on(page, line, tokens, some[-1].end))
        for some, partly in zip(found, unread, strict=True)
    ]


def _leads(page: Sheet, token: Token, hits: Sequence[PlaceHit]) -> bool:
    """Whether "any country" or "elsewhere" stands before a place as a member of its list: "або будь-якій країні ЄС"."""
    return token.kind in ("any", "others") and any(
        token.start < hit.start
        and hit.start - token.end <= _LEAD
        and not set(page.plain[token.end : hit.start]) & set(",;.:()")
        for hit in hits
    )


def _hits(page: Sheet, line: Line, tokens: Sequence[Token], language: str | None) -> list[PlaceHit]:
    """Names of the gazetteer and of the language's own, the longer of two, in order."""
    groups = residence_places.find(page.plain, line.start, line.end)
    known = [_shifted(hit, line.start) for group in groups for hit in group.hits if hit.text not in _EVERYDAY]
    named = [token for token in tokens if token.kind in _NAMES and not _small(page, token)]
    known += [_of(page, token) for token in apiece(page, named)]
    known += by_adjective(page, tokens)
    if language not in (None, "en"):
        known += [*towns(page, line, tokens, known, language), *codes(page, line, tokens, language)]
    known += syllables(page, known) if language == "vi" else ()
    known = without_varieties(page, line, tokens, known)
    last = 0
    kept: list[PlaceHit] = []
    for hit in sorted(known, key=lambda hit: (hit.start, -hit.end, hit.kind != "country")):
        if hit.start >= last:
            last = hit.end
            kept.append(_of_its_neighbour(page, kept[-1], hit) if kept else hit)
    return kept


def _of_its_neighbour(page: Sheet, before: PlaceHit, hit: PlaceHit) -> PlaceHit:
    """A town with the country of the one before it, where both are of one: "Rosario, Santa Fe" is in Argentina."""
    beside = page.plain[before.end : hit.start] == ", " and before.kind == hit.kind == "city"
    home = before.country
    if not beside or home is None or hit.country == home or not is_town_of(hit.text, home):
        return hit
    return PlaceHit(hit.start, hit.end, hit.text, hit.kind, home, home, hit.ambiguous)


def local_hits(page: Sheet, spoken: str | None = None) -> list[PlaceHit]:
    """The places of a short field in whatever language it is, else in `spoken`; the longest names first to count."""
    said = [token for token in every_token(page) if token.kind in _NAMES and not _small(page, token)]
    meant: dict[tuple[int, int], set[str]] = {}
    for token in said:
        if token.kind == "place":
            meant.setdefault(token[:2], set()).add(token.value[:2])
    spoken = _spoken(page.plain) or spoken
    found = [_of(page, token) for token in said if not _shared(token, meant) or token.language == spoken]
    last, kept = 0, []
    for hit in sorted(found, key=lambda hit: (hit.start, -hit.end, hit.kind != "country")):
        if hit.start >= last:
            last = hit.end
            kept.append(hit)
    return kept


def _spoken(words: str) -> str | None:
    """Which of Chinese and Japanese a field is written in, where its signs show it: "全国远程", "在宅(全国)"."""
    return "ja" if _JAPANESE.search(words) else "zh" if _CHINESE.search(words) else None


def _shared(token: Token, meant: Mapping[tuple[int, int], set[str]]) -> bool:
    """Whether two languages mean two countries by one word, as Chinese and Japanese by "全国".

    `meant` are the countries of each word by where it stands.
    """
    return bool(meant.get(token[:2], set()) - {token.value[:2]})


def _shifted(hit: PlaceHit, by: int) -> PlaceHit:
    return PlaceHit(hit.start + by, hit.end + by, hit.text, hit.kind, hit.id, hit.country, hit.ambiguous)


def _of(page: Sheet, token: Token) -> PlaceHit:
    lead, _, name = page.low[token.start : token.end].partition(" ")
    if name and token.language == "vi" and fold(lead) in BEFORE_SHORT:  # "trừ Nga": only a small word makes it a place
        token = token._replace(start=token.start + len(lead) + 1)
    words = page.plain[token.start : token.end]
    if token.kind == "city":
        return PlaceHit(token.start, token.end, words, "city", token.value, token.value)
    if is_part(token.value):
        return PlaceHit(token.start, token.end, words, "subdivision", token.value, token.value[:2])
    kind, country = ("region", None) if token.value.startswith("region:") else ("country", token.value)
    return PlaceHit(token.start, token.end, words, kind, token.value, country)


def _small(page: Sheet, token: Token) -> bool:
    """Whether a country's name is another word: small ("oman" is "own" in Finnish) or of a language ("일본어")."""
    words = page.plain[token.start : token.end]
    if page.plain[token.end : token.end + 1] in _TONGUES:
        return True
    cased = words.lower() != words.upper() and words not in _written_small()
    return cased and (words == words.lower() or (len(words) < _FEWEST and not words.isupper()))


@cache
def _written_small() -> frozenset[str]:
    """Names that are written without a capital: "deutschlandweit", "śląskiego", "hela landet"."""
    names = (name for entry in entries("places") for name in entry["names"].split("|"))
    return frozenset(name for name in names if name == name.lower() != name.upper())


def _gap(page: Sheet, joints: Sequence[Token], start: int, end: int) -> bool | None:
    """None if two places stand apart; else whether something between them, set apart like a member, is unknown."""
    if end - start > _LONGEST_GAP:
        return None
    rest, joined, at = "", False, start
    for token in joints:
        if start <= token.start and token.start < end and token.start >= at:
            rest += page.plain[at : token.start] + " "
            at, joined = min(token.end, end), joined or token.kind == "and"
    rest += page.plain[at:end]
    words = re.findall(r"\w+", rest)
    if not words:
        return False
    apart = page.plain[start:end].strip()
    listed = apart[:1] in _LISTS and (apart[-1:] in _LISTS or joined)
    named = words[0][0].isupper() or words[0].upper() == words[0].lower()
    return True if listed and len(words) <= _FEWEST and named else None


def _goes_on(page: Sheet, line: Line, tokens: Sequence[Token], end: int) -> bool:
    """Whether a list goes on behind its last known place with a name that we do not know."""
    at, joined = end, False
    joints = {token.start for token in tokens if token.kind in _JOINERS}
    for token in tokens:
        if token.start < at or (token.start in joints and token.kind not in _JOINERS):
            continue
        if token.kind not in _JOINERS or page.plain[at : token.start].strip(" \t,/|、，"):
            break
        at, joined = token.end, joined or token.kind == "and"
    joined = joined or page.plain[end:at].strip()[:1] in ("/",) or page.plain[end : end + 1] == "/"
    member = _MEMBER.match(page.plain, at, line.end) if joined else None
    if member is None:
        return joined and _foreign(page, tokens, at, line.end)
    known = any(
        member.start("word") <= token.start < member.end("word")
        and (token.start == member.start("word") or token.kind in _NAMES)
        for token in tokens
    )
    closed = member["end"] is not None or any(0 < token.start - member.end("word") <= 2 for token in tokens)
    word = member["word"]
    if page.plain[end : end + 1] == "/" and word.isupper() and len(word) == _FEWEST - 1:
        return False  # the letters of a state: "Joinville/SC"
    return closed and not known and (word.isupper() if len(word) <= _FEWEST else word[0].isupper()) and len(word) > 1


def _foreign(page: Sheet, tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether an unknown word of a script without capitals stands between "or" and the next known word."""
    later = next((token.start for token in tokens if token.start >= start), end)
    word = page.plain[start:later].strip()
    labelled = any(token.start == later and token.kind == "label" for token in tokens)
    return (
        (1 if labelled or "\uac00" <= word[:1] <= "\ud7a3" else _FEWEST) < len(word) < _LONGEST_GAP / 3
        and not word[0].isascii()
        and word.upper() == word.lower()
    )

"""Groups of places in running text: "the US, Canada or the UK" is one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from directory.eligibility.areas import is_part
from directory.reading.residence.city_parts import own_part
from directory.terms import PlaceHit, expand, languages, places
from directory.terms.files import rows

_GLUE = re.compile(
    r"[\s,;/&+|•·()\[\]\-–—*_]*(?:(?:and|or|und|oder|y|o|e|et|ou|of|i|ja|tai|lub|ve|veya"
    r"|en|em|(?<![(,–—-])(?<![(,–—-]\s)no|na|au|aux|dan|atau|as well as|plus|the|der|den"
    r"|in|both|either|from|also|states? of|(?:member )?(?:countr(?:y|ies)|states?)"
    r"|any (?:other )?(?:member (?:state|country)|country|part) (?:of|in)"
    r"|anywhere (?:else )?(?:in|within)|或|和|、)\b[\s,;/&+|(*_]*)*",
    re.IGNORECASE,
)
_KEPT = 32
"""Pieces of text that are kept: those of the posting that is read, not of those before it."""
_LONGEST_GLUE = 35  # characters between two places of one group: ", as well as anywhere else in the "
_BULLETS = " \t\u00a0-–—•*·●>"
_REST_OF_ITEM = re.compile(r"\s*[:(|\-–—][^\n]{0,60}\n[\s\-–—•*·●>]*")
_PART_OF_REGION = re.compile(
    r"\b(?:north|south|east|west|central|northern|southern|eastern|western|mid|middle)[\s-]+$", re.IGNORECASE
)
# What stands between a region and the list of those of its countries that are meant.
_LIST_OF_IT = re.compile(
    r"\s*(?:only|countries)?\s*[:(–—-][\s*_]*(?:(?:i\.?e\.?|namely|specifically|only)[,:]?\s*)?(?:the\s+)?"
)
# What makes a bracket add to the region before it, beside its places: "(incl. the UK)", "(UK is fine too)".
_ADDING = re.compile(
    r"(?<!\w)(?:incl(?:u\w*)?|inkl\w*|einschl\w*|inbegrepen|compris\w*|compres\w*|plus|also|too|as well|or|auch"
    r"|ebenfalls|también|também|aussi|également|anche|ook|även|också|også|myös|też|także|również|také|și|тоже|также"
    r"|включ\w*|також|dahil|juga|cũng|geht|okay|ok|fine|welcome|allowed|accepted|possible|good|convient|mag|może|можно"
    r"|подходит)(?!\w)|也|も|可|도|包括|含|أيضا|भी",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"[^()\n]{0,120}")
# What stands between a region and what it is said to include: "the EU (incl. the UK)", "the EU, plus Norway".
_INCLUDED = re.compile(
    r"\s*[,(]?\s*(?:incl(?:uding|usive of|\.)?|inkl(?:usive|\.)?|einschließlich|inclu(?:id[oa]s?|yendo|indo|ant)"
    r"|incluídos?|y compris|auch|también|também|aussi|anche|ook|även|også|также|включая)\s+"
    r"(?:(?:the|der|die|la|le|el|o|den)\s+)?",
    re.IGNORECASE,
)
# What is left of a bracket that turns its place away: "New Zealand (Cook Islands not included)".
_SHUT = re.compile(r"[^()\n]{0,40}\b(?:not|excluded|excepted|aren['’]t|isn['’]t)\b[^()\n]*\)", re.IGNORECASE)
# What tells something of the places behind a semicolon: "Peru and Chile; Bolivia and Cuba are not open yet".
_TOLD = re.compile(
    r"(?:,? (?:and |or )?[A-Z][\w-]+){0,4} (?:is|are|isn|aren|will|follows?|comes?|opens?|has|have|can)\b"
)
_VARIETY = re.compile(r" ?\((?![^()\n]*\b(?:based|liv\w+|located|resid\w+|remote))[^()\n]{2,60}\)", re.IGNORECASE)
_TONGUE = re.compile(r"[(\-–/,\[]\s?$")


class PlaceGroup(NamedTuple):
    """Places that stand together, `start` and `end` in the text they were found in."""

    start: int
    end: int
    hits: tuple[PlaceHit, ...]

    @property
    def places(self) -> tuple[str, ...]:
        """The place ids, with a state in place of its country and a city as its country."""
        return narrow(self.hits)

    @property
    def countries(self) -> tuple[str, ...]:
        """The places, each once: a state or city as its country (ISO 3166-1), a region by its id."""
        return tuple(dict.fromkeys(hit.country or hit.id for hit in self.hits))


# Whoever names all four names the country.
_KINGDOM = frozenset(("GB-ENG", "GB-SCT", "GB-WLS", "GB-NIR"))


def narrow(hits: Sequence[PlaceHit]) -> tuple[str, ...]:
    """Ids as a sentence means them: "Texas, United States" is Texas, "Sydney, Australia" is Australia.

    The states of a list of towns ("Boston, MA or Austin, TX") only say which towns are meant.
    """
    towns = sum(hit.kind == "city" for hit in hits)
    named = [hit for hit in hits if is_part(hit.id)]
    towns += sum(one.id == other.id for one, other in pairwise(named))
    parts = {hit.id for hit in named if towns < 2 and not (towns and len(hit.text) == 2)}
    if parts >= _KINGDOM:
        parts = set()
    beside = _beside_parts(hits) if parts and towns else {}
    parts = {part for part in (*parts, *beside.values()) if part[:2] not in beside.values()}
    held = {part[:2] for part in parts if is_part(part)}
    ids = (beside.get(hit.start) or (hit.id if hit.id in parts else hit.country or hit.id) for hit in hits)
    return tuple(dict.fromkeys(id if id[:2] in held or not is_part(id) else id[:2] for id in ids if id not in held))


_IN_IT = 2
"""Characters between a town and the part of a country that it lies in: "Boston, MA", not "Pune or Kerala"."""


def _beside_parts(hits: Sequence[PlaceHit]) -> dict[int, str]:
    """The towns that are members of a list of parts of countries, by where they begin: as their part, or country."""
    found: dict[int, str] = {}
    for one, other in pairwise(hits):
        for town, part in ((one, other), (other, one)):
            apart = other.start - one.end > _IN_IT or _part_of(town) not in ("", part.id)
            if apart and town.kind == "city" and is_part(part.id) and town.country == part.country:
                found[town.start] = _part_of(town) or town.country or town.id
    return found


@cache
def _parts_of_cities() -> dict[tuple[str, str], str]:
    """The part (ISO 3166-2) of a city by its country and each of its names, in small letters."""
    return {
        (row.id[:2], name.casefold()): row.facts["subdivision"]
        for row in rows("cities")
        for name in (row.name, *row.aliases)
    }


def _part_of(city: PlaceHit) -> str:
    """The part of a country (ISO 3166-2) that a city lies in, empty where the vocabulary does not say."""
    return _parts_of_cities().get((city.id[:2], city.text.casefold()), "") or own_part(city) or ""


def find(text: str, start: int = 0, end: int | None = None) -> list[PlaceGroup]:
    """The groups of places in `text[start:end]`; a country that only names a variety of a language is none."""
    return [PlaceGroup(group.start + start, group.end + start, group.hits) for group in _found(text[start:end])]


@lru_cache(maxsize=_KEPT)
def _found(piece: str) -> tuple[PlaceGroup, ...]:
    """The groups of a piece of text: two looks at one posting often ask for the same line."""
    hits = [hit for hit in _without_tongues(piece, places.find(piece)) if not _is_half(piece, hit)]
    return tuple(_group(piece, some) for some in _grouped(piece, hits))


def _is_half(piece: str, hit: PlaceHit) -> bool:
    """Whether a region's name is only the end of a smaller one's that we do not know: "East Africa"."""
    return hit.kind == "region" and bool(_PART_OF_REGION.search(piece, max(hit.start - 12, 0), hit.start))


def _group(piece: str, group: Sequence[PlaceHit]) -> PlaceGroup:
    hits = tuple(
        hit for hit, after in zip(group, (*group[1:], None), strict=True) if not _is_spelt_out(piece, hit, after)
    )
    return PlaceGroup(group[0].start, group[-1].end, hits)


def _is_spelt_out(piece: str, hit: PlaceHit, after: PlaceHit | None) -> bool:
    """Whether a region's members follow it: "North America (US & Canada)", "EMEA - Germany", "Asia only: Japan"."""
    if after is None or hit.kind != "region" or after.kind != "country":
        return False
    opened = piece.find("(", hit.end, after.start)
    if opened >= 0 and _adds(piece, opened + 1):
        return False
    return opened >= 0 or _lists_members(piece, hit, after)


def _adds(piece: str, start: int) -> bool:
    """Whether a bracket that begins here adds places to the region before it."""
    inside = _INSIDE.match(piece, start)
    return inside is not None and bool(_ADDING.search(inside[0]))


def _lists_members(piece: str, hit: PlaceHit, after: PlaceHit) -> bool:
    """Whether a region is followed by a list of some of its countries, set apart by a colon, dash or bracket."""
    listed = hit.kind == "region" and _LIST_OF_IT.fullmatch(piece, hit.end, after.start)
    return bool(listed) and after.country in expand([hit.id])


def _grouped(piece: str, hits: Iterable[PlaceHit]) -> Iterator[list[PlaceHit]]:
    group: list[PlaceHit] = []
    for hit in hits:
        shut = group and _is_shut_off(piece, group[-1].end, hit)
        apart = shut or (
            group and not (_joined(piece[group[-1].end : hit.start]) or _is_next_item(piece, group[-1], hit))
        )
        if apart and not _lists_members(piece, group[-1], hit) and not _includes(piece, group[-1], hit):
            yield group
            group = []
        group.append(hit)
    if group:
        yield group


def _is_shut_off(piece: str, end: int, hit: PlaceHit) -> bool:
    """Whether a bracket turns a place away, or a semicolon begins a sentence about it alone."""
    between = piece[end : hit.start]
    return bool(("(" in between and _SHUT.match(piece, hit.end)) or (";" in between and _TOLD.match(piece, hit.end)))


def _includes(piece: str, hit: PlaceHit, after: PlaceHit) -> bool:
    """Whether a region is said to include the country behind it, whether or not it does."""
    return hit.kind == "region" and after.kind == "country" and bool(_INCLUDED.fullmatch(piece, hit.end, after.start))


def _is_next_item(piece: str, last: PlaceHit, hit: PlaceHit) -> bool:
    """Whether two lines in a row begin with a place: "Finland: 30/h" and below it "Sweden: 29/h"."""
    if not _REST_OF_ITEM.fullmatch(piece, last.end, hit.start):
        return False
    return not piece[piece.rfind("\n", 0, last.start) + 1 : last.start].strip(_BULLETS)


def _joined(between: str) -> bool:
    return len(between) <= _LONGEST_GLUE and between.count("\n") <= 2 and bool(_GLUE.fullmatch(between))


def _bracket_end(piece: str, end: int) -> int:
    """Where a language ends with the bracket that says which variety is meant: "Spanish (Spain only)"."""
    bracket = _VARIETY.match(piece, end)
    return bracket.end() if bracket else end


def _without_tongues(piece: str, hits: list[PlaceHit]) -> list[PlaceHit]:
    if not any(_TONGUE.search(piece, max(hit.start - 2, 0), hit.start) for hit in hits):
        return hits
    tongues = [(hit.start, _bracket_end(piece, hit.end)) for hit in languages.find(piece)]
    return [hit for hit in hits if not any(start <= hit.start and hit.end <= end for start, end in tongues)]


def barred(hits: Sequence[PlaceHit]) -> tuple[str, ...]:
    """Countries, regions, states, and cities that are states by themselves; no others, nor the states they are in."""
    kept = []
    for at, hit in enumerate(hits):
        of_a_city = at > 0 and hits[at - 1].kind == "city" and is_part(hit.id) and hit.start - hits[at - 1].end < 3
        own = own_part(hit) if hit.kind == "city" else None
        if own or (hit.kind != "city" and not of_a_city):
            kept.append(own or hit.id)
    return tuple(dict.fromkeys(kept))

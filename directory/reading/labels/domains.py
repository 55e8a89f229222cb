"""The fields of knowledge that the work belongs to: one to three, in the order in which they are named."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from directory.claims import Claim, Doubt, Label, Language
from directory.posting import Posting
from directory.reading.languages.names import names
from directory.reading.literals import RarePattern
from directory.reading.page import Line, Sheet, sheet, stating
from directory.reading.quote import quote
from directory.reading.sections import Parts
from directory.reading.tables import Lexicon, TableHit, TableRow, rare, regex, table

LIMIT = 3  # fields of a posting, as the reading spec says
_CODING = frozenset(("software", "data-science"))
LANGUAGE_FIELD = "linguistics"
_ANYBODY_AT_ALL = "generalist*"
_BROAD = regex("domains.broad")
_ANY_FIELD = regex("domains.any_field")
_NAMES_FIELDS = regex("domains.names_fields")
_LANGUAGE_JUDGED = re.compile(r"\breview(?:ing)? (?:the )?language\b.{0,80}\bgrammar\b")
_UNSAFE = RarePattern(
    re.compile(
        r"\b(?:review|filter|moderat|screen)\w*\b.{0,40}"
        r"\b(?:sensitive|adult|harmful|explicit|offensive|unsafe)\b.{0,30}"
        r"\b(?:content|material|posts|images|videos)\b"
    )
)
_ANYBODY = regex("domains.anybody")
_STUDIED = regex("domains.studied")
_TESTED_IN = regex("tier.tested_in")
_LABELLED = regex("domains.labelled")
_OF_A_FIELD = regex("domains.of_a_field")
_THINGS = frozenset(("business", "visual-arts", "engineering", "trades"))
_MODERATED = re.compile(r"\bmoderat\w+")
"""Whoever moderates social media judges content, not search or ads."""
_STEM = re.compile(r"\bstem\b")
_SEEKS = re.compile(r"\b(?:seeking|looking for|hiring|need)\b.{0,40}\bwriters\b")
_SEARCH = rare("domains.search")
_OF_A_MODEL = regex("domains.of_a_model")
_HELPS = regex("domains.helps")
_BEHIND = 90  # characters before a cue that may speak of a model instead: "a model that reasons about"
_OF_A_SETTING = re.compile(r"language|-")
_SOON = len(" language")
# Of a list below "degrees in:": characters of an item that is a field and no sentence, and how many items are read.
_SHORT, _ITEMS = 60, 12
_WITH = re.compile(r"(?:^\W*|\bwith |\(|- |– |\) )$")


@dataclass(frozen=True, slots=True)
class Named:
    """A field with the words that name it: offsets into a source of the posting."""

    id: str
    source: str
    start: int
    end: int
    rule: str


@cache
def _lexicon() -> Lexicon:
    return Lexicon(TableRow(strength or "strong", domain, phrase) for phrase, domain, strength in table("domains"))


def read(posting: Posting, parts: Parts, languages: Iterable[Claim] = ()) -> tuple[list[Claim], list[Doubt]]:
    """The domain claims, at most three, and the title as a doubt where no field is named in it or in the text.

    `languages` are the posting's language claims.
    """
    spoken = [claim for claim in languages if _is_foreign(claim)]
    named = _chosen(posting, parts, spoken)
    named = ([one for one in named if one.id != "general"] or named)[:LIMIT]
    claims = [_claim(posting, one) for one in named or [_general(posting)]]
    known = bool(named) or bool(_ANYBODY.search(sheet(posting.title).low))
    return claims, [] if known else [Doubt("domain", claims[0].quote)]


def fields(title: str) -> list[str]:
    """The fields that the phrases of a title name, in order; nothing else of a posting is looked at."""
    page = sheet(title)
    return [one.id for one in _distinct(_in(page, 0, len(page.low), "title"))]


def _chosen(posting: Posting, parts: Parts, spoken: list[Claim]) -> list[Named]:
    title = sheet(posting.title)
    titled = bool(spoken) and any(tag.split("-")[0] != "en" for name in names(title) for tag in name.tags)
    if _STUDIED.search(title.low):
        return []
    named = _distinct(_in(title, 0, len(title.low), "title"))
    if _MODERATED.search(title.low):
        named = [one for one in named if one.id != "search-and-ads"]
    if _LABELLED.search(title.low) and not _OF_A_FIELD.search(title.low):
        named = [one for one in named if one.id not in _THINGS]
    broad = bool(_BROAD.search(title.low))
    if not named and not broad:
        named = _sought(posting, parts) or ([] if titled else _distinct(_listed(posting, parts)))
    elif not named or (broad and {one.id for one in named} <= {LANGUAGE_FIELD}):
        named = _distinct([*named, *_listed(posting, parts)])
    named = [*named, *_of_language(posting, named, spoken, titled)]
    return named or _of_any_science(title) or _of_unsafe_content(posting, parts)


def _of_any_science(title: Sheet) -> list[Named]:
    """What a title that says only "STEM" comes to."""
    match = _STEM.search(title.low)
    if not match:
        return []
    return [Named(id, "title", match.start(), match.end(), "domain: stem") for id in ("mathematics", "engineering")]


def _of_unsafe_content(posting: Posting, parts: Parts) -> list[Named]:
    """Safety, where the work is to review sensitive or harmful content."""
    match = _UNSAFE.search(sheet(posting.text).low)
    if not match or not parts.states(match.start()):
        return []
    return [Named("safety", "text", match.start(), match.end(), "domain: unsafe content")]


def _of_language(posting: Posting, named: list[Named], spoken: list[Claim], titled: bool) -> Iterator[Named]:
    """Linguistics for work in another language: beside writing and voice, and where no field of its own is named."""
    ids = {one.id for one in named if not one.rule.endswith(_ANYBODY_AT_ALL)}
    if not spoken or LANGUAGE_FIELD in ids:
        return
    low = sheet(posting.text).low
    judged = _LANGUAGE_JUDGED.search(low) if "grammar" in low else None
    proof = spoken[0].quote
    tested = titled and ids == {"software"} and bool(_TESTED_IN.search(sheet(posting.title).low))
    if "writing" in ids or ids in ({"music-audio"}, {"video-games"}) or (titled and not ids) or tested:
        yield Named(
            LANGUAGE_FIELD, proof.source, proof.start, proof.start + len(proof.text), "domain: another language"
        )
    elif judged and titled and ids == {"search-and-ads"}:
        yield Named(LANGUAGE_FIELD, "text", judged.start(), judged.end(), "domain: language is judged")
    elif ids == {"search-and-ads"} and (name := _bought(sheet(posting.title))):
        yield Named(LANGUAGE_FIELD, "title", *name, "domain: a language is sought")


def _bought(title: Sheet) -> tuple[int, int] | None:
    """Where a title seeks the language itself ("Danish Ads Rater", "Rater (Dutch)"), not a market or a setting.

    "Search Analyst Italy (German language)" names the setting of a project whose field is search alone.
    """
    for name in names(title):
        foreign = any(tag.split("-")[0] != "en" for tag in name.tags)
        setting = _OF_A_SETTING.search(title.low, name.start, name.end + _SOON)
        if foreign and not setting and _WITH.search(title.low[: name.start]):
            return name.start, name.end
    return None


def _sought(posting: Posting, parts: Parts) -> list[Named]:
    """For a title that names a language only: writing or search, where the text says whom it seeks."""
    page = sheet(posting.text)
    for line in page.lines if "writers" in page.low else ():
        match = _SEEKS.search(page.low, line.start, line.end)
        if match and stating(parts, page, line):
            return [Named("writing", "text", match.start(), match.end(), "domain: seeks writers")]
    search = _SEARCH.search(page.low)
    if search and parts.states(search.start()):
        return [Named("search-and-ads", "text", search.start(), search.end(), "domain: search")]
    return []


def _is_foreign(claim: Claim) -> bool:
    value = claim.value
    return isinstance(value, Language) and value.role == "work" and value.tag.split("-")[0] != "en"


def _in(page: Sheet, start: int, end: int, source: str, *, strong_only: bool = False) -> list[Named]:
    """The fields named between two offsets: the strong ones, or the weak ones where there is no other."""
    found = [hit for hit in _apart(_lexicon().find(page.low[start:end])) if hit.row.kind != "hides"]
    coding = any(hit.row.id in _CODING for hit in found)
    found = [hit for hit in found if hit.row.kind != "apart" or not coding]
    strong = [
        hit for hit in found if hit.row.kind in ("strong", "apart") or (hit.row.kind == "title" and not strong_only)
    ]
    kept = strong or ([] if strong_only else found)
    return [Named(hit.row.id, source, start + hit.start, start + hit.end, f"domain: {hit.row.phrase}") for hit in kept]


def _apart(found: list[TableHit]) -> Iterator[TableHit]:
    """The phrases that stand in no longer one; a phrase with two fields gives both."""
    last: TableHit | None = None
    for hit in found:
        if last is None or hit.start >= last.end or (hit.start, hit.end) == (last.start, last.end):
            last = hit
            yield hit


def _distinct(named: Iterable[Named]) -> list[Named]:
    firsts: dict[str, Named] = {}
    for one in named:
        firsts.setdefault(one.id, one)
    return list(firsts.values())


def _listed(posting: Posting, parts: Parts) -> list[Named]:
    """Fields that the text names where it says whom it looks for, or in the list below such a line."""
    page = sheet(posting.text)
    found: list[Named] = []
    below = 0
    for line in page.lines:
        cue = None if line.wish else _NAMES_FIELDS.search(page.low, line.start, line.end)
        if cue and stating(parts, page, line) and not _is_aside(page, line, cue):
            found += _in(page, cue.start(), line.end, "text", strong_only=True)
            below = _ITEMS if page.low[cue.end() : line.end].rstrip().endswith(":") else 0
        elif below and line.end - line.start <= _SHORT:
            found += _in(page, line.start, line.end, "text", strong_only=True)
            below -= 1
        else:
            below = 0
        if len({one.id for one in found}) >= LIMIT:
            break
    return found


def _is_aside(page: Sheet, line: Line, cue: re.Match[str]) -> bool:
    """Whether the fields are those of a model or a product, or would only be of help."""
    ahead = page.low[max(line.start, cue.start() - _BEHIND) : cue.end()]
    return bool(_OF_A_MODEL.search(ahead) or _HELPS.search(page.low, cue.end(), line.end))


def _general(posting: Posting) -> Named:
    return Named("general", "title", 0, len(posting.title), "domain: no field is named")


def _claim(posting: Posting, one: Named) -> Claim:
    proof = quote(posting.source(one.source), one.start, one.end, one.source)
    return Claim("domain", Label(one.id), proof, one.rule)

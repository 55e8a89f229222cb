"""Skills and tools that the posting asks for or names, from the vocabulary of skills."""

import re

from directory.claims import Claim, Doubt, Label
from directory.posting import Posting
from directory.reading.page import Sheet, introduces, sheet, stating
from directory.reading.quote import quote
from directory.reading.sections import Parts
from directory.terms import skills
from directory.terms.vocabulary import Hit

LIMIT = 20
_SOURCES = ("title", "skills", "text")
_WORDLIKE = frozenset(
    (
        "go",
        "r",
        "c",
        "swift",
        "rust",
        "ruby",
        "dart",
        "julia",
        "perl",
        "scala",
        "elixir",
        "bash",
        "excel",
        "notion",
        "slack",
        "whisper",
        "cursor",
        "claude",
        "unity",
        "spark",
    )
)
_BESIDE = re.compile(
    r"\b(?:languages?|program\w*|develop\w*|engineer\w*|code|coding|proficien\w+|experience|expertise|knowledge|skills?|tools?|software|using|frameworks?|fluen\w+)\b"
)
_NEAR = 70


def read(posting: Posting, parts: Parts) -> tuple[list[Claim], list[Doubt]]:
    """One claim for each skill, where it is first named; at most twenty."""
    claims: dict[str, Claim] = {}
    for source in _SOURCES:
        text = posting.source(source)
        page = sheet(text) if text else None
        for hit in _hits(page) if page else ():
            if hit.id not in claims and _counts(page, hit, source, parts):
                claims[hit.id] = Claim("skill", Label(hit.id), quote(text, hit.start, hit.end, source), "skill: named")
    return list(claims.values())[:LIMIT], []


def _hits(page: Sheet) -> list[Hit]:
    return skills.find(page.plain)


def _counts(page: Sheet | None, hit: Hit, source: str, parts: Parts) -> bool:
    """Whether the name is meant, and stands where the posting speaks of the worker."""
    if page is None or source != "text":
        return True
    line = page.line_at(hit.start)
    if not stating(parts, page, line) or introduces(page, line):
        return False
    around = page.low[max(0, hit.start - _NEAR) : hit.end + _NEAR]
    return hit.id not in _WORDLIKE or bool(_BESIDE.search(around))

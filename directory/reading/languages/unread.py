"""Sentences that ask for a language by a name that we do not know."""

import re
from collections.abc import Iterator

from directory.claims import Doubt
from directory.posting import Posting
from directory.reading.page import sheet, stating
from directory.reading.quote import quote
from directory.reading.sections import Parts
from directory.terms import languages, skills

_STEMS = ("luent in", "luency in", "peaker of", "peakers of")
_NAME = re.compile(r"\s+(?:both )?([A-Z][a-z]{3,14})(?= language|\W*(?:$|\n|\.|to help|and English|is required))")


def doubts(posting: Posting, parts: Parts) -> list[Doubt]:
    """Sentences that ask for a language by a name that we do not know; at most three."""
    page = sheet(posting.text)
    found: list[Doubt] = []
    for start, end, name in sorted(_unknown(page.plain)):
        line = page.line_at(start)
        if stating(parts, page, line) and languages.get(name) is None and skills.get(name) is None:
            found.append(Doubt("language", quote(posting.text, max(line.start, start - 24), end, "text")))
    return found[:3]


def _unknown(plain: str) -> Iterator[tuple[int, int, str]]:
    """Capitalised names after words like "fluent in"."""
    for stem in _STEMS:
        at = plain.find(stem)
        while at >= 0:
            match = _NAME.match(plain, at + len(stem))
            if match:
                yield at, match.end(), match[1]
            at = plain.find(stem, at + 1)

"""Words about languages that could not be read, and close calls: what a maintainer should look at."""

import re
from collections.abc import Iterator, Sequence

from directory.claims import Doubt
from directory.posting import Posting
from directory.reading.languages.bare import bare_levels
from directory.reading.languages.said import LanguageStatement
from directory.reading.page import Sheet, sheet, stating
from directory.reading.quote import quote
from directory.reading.sections import Parts
from directory.terms import languages, places, skills

MOST = 3  # doubts of a posting: a maintainer needs one to see the gap
_STEMS = ("luent in", "luency in", "peaker of", "peakers of")
_NAME = re.compile(r"\s+(?:both )?([A-Z][a-z]{3,14})(?= language|\W*(?:$|\n|\.|to help|and English|is required))")
_GUIDES = "en"


def doubts(posting: Posting, parts: Parts, found: Sequence[LanguageStatement]) -> list[Doubt]:
    """Names that we do not know, in lists too; a level without a language; a title that names another language than
    the text. At most three."""
    page = sheet(posting.text)
    doubted = [
        *_unnamed(posting, page, parts),
        *_half_read(posting, page, found),
        *(() if found else _bare_level(posting, page, parts)),
        *_title_against_text(posting, found),
    ]
    return list(dict.fromkeys(doubted))[:MOST]


def _unnamed(posting: Posting, page: Sheet, parts: Parts) -> Iterator[Doubt]:
    for start, end, name in sorted(_unknown(page.plain)):
        line = page.line_at(start)
        if stating(parts, page, line) and not _is_known(name):
            # Characters before the name: the word that asks for it ("fluent in").
            yield Doubt("language", quote(posting.text, max(line.start, start - 24), end, "text"))


def _unknown(plain: str) -> Iterator[tuple[int, int, str]]:
    """Capitalised names after words like "fluent in"."""
    for stem in _STEMS:
        at = plain.find(stem)
        while at >= 0:
            match = _NAME.match(plain, at + len(stem))
            if match:
                yield at, match.end(), match[1]
            at = plain.find(stem, at + 1)


def _is_known(name: str) -> bool:
    return languages.get(name) is not None or skills.get(name) is not None or bool(places.find(name))


def _half_read(posting: Posting, page: Sheet, found: Sequence[LanguageStatement]) -> Iterator[Doubt]:
    """Lists with a member that we do not know."""
    for one in found:
        if one.source != "text" or one.unread is None:
            continue
        start, end = one.unread
        if page.plain[start].isupper() and not _is_known(page.plain[start:end]):
            # Characters before the member: the list that it ends.
            yield Doubt("language", quote(posting.text, max(page.line_at(start).start, start - 80), end, "text"))


def _bare_level(posting: Posting, page: Sheet, parts: Parts) -> Iterator[Doubt]:
    """The first level of a posting that names no language."""
    for level in bare_levels(posting, parts):
        line = page.line_at(level.start)
        yield Doubt("language", quote(posting.text, line.start, line.end, "text"))
        return


def _title_against_text(posting: Posting, found: Sequence[LanguageStatement]) -> Iterator[Doubt]:
    """A title and a text that ask for different languages."""
    named = {source: [one for one in found if one.source == source and _is_work(one)] for source in ("title", "text")}
    titled = {one.tag.split("-")[0] for one in named["title"]}
    told = {one.tag.split("-")[0] for one in named["text"]}
    if titled and told and not titled & told:
        first = named["text"][0]
        yield Doubt("language", quote(posting.text, first.start, first.end, "text"))


def _is_work(one: LanguageStatement) -> bool:
    return one.rank >= 0 and one.tag.split("-")[0] != _GUIDES

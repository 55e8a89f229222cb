"""Which human languages the worker must know, how well, and what for."""

from directory.claims import Claim, Doubt
from directory.posting import Posting
from directory.reading.languages.bare import graded
from directory.reading.languages.fold import fold_statements
from directory.reading.languages.said import said
from directory.reading.languages.unread import doubts
from directory.reading.sections import Parts


def read(posting: Posting, parts: Parts) -> tuple[list[Claim], list[Doubt]]:
    """The languages that are asked for, work languages first, and words about a language that could not be read."""
    found = graded(posting, parts, said(posting, parts))
    return fold_statements(posting, found), doubts(posting, parts, found)

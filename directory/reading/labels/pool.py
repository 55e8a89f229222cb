"""Talent pools: postings that collect names for later, with no opening behind them yet."""

import re
from functools import cache

from directory.claims import Claim, Doubt, Label
from directory.posting import Posting
from directory.reading.literals import RarePattern
from directory.reading.page import sheet
from directory.reading.quote import quote
from directory.reading.tables import table

READ_LIMIT = 3_000
"""A posting that is a pool says so at its beginning; further down it may speak of a pool that one also enters."""


def read(posting: Posting) -> tuple[list[Claim], list[Doubt]]:
    """At most one claim, of the first source that says so: the platform's own mark, the title, the text."""
    for source, pattern, name in _rules():
        words = posting.source(source)
        found = pattern.search(sheet(words).low, 0, READ_LIMIT) if words else None
        if found:
            proof = quote(words, *found.span(), source)
            return [Claim("talent_pool", Label("pool"), proof, f"pool: {name}")], []
    return [], []


@cache
def _rules() -> tuple[tuple[str, RarePattern, str], ...]:
    return tuple((source, RarePattern(re.compile(pattern)), name) for source, name, pattern in table("pools"))

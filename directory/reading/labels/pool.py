"""Talent pools: postings that collect names for later, with no opening behind them yet."""

import re

from directory.claims import Claim, Doubt, Label
from directory.posting import Posting
from directory.reading.begun import BegunPattern
from directory.reading.page import sheet
from directory.reading.quote import quote
from directory.reading.tables import table

READ_LIMIT = 3_000
"""A posting that is a pool says so at its beginning; further down it may speak of a pool that one also enters."""
_RULES = tuple((source, BegunPattern(re.compile(pattern)), name) for source, name, pattern in table("pools"))


def read(posting: Posting) -> tuple[list[Claim], list[Doubt]]:
    """At most one claim, of the first source that says so: the platform's own mark, the title, the text."""
    for source, pattern, name in _RULES:
        words = posting.source(source)
        found = pattern.search(sheet(words), READ_LIMIT) if words else None
        if found:
            proof = quote(words, *found.span(), source)
            return [Claim("talent_pool", Label("pool"), proof, f"pool: {name}")], []
    return [], []

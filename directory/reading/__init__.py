"""From a posting to claims: pure, replayable, every claim with the words that prove it.

Each reader looks at one subject and knows nothing of the others; the order below is the order of the claims.
"""

from collections.abc import Callable
from dataclasses import replace

from directory.claims import Claim, Doubt, Reading
from directory.posting import Posting
from directory.reading import pay
from directory.reading.sections import Parts, split
from directory.reading.summary import facts
from directory.reading.version import VERSION

__all__ = ["OWN", "VERSION", "facts", "read"]

Reader = Callable[[Posting, Parts], tuple[list[Claim], list[Doubt]]]
OWN = "platform"
READERS: tuple[Reader, ...] = (pay.read,)
OWN_READERS: tuple[Reader, ...] = ()


def read(posting: Posting, own_words: str = "") -> Reading:
    """Everything that the posting says.

    `own_words` is what its platform states about itself: claims from it have the quote source "platform", stand
    after the posting's own and are never mixed with them (see `facts`).
    """
    own = _own_reading(posting, own_words) if own_words.strip() else Reading()
    said = _run(READERS, posting)
    return Reading(said.claims + own.claims, said.doubts + own.doubts)


def _run(readers: tuple[Reader, ...], posting: Posting) -> Reading:
    parts = split(posting)
    claims: list[Claim] = []
    doubts: list[Doubt] = []
    for reader in readers:
        found, unsure = reader(posting, parts)
        claims += found
        doubts += unsure
    return Reading(tuple(claims), tuple(doubts))


def _own_reading(posting: Posting, own_words: str) -> Reading:
    words = Posting(platform=posting.platform, ref="own-words", url=posting.url, title="-", text=own_words)
    found = _run(OWN_READERS, words)
    claims = tuple(replace(claim, quote=replace(claim.quote, source=OWN)) for claim in found.claims)
    doubts = tuple(replace(doubt, quote=replace(doubt.quote, source=OWN)) for doubt in found.doubts)
    return Reading(claims, doubts)

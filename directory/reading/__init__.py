"""From a posting to claims: pure, replayable, every claim with the words that prove it.

Each reader looks at one subject and knows nothing of the others; the order below is the order of the claims.
"""

from dataclasses import replace

from directory.claims import Claim, Doubt, Reading
from directory.eligibility.statements import OWN
from directory.posting import Posting
from directory.reading.border import enter
from directory.reading.conditions import decide as conditions
from directory.reading.labels import domains, skills, tasks, tier
from directory.reading.languages import decide as languages
from directory.reading.pay import decide as pay
from directory.reading.residence import decide as residence
from directory.reading.sections import split
from directory.reading.summary import facts
from directory.reading.version import VERSION

__all__ = ["OWN", "VERSION", "facts", "read"]

Found = tuple[list[Claim], list[Doubt]]


def read(posting: Posting, own_words: str = "") -> Reading:
    """Everything that the posting says.

    `own_words` is what its platform states about itself: claims from it have the quote source "platform", stand
    after the posting's own and are never mixed with them (see `facts`).
    """
    border = enter(posting)
    posting = border.posting
    parts = split(posting)
    spoken = languages.read(posting, parts)
    fields = domains.read(posting, parts, spoken[0])
    said = _together(
        pay.read(posting, parts),
        residence.read(posting, parts),
        spoken,
        tier.read(posting, parts, spoken[0], fields[0]),
        fields,
        tasks.read(posting, parts),
        skills.read(posting, parts),
        conditions.read(posting, parts),
    )
    said = border.back(said)
    own = _own_reading(posting, own_words) if own_words.strip() else Reading()
    return Reading(said.claims + own.claims, said.doubts + own.doubts)


def _together(*found: Found) -> Reading:
    claims = tuple(claim for claims, _ in found for claim in claims)
    return Reading(claims, tuple(doubt for _, doubts in found for doubt in doubts))


def _own_reading(posting: Posting, own_words: str) -> Reading:
    """What the platform says about place, languages and conditions of all its work."""
    border = enter(Posting(platform=posting.platform, ref=OWN, url=posting.url, title="-", text=own_words))
    words = border.posting
    parts = split(words)
    said = _together(residence.read(words, parts), languages.read(words, parts), conditions.read(words, parts))
    found = border.back(said)
    claims = tuple(replace(claim, quote=replace(claim.quote, source=OWN)) for claim in found.claims)
    doubts = tuple(replace(doubt, quote=replace(doubt.quote, source=OWN)) for doubt in found.doubts)
    return Reading(claims, doubts)

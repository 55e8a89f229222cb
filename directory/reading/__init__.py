"""From a posting to claims: pure, replayable, every claim with the words that prove it.

Each reader looks at one subject and knows nothing of the others; the order below is the order of the claims.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from directory.claims import Claim, Doubt, Reading
from directory.eligibility.statements import OWN
from directory.posting import SHARED_SOURCES, Posting, Shared
from directory.reading.border import enter
from directory.reading.conditions import decide as conditions
from directory.reading.labels import domains, pool, skills, tasks, tier
from directory.reading.languages import decide as languages
from directory.reading.page import sheet
from directory.reading.pay import decide as pay
from directory.reading.residence import decide as residence
from directory.reading.residence import field_lists
from directory.reading.residence import fields as places_fields
from directory.reading.scan import pass_over
from directory.reading.sections import Parts, split
from directory.reading.summary import facts
from directory.reading.version import VERSION

__all__ = ["OWN", "SHARED_SOURCES", "VERSION", "Shared", "facts", "read", "read_all"]

Found = tuple[list[Claim], list[Doubt]]
TOGETHER = 32
"""Postings that are read together; `page.KEPT` sheets are kept for them."""


def read(
    posting: Posting, own_words: str = "", *, extent_words: bool = False, shared: Collection[Shared] = ()
) -> Reading:
    """Everything that the posting says.

    `own_words` is what its platform states about itself: claims from it have the quote source "platform", stand
    after the posting's own and are never mixed with them (see `facts`). So do the lists of places in `shared`, which
    all its postings carry. `extent_words`: "full-time" and "part-time" are hours there, not employment.
    """
    return next(_read([posting], own_words, extent_words, shared))


def read_all(
    postings: Iterable[Posting], own_words: str = "", *, extent_words: bool = False, shared: Collection[Shared] = ()
) -> Iterator[Reading]:
    """The readings of a platform's postings, in order, as `read` gives them.

    A few dozen are read together, reader by reader: what a reader needs stays in the processor's cache meanwhile.
    Copies of a role in other places are read once among them, but for their place and pay.
    """
    waiting = iter(postings)
    while group := list(islice(waiting, TOGETHER)):
        yield from _read(group, own_words, extent_words, shared)


def _read(
    group: Sequence[Posting], own_words: str, extent_words: bool, shared: Collection[Shared]
) -> Iterator[Reading]:
    borders = [enter(_without(posting, shared)) for posting in group]
    roles = {_role(border.posting): border.posting for border in borders}
    parts = {role: split(posting) for role, posting in roles.items()}
    for posting in roles.values():  # now, while the automaton is in the processor's cache
        pass_over(sheet(posting.text))
        pass_over(sheet(posting.title))
    known = [(border.posting, parts[_role(border.posting)]) for border in borders]
    paid = [pay.read(*one) for one in known]
    placed = [residence.read(*one) for one in known]
    work = dict(zip(roles, _of_roles([(roles[role], parts[role]) for role in roles], extent_words), strict=True))
    own = _own_reading(own_words) if own_words.strip() else Reading()
    for posting, border, *said in zip(group, borders, paid, placed, strict=True):
        reading = border.back(_together(*said, *work[_role(border.posting)]))
        listed = tuple(_shared_claims(posting, shared))
        yield Reading(reading.claims + own.claims + listed, reading.doubts + own.doubts)


def _role(posting: Posting) -> tuple[object, ...]:
    """What copies of a role share: everything that is read of it but where it is."""
    fields = tuple(posting.fields.items())
    return posting.title, posting.text, posting.pay, posting.category, posting.employment, fields


def _of_roles(known: Sequence[tuple[Posting, Parts]], extent_words: bool) -> Iterator[tuple[Found, ...]]:
    """What roles say of languages and of the work, wherever they are."""
    spoken = [languages.read(*one) for one in known]
    work = [tasks.read(*one) for one in known]
    fields = [domains.read(*one, said[0], done[0]) for one, said, done in zip(known, spoken, work, strict=True)]
    return zip(
        spoken,
        [tier.read(*one, said[0], named[0]) for one, said, named in zip(known, spoken, fields, strict=True)],
        fields,
        work,
        [skills.read(*one) for one in known],
        [conditions.read(*one, extent_words=extent_words) for one in known],
        [pool.read(posting) for posting, _ in known],
        strict=True,
    )


def _without(posting: Posting, shared: Collection[Shared]) -> Posting:
    """The posting without the lists that are not its own."""
    met = {source for source, words in shared if posting.source(source) == words}
    if not met:
        return posting
    fields = {name: words for name, words in posting.fields.items() if name not in met}
    return posting.model_copy(update={"fields": fields, **({"location": ""} if "location" in met else {})})


def _shared_claims(posting: Posting, shared: Collection[Shared]) -> Iterator[Claim]:
    """What those lists state, as the platform's word."""
    for source, words in shared:
        if posting.source(source) == words:
            found = places_fields.location(posting) if source == "location" else field_lists.lists(posting)
            ours = [one for one in found if one.quote.source == source]
            yield from (replace(one, quote=replace(one.quote, source=OWN)) for one in ours)


def _together(*found: Found) -> Reading:
    claims = tuple(claim for claims, _ in found for claim in claims)
    return Reading(claims, tuple(doubt for _, doubts in found for doubt in doubts))


@lru_cache(maxsize=64)
def _own_reading(own_words: str) -> Reading:
    """What a platform says about place, languages and conditions of all its work; the same for all its postings."""
    border = enter(Posting(platform=OWN, ref=OWN, url="https://example.org/", title="-", text=own_words))
    words = border.posting
    parts = split(words)
    said = _together(residence.read(words, parts), languages.read(words, parts), conditions.read(words, parts))
    found = border.back(said)
    claims = tuple(replace(claim, quote=replace(claim.quote, source=OWN)) for claim in found.claims)
    doubts = tuple(replace(doubt, quote=replace(doubt.quote, source=OWN)) for doubt in found.doubts)
    return Reading(claims, doubts)

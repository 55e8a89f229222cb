"""How one posting was read: the candidates of a field with their weight, what was dropped and why, and the decision."""

from collections.abc import Iterator

from directory.claims import Claim, Contradiction, Doubt, Language, Pay, Statement
from directory.posting import Posting
from directory.reading import read
from directory.reading.border import enter
from directory.reading.labels import domains
from directory.reading.labels.tier import votes
from directory.reading.languages import decide as languages
from directory.reading.languages.said import MENTION, said
from directory.reading.page import sheet
from directory.reading.pay.evidence import field_offers, offers, titled_offers
from directory.reading.pay.purse import Purse
from directory.reading.pay.ranking import rank
from directory.reading.residence.candidates import candidates
from directory.reading.sections import Parts, split
from directory.reading.summary import facts
from directory.reading.worded import FIELDS, paid, spoken, stated, worded

_WIDTH = 90
"""Characters of a quote in a line that is read on a terminal."""
_FIELDS = (
    ("pay", ("pay",)),
    ("residence", ("residence", "citizenship", "right_to_work")),
    ("languages", ("language",)),
    ("labels", ("tier", "domain", "task", "skill")),
    (
        "conditions",
        ("degree", "licence", "experience", "hours", "age", "time_zone", "device", "employment", "apply_by"),
    ),
)


def explain(posting: Posting) -> Iterator[str]:
    """Lines of plain text: for each field candidates, claims and decision, then contradictions and doubts."""
    reading = read(posting)
    yield f"{posting.platform}/{posting.ref}: {posting.title}"
    yield f"language of the text: {sheet(enter(posting).posting.text).paragraphs.whole or 'not told'}"
    for field, kinds in _FIELDS:
        yield ""
        yield field
        yield from _candidates(posting, field)
        yield from (_claim(claim) for claim in reading.claims if claim.kind in kinds)
        yield from (_doubt(doubt) for doubt in reading.doubts if doubt.about in kinds)
        yield from (f"  decided    {words}" for words in _decided(posting, field))
    for claim in reading.of("contradiction"):
        if isinstance(claim.value, Contradiction):
            yield f"  against    {claim.value.about}: {claim.value.taken}, not {claim.value.against}: {_short(claim)}"


def _candidates(posting: Posting, field: str) -> Iterator[str]:
    """What could have been a claim: its weight, its rule, and the reason if it does not count."""
    known = enter(posting).posting
    parts = split(known)
    if field == "languages":
        yield from _languages(known, parts)
    elif field == "labels":
        yield from _tiers(known, parts)
    elif field == "residence":
        for one in candidates(known, parts):
            words = known.text[one.start : one.end]
            yield _candidate(one.weight, stated(one.statement), one.rule, one.dropped, words)
    elif field == "pay":
        purse = Purse(known)
        for offer in (*offers(sheet(known.text).plain, purse, parts), *titled_offers(purse), *field_offers(purse)):
            words = known.source(offer.source)[offer.start : offer.end]
            yield _candidate(f"{rank(offer)} points", paid(offer.pay), offer.rule, offer.dropped, words)


def _languages(known: Posting, parts: Parts) -> Iterator[str]:
    """Every sentence that names a language: rank 3 stands in a list of requirements, 2 in the text, 1 in the field."""
    for one in said(known, parts):
        told = f"{one.tag} {one.level or 'no level'}{' or another' if one.choice else ''}"
        dropped = "it is only spoken of" if one.rank == MENTION else None
        words = known.source(one.source)[one.start : one.end]
        yield _candidate(f"rank {one.rank:g}", told, one.rule or one.source, dropped, words)


def _tiers(known: Posting, parts: Parts) -> Iterator[str]:
    """Every tier that something speaks for; the first counts."""
    spoken, _ = languages.read(known, parts)
    fields, _ = domains.read(known, parts, spoken)
    for place, (id, proof, rule) in enumerate(votes(known, parts, spoken, fields)):
        yield _candidate(f"vote {place + 1}", id, rule, "an earlier vote counts" if place else None, proof.text)


def _candidate(weight: str, said: str, rule: str, dropped: str | None, words: str) -> str:
    fate = f"dropped: {dropped}" if dropped else "counts"
    return f"  candidate  {said} [{weight}, {rule}] {fate}: {' '.join(words.split())[:_WIDTH]!r}"


def _claim(claim: Claim) -> str:
    return f"  claim      {claim.kind}: {_value(claim)} [{claim.rule}, {claim.quote.source}]: {_short(claim)}"


def _doubt(doubt: Doubt) -> str:
    return f"  doubt      {doubt.about} [{doubt.quote.source}]: {' '.join(doubt.quote.text.split())[:_WIDTH]!r}"


def _short(claim: Claim) -> str:
    return repr(" ".join(claim.quote.text.split())[:_WIDTH])


def _value(claim: Claim) -> str:
    value = claim.value
    if isinstance(value, Statement):
        return stated(value)
    if isinstance(value, Language):
        return spoken(value)
    return paid(value) if isinstance(value, Pay) else str(getattr(value, "id", None) or getattr(value, "words", value))


def _decided(posting: Posting, field: str) -> Iterator[str]:
    """The field as it is shown."""
    shown = facts(read(posting))
    if field == "labels":
        yield "; ".join(worded(shown, one) for one in ("tier", "domains", "tasks"))
    elif field in FIELDS:
        yield worded(shown, field)

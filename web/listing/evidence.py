"""The table of facts of a listing: each value with the words that prove it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from markupsafe import Markup

from directory.claims import Claim, Condition, Kind
from directory.listing import Listing
from directory.presenting import disagreements, words
from directory.presenting.listing import Proof, proof_of
from directory.presenting.locale import Tongue, mark
from web.fragments import GAP, joined, mould

LABELS: tuple[tuple[str, tuple[Kind, ...], str], ...] = (
    ("pay", ("pay",), mark("Pay")),
    ("residence", ("residence",), mark("Where you live")),
    ("citizenship", ("citizenship",), mark("Citizenship")),
    ("right_to_work", ("right_to_work",), mark("Right to work")),
    ("languages", ("language",), mark("Languages")),
    ("tier", ("tier",), mark("Tier")),
    ("domains", ("domain",), mark("Field")),
    ("tasks", ("task",), mark("Task")),
    ("skills", ("skill",), mark("Skills")),
    ("degree", ("degree",), mark("Degree")),
    ("licence", ("licence",), mark("Licence")),
    ("experience", ("experience",), mark("Experience")),
    ("hours", ("hours",), mark("Hours")),
    ("time_zone", ("time_zone",), mark("Time zone")),
    ("age", ("age",), mark("Age")),
    ("device", ("device",), mark("Device")),
    ("apply_by", ("apply_by",), mark("Last day to apply")),
    ("employment", ("employment",), mark("Contract")),
    ("talent_pool", ("talent_pool",), mark("Talent pool")),
    ("contradiction", ("contradiction",), mark("Disagreements")),
)
ALWAYS = frozenset({"pay", "residence", "languages", "tier"})
CONDITIONS = ("degree", "licence", "experience", "hours", "time_zone", "age", "device", "apply_by")
PROOFS = 12


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One row: a label, the value in words, and its proofs. `stated` is False where the posting does not say."""

    key: str
    label: str
    value: str
    stated: bool
    proofs: tuple[Proof, ...]


def facts(listing: Listing, say: Tongue) -> tuple[EvidenceRow, ...]:
    """All rows that are stated, and the four that matter even when they are not."""
    said = {claim.kind for claim in listing.claims}
    asked = (row for row in LABELS if row[0] in VALUES or not said.isdisjoint(row[1]))
    rows = (_fact(listing, key, kinds, label, say) for key, kinds, label in asked)
    return tuple(row for row in rows if row.stated or row.key in ALWAYS)


def drawn(rows: Iterable[EvidenceRow]) -> Markup:
    """The rows as a page shows them, each unfolding to its proofs."""
    return joined(map(_row, rows))


def _row(row: EvidenceRow) -> Markup:
    proven = bool(row.proofs)
    made = mould("fact", (row.key, row.stated, proven), lambda: (row.label, row.stated, GAP, GAP if proven else ""))
    return made.filled(row.value, *((joined(map(_said, row.proofs)),) if proven else ()))


def _said(proof: Proof) -> Markup:
    made = mould("says", None, lambda: (Proof(GAP, GAP, GAP, GAP),))
    return made.filled(proof.says, proof.text, proof.source, proof.rule)


def conditions(listing: Listing, say: Tongue) -> tuple[str, ...]:
    """What is asked or wished beside place and language, in a few words each, each once; () when nothing is."""
    found = [claim for claim in listing.claims if claim.kind in CONDITIONS and not _is_none(claim)]
    return tuple(dict.fromkeys(_one(claim, say) for claim in found))


def _fact(listing: Listing, key: str, kinds: tuple[Kind, ...], label: str, say: Tongue) -> EvidenceRow:
    found = tuple(claim for claim in listing.claims if claim.kind in kinds)
    made = VALUES.get(key, _joined)
    if key == "contradiction":
        proofs = disagreements.quotes(found, listing.claims, say)
    else:
        proofs = tuple(dict.fromkeys(proof_of(claim, say) for claim in found))[:PROOFS]
    value = made(listing, found, say)
    return EvidenceRow(key, say(label), value or say("Does not say"), bool(value), proofs)


def _joined(listing: Listing, found: tuple[Claim, ...], say: Tongue) -> str:
    return say.clauses(dict.fromkeys(_one(claim, say) for claim in found))


def _one(claim: Claim, say: Tongue) -> str:
    said = words.claim(claim, say)
    wish = isinstance(claim.value, Condition) and not (claim.value.required or claim.value.none)
    return say("%(condition)s (preferred)", condition=said) if wish else said


def _is_none(claim: Claim) -> bool:
    """Whether a posting says that a condition is not asked for ("no degree needed")."""
    return isinstance(claim.value, Condition) and claim.value.none


def _pay(listing: Listing, found: tuple[Claim, ...], say: Tongue) -> str:
    return words.pay(listing.facts.pay, say) if listing.facts.pay else ""


def _residence(listing: Listing, found: tuple[Claim, ...], say: Tongue) -> str:
    known = listing.facts.residence
    return words.residence(known, say, 40) if known.rule != "unstated" or known.places or known.excluded else ""


def _languages(listing: Listing, found: tuple[Claim, ...], say: Tongue) -> str:
    return words.spoken(listing.facts.languages, say, 12) if listing.facts.languages else ""


def _tier(listing: Listing, found: tuple[Claim, ...], say: Tongue) -> str:
    return words.term("tier", listing.facts.tier, say) if listing.facts.tier else ""


def _terms(kind: str, key: str) -> Callable[[Listing, tuple[Claim, ...], Tongue], str]:
    def made(listing: Listing, found: tuple[Claim, ...], say: Tongue) -> str:
        return say.listed(words.term(kind, id, say) for id in getattr(listing.facts, key))

    return made


VALUES: dict[str, Callable[[Listing, tuple[Claim, ...], Tongue], str]] = {
    "pay": _pay,
    "residence": _residence,
    "languages": _languages,
    "tier": _tier,
    "domains": _terms("domain", "domains"),
    "tasks": _terms("task", "tasks"),
    "skills": _terms("skill", "skills"),
    "contradiction": lambda listing, found, say: disagreements.sentences(found, say),
}

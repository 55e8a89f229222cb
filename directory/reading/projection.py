"""A reading as the JSON object of the reading spec: the plain projection that readings are scored by."""

from dataclasses import asdict
from typing import Any

from directory.claims import Claim, Kind, Language, Reading, Residence, quotes
from directory.posting import Posting
from directory.reading.summary import facts
from directory.terms import expand

PROOFS: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    ("pay", ("pay",)),
    ("residence", ("residence", "citizenship", "right_to_work")),
    ("languages", ("language",)),
    ("domains", ("domain",)),
    ("tasks", ("task",)),
)


def project(posting: Posting, reading: Reading) -> dict[str, Any]:
    """The reading in the spec's shape, with quotes that stand in the posting.

    A platform's declaration of what its location field means is not applied here, nor what it says about itself.
    """
    said = facts(reading)
    shown: dict[str, Any] = {
        "pay": asdict(said.pay) if said.pay else None,
        "residence": _residence(said.residence),
        "languages": [_language(language) for language in said.languages],
        "tier": said.tier,
        "domains": list(said.domains),
        "tasks": list(said.tasks),
    }
    proofs = {name: _quotes(posting, reading.of(*kinds)) for name, kinds in PROOFS if _says(shown[name])}
    return {**shown, "quotes": {name: found for name, found in proofs.items() if found}}


def _residence(residence: Residence) -> dict[str, Any]:
    return {
        "rule": residence.rule,
        "places": _codes(residence.places) if residence.rule == "only" else [],
        "except": _codes(residence.excluded),
        "conflict": residence.conflict,
    }


def _codes(places: tuple[str, ...]) -> list[str]:
    """Codes of countries and subdivisions, regions written out as their members."""
    codes = (sorted(expand([place])) if place.startswith("region:") else [place] for place in places)
    return list(dict.fromkeys(code for some in codes for code in some))


def _language(language: Language) -> dict[str, Any]:
    return {name: value for name, value in asdict(language).items() if name != "any_of" or value is not None}


def _says(value: Any) -> bool:
    if isinstance(value, dict) and "rule" in value:
        return value["rule"] != "unstated" or bool(value["except"])
    return bool(value)


def _quotes(posting: Posting, claims: tuple[Claim, ...]) -> list[dict[str, str]]:
    """The proofs as the spec wants them; one that does not stand in the posting is left out."""
    found = [quote for quote in quotes(claims) if quote.text and quote.text in posting.source(quote.source)]
    return [{"text": quote.text, "source": quote.source} for quote in found]

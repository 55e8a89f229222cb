"""Values to JSON and back, by their types; what was stored is checked when it is read."""

from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from directory.claims import Claim, Facts, Quote, Reading, Residence, Value
from directory.store.engine import Written

_READING = TypeAdapter(Reading)
_FACTS = TypeAdapter(Facts)
_VALUE: TypeAdapter[Value] = TypeAdapter(Value)


def pack_reading(reading: Reading) -> Written:
    """A reading as JSON text, kept beside its posting; `unpack_reading` undoes it."""
    return Written(_READING.dump_json(reading).decode())


def unpack_reading(packed: object) -> Reading:
    """The reading behind a stored JSON value, or its text; nothing stored is an empty one.

    Raises pydantic's ValidationError for a shape that is none.
    """
    if not packed:
        return Reading()
    return _READING.validate_json(packed) if isinstance(packed, str) else _READING.validate_python(packed)


def pack_facts(facts: Facts) -> dict[str, Any]:
    """The facts of a listing as a JSON value, money as written and `usd_hour` in cents; `unpack_facts` undoes it."""
    packed: dict[str, Any] = _FACTS.dump_python(facts, mode="json")
    return packed


def unpack_facts(packed: object) -> Facts:
    """The facts behind a stored JSON value, or its text; raises pydantic's ValidationError for a shape that is none."""
    return _FACTS.validate_json(packed) if isinstance(packed, str) else _FACTS.validate_python(packed)


def pack_claim(listing: str, n: int, claim: Claim) -> dict[str, Any]:
    """The row of a claim: the `n`th of its listing, counted from 0 in the order of the text, its value as JSON."""
    quote = claim.quote
    value = Written(_VALUE.dump_json(claim.value).decode())
    return {
        "listing": listing, "n": n, "kind": claim.kind, "value": value,
        "quote": quote.text, "source": quote.source, "start": quote.start, "rule": claim.rule,
    }  # fmt: skip


def unpack_claim(row: Any) -> Claim:
    """The claim of a row of `claims`, its value as JSON text.

    Raises pydantic's ValidationError where the value is of no kind that we know.
    """
    return Claim(row.kind, _value(row.value), Quote(row.quote, row.source, row.start), row.rule)


@lru_cache(16_384)  # "an expert in English" is said by thousands of listings; some 8 MB
def _value(text: str) -> Value:
    return _VALUE.validate_json(text)


def residence_from(said: Any) -> Residence:
    """The residence behind what an event says of it; nothing said is unstated."""
    return Residence(said["rule"], tuple(said["places"]), tuple(said["excluded"])) if said else Residence()


def plain(residence: Residence) -> dict[str, Any]:
    """What an event says of a residence, as JSON: its rule, and its places and exclusions as sorted place ids."""
    return {"rule": residence.rule, "places": sorted(residence.places), "excluded": sorted(residence.excluded)}

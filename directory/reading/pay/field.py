"""The platform's own pay field beside what the text says of pay."""

import re
from dataclasses import replace
from functools import cache

from directory.claims import Pay, Unit
from directory.reading.literals import RarePattern
from directory.reading.pay.context import Offer
from directory.reading.pay.gate import disowns
from directory.reading.pay.lexicon import stretch
from directory.reading.pay.units import unit_after
from directory.reading.tables import table


@cache
def sign(name: str) -> tuple[RarePattern, ...]:
    """The patterns of data/reading/pay_signs.tsv with this name, in any case; () for an unknown name."""
    return tuple(
        RarePattern(re.compile(pattern, re.IGNORECASE)) for kind, pattern in table("pay_signs") if kind == name
    )


def _says(name: str, text: str, small: str) -> bool:
    """Whether one of these patterns stands in a text; `small` are its small letters."""
    return any(rare.may_match(small) and rare.pattern.search(text) for rare in sign(name))


def hourly_basis(text: str) -> bool:
    """Whether a text says anywhere that the work is paid by the hour, beside no amount."""
    return _says("hourly", text, text.lower())


def restated(text: str, field: Offer, *, alone: bool) -> Offer:
    """The field with what the text says of it: its unit ("the pay rate listed is for a single pair"), or, where the
    text states no pay of its own (`alone`), that it is a placeholder."""
    small = text.lower()
    if alone and (_says("disowned", text, small) or disowns(text)):
        field = replace(field, pay=replace(field.pay, qualifier="placeholder"))
    unit = _unit_told(text, small)
    if unit is None and field.pay.unit == "hour" and _says("audio", text, small):
        unit = "audio_hour"
    return replace(field, pay=replace(field.pay, unit=unit), rule="unit in the text") if unit else field


def _unit_told(text: str, small: str) -> Unit | None:
    """The unit of the field's rate where the text tells it."""
    likely = (rare.pattern for rare in sign("unit") if rare.may_match(small))
    found = next((match for pattern in likely if (match := pattern.search(text))), None)
    return unit_after(stretch(f" per {found['unit']}"), 0).unit if found else None


def reconciled(field: Offer, main: Offer) -> Offer:
    """Text against field: the text wins, except where it only repeats a part of what the field says whole."""
    if main.pay.unit != "unknown":
        return main
    low, high = main.amount.low, main.amount.high
    if (low, high) != (field.amount.low, field.amount.high) and field.amount.low <= low and high <= field.amount.high:
        return field
    return replace(main, pay=replace(main.pay, unit=field.pay.unit))


def agree(field: Pay, taken: Pay) -> bool:
    """Whether the text only says again what the field says: its figures, its currency, and no other unit."""
    amounts = {field.min, field.max} >= {end for end in (taken.min, taken.max) if end is not None}
    return amounts and field.currency == taken.currency and field.unit in (taken.unit, "unknown")

"""The platform's own pay field beside what the text says of pay."""

from dataclasses import replace

from directory.claims import Pay
from directory.reading.pay import words
from directory.reading.pay.context import Offer
from directory.reading.pay.figures import unit_after

# Pieces of which the longer patterns need one; asked first because it is quick.
_DISOWNS = ("placeholder", "place holder", " not the ", "ignore", "disregard")
_LASTS = ("duration", "length", "seconds", "hour of", "hour) of")


def _has(small: str, pieces: tuple[str, ...]) -> bool:
    return any(piece in small for piece in pieces)


def restated(text: str, field: Offer, *, alone: bool) -> Offer:
    """The field with what the text says of it: its unit ("the pay rate listed is for a single pair"), or, where the
    text states no pay of its own (`alone`), that it is a placeholder."""
    small = text.lower()
    if alone and _has(small, _DISOWNS) and words.DISOWNED.search(text):
        field = replace(field, pay=replace(field.pay, qualifier="placeholder"))
    found = next((match for pattern in words.RATE_UNIT if (match := pattern.search(text))), None)
    unit = unit_after(f" per {found['unit']}", 0)[1] if found else None
    if unit is None and field.pay.unit == "hour" and _has(small, _LASTS) and words.AUDIO_BASIS.search(text):
        unit = "audio_hour"
    return replace(field, pay=replace(field.pay, unit=unit), rule="unit in the text") if unit else field


def reconciled(field: Offer, main: Offer) -> Offer:
    """Text against field: the text wins, except where it only repeats a part of what the field says whole."""
    if main.pay.unit != "unknown":
        return main
    low, high = main.amount.low, main.amount.high
    if (low, high) != (field.amount.low, field.amount.high) and field.amount.low <= low and high <= field.amount.high:
        return field
    return replace(main, pay=replace(main.pay, unit=field.pay.unit))


def agree(field: Pay, taken: Pay) -> bool:
    """Whether the text only says again what the field says."""
    amounts = {field.min, field.max} >= {end for end in (taken.min, taken.max) if end is not None}
    return amounts and field.currency == taken.currency and field.unit in (taken.unit, "unknown")

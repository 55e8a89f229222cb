"""A recording that a person sits for: paid by the recording, it is a session."""

import re
from dataclasses import replace

from directory.reading.pay.context import Offer
from directory.reading.pay.field import sign
from directory.reading.pay.lexicon import stretch
from directory.reading.pay.plain import plain

_AROUND = 120  # characters of a line before and behind an amount that say for whom and for how long it is
_STOP = re.compile(r"\n|[.!?。](?=\s|$)")


def sat(text: str, offer: Offer | None) -> Offer | None:
    """The offer with the unit of a session, where it is paid for a recording of a quarter of an hour or more.

    "€50 per recording (40 minutes)" says so by itself; elsewhere it must be paid to each person, so that the minutes
    that the text names are not those of a training or of all clips together.
    """
    if offer is None or offer.source != "text" or offer.pay.unit != "task":
        return offer
    start, end = sentence(text, offer)
    words = stretch(plain(text[start:end])).tokens
    if not any(token.kind == "recording" for token in words):
        return offer
    each = any(token.kind == "head" for token in words)
    lasting = [rare.pattern for rare in sign("sitting")]
    said = any(pattern.search(text) if each else pattern.search(text, start, end) for pattern in lasting)
    return replace(offer, pay=replace(offer.pay, unit="session"), rule="a recording that lasts") if said else offer


def sentence(text: str, offer: Offer) -> tuple[int, int]:
    """Where the sentence of an offer begins and ends on its line, as far as its words reach."""
    low, high = max(0, offer.start - _AROUND), min(len(text), offer.end + _AROUND)
    cuts = [match.end() for match in _STOP.finditer(text, low, offer.start)]
    stop = _STOP.search(text, offer.end, high)
    return cuts[-1] if cuts else low, stop.start() if stop else high

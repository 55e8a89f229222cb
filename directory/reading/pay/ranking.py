"""Which of the offers is the main one, and how far neighbours that are bands of the same work widen it."""

from dataclasses import replace

from directory.claims import Qualifier
from directory.reading.pay.context import Offer

# Characters between "from" an amount and "up to" another of one sentence, and how many times as much that may be.
_ENDS_GAP, _MOST_RISE = 60, 5
SPAN_GAP = 220  # characters between bands of one work: two or three lines of a list
# How much less plain another band may be said than the plainest one, and right beside it ("India $6/hr; Kenya $8/hr").
SLACK = 3
LINE_GAP, LINE_SLACK = 40, 5  # characters that are right beside, and the points that are then allowed


def rank(offer: Offer) -> int:
    """How much an offer counts: derived ones least, and amounts without a unit less than those with one."""
    # Ten is more than any words give: a derived sum never beats a stated one. Three is what a unit beside it gives.
    return offer.score - (10 if offer.weak else 0) - (3 if offer.pay.unit == "unknown" else 0)


def main_of(said: list[Offer]) -> Offer | None:
    """The main offer: the plainest one, widened over neighbours that are bands of the same work."""
    if not said:
        return None
    best = _in_dollars(sorted(said, key=lambda offer: -rank(offer)))
    if best.pay.qualifier in ("up_to", "from"):
        return _closed(best, said)
    bands = _bands(best, said)
    low, high = min(band.amount.low for band in bands), max(band.amount.high for band in bands)
    return replace(best, pay=replace(best.pay, min=low, max=high, qualifier=_qualifier(best, said)))


def _closed(best: Offer, said: list[Offer]) -> Offer:
    """The offer with the upper end that its sentence names a few words on: "from €15 an hour, up to €20 later"."""
    for offer in said:
        near = 0 < offer.start - best.end <= _ENDS_GAP and offer.source == best.source
        alike = offer.pay.currency == best.pay.currency and offer.pay.unit in (best.pay.unit, "unknown")
        bounds = best.pay.qualifier == "from" and offer.pay.qualifier == "up_to"
        if near and alike and bounds and best.amount.low < offer.amount.high <= _MOST_RISE * best.amount.low:
            return replace(best, pay=replace(best.pay, max=offer.amount.high, qualifier=None), end=offer.end)
    return best


def _bands(best: Offer, said: list[Offer]) -> list[Offer]:
    bands = [best]
    for offer in sorted(said, key=lambda offer: offer.start):
        gap = min(abs(offer.start - band.start) for band in bands)
        slack = LINE_SLACK if gap <= LINE_GAP else SLACK
        if gap <= SPAN_GAP and _same_band(best, offer, slack) and _near_size(best, offer):
            bands.append(offer)
    return bands


def _in_dollars(said: list[Offer]) -> Offer:
    """The plainest offer; of the same one in several currencies, the one in US dollars."""
    best = said[0]
    if best.pay.currency == "USD":
        return best
    return next(
        (
            offer
            for offer in said
            if offer.pay.currency == "USD"
            and offer.pay.unit == best.pay.unit
            and offer.score >= best.score - 1
            and not offer.weak
        ),
        best,
    )


def _near_size(best: Offer, offer: Offer) -> bool:
    """Whether two offers can be ends of one range."""
    # As of one range: see `evidence.plausible`.
    return max(best.amount.high, offer.amount.high) <= 20 * min(best.amount.low, offer.amount.low)


def _same_band(best: Offer, offer: Offer, slack: int) -> bool:
    """Whether an offer is another band of the same work, not the same pay said again under another name."""
    if (offer.source, offer.pay.currency, offer.pay.unit) != (best.source, best.pay.currency, best.pay.unit):
        return False
    if best.label and offer.label and best.label != offer.label:
        return False
    return (
        offer.weak == best.weak and offer.pay.qualifier not in ("up_to", "from") and offer.score >= best.score - slack
    )


def _qualifier(best: Offer, said: list[Offer]) -> Qualifier | None:
    """The best offer's qualifier, or the one that goes with the same figures elsewhere in the text."""
    if best.pay.qualifier:
        return best.pay.qualifier
    qualified = (offer.pay for offer in said if offer.pay.qualifier)
    return next((pay.qualifier for pay in qualified if replace(pay, qualifier=None) == best.pay), None)


def close(main: Offer, said: list[Offer]) -> Offer | None:
    """Another offer of much the same weight that says something else, if there is one."""
    for offer in said:
        if offer.weak != main.weak or offer.source != main.source or rank(offer) < rank(main) - 1:
            continue
        low, high = main.pay.min or 0, main.pay.max or main.pay.min or 0
        inside = low <= offer.amount.low and offer.amount.high <= high
        same = offer.pay.currency == main.pay.currency and offer.pay.unit == main.pay.unit
        if not (same and inside) and offer.pay.currency == main.pay.currency and not _alike(main, offer):
            return offer
    return None


def _alike(main: Offer, offer: Offer) -> bool:
    ends = {main.amount.low, main.amount.high, main.pay.min, main.pay.max}
    return {offer.amount.low, offer.amount.high} <= ends and offer.pay.unit in (main.pay.unit, "unknown")

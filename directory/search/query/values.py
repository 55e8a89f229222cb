"""What a listing is filtered, ordered and known by."""

from collections.abc import Iterator
from dataclasses import replace

from directory.claims import Facts, Residence
from directory.listing import Listing
from directory.plausible import plausible
from directory.search.query.kinds import UNSTATED, Texts


def state(listing: Listing) -> Iterator[str]:
    """ "closed", or "open" for everything that is not known to be closed, "unverified" too."""
    yield "closed" if listing.state == "closed" else "open"


def residence(listing: Listing) -> Iterator[Residence]:
    """Where its people may live, as one rule; that statements disagree makes no other rule."""
    yield replace(listing.facts.residence, conflict=False)


def or_unstated(values: Texts) -> Texts:
    """The values as they are, or "unstated" alone where there are none: silence can be asked for."""
    return values or (UNSTATED,)


def work_tags(facts: Facts) -> Texts:
    """The languages worked in; a variety counts as its language too ("es-MX" is also "es")."""
    tags = [language.tag for language in facts.languages if language.role == "work"]
    return tuple(dict.fromkeys(tag for whole in tags for tag in (whole, whole.partition("-")[0])))


def paid(facts: Facts) -> str:
    """How pay is stated: "hour" with a figure in dollars, "otherwise", or "unstated"."""
    if pay_top(facts) >= 0:
        return "hour"
    return "otherwise" if facts.pay else UNSTATED


def pay_top(facts: Facts) -> int:
    """The upper hourly figure in US cents, or the lower where there is no upper; -1 for none."""
    low, high = facts.usd_hour or (None, None)
    return next((amount for amount in (high, low) if amount is not None), -1)


def pay_low(facts: Facts) -> int:
    """The lower hourly figure in US cents, or the upper where there is no lower; -1 for none."""
    low, high = facts.usd_hour or (None, None)
    return next((amount for amount in (low, high) if amount is not None), -1)


def pay_rank(facts: Facts) -> int:
    """What "best paid" compares, in US cents an hour: the middle of the range, a bare "from" itself, a bare "up to"
    half of it (as if from nothing), so that no ceiling stands before a range; -1 for none and where not plausible.
    """
    low, high = facts.usd_hour or (None, None)
    if not plausible(facts) or (low is None and high is None):
        return -1
    return low if low is not None and high is None else ((low or 0) + (high or 0)) // 2


def fresh_at(listing: Listing) -> int:
    """When it was new to us, in seconds since 1970: first seen, or reopened."""
    return int((listing.reopened_at or listing.first_seen).timestamp())


def completeness(listing: Listing) -> float:
    """The share of what a reader asks first that the listing states: pay, place, language, field, task, tier."""
    facts = listing.facts
    stated = (facts.pay, facts.residence.rule != "unstated", facts.languages, facts.domains, facts.tasks, facts.tier)
    return sum(map(bool, stated)) / len(stated)

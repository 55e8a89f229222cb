"""What a listing is filtered by: the values that it has in each facet."""

from collections.abc import Hashable, Iterator
from dataclasses import replace
from hashlib import blake2b

from directory.claims import Facts
from directory.listing import Listing
from directory.search.query.parse import UNSTATED

Pair = tuple[str, Hashable]


def values_of(listing: Listing) -> Iterator[Pair]:
    """Every (facet, value) of a listing; a facet without a value has "unstated". Residence and languages are whole."""
    facts = listing.facts
    yield "state", "closed" if listing.state == "closed" else "open"
    yield "platform", listing.platform
    yield "tier", facts.tier or UNSTATED
    yield from _each("domain", facts.domains)
    yield from _each("skill", facts.skills)
    yield from _each("task", facts.tasks)
    yield from _each("lang", work_tags(facts))
    yield "employment", UNSTATED if facts.employment == "unknown" else facts.employment
    yield "degree", facts.degree
    yield "paid", paid(facts)
    yield "residence", replace(facts.residence, conflict=False)
    yield "languages", facts.languages


def work_tags(facts: Facts) -> tuple[str, ...]:
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


def fresh_at(listing: Listing) -> int:
    """When it was new to us, in seconds since 1970: first seen, or reopened."""
    return int((listing.reopened_at or listing.first_seen).timestamp())


def completeness(listing: Listing) -> float:
    """The share of what a reader asks first that the listing states: pay, place, language, field, task, tier."""
    facts = listing.facts
    stated = (facts.pay, facts.residence.rule != "unstated", facts.languages, facts.domains, facts.tasks, facts.tier)
    return sum(map(bool, stated)) / len(stated)


def key_of(listing_id: str) -> int:
    """A number that stands for a listing in every engine and process: 63 bits of a hash of its id."""
    return int.from_bytes(blake2b(listing_id.encode(), digest_size=8).digest(), "big") >> 1


def _each(facet: str, values: tuple[str, ...]) -> Iterator[Pair]:
    for value in values or (UNSTATED,):
        yield facet, value

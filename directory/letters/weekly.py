"""The digest of a week for each country: what opened, closed and changed there, by the rules of alerts and feeds."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from directory.letters.compose import WANTED, Match
from directory.letters.match import Fresh, gather
from directory.store import Store, events, weeks
from directory.store.weeks import Week, name_of
from directory.terms import vocabulary

KINDS = {"opened": "new", "reopened": "reopened", "countries": "country", "pay": "pay", "closed": "closed"}
"""Kinds of event, as the tables have them, and the part of a digest that each stands in."""
MOST = 100
"""Events that a part names; the others are counted, and stand in the feed."""


def finish(store: Store, now: datetime) -> int:
    """Makes the digests of the weeks that are over and were not made, in order; how many digests.

    A week runs from Monday 00:00 UTC. The first time only the last week is made; no clock makes one twice.
    """
    last = weeks.place_of(now.astimezone(UTC).date()) - 1
    before = weeks.made(store)
    first = last if before == 0 else before + 1
    return sum(_make(store, place, now) for place in range(first, last + 1))


def _make(store: Store, place: int, now: datetime) -> int:
    start = datetime.combine(weeks.monday(place), time(), UTC)
    after, last = (events.before(store, moment) for moment in (start, start + timedelta(weeks=1)))
    fresh = gather(store, after, last, now)
    found = list(_digests(fresh, name_of(place), now))
    return len(found) if weeks.keep(store, place, found) else 0


def _digests(fresh: Fresh, name: str, now: datetime) -> Iterator[Week]:
    for country in vocabulary("countries").ids:
        matches = fresh.matches((f"country={country}&show=open", WANTED, fresh.after))
        week = _digest(country, name, [one for one in matches or () if not one.event.correction], now)
        if week.counts or week.arrived:
            yield week


def _digest(country: str, name: str, found: list[Match], now: datetime) -> Week:
    news = [one for one in found if not one.event.baseline]
    parts = {part: [one.event.id for one in news if KINDS.get(one.event.kind) == part] for part in KINDS.values()}
    arrived = Counter(one.listing.platform for one in found if one.event.baseline)
    return Week(
        country,
        name,
        now,
        {part: ids[:MOST] for part, ids in parts.items() if ids},
        {part: len(ids) for part, ids in parts.items() if ids},
        arrived,
    )

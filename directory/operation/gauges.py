"""The figures of the tables that a machine watches: ages, queues, states. Seconds and counts."""

from collections.abc import Iterator
from datetime import UTC, datetime

from directory.letters.reporting import ways
from directory.metrics import Gauge
from directory.store import Away, Store, beats, doubts, notices, platforms, shelf, tallies

STATES = ("good", "late", "stopped", "held", "failed", "never", "unreadable")


def gauges(store: Store, now: datetime) -> Iterator[Gauge]:
    """All of them at `now` (UTC); only `taskatlas_database_up` where the database is away."""
    try:
        yield from tuple(_read(store, now))
    except Away:
        yield Gauge("taskatlas_database_up", "Whether the tables can be read.", 0)
    else:
        yield Gauge("taskatlas_database_up", "Whether the tables can be read.", 1)


def _read(store: Store, now: datetime) -> Iterator[Gauge]:
    for name, at in beats.last(store).items():
        yield Gauge("taskatlas_beat_age_seconds", "Since a part last did its round.", _age(at, now), {"part": name})
    for health in platforms.healths(store, now):
        labels = {"platform": health.slug}
        if health.last_good is not None:
            yield Gauge(
                "taskatlas_good_run_age_seconds", "Since the last good run.", _age(health.last_good, now), labels
            )
        for state in STATES:
            said = labels | {"state": state}
            yield Gauge(
                "taskatlas_platform_state", "1 for the state that it is in.", float(health.state == state), said
            )
    for way in ways(store, now):
        labels = {"way": way.name}
        yield Gauge("taskatlas_subscribers", "People who confirmed.", way.people, labels)
        yield Gauge("taskatlas_letters_waiting", "What is to be delivered.", way.waiting, labels)
        yield Gauge(
            "taskatlas_letters_oldest_seconds", "How long the oldest waits.", _age(way.oldest or now, now), labels
        )
    yield Gauge("taskatlas_listings", "Listings on the shelf, closed ones too.", shelf.count(store))
    yield Gauge("taskatlas_doubts", "Words that could not be read.", sum(doubts.counts(store).values()))
    yield Gauge("taskatlas_reports_open", "Reports without an answer.", tallies.unanswered(store))
    yield Gauge("taskatlas_notices_waiting", "Mail to the maintainer that waits.", len(notices.waiting(store, FAR)))


FAR = datetime(9000, 1, 1, tzinfo=UTC)


def _age(at: datetime, now: datetime) -> float:
    return max(0.0, (now - at).total_seconds())

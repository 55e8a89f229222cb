"""The week in one mail to the maintainer: runs, what was held, late platforms, letters, bounces, reports, doubts."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from directory.letters import outbox
from directory.letters.reporting import WayReport, ways
from directory.logs import scrub
from directory.store import Store, doubts, notices, platforms, tallies
from directory.store.notices import Notice

WEEK = timedelta(days=7)
MONDAY_HOUR = 6  # UTC; the mail is there when Europe and Africa begin to work
MOST = 20  # lines of a part: what is more is a pattern, and the desk shows all of it


def tell(store: Store, now: datetime) -> bool:
    """Queues the report of the last seven days once a week, from Monday 06:00 UTC on; whether it did."""
    turn = now - timedelta(hours=MONDAY_HOUR)
    year, week, _ = turn.isocalendar()
    key = f"week/{year}-W{week:02}"
    if notices.known(store, key):
        return False
    return notices.post(store, report(store, key, now), now)


def report(store: Store, key: str, now: datetime) -> Notice:
    """The report of the seven days before `now` (UTC). It holds nothing of a reader."""
    since = now - WEEK
    parts = [
        ("Runs", _counts(tallies.runs(store, since))),
        (
            "Held or failed",
            _lines([f"{one.at:%m-%d %H:%M} {one.platform}: {one.reason}" for one in tallies.held(store, since)]),
        ),
        ("Platforms that are not well", _lines(list(_sick(store, now)))),
        ("Listings", _counts(tallies.events(store, since))),
        *((f"Subscribers by {way.name}", _way(way)) for way in ways(store, now)),
        ("Letters with trouble", _lines([scrub(line) for line in outbox.troubles(store, since)])),
        ("Reports without an answer", str(tallies.unanswered(store))),
        ("Doubts", _doubts(store)),
    ]
    text = "\n\n".join(f"{head}\n{'-' * len(head)}\n{body}" for head, body in parts)
    return Notice(key, f"Task Atlas, the week to {now:%Y-%m-%d}", f"{text}\n")


def _sick(store: Store, now: datetime) -> Iterator[str]:
    for health in platforms.healths(store, now):
        if health.state not in ("good", "unreadable"):
            since = f"{health.last_good:%Y-%m-%d %H:%M}" if health.last_good else "never"
            yield f"{health.slug}: {health.state} (last good run: {since})" + (
                f", {health.reason}" if health.reason else ""
            )


def _way(way: WayReport) -> str:
    oldest = f", the oldest since {way.oldest:%Y-%m-%d %H:%M}" if way.oldest else ""
    return (
        f"{way.people} people, searches: {_counts(way.searches)}\n"
        f"waiting: {way.waiting}{oldest}\nseven days: {_counts(way.week)}"
    )


def _doubts(store: Store) -> str:
    total = sum(doubts.counts(store).values())
    return "\n".join(
        [f"{total} in all", *(f"{one.count:5} {one.about}: {one.words}" for one in doubts.commonest(store, limit=10))]
    )


def _counts(found: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {n}" for name, n in sorted(found.items())) or "none"


def _lines(found: list[str]) -> str:
    more = [f"... and {len(found) - MOST} more"] if len(found) > MOST else []
    return "\n".join([*found[:MOST], *more]) or "none"

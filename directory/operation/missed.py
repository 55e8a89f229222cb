"""Platforms whose cadence was missed three times: the maintainer is told once of each standstill."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from directory import record
from directory.store import Store, beats, notices, platforms
from directory.store.notices import Notice
from directory.store.platforms import Health

TIMES = 3
BEGAN = "clock began"


@dataclass(frozen=True, slots=True)
class Missed:
    """A platform without a good run for three cadences; `since` is its last good one, or when we began to try (UTC)."""

    slug: str
    since: datetime
    hours: float
    state: str
    reason: str

    @property
    def key(self) -> str:
        """Names this standstill: one that ends and begins again is another."""
        return f"late/{self.slug}/{self.since:%Y-%m-%dT%H:%M:%S}"


def missed(store: Store, now: datetime) -> tuple[Missed, ...]:
    """Those at `now` (UTC), by slug; platforms that are switched off or cannot be read are not among them."""
    off = {slug for slug, facts in record.load().items() if facts.off}
    hours = {one.slug: one.cadence_hours for one in platforms.all(store) if one.readable and one.slug not in off}
    began = beats.last(store).get(BEGAN, now)
    found = []
    for health in platforms.healths(store, now):
        since = _since(health, began)
        if health.slug in hours and now - since > TIMES * timedelta(hours=hours[health.slug]):
            found.append(Missed(health.slug, since, hours[health.slug], health.state, health.reason))
    return tuple(found)


def tell(store: Store, now: datetime) -> tuple[str, ...]:
    """Queues one mail about all platforms that were not told of yet; their slugs."""
    late = {one.key: one for one in missed(store, now)}
    fresh = notices.post_one(store, list(late), lambda keys: _mail([late[key] for key in keys]), now)
    return tuple(late[key].slug for key in fresh)


def _since(health: Health, began: datetime) -> datetime:
    """The last good run; without one the first run, and without any the start of the clock."""
    if health.last_good is not None:
        return health.last_good
    return min((run.started_at for run in health.runs), default=began)


def _mail(late: Sequence[Missed]) -> Notice:
    names = ", ".join(one.slug for one in late[:3]) + (f" and {len(late) - 3} more" if len(late) > 3 else "")
    lines = [
        f"{one.slug}: no good run since {one.since:%Y-%m-%d %H:%M} UTC (every {one.hours:g} hours); {one.state}"
        + (f", {one.reason}" if one.reason else "")
        for one in late
    ]
    head = f"Three cadences have passed without a good run of {names}. You are told once of each standstill."
    return Notice(late[0].key, f"Not read: {names}", "\n".join([head, "", *lines]))

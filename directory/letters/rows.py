"""Rows of subscriptions to the values that are passed around."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any, cast

from directory.letters.compose import WANTED, Alert, Cadence, Subscriber, Wanted, next_due


def alerts_from(rows: Iterable[Any]) -> tuple[Alert, ...]:
    """The alerts of these rows of `alerts`, in their order."""
    return tuple(alert_of(row) for row in rows)


def alert_of(row: Any) -> Alert:
    """The alert of a row of `alerts`: kinds as written there, in order; times in UTC."""
    return Alert(
        id=cast(int, row.id),
        subscriber=row.subscriber,
        query=row.query,
        kinds=kinds_of(row.kinds),
        cadence=cast(Cadence, row.cadence),
        cursor=row.cursor,
        due_at=row.due_at,
        created_at=row.created_at,
        confirmed_at=row.confirmed_at,
        paused_until=row.paused_until,
        last_sent_at=row.last_sent_at,
        sent=row.sent,
    )


def due_again(alert: Any, person: Any, now: datetime) -> datetime:
    """When the alert of a row is due after `now` (both UTC), by the hour and day of its subscriber's row."""
    return next_due(cast(Cadence, alert.cadence), person.time_zone, person.hour, now, person.weekday)


def person_of(row: Any) -> Subscriber:
    """The subscriber of a row of `subscribers`; times in UTC, the hour in their own time zone."""
    return Subscriber(
        id=cast(int, row.id),
        address=row.address,
        locale=row.locale,
        time_zone=row.time_zone,
        hour=row.hour,
        weekday=row.weekday,
        version=row.version,
        confirmed_at=row.confirmed_at,
        last_letter_at=row.last_letter_at,
        asked_at=row.asked_at,
        key=row.key,
        mail=row.mail,
    )


@cache
def kinds_of(stored: str) -> tuple[Wanted, ...]:
    """The kinds of a list as a row of `alerts` keeps it ("new,pay"), in their order; there are few different lists."""
    return tuple(kind for kind in WANTED if kind in stored.split(","))

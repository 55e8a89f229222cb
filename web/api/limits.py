"""How often a network may ask the API: counted across processes in steps, so that most requests write nothing."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Lock

from flask import Response, current_app, g

from directory.store import Away, counters
from directory.tokens import keyed_hash
from web.api.problems import RequestRefused
from web.context import site
from web.forms import network

MOST, WINDOW = 600, timedelta(minutes=1)
"""A script that reads everything at 10 requests a second is welcome; a network is an IPv4 /24 or an IPv6 /48."""
STEP = 20
"""Uses that a process takes from the shared counter at once: one write in twenty requests."""
POLICY = f'"default";q={MOST};w={int(WINDOW.total_seconds())}'


@dataclass(frozen=True, slots=True)
class LimitStanding:
    """What is left to somebody in the present window, which ends in `seconds`; `left` is -1 for who is refused."""

    left: int
    seconds: int


class RequestLimits:
    """What this process took from the shared counter and has not used: by key, in the present window only."""

    def __init__(self) -> None:
        self._lock, self._window = Lock(), datetime.min.replace(tzinfo=UTC)
        self._held: dict[str, tuple[int, int]] = {}

    def take(self, key: str, now: datetime) -> LimitStanding:
        """Counts one use at `now` (UTC). A counter that is busy refuses nobody: reading goes on while others write."""
        begin = counters.start_of(WINDOW, now)
        seconds = max(1, int((begin + WINDOW - now).total_seconds()))
        with self._lock:
            if begin != self._window:
                self._held, self._window = {}, begin
            shared, own = self._held.get(key) or self._fetch(key, now)
            if own == 0 and shared < MOST:
                shared, own = self._fetch(key, now)
            self._held[key] = (shared, max(own - 1, 0))
            return LimitStanding(MOST - shared + own - 1 if own else -1, seconds)

    def _fetch(self, key: str, now: datetime) -> tuple[int, int]:
        """What everybody took so far, at most MOST, and how much of it is this process's to use."""
        try:
            used = counters.hit(site().store, f"api:{key}", WINDOW, now, STEP)
        except Away:
            return STEP, STEP
        return min(used, MOST), max(0, min(used, MOST) - (used - STEP))


def count() -> None:
    """Counts this request for its network (hashed, in memory); 429 with Retry-After in seconds beyond MOST a minute."""
    limits = current_app.extensions.get("atlas.limits")
    if limits is None:
        limits = current_app.extensions.setdefault("atlas.limits", RequestLimits())
    standing: LimitStanding = limits.take(keyed_hash(site().settings.secret_key, network()), datetime.now(UTC))
    g.standing = standing
    if standing.left < 0:
        detail = f"more than {MOST} requests a minute from one network"
        raise RequestRefused(429, "quota-exceeded", detail, retry=standing.seconds)


def tell(answer: Response) -> Response:
    """Adds the headers that say how much is left (draft-ietf-httpapi-ratelimit-headers-11)."""
    standing: LimitStanding | None = g.get("standing")
    if standing is not None:
        answer.headers.add("RateLimit-Policy", POLICY)
        answer.headers.add("RateLimit", f'"default";r={max(standing.left, 0)};t={standing.seconds}')
    return answer

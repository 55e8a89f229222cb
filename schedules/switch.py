"""The dead-man's switch: a URL that is asked after each good round, so that somebody else notices when we fall silent.

As healthchecks.io and its kin work: a plain GET says "alive"; what stops asking is missed after the time set there.
What the other side answers, or whether it answers at all, never harms a round.
"""

import logging
from collections.abc import Callable, Collection
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Lock
from urllib.parse import urlsplit

log = logging.getLogger(__name__)
TIMEOUT = 10.0


class Switch:
    """Asks `url` once every part of `needed` has done a good round since it was asked last."""

    def __init__(self, url: str | None, needed: Collection[str], get: Callable[[str], None] | None = None) -> None:
        self.url, self.needed = url, frozenset(needed)
        self._get = get or ping
        self._good: set[str] = set()
        self._lock = Lock()
        self._failing = False

    def note(self, part: str, *, good: bool) -> None:
        """A part has done its round, well or not."""
        with self._lock:
            self._good.add(part) if good else self._good.discard(part)

    def press(self) -> bool:
        """Asks the URL if all is well; whether it did. Never raises."""
        with self._lock:
            ready = self.url is not None and self.needed <= self._good
            if ready:
                self._good.clear()
        return ready and self._press(self.url or "")

    def _press(self, url: str) -> bool:
        try:
            self._get(url)
        except (OSError, HTTPException, ValueError) as problem:
            if not self._failing:  # once a standstill, not each minute
                log.warning("the dead-man's switch could not be reached: %s", type(problem).__name__)
            self._failing = True
            return False
        self._failing = False
        return True


def ping(url: str) -> None:
    """One GET; raises OSError or HTTPException, also for an answer that is no success."""
    parts = urlsplit(url)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=TIMEOUT)
    try:
        connection.request("GET", f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}")
        status = connection.getresponse().status
    finally:
        connection.close()
    if not 200 <= status < 300:
        raise HTTPException(f"answered {status}")

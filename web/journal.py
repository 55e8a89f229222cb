"""One line a request: an id of its own, what was asked without what is somebody's, the status, how long it took.

Nothing of the asker is written: no network address, no query, no key of a letter. The id goes back as `X-Request-ID`
and stands in every other line that the request logs.
"""

import re
import secrets
import time
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

from directory.logs import bound, logger, told
from directory.metrics import Meter

NAME = "web.requests"
log = logger(NAME)
KEY = re.compile(r"^(/(?:[a-z]{2}/)?(?:u|alerts/[a-z]+))/[^/]+")
LANGUAGE = re.compile(r"^/[a-z]{2}(?=/|$)")
LIMIT = 200
# The rooms that figures are counted by; all other first parts of an address are counted as one.
ROOMS = frozenset(
    (
        *(
            "alerts",
            "api",
            "changes",
            "compare",
            "country",
            "data",
            "desk",
            "domain",
            "feed",
            "feeds",
            "guide",
            "guides",
        ),
        *(
            "healthz",
            "language",
            "listing",
            "method",
            "platform",
            "platforms",
            "readyz",
            "recruiter",
            "report",
            "skill",
        ),
        *("static", "status", "suggest", "tier", "tiers", "u"),
    )
)
Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]


class Journal:
    """The outermost layer: writes a line when an answer begins, whoever inside gives it."""

    def __init__(self, app: Wsgi, meter: Meter, clock: Callable[[], float] = time.perf_counter) -> None:
        self._app, self._meter, self._clock = app, meter, clock
        self._asked = clock()

    def idle(self) -> float:
        """For how many seconds nobody has asked anything."""
        return self._clock() - self._asked

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        began, id, said = self._clock(), secrets.token_hex(8), ["500", ""]
        self._asked = began

        def started(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            said[:] = status[:3], next((value for name, value in headers if name.lower() == "content-length"), "")
            return start(status, [*headers, ("X-Request-ID", id)], *more)

        with bound(request=id):
            try:
                return self._app(environ, started)
            finally:
                self._asked = self._clock()
                self._write(environ, id, int(said[0]), said[1], self._asked - began)

    def _write(self, environ: dict[str, Any], id: str, status: int, size: str, seconds: float) -> None:
        path = str(environ.get("PATH_INFO", ""))
        self._meter.request(room(path), status, seconds)
        asked = {"request": id, "method": environ.get("REQUEST_METHOD", "")[:10], "path": shape(path), "status": status}
        values = {**asked, "ms": round(seconds * 1e3, 1), "bytes": size or None}
        if status < 500:
            told(NAME, "request", **values)
        else:
            log.warning("request", **values)


def shape(path: str) -> str:
    """An address as it may be written down: keys of letters left out, odd signs escaped, at most 200 characters."""
    latin = path.encode("latin-1", "replace")  # WSGI hands bytes over as Latin-1 (PEP 3333)
    return quote(KEY.sub(r"\1/(key)", latin.decode("utf-8", "replace")), safe="/():,@!$&'*+;=")[:LIMIT]


def room(path: str) -> str:
    """The room that answers an address: "search" for the front page, "other" for what is none of ours."""
    first = LANGUAGE.sub("", path).lstrip("/").partition("/")[0].partition(".")[0]
    return first if first in ROOMS else "other" if first else "search"

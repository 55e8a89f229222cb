"""Health for machines: `/healthz` is about the whole program, `/readyz` about this process and its readers.

`/readyz` (for a balancer): the words of this process are ready and the database is there; a crawl that holds the table
for a moment is no reason to send readers away. `/healthz` (for a monitor): the same, the database takes a write, and
the clock has beaten within five minutes. Both say what is wrong by name, 503 then, and look at most once a second.
"""

import time
from collections.abc import Callable, Mapping

from flask import Blueprint, Response, jsonify

from directory.store import Away, beats
from web import context as here

pages = Blueprint("health", __name__)
HELD = ("locked", "lock timeout", "busy")
OK = "ok"
FINE = (OK, "none", "held")
Checks = Mapping[str, str]


@pages.get("/healthz")
def health() -> Response:
    """Words ready, the database takes a write, the clock is alive; the demo has no clock."""
    return _said("health", lambda: {**_ready(), "writing": _writing(), "clock": _clock()})


@pages.get("/readyz")
def ready() -> Response:
    """Words ready and the database can be read."""
    return _said("ready", _ready)


def _said(name: str, check: Callable[[], Checks]) -> Response:
    checks = here.keep(("health", name), second(), check)
    fine = all(value.startswith(FINE) for value in checks.values())
    answer = jsonify({"ok": fine, **checks})
    answer.status_code = 200 if fine else 503
    answer.headers["Cache-Control"] = "no-store"
    return answer


def second() -> int:
    """The second that what was seen is kept for."""
    return int(time.monotonic())


def _ready() -> Checks:
    site = here.site()
    try:
        beats.last(site.store)
        words = site.finder.followed()[1]
    except Away as away:
        return {"database": _away(away), "words": "not known"}
    return {"database": OK, "words": OK if words >= 0 else "being rebuilt"}


def _writing() -> str:
    site = here.site()
    try:
        beats.beat(site.store, "web", here.now())
    except Away as away:
        return _away(away)
    return OK


def _clock() -> str:
    site = here.site()
    if site.settings.demo:
        return "none: the demo is not crawled"
    try:
        return OK if beats.alive(site.store, here.now()) else "silent for more than five minutes"
    except Away as away:
        return _away(away)


def _away(away: Away) -> str:
    return "held by another writer" if any(word in str(away) for word in HELD) else "away"

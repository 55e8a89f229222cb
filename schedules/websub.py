"""Tells a WebSub hub which feeds have changed, so that readers need not ask again and again.

How a publisher tells its hub is left open by WebSub (W3C, 2018); hubs take the form of its forerunner: a POST of
`hub.mode=publish` and one `hub.url` a feed. Only feeds of `directory.presenting.feeds.announced` name the hub: one
can tell of a platform's or a tier's feed, not of every search that anybody might have made.
"""

import logging
from collections.abc import Iterable
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlencode, urlsplit

from directory import links
from directory.presenting.feeds import topics
from directory.store import Store, events, numbers, shelf

log = logging.getLogger(__name__)
TIMEOUT = 30.0  # seconds; the job comes every minute, and a hub that is slower is told the next time
BATCH = 1_000  # events a round: a first crawl's, so that one round holds no more than some MB
AT_ONCE = 50  # feeds a request: about 5 kB of body, below the limits of common servers
MARK = "websub"
"""The counter that holds the last event which the hub was told of."""


class Refused(RuntimeError):
    """The hub did not take what it was told; its words hold the hub and its status or what broke."""


def tell(store: Store, public_url: str, hub: str) -> int:
    """Tells the hub of every feed that changed since the last time; how many. Raises Refused or OSError: tell again."""
    with store.reading() as session:
        before = numbers.current(session, MARK)
    rows = events.after(store, before, BATCH)
    if not rows:
        return 0
    cards = shelf.cards(store, list(dict.fromkeys(row.listing for row in rows)))
    queries = dict.fromkeys(query for card in cards for query in topics(card))
    feeds = [links.absolute(public_url, links.feed(kind, query)) for query in queries for kind in links.FEEDS]
    for start in range(0, len(feeds), AT_ONCE):
        _post(hub, feeds[start : start + AT_ONCE])
    _mark(store, before, rows[-1].id)
    log.info("told the hub of %s feeds", len(feeds))
    return len(feeds)


def _mark(store: Store, before: int, last: int) -> None:
    """Moves the mark on, unless another clock has done so."""
    with store.writing() as session:
        numbers.lock(session)
        if numbers.current(session, MARK) == before:
            numbers.take(session, MARK, last - before)


def _post(hub: str, feeds: Iterable[str]) -> None:
    parts = urlsplit(hub)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=TIMEOUT)
    body = urlencode([("hub.mode", "publish"), *(("hub.url", feed) for feed in feeds)])
    path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    try:
        connection.request("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})
        answer = connection.getresponse()
        said = answer.read(300)
    except HTTPException as problem:
        raise Refused(f"{hub}: {type(problem).__name__}") from problem
    finally:
        connection.close()
    if not 200 <= answer.status < 300:
        raise Refused(f"{hub}: {answer.status} {said!r}")

"""What is asked for first, made before anybody asks: cards and entries of the newest listings and of the best paid.

A worker that has just started answers at once and makes these, in English, a few at a time while nobody asks it
anything: a page that somebody waits for makes the cards that it shows itself.
"""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from threading import Thread

from flask import Flask

from directory.search import Search
from directory.store import Away
from web import context as here
from web.feeds import entries
from web.search import card_moulds

AHEAD = {"newest": 10_000, "pay": 2_000}
"""Listings by order of search: cards and entries of Atom, together at most 46 MB of the 50 that are kept for both."""
AT_ONCE, PAUSE = 25, 0.01  # listings, seconds: a page's worth (20 ms), then others may go on
QUIET = 0.1  # seconds since somebody asked: who reads a page asks for its style and the next one sooner


def begin(app: Flask, idle: Callable[[], float]) -> None:
    """Starts to read ahead behind the back of the process; a database that goes away ends it.

    `idle` says for how many seconds nobody has asked anything.
    """

    def pause(seconds: float) -> None:
        time.sleep(seconds)
        while idle() < QUIET:
            time.sleep(QUIET)

    Thread(target=_begun, args=(app, pause), daemon=True).start()


def read(app: Flask, pause: Callable[[float], None] = time.sleep) -> int:
    """Makes cards and entries, `pause` between a few of them and the next; gives of how many listings."""
    asked = 0
    with suppress(Away):
        for ids in _pages(app):
            with app.test_request_context("/"):
                for card in card_moulds.moulded(ids):
                    card.indexed()
                entries.moulded(ids)
            asked += len(ids)
            pause(PAUSE)
    return asked


def _begun(app: Flask, pause: Callable[[float], None]) -> None:
    read(app, pause)
    gc.collect()
    gc.freeze()  # what was made lives long, and no full round of the collector needs to walk it


def _pages(app: Flask) -> Iterator[tuple[str, ...]]:
    for sort, most in AHEAD.items():
        with app.test_request_context("/"):
            ids = here.site().finder.ids(Search(sort=sort), now=here.hour(), limit=most)
        for first in range(0, len(ids), AT_ONCE):
            yield ids[first : first + AT_ONCE]

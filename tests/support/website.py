"""A whole site for tests: a store, a finder that has caught up, and the postings that a crawl saw."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Thread

from flask import Flask
from werkzeug.serving import make_server

from directory.config import Settings, load
from directory.posting import Posting
from directory.search import open_finder
from directory.store import Store
from tests.support.making import START, crawl, platform, posting
from web import create_app

CLOCK = "2026-11-03T09:00:00Z"
KENYA = posting(
    "k1",
    "Swahili rater",
    "You rate chatbot answers in Swahili.\n\nRequirements\nYou must live in Kenya.\nNative Swahili speaker.\n"
    "Pay: $9 - $12 per hour.",
    location="Kenya",
    pay="9 - 12 USD per hour",
)


def settings(folder: Path, *, demo: bool = False, clock: str = CLOCK) -> Settings:
    """Settings with a frozen clock and an address of their own."""
    base = load({"RUN_DIR": str(folder), "CLOCK": clock, "DEMO": "1" if demo else "0"})
    return replace(base, public_url="https://atlas.example", secret_key="s" * 32)


def site(
    store: Store, folder: Path, seen: Iterable[Posting] = (), *, demo: bool = False, locales: tuple[str, ...] = ()
) -> Flask:
    """The site after one crawl that saw these postings; without any, an empty table."""
    known = settings(folder, demo=demo)
    postings = list(seen)
    if postings:
        crawl(store, postings, START, platform("acme", cadence_hours=48))
    finder = open_finder(store, known)
    finder.catch_up()
    return create_app(known, store, finder, locales)


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The address at which a site answers on this machine, on a port of its own, while the block runs."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def coders(n: int) -> list[Posting]:
    """Postings of n different roles."""
    return [
        posting(
            f"c{at}",
            f"Python developer number {at}",
            f"Review Python code of kind {at}.\nMust be located in the United States or Canada.\n"
            f"Pay: ${30 + at} per hour.",
            pay=f"{30 + at} USD per hour",
        )
        for at in range(n)
    ]

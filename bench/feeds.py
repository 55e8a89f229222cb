"""Feeds: requests a second on one core, whole answers (200) and "nothing new" (304), through the whole application."""

import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from flask.testing import FlaskClient

from bench.alerts import COMMON, SEED, START, crawl
from directory.config import load
from directory.search import open_finder
from directory.store import Store, migrate
from directory.terms import vocabulary
from web import create_app

LISTINGS, SECONDS = 3_000, 2.0


def main(real: Path | None) -> None:
    """Prints requests a second by format, for one feed asked again and again and for many different ones."""
    with tempfile.TemporaryDirectory() as folder:
        settings = load({"RUN_DIR": folder})
        store = Store(settings.database_url)
        migrate(store)
        crawl(store, LISTINGS, START)
        finder = open_finder(store, settings)
        finder.catch_up()
        dice = random.Random(SEED)
        queries = [
            f"country={dice.choice(COMMON)}&tier={dice.choice(vocabulary('tiers').ids)}&pay={dice.randrange(15, 60)}"
            for _ in range(500)
        ]
        print(f"{LISTINGS} listings; 25 items a feed\nfeed                       answer  a second   KB")
        with create_app(settings, store, finder).test_client() as client:
            for kind in ("atom", "rss", "json"):
                _row(f"/feed.{kind}", client, [f"/feed.{kind}"])
                _row(f"/feed.{kind}, 500 searches", client, [f"/feed.{kind}?{query}" for query in queries])
        store.close()


def _row(name: str, client: FlaskClient, paths: list[str]) -> None:
    first = client.get(paths[0])
    size = len(first.data) / 1024
    tags: dict[str, str] = {}

    def whole(path: str) -> None:
        answer = client.get(path)
        assert answer.status_code == 200
        tags[path] = answer.headers["ETag"]

    def again(path: str) -> None:
        assert client.get(path, headers={"If-None-Match": tags[path]}).status_code == 304

    print(f"{name:<26} {200:>6}  {_rate(whole, paths):>8.0f}  {size:>4.0f}", flush=True)
    known = [path for path in paths if path in tags]
    print(f"{name:<26} {304:>6}  {_rate(again, known):>8.0f}     0", flush=True)


def _rate(ask: Callable[[str], None], paths: list[str]) -> float:
    """Calls a second of CPU time: the machine may be shared."""
    done, began, until = 0, time.process_time(), time.perf_counter() + SECONDS
    while time.perf_counter() < until:
        ask(paths[done % len(paths)])
        done += 1
    return done / (time.process_time() - began)


if __name__ == "__main__":
    main(None)

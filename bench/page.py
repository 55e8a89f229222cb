"""The search page itself under load: gunicorn with four processes over a table, asked by a client beside it.

python -m bench.page [--size 100000]
"""

import argparse
import http.client
import multiprocessing
import os
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import quantiles

from bench.alerts import ACME, START, postings
from bench.questions import questions
from bench.serving import page, served
from directory import reading
from directory.config import Settings, load
from directory.posting import Posting
from directory.runs import run as runs
from directory.search import open_finder
from directory.store import Store, migrate

PROCESSES, CLIENTS, SEARCHES, ROUNDS = 4, 4, 200, 5
NEW = "/listing/beta/r1"


@dataclass(frozen=True)
class Loaded:
    """Milliseconds of every answer, and how many answers there were a second over all connections."""

    times: Sequence[float]
    rate: float

    def __str__(self) -> str:
        cuts = quantiles(self.times, n=100)
        ratio = f"p50 {cuts[49]:.1f} ms, p99 {cuts[98]:.1f} ms ({cuts[98] / cuts[49]:.1f} times)"
        return f"{self.rate:,.0f} pages a second, {ratio}"


def main(size: int) -> None:
    """Fills a table with `size` listings, serves it, asks over loopback and prints one line."""
    with tempfile.TemporaryDirectory(prefix="bench-page-") as folder:
        settings = load({"RUN_DIR": folder})
        fill(settings, size)
        with served({"RUN_DIR": folder, "CLOCK": f"{START:%Y-%m-%dT%H:%M:%SZ}"}, PROCESSES) as port:
            paths = addresses()
            ask(port, paths * PROCESSES)
            found = ask(port, paths * ROUNDS)
            late = follow(settings, port)
    print(
        f"the search page of {size:,} listings, {PROCESSES} processes on {os.cpu_count()} cores,"
        f" {CLIENTS} connections: {found}; a new listing found by all after {late:.1f} s",
        flush=True,
    )


def fill(settings: Settings, size: int) -> None:
    """A table with that many roles, read by the real readers, and its words index."""
    store = Store(settings.database_url)
    migrate(store)
    run = runs.start(store, ACME, START)
    made = postings(size)
    with multiprocessing.get_context("spawn").Pool() as pool:
        for posting, said in zip(made, pool.imap(reading.read, made, chunksize=200), strict=True):
            run.sight(posting, said)
    runs.finish(store, run, runs.Ending(complete=True, fetched=1), START)
    open_finder(store, settings).catch_up()
    store.close()


def follow(settings: Settings, port: int) -> float:
    """Seconds from the end of a run until every process finds its new listing, by filter and by words."""
    store = Store(settings.database_url)
    one = Posting(
        platform="beta", ref="r1", url="https://beta.example/1", title="Zebra writer", text="Write of zebras."
    )
    run = runs.start(store, ACME.model_copy(update={"slug": "beta"}), START)
    run.sight(one, reading.read(one))
    runs.finish(store, run, runs.Ending(complete=True, fetched=1), START)
    store.close()
    began = time.perf_counter()
    while not all(NEW in page(port, path) for path in ("/?platform=beta", "/?q=zebra") * (3 * PROCESSES)):
        time.sleep(0.05)
    return time.perf_counter() - began


def addresses() -> list[str]:
    """The mixed searches as paths of pages, over all platforms, in the order that they are asked in."""
    return [f"/?{one.search.without('platform').to_query_string()}" for one in questions(SEARCHES)]


def ask(port: int, paths: Sequence[str]) -> Loaded:
    """Gets all paths over loopback by CLIENTS connections at once; an answer other than 200 ends the measurement."""
    began = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        parts = list(pool.map(lambda share: _one(port, share), [paths[own::CLIENTS] for own in range(CLIENTS)]))
    times = [took for part in parts for took in part]
    return Loaded(times, len(times) / (time.perf_counter() - began))


def _one(port: int, paths: Sequence[str]) -> list[float]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    return [get(connection, path) for path in paths]


def get(connection: http.client.HTTPConnection, path: str) -> float:
    """Milliseconds until a page has come whole; raises OSError for anything but 200."""
    began = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise OSError(f"{path}: {answer.status}")
    return (time.perf_counter() - began) * 1e3


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=100_000)
    main(parser.parse_args().size)

"""The site under load beside a bare Flask page of the same run: two workers, eight forms that wait for a held table.

python -m bench load. What a page costs apart from Flask and gunicorn is the ratio; absolute figures are the machine's.
"""

import argparse
import http.client
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from threading import Event, Thread
from typing import Self
from urllib.parse import urlencode

from flask import Flask

from bench.alerts import START
from bench.page import addresses, fill
from bench.serving import page, served
from directory.config import Settings, load

SIZE, CLIENTS, WORKERS, WRITERS, ASKED = 10_000, 4, 2, 8, 1_200
BARE = "<!doctype html><title>bare</title>" + "<p>A paragraph of a page that asks nobody anything.</p>" * 400
"""About as long as a page of results."""
Ask = tuple[str, Mapping[str, str], int]
"""An address, headers, and the status that is right."""


@dataclass(frozen=True, slots=True)
class LoadFigures:
    """Milliseconds of answers, and the seconds that all of them took together."""

    seconds: float
    times: Sequence[float]

    @classmethod
    def none(cls) -> Self:
        """Nothing asked yet."""
        return cls(0.0, ())

    def __add__(self, other: "LoadFigures") -> "LoadFigures":
        return LoadFigures(self.seconds + other.seconds, (*self.times, *other.times))

    @property
    def rate(self) -> float:
        """Answers a second over all connections, from the first question to the last answer."""
        return len(self.times) / self.seconds

    def line(self, name: str, bare: float) -> str:
        """These figures as a row: those of `said`, and the share of the bare page."""
        return f"  {name:32} {self.said()} {self.rate / bare:>7.2f}"

    def said(self) -> str:
        """Requests a second, then p50, p95 and p99 in milliseconds."""
        return f"{self.rate:>7,.0f} " + " ".join(f"{self.percentile(at):>7.1f}" for at in (50, 95, 99))

    def percentile(self, at: int) -> float:
        """The milliseconds that so many of a hundred answers did not exceed."""
        return quantiles(self.times, n=100)[at - 1]


def bare() -> Flask:
    """An application of one page that is one string."""
    app = Flask("bare")
    app.add_url_rule("/", view_func=lambda: BARE)
    return app


def main(real: Path | None, size: int = SIZE) -> None:
    """Fills a table, serves it, asks, prints the table."""
    with tempfile.TemporaryDirectory(prefix="bench-load-") as folder:
        settings = load({"RUN_DIR": folder})
        fill(settings, size)
        print(f"  {size:,} listings, {WORKERS} workers, {CLIENTS} connections")
        print(f"  {'':32} {'per s':>7} {'p50 ms':>7} {'p95':>7} {'p99':>7} {'of bare':>7}")
        own = {"RUN_DIR": folder, "CLOCK": f"{START:%Y-%m-%dT%H:%M:%SZ}"}  # later the platform would rightly be late
        with served({}, WORKERS, "bench.load:bare()") as bare_port, served(own, WORKERS) as port:
            measured(port, bare_port, "first")
            measured(port, bare_port, "again")
            with waiting(settings, port) as heard:
                measured(port, bare_port, f"{WRITERS} forms wait")
            print(f"  {len(heard)} forms were sent meanwhile and heard {sorted(set(heard))}")


def measured(port: int, bare_port: int, title: str) -> None:
    """Prints a row for each kind of question, beside a bare page asked just before and after, and one for all of it."""
    beside = LoadFigures.none()
    for name, each in questions(port).items():
        half: list[Ask] = [("/", {}, 200)] * (ASKED // 2)
        before, found, after = asked(bare_port, half), asked(port, each), asked(bare_port, half)
        print(found.line(f"{name}, {title}", (before + after).rate), flush=True)
        beside += before + after
    print(beside.line(f"a bare Flask page, {title}", beside.rate), flush=True)


def questions(port: int) -> dict[str, list[Ask]]:
    """What is asked, by name."""
    searches = addresses()
    listings = [f"/listing/acme/r{at}" for at in range(300)]
    tags = {path: tag(port, path) for path in (*searches[:40], *listings[:40], "/feed.atom")}
    return {
        "search": [(path, {}, 200) for path in _times(searches)],
        "listing": [(path, {}, 200) for path in _times(listings)],
        "feed": [(path, {}, 200) for path in _times([f"/feed.atom{path[1:]}" for path in searches])],
        "304": [(path, {"If-None-Match": tags[path]}, 304) for path in _times(list(tags))],
    }


def tag(port: int, path: str) -> str:
    """The ETag of a page; pages of a minute ago have another, so it is asked for just before."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    with closing(connection):
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        return answer.headers["ETag"] or ""


def asked(port: int, asks: Sequence[Ask], clients: int = CLIENTS) -> LoadFigures:
    """All of them by several connections at once; raises OSError for a status that is not the right one."""
    began = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        parts = list(pool.map(lambda own: _one(port, asks[own::clients]), range(clients)))
    return LoadFigures(time.perf_counter() - began, [took for part in parts for took in part])


def _one(port: int, asks: Sequence[Ask]) -> list[float]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    times = []
    with closing(connection):
        for path, headers, right in asks:
            began = time.perf_counter()
            connection.request("GET", path, headers=dict(headers))
            answer = connection.getresponse()
            answer.read()
            times.append((time.perf_counter() - began) * 1e3)
            if answer.status != right and not (right == 304 and answer.status == 200):  # the minute has changed
                raise OSError(f"{path}: {answer.status}")
    return times


@contextmanager
def waiting(settings: Settings, port: int) -> Iterator[list[int]]:
    """A writer holds the table, and eight forms are always waiting for it; gives what they heard."""
    found = page(port, "/report?listing=acme/r1").partition('name="form" value="')[2].partition('"')[0]
    body = urlencode({"form": found, "listing": "acme/r1", "kind": "pay", "message": "x"})
    ended, heard = Event(), list[int]()

    def write() -> None:
        while not ended.is_set():
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            with closing(connection):
                connection.request("POST", "/report", body, {"Content-Type": "application/x-www-form-urlencoded"})
                heard.append(connection.getresponse().status)
            ended.wait(0.2)  # a person's next try, not a loop as fast as it goes

    with closing(sqlite3.connect(settings.database_url.partition("///")[2], isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        writers = [Thread(target=write, daemon=True) for _ in range(WRITERS)]
        for one in writers:
            one.start()
        yield heard
        ended.set()
        for one in writers:
            one.join(10)


def _times(paths: list[str]) -> list[str]:
    return (paths * (ASKED // len(paths) + 1))[:ASKED]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=SIZE)
    main(None, parser.parse_args().size)

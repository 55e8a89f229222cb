"""The doors for machines: requests of the API beside the same search page, and the daily files of open data.

python -m bench doors. Page and API are served by two servers of this build over one table, two workers each, and asked
in turn by eight connections for searches that nobody asked before; 600 others are asked first, so that both have in
memory what a running server has. Beside them stands a bare Flask answer of as much JSON. Ratios count: the machine may
be busy. The files are made by a process of their own for a tenth of the listings and for all, and every line is held
against the schema that stands beside it.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import jsonschema_rs
from flask import Flask, Response

from bench.alerts import START
from bench.copies import copy
from bench.load import Ask, LoadFigures, asked
from bench.page import fill
from bench.questions import questions
from bench.serving import served
from directory.config import Settings, load
from directory.presenting import ready_keeping
from directory.search.opening import new_finder
from directory.store import Store
from web import create_app
from web.api import limits

SIZE, READ, WORKERS, CLIENTS = 100_000, 2_000, 2, 8
FIRST, ASKED, ROUNDS = 600, 240, 6  # searches asked before the clock runs, those that count, and in how many turns
URL = "http://127.0.0.1:8000"  # of both servers, whatever their ports: rows that are ready hold it
BARE = '{"items":["' + "x" * 40_000 + '"]}'  # about as long as a list of 25
COUNTRIES = ("KE", "US", "BR", "DE", "IN", "PH", "NG", "MX")
# Run in a process of its own: makes the files, says the seconds and the most memory that it ever held, in kB (of Linux;
# ru_maxrss would begin with that of the process that started it).
_EXPORT = """
import re, sys, time
from pathlib import Path
from directory.config import load
from directory.presenting import daily
from directory.store import open_store
settings = load({"RUN_DIR": sys.argv[1]})
began = time.perf_counter()
folder = daily.make(open_store(settings), settings.open_data_dir, settings.now(), daily.Origin(settings.public_url))
held = re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1]
print(time.perf_counter() - began, held, folder)
"""


def unlimited() -> Flask:
    """The site of the environment, whose API counts nobody out."""
    limits.MOST = 10**9
    return create_app()


def bare() -> Flask:
    """An application of one answer in JSON, at any address."""
    app = Flask("bare")
    app.add_url_rule("/", view_func=lambda: Response(BARE, content_type="application/json"))
    return app


def main(real: Path | None, size: int = SIZE) -> None:
    """Fills a table, makes its files, serves it; prints both tables."""
    with tempfile.TemporaryDirectory(prefix="bench-doors-") as folder:
        settings = load({"RUN_DIR": folder})
        fill(settings, min(READ, size))
        store = Store(settings.database_url)
        part, whole = max(1, size // READ // 10), max(1, size // READ)
        copy(store, 1, part)
        print(f"  {'open data':22} {'seconds':>8} {'peak MB':>8} {'MB':>6} {'lines':>9} {'not valid':>9}")
        exported(settings, part * READ)
        copy(store, part, whole)
        exported(settings, whole * READ)
        new_finder(store, settings).rebuild()
        store.close()
        rates(Path(folder), whole * READ)


def exported(settings: Settings, size: int) -> None:
    """Makes the files of a day and prints the row of this many listings."""
    command = [sys.executable, "-c", _EXPORT, str(settings.run_dir)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split(maxsplit=2)
    folder = Path(told[2].strip())
    lines, wrong = judged(folder)
    heavy = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
    print(
        f"  {size:>13,} listings {float(told[0]):>8.1f} {int(told[1]) / 1024:>8.1f} {heavy:>6.0f} {lines:>9,}"
        f" {wrong:>9}",
        flush=True,
    )


def judged(folder: Path) -> tuple[int, int]:
    """How many lines of JSON a day's folder holds, and how many do not fit the schema of its data package."""
    lines = wrong = 0
    for one in json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["resources"]:
        if "jsonSchema" in one:
            check = jsonschema_rs.validator_for(one["jsonSchema"])
            fits = [check.is_valid(json.loads(line)) for line in _lines(folder / one["path"])]
            lines, wrong = lines + len(fits), wrong + fits.count(False)
    return lines, wrong


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as file:
        yield from file


def rates(folder: Path, size: int) -> None:
    """Serves the table of this folder and prints requests a second with p50, p95 and p99, and the ratio."""
    settings = load({"RUN_DIR": str(folder), "PUBLIC_URL": URL})
    ready_keeping.follow(Store(settings.database_url), settings)  # as the clock does
    own = {"RUN_DIR": str(folder), "CLOCK": f"{START:%Y-%m-%dT%H:%M:%SZ}", "LOG_LEVEL": "error", "PUBLIC_URL": URL}
    with ExitStack() as servers:
        ports = [servers.enter_context(served(own, WORKERS, "bench.doors:unlimited()")) for _ in range(2)]
        print(f"  {size:,} listings, {WORKERS} workers, {CLIENTS} connections, nothing asked before")
        print(f"  {'':22} {'per s':>7} {'p50 ms':>7} {'p95':>7} {'p99':>7}")
        ports.append(servers.enter_context(served({}, WORKERS, "bench.doors:bare()")))
        page, listed, least = in_turn(
            ports, lambda query: f"/?{query}", lambda query: f"/api/v1/listings?{query}", lambda _: "/"
        )
        facets, detail = in_turn(ports[:2], lambda query: f"/api/v1/facets?{query}", details())
    told = {"search page": page, "API: list": listed, "API: facets": facets, "API: one": detail, "bare JSON": least}
    for name, one in told.items():
        print(f"  {name:22} {one.said()}")
    print(f"  a list takes {least.rate / listed.rate:.2f} times as long as as much bare JSON")
    print(f"  {listed.rate / page.rate:.2f} lists in the time of one page of the same search (3 asked)", flush=True)


def in_turn(ports: Sequence[int], *kinds: Callable[[str], str]) -> list[LoadFigures]:
    """What each server answers to the same searches as addresses of its kind, a round of one after the other's."""
    queries, found = searches(), [LoadFigures.none() for _ in kinds]
    for port, kind in zip(ports, kinds, strict=True):
        asked(port, _asks(queries[:FIRST], kind), CLIENTS)
    step = ASKED // ROUNDS
    for turn in range(ROUNDS):
        begin = FIRST + turn * step
        for at in range(len(kinds)) if turn % 2 else reversed(range(len(kinds))):
            found[at] += asked(ports[at], _asks(queries[begin : begin + step], kinds[at]), CLIENTS)
    return found


def _asks(queries: Sequence[str], kind: Callable[[str], str]) -> list[Ask]:
    return [(kind(query), {}, 200) for query in queries]


def searches() -> list[str]:
    """Query strings of the mixed searches over all platforms, each once."""
    drawn = (one.search.without("platform").to_query_string() for one in questions(4 * (FIRST + ASKED)))
    return list(dict.fromkeys(drawn))[: FIRST + ASKED]


def details() -> Callable[[str], str]:
    """Addresses of single listings for a person, another one at each call, whatever the search."""
    every = (f"/api/v1/listings/acme/r{at}?country={code}" for at in range(READ) for code in COUNTRIES)
    return lambda _: next(every)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=SIZE)
    parser.add_argument("--folder", type=Path, help="a table that is filled already: only the rates are measured")
    options = parser.parse_args()
    if options.folder:
        rates(options.folder, options.size)
    else:
        main(None, options.size)

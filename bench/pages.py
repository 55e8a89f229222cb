"""Pages that nobody asked before beside the build of 81ad6cb, and pages asked again beside a bare Flask page.

python -m bench pages [--size 10000] [--tables FOLDER]. Both builds have a table of their own with the same listings,
published platforms, a clock that stands still and two workers, and are asked in turn by eight connections; no address
is asked twice of a build. Then today's build is asked the same few pages again, in turn with the bare page. Ratios
count: the machine may be busy. FOLDER holds the tables of both builds, filled if they are not there yet, for another
run: to fill them takes longer than to ask.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from bench.alerts import START
from bench.builds import OLD, old_build
from bench.doors import URL
from bench.load import Ask, LoadFigures, asked
from bench.questions import questions
from bench.serving import served
from directory.config import ROOT, load
from directory.presenting import ready_keeping
from directory.store import Store
from directory.terms import countries

SIZE, WORKERS, CLIENTS, ROUNDS = 10_000, 2, 8, 10
# Addresses of a kind; those of them asked before the clock runs, as a site that serves was asked others; asked again.
ASKED, FIRST, AGAIN = 700, 450, 60
API_ASKED = 300  # fewer than the API answers to one network in an hour
TIMES = 12  # how often each of the kept is asked while the clock runs
PERSONS = ("", "&speak=en", "&speak=es", "&speak=fr")
# Run in the folder of either build, which has its own readers: fills a table and publishes the platforms.
_FILL = """
import sys
from bench.page import fill
from directory.config import load
fill(load({"RUN_DIR": sys.argv[1]}), int(sys.argv[2]))
"""


def main(real: Path | None, size: int = SIZE, tables: Path | None = None) -> None:
    """Fills both tables, serves both builds, and prints what they and the bare page answer a second."""
    with old_build() as old, ExitStack() as opened:
        folder = tables or Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="bench-pages-")))
        builds = {OLD: old, "today": ROOT} if old else {"today": ROOT}
        ports = {}
        for name, build in builds.items():
            run = folder / name
            if not run.exists():
                print(f"  filling the table of {name} ...", flush=True)
                filled(build, run, size)
            own = {"RUN_DIR": str(run), "CLOCK": f"{START:%Y-%m-%dT%H:%M:%SZ}", "PUBLIC_URL": URL}
            if build == ROOT:
                made_ready(run)
            ports[name] = opened.enter_context(served(own, WORKERS, root=build))
        ports["bare"] = opened.enter_context(served({}, WORKERS, "bench.load:bare()"))
        print(f"  {size:,} listings, {WORKERS} workers, {CLIENTS} connections")
        kinds = kinds_of_pages(size)
        never_asked(ports, kinds)
        asked_again(ports, kinds)


def filled(build: Path, run: Path, size: int) -> None:
    """A folder with that many listings, read by the readers of a build, and all its platforms."""
    run.mkdir(parents=True)
    _run(build, run, "-c", _FILL, str(run), str(size))
    _run(build, run, "-m", "scrapy", "publish")


def made_ready(run: Path) -> None:
    """Today's rows of the API for a folder's table, as the clock of a site makes them every ten minutes."""
    settings = load({"RUN_DIR": str(run), "PUBLIC_URL": URL})
    store = Store(settings.database_url)
    ready_keeping.follow(store, settings)
    store.close()


def _run(build: Path, run: Path, *words: str) -> None:
    """Raises RuntimeError with the last words of what failed."""
    own = {"RUN_DIR": str(run), "PATH": "/usr/bin:/bin"}
    done = subprocess.run([sys.executable, *words], cwd=build, env=own, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{build}: {' '.join(words[:3])}: {done.stderr[-1_000:]}")


def never_asked(ports: Mapping[str, int], kinds: Mapping[str, Sequence[str]]) -> None:
    """Prints both builds and how many times as much today's answers, kind by kind; then the API beside the page."""
    print(f"  {'not asked before':20} {'build':8} {'per s':>7} {'p50 ms':>7} {'p95':>7} {'p99':>7}", flush=True)
    found = {}
    for kind, paths in kinds.items():
        figures = found[kind] = in_turn({name: ports[name] for name in ports if name != "bare"}, paths)
        for name, one in figures.items():
            print(f"  {kind:20} {name:8} {one.said()}")
        if OLD in figures:
            print(f"  {'':20} {figures['today'].rate / figures[OLD].rate:.2f} times as many", flush=True)
    apis = in_turn({"today": ports["today"]}, _of_api(), API_ASKED // 2)["today"]
    print(f"  {'API list':20} {'today':8} {apis.said()}")
    print(f"  {'':20} {apis.rate / found['search']['today'].rate:.2f} times as many as the page of the same search")


def asked_again(ports: Mapping[str, int], kinds: Mapping[str, Sequence[str]]) -> None:
    """Prints what pages that were asked before make of the rate of a bare page, in turn with it."""
    print(
        f"  {'asked before':20} {'':8} {'per s':>7} {'p50 ms':>7} {'p95':>7} {'p99':>7} of bare, p99/p50 (bare)",
        flush=True,
    )
    for kind, paths in kinds.items():
        kept: list[Ask] = [(path, {}, 200) for path in paths[:AGAIN]]
        for _ in range(10):  # any of the workers may answer: after three a quarter was new to one of them
            asked(ports["today"], kept, CLIENTS)
        bare, ours = LoadFigures.none(), LoadFigures.none()
        for _ in range(ROUNDS):
            bare += asked(ports["bare"], [("/", {}, 200)] * (AGAIN * TIMES // ROUNDS), CLIENTS)
            ours += asked(ports["today"], kept * (TIMES // ROUNDS), CLIENTS)
        spread, least = (one.percentile(99) / one.percentile(50) for one in (ours, bare))
        share = ours.rate / bare.rate
        print(f"  {kind:20} {'':8} {ours.said()} {share:>7.2f} {spread:>8.1f} ({least:.1f})", flush=True)


def in_turn(ports: Mapping[str, int], paths: Sequence[str], first: int = FIRST) -> dict[str, LoadFigures]:
    """What each server answers to the paths behind the `first` ones, a round of each after a round of the other."""
    asks: list[Ask] = [(path, {}, 200) for path in paths]
    found = {name: LoadFigures.none() for name in ports}
    for port in ports.values():
        asked(port, asks[:first], CLIENTS)
    step = -(-(len(asks) - first) // ROUNDS)
    for start in range(first, len(asks), step):
        for name, port in ports.items():
            found[name] += asked(port, asks[start : start + step], CLIENTS)
    return found


def kinds_of_pages(size: int = SIZE) -> dict[str, list[str]]:
    """Addresses by kind of a table of so many listings, none twice: the first FIRST are asked before the clock runs."""
    searches = _searches()
    people = (f"/platforms?country={code}{more}" for more in PERSONS for code in countries.ids)
    return {
        "search": [f"/?{query}" for query in searches],
        "listing": [f"/listing/acme/r{at}" for at in range(0, size, max(1, size // ASKED))][:ASKED],
        "feed": [f"/feed.atom?{query}" for query in searches],
        "platforms": list(people)[:ASKED],
    }


def _of_api() -> list[str]:
    return [f"/api/v1/listings?{query}" for query in _searches()[:API_ASKED]]


def _searches() -> list[str]:
    """Query strings of the mixed searches over all platforms, each once."""
    return list(dict.fromkeys(_queries()))[:ASKED]


def _queries() -> Iterator[str]:
    for one in questions(ASKED * 2):
        yield one.search.without("platform").to_query_string()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=SIZE)
    parser.add_argument("--tables", type=Path, help="a folder that keeps the tables for another run")
    options = parser.parse_args()
    main(None, options.size, options.tables)

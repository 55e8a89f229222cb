"""A crawl that is killed at any moment leaves nothing half-written; the next one ends as if nothing had happened."""

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import text

from directory.config import ROOT, load
from directory.search import Search, open_finder
from directory.store import Store, migrate, open_store, shelf

pytestmark = pytest.mark.heavy
TABLES = {
    "platforms": "slug, record, last_good, failing",
    "postings": "platform, ref, n, listing, title, text, fingerprint, version, open, first_seen, last_seen, closed_at",
    "listings": "id, version, lead, title, state, first_seen, changed_at, facts, places",
    "claims": "listing, n, kind, value, quote, source, start, rule",
    "doubts": "platform, ref, n, about, quote",
    "events": "id, listing, kind, at, before, after, baseline, correction",
    "moves": "old, new",
    "meta": "name, value",
    "sightings": "run, ref",
}
LEFT_OUT = ("sightings", "platforms")
Row = tuple[str, ...]
Tables = dict[str, list[Row]]
PLATFORMS = ("alignerr", "appen", "mercor", "meridial", "mindrift", "outlier", "telus")
TAPES = [sys.executable, "-m", "scrapy", "crawlall", "--tapes", "tests/recordings", *PLATFORMS]
BIG = """
import sys
sys.path[:0] = [".", "tests"]
from tests.support.making import DAY, START, crawl, posting
from directory.store import Store
store = Store(sys.argv[1])
day = int(sys.argv[2])
seen = [posting(f"r{n}", f"Title {n % 700}", f"Pay: {20 + day} USD per hour.") for n in range(day * 200, 3000)]
crawl(store, seen, START + day * DAY)
"""


@dataclass(frozen=True)
class Place:
    """A database and a folder of its own."""

    url: str
    folder: Path

    def environ(self) -> dict[str, str]:
        return dict(os.environ) | {"DATABASE_URL": self.url, "RUN_DIR": str(self.folder), "DEMO": "1"}


def run(command: Sequence[str], place: Place, kill_after: float | None = None) -> float:
    """Run a command; SIGKILL it after so many seconds; how long it took."""
    begin = time.monotonic()
    with subprocess.Popen(
        command, env=place.environ(), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        with suppress(subprocess.TimeoutExpired):
            assert process.wait(kill_after) == 0
        process.kill()
    return time.monotonic() - begin


def dump(url: str) -> Tables:
    """Every table but the runs, whole."""
    store = Store(url)
    with store.reading() as session:
        found = {
            table: sorted(tuple(map(str, row)) for row in session.execute(text(f"SELECT {names} FROM {table}")))
            for table, names in TABLES.items()
        }
    store.close()
    return found


def answers(place: Place) -> list[object]:
    """What the index, built by catching up, says to some searches."""
    settings = load(place.environ() | {"CLOCK": "2026-11-20T09:00:00Z", "DEMO": "1"})
    store = open_store(settings)
    finder = open_finder(store, settings)
    finder.catch_up()
    queries = ("", "country=KE&show=open&show=silent&show=closed", "q=spanish", "tier=coding&state=any", "q=law")
    found = [finder.find(Search.parse(query)[0], now=settings.now()) for query in queries]
    asked = [(one.total, one.ids, one.groups, one.facets) for one in found]
    version = shelf.version(store)
    store.close()
    return [version, *asked]


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """A place of each kind."""
    folder = tmp_path / "run"
    folder.mkdir()
    if request.param == "postgres":
        return Place(request.getfixturevalue("postgres_url"), folder)
    return Place(f"sqlite:///{folder / 'atlas.db'}", folder)


def clear(place: Place) -> None:
    """Empty tables and no index."""
    store = Store(place.url)
    if store.is_sqlite:
        shutil.rmtree(place.folder)
        place.folder.mkdir()
        migrate(store)
    else:
        with store.writing() as session:
            session.execute(text(f"TRUNCATE {', '.join(TABLES)}, runs"))
        shutil.rmtree(place.folder / "index", ignore_errors=True)
    store.close()


@pytest.mark.timeout(3_000)
def test_a_killed_crawl_ends_in_the_same_table_and_index(place: Place) -> None:
    clear(place)
    took = run(TAPES, place)
    undisturbed, said = dump(place.url), answers(place)
    assert len(undisturbed["postings"]) > 40
    moments = dice(took)
    for _ in range(10 if place.url.startswith("sqlite") else 4):
        clear(place)
        moment = moments.uniform(0.3 * took, took)
        run(TAPES, place, moment)
        run(TAPES, place)
        assert differing(dump(place.url), undisturbed) == {}, f"killed after {moment:.2f} s"
        assert answers(place) == said


@pytest.mark.timeout(3_000)
def test_a_run_killed_while_it_is_applied_changes_nothing_or_everything(place: Place, tmp_path: Path) -> None:
    (tmp_path / "big.py").write_text(BIG)
    command = [sys.executable, str(tmp_path / "big.py"), place.url]
    clear(place)
    run([*command, "0"], place)
    before = dump(place.url)
    took = run([*command, "1"], place)
    after = dump(place.url)
    moments, found = dice(took), after
    for _ in range(10):
        if not differing(found, after):  # quicker than the kill, which proves something only from the state before
            clear(place)
            run([*command, "0"], place)
        moment = moments.uniform(0.5 * took, took)
        run([*command, "1"], place, moment)
        found = dump(place.url)
        assert {} in (differing(found, before), differing(found, after)), f"killed after {moment:.2f} s"
    if differing(found, after):
        run([*command, "1"], place)
    assert differing(dump(place.url), after) == {}


def dice(took: float) -> random.Random:
    """Moments by a seed that is the same in every run; what happens at them, the machine decides."""
    print(f"undisturbed {took:.1f} s")
    return random.Random(17)


def differing(one: Tables, other: Tables) -> dict[str, list[Row]]:
    """The rows that are not in both, by table; staged rows and failures apart."""
    tables = {table: set(one[table]) ^ set(other[table]) for table in TABLES if table not in LEFT_OUT}
    return {table: sorted(rows)[:4] for table, rows in tables.items() if rows}

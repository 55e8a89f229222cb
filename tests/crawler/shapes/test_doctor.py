"""`doctor --live` and `--tapes`: a line a platform, an exit code, nothing stored; and where a board has moved."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.crawling import RECORDINGS, ROOT, crawl, opened
from tests.support.misbehaving import Server

RENAMED = "`pagination.pages` is gone; `pagination.page_count` is new, integer"
pytestmark = pytest.mark.heavy
HOW = '; how: docs/add-a-platform.md, "When a platform changes"'
ASHBY = "/api.ashbyhq.com/posting-api/job-board/g2i?includeCompensation=true"
MOVED = "its own page https://www.prolific.com/about/careers points to lever prolific-jobs"
HOME = '<html><body><a href="/about/careers">Careers</a></body></html>'
CAREERS = '<html><body><a href="https://jobs.lever.co/prolific-jobs">All openings</a></body></html>'
PAGES = {
    "/www.prolific.com": (200, {"Content-Type": "text/html"}, HOME.encode()),
    "/www.prolific.com/about/careers": (200, {"Content-Type": "text/html"}, CAREERS.encode()),
}


def tape(folder: Path, slug: str, old: str, new: str) -> Path:
    """A copy of a recording in which one word stands for another."""
    shutil.copytree(RECORDINGS / slug, folder / slug)
    for file in (folder / slug).glob("[0-9]*.json"):
        file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    return folder


@pytest.mark.parametrize("module", ["scrapy", "directory"])
def test_a_tape_whose_key_was_renamed(tmp_path: Path, module: str):
    """Its line, its exit code, and no database."""
    tapes = tape(tmp_path / "tapes", "telus", '"pages"', '"page_count"')
    run = tmp_path / "run"
    code, said = crawl(run, "doctor", "--tapes", str(tapes), module=module)
    assert said.splitlines()[-3:] == [
        f"telus: shape changed: KeyError 'total_pages'; {RENAMED}",
        "0 of 1 platforms answer as we read them",
        f"next: crawler/platforms/telus.py{HOW}",
    ]
    assert (code, list(run.glob("*.db"))) == (1, [])


def test_a_tape_as_it_was(tmp_path: Path):
    """Exit code 0; one that is not named is not looked at."""
    shutil.copytree(RECORDINGS / "vetto", tmp_path / "tapes" / "vetto")
    tapes = tape(tmp_path / "tapes", "telus", '"pages"', '"page_count"')
    code, said = crawl(tmp_path / "run", "doctor", "--tapes", str(tapes), "vetto")
    assert (code, said) == (0, "vetto: as we read it (3 rows looked at)\n1 of 1 platforms answer as we read them\n")


def test_a_held_run_says_the_line_too(tmp_path: Path):
    """In the log, in the record, and in doctor, beside the cause."""
    tapes, run = tape(tmp_path / "tapes", "telus", '"pages"', '"page_count"'), tmp_path / "run"
    run.mkdir()
    store = opened(run)
    _, said = crawl(run, "crawlall", "--tapes", str(tapes))
    assert f"telus: its answers have another shape: {RENAMED}" in said
    _, told = crawl(run, "doctor", module="directory")
    assert f"telus: its answers have another shape: {RENAMED}" in told
    assert "telus: held, shape changed: KeyError 'total_pages'; next: " in told
    store.close()


@pytest.fixture
def server() -> Iterator[Server]:
    """Every host, on this machine."""
    answer = (RECORDINGS / "g2i" / "1.json").read_bytes()
    gone = (404, {"Content-Type": "application/json"}, b"{}")
    board = "/boards-api.greenhouse.io/v1/boards/prolific/jobs?content=true&pay_transparency=true"
    made = Server({ASHBY: (200, {"Content-Type": "application/json"}, answer), board: gone, **PAGES})
    yield made
    made.shutdown()
    made.server_close()


def live(run: Path, server: Server, *slugs: str) -> tuple[int, str]:
    """`python -m directory doctor --live`, which reaches nothing but the server."""
    env = {name: value for name, value in os.environ.items() if name not in ("CLOCK", "DEMO")}
    env |= {"RUN_DIR": str(run), "REROUTE": str(server.server_port), "CONTACT": "https://atlas.example/bot"}
    env["SCRAPY_SETTINGS_MODULE"] = "tests.support.rerouted_settings"
    words = [sys.executable, "-W", "error", "-m", "directory", "doctor", "--live", *slugs]
    done = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, text=True, timeout=550, check=False)
    return done.returncode, done.stdout + done.stderr


def test_a_live_look_is_polite_and_keeps_nothing(tmp_path: Path, server: Server):
    """robots.txt first, under our name, one page; where the board has moved, two more pages of the platform's own."""
    code, said = live(tmp_path / "run", server, "g2i", "prolific")
    assert said.splitlines() == [
        "g2i: as we read it (4 rows looked at)",
        f"prolific: not found (404): the board may have moved, find its new home; {MOVED}",
        "1 of 2 platforms answer as we read them",
        f"next: crawler/platforms/prolific.py{HOW}",
    ]
    assert code == 1, server.paths
    assert server.paths[:2] == ["/api.ashbyhq.com/robots.txt", ASHBY]
    assert [path for path in server.paths if "prolific.com" in path and "robots" not in path] == list(PAGES)
    assert all("taskatlasbot" in headers["User-Agent"] for _, headers, _ in server.seen)
    assert {path.name for path in (tmp_path / "run").rglob("*") if path.is_file()} <= _locks(tmp_path / "run")


def test_a_live_look_sees_what_is_otherwise(tmp_path: Path, server: Server):
    """The line, and exit code 1."""
    answer = json.loads((RECORDINGS / "g2i" / "1.json").read_text("utf-8"))
    for job in answer["jobs"]:
        job["places"] = job.pop("location")
    server.table[ASHBY] = (200, {"Content-Type": "application/json"}, json.dumps(answer).encode())
    code, said = live(tmp_path / "run", server, "g2i")
    words = 'g2i: shape changed: no posting has "location" any more (4 looked at); '
    assert (code, said.splitlines()[0]) == (1, f"{words}`jobs[].location` is gone; `jobs[].places` is new, text")


def _locks(run: Path) -> set[str]:
    """The files of host locks, which hold nothing, and the secret that `python -m directory` makes for itself."""
    return {"secret", *(path.name for path in (run / "locks").glob("*"))}

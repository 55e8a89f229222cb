"""A newcomer's evening, in a copy of the house: see, new, the shared test, record and a crawl of a local server."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from crawler.addresses import detect
from crawler.scrub import scrub, scrub_value, shorten
from directory.record import read
from tests.support.local_platform import JOB, PROSE, Handler

ROOT = Path(__file__).parents[2]
SUPPORT = tuple(f"tests/support/{name}.py" for name in ("rerouted", "near", "near_settings"))
QUICK = ["-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0", "-s", "RETRY_TIMES=0"]
REROUTE = ["-s", 'DOWNLOAD_HANDLERS={"https": "tests.support.rerouted.Rerouted"}']


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """The local platform's port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what a newcomer has, with no platform in it yet."""
    house = tmp_path_factory.mktemp("house")
    none = shutil.ignore_patterns("__pycache__", "run", "guides", "messages", "platforms")
    for name in ("crawler", "directory", "data"):
        shutil.copytree(ROOT / name, house / name, ignore=none)
    for name in ("boards", "store/platforms.py"):
        assert (house / ("crawler" if name == "boards" else "directory") / name).exists()
    (house / "crawler" / "platforms").mkdir()
    shutil.copy(ROOT / "crawler" / "platforms" / "__init__.py", house / "crawler" / "platforms")
    (house / "data" / "platforms").mkdir()
    for name in ("recordings", "crawler", "support"):
        (house / "tests" / name).mkdir(parents=True)
    for name in ("scrapy.cfg", "pyproject.toml", "tests/crawler/test_platforms.py", *SUPPORT):
        shutil.copy(ROOT / name, house / name)
    return house


def scrapy(house: Path, port: int, *words: str) -> tuple[int, str]:
    """A command in that house: exit code and what it said."""
    return ran(house, port, "-m", "scrapy", *words)


def ran(house: Path, port: int, *words: str) -> tuple[int, str]:
    """Python in that house, warnings are errors."""
    env = {name: value for name, value in os.environ.items() if name not in ("CLOCK", "DEMO")}
    env |= {"RUN_DIR": str(house / "run"), "DATABASE_URL": f"sqlite:///{house / 'run' / 'atlas.db'}"}
    env |= {"REROUTE": str(port), "SCRAPY_SETTINGS_MODULE": "tests.support.near_settings"}
    done = subprocess.run(
        [sys.executable, "-W", "error", *words],
        cwd=house,
        env=env,
        capture_output=True,
        text=True,
        timeout=550,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


WALKS = [
    pytest.param("json", "http://127.0.0.1:{port}/api/roles", "json-list", 20, 12, marks=pytest.mark.heavy),
    pytest.param("board", "https://job-boards.greenhouse.io/acme", "greenhouse", 20, 12, marks=pytest.mark.heavy),
    pytest.param("links", "http://127.0.0.1:{port}/work", "job-links", 2, 2, marks=pytest.mark.heavy),
]


@pytest.mark.parametrize(("slug", "address", "way", "found", "kept"), WALKS)
def test_the_whole_walk(house: Path, port: int, slug: str, address: str, way: str, found: int, kept: int):
    """See it, make it, read what was written, commit it, record it anew, crawl it."""
    url, more = address.format(port=port), [*QUICK, *(REROUTE if slug == "board" else [])]
    code, said = scrapy(house, port, "see", url, *more)
    assert (code, f"read by {way}" in said, f": {found} postings, finished" in said) == (0, True, True), said
    assert "Chat Rater" in said

    code, said = scrapy(house, port, "new", url, "--slug", slug, *more)
    assert (code, "wrote" in said) == (0, True), said
    assert len((house / "crawler" / "platforms" / f"{slug}.py").read_text("utf-8").splitlines()) <= 35
    assert read(house / "data" / "platforms" / f"{slug}.toml").fact("coverage") is not None
    assert ("nobody was asked" in said, "may be names are still theirs" in said) == (True, True), said
    tape = house / "tests" / "recordings" / slug
    whole = " ".join(path.read_text("utf-8") for path in tape.iterdir())
    for secret in ("daily life", "a.person", "A. Person", "track()"):
        assert secret not in whole

    shared = ("-m", "pytest", "-q", "-p", "no:randomly", "tests/crawler/test_platforms.py", "-k", f"[{slug}]")
    code, said = ran(house, port, *shared)
    assert (code, f"wrote expected.json of {slug}" in said) == (1, True), said
    assert len(json.loads((tape / "expected.json").read_text("utf-8"))["postings"]) == kept
    code, said = ran(house, port, *shared)
    assert code == 0, said

    code, said = scrapy(house, port, "record", slug, *more)
    assert (code, f"recorded {slug}" in said) == (0, True), said
    code, said = ran(house, port, *shared)
    assert code == 0, said


@pytest.mark.heavy
def test_crawling_the_new_ones(house: Path, port: int):
    """What the walk made fills a database, once there is one."""
    if not list((house / "tests" / "recordings").iterdir()):
        scrapy(house, port, "new", f"http://127.0.0.1:{port}/api/roles", "--slug", "alone", *QUICK)
    code, said = scrapy(house, port, "crawlall", "--tapes", "tests/recordings")
    assert (code, said.count("\n"), "`python -m directory init` makes them" in said) == (1, 1, True), said
    assert ran(house, port, "-m", "directory", "init")[0] == 0
    code, said = scrapy(house, port, "crawlall", "--tapes", "tests/recordings")
    assert code == 0, said
    assert "held" not in said


@pytest.mark.heavy
def test_nothing_is_there(house: Path, port: int):
    """An address that answers 404 is said to be one, and nothing is written."""
    before = sorted((house / "crawler" / "platforms").iterdir())
    code, said = scrapy(house, port, "new", f"http://127.0.0.1:{port}/gone", *QUICK)
    assert (code, "not found (404)" in said) == (1, True), said
    assert sorted((house / "crawler" / "platforms").iterdir()) == before


@pytest.mark.heavy
@pytest.mark.parametrize(
    ("path", "outlined"), [("/nothing", "a page without data"), ("/odd", "boxes[0]: caption (text)")]
)
def test_what_no_reader_understands_leaves_a_skeleton(house: Path, port: int, path: str, outlined: str):
    """The outline is printed; file, facts and tape are there, and the skeleton's run is held."""
    slug = path.strip("/")
    code, said = scrapy(house, port, "new", f"http://127.0.0.1:{port}{path}", "--slug", slug, *QUICK)
    assert (code, outlined in said, "The file is a skeleton" in said) == (1, True, True), said
    assert read(house / "data" / "platforms" / f"{slug}.toml").slug == slug
    shared = ("-m", "pytest", "-q", "-p", "no:randomly", "tests/crawler/test_platforms.py", "-k", f"[{slug}]")
    assert ran(house, port, *shared)[0] == 1
    expected = json.loads((house / "tests" / "recordings" / slug / "expected.json").read_text("utf-8"))
    assert expected["postings"] == []
    assert expected["reason"] != "finished"
    # other tests crawl all that stands in this house
    (house / "crawler" / "platforms" / f"{slug}.py").unlink()
    (house / "data" / "platforms" / f"{slug}.toml").unlink()
    shutil.rmtree(house / "tests" / "recordings" / slug)


STRANGERS = [
    "https://www.bamboohr.com/careers",
    "https://evil.example/?u=https://jobs.lever.co/acme",
    "https://jobs.lever.co.evil.example/acme",
    "https://evilbreezy.hr.example/",
    "https://apply.workable.com/api/v9/acme",
    "ftp://jobs.lever.co/acme",
]


@pytest.mark.parametrize("url", STRANGERS)
def test_strangers(url: str):
    """The host decides, never a word somewhere in an address; the boards' own ones are in their case tables."""
    assert detect(url) is None


VALUES: list[tuple[Any, Any]] = [
    ({"title": "Rater", "n": 3, "ok": True, "none": None}, {"title": "Rater", "n": 3, "ok": True, "none": None}),
    ({"recruiter_email": "a@b.example"}, {"recruiter_email": "removed"}),
    ({"recruiter": {"name": "A. Person"}, "users": ["A. Person"]}, {"recruiter": None, "users": None}),
    ({"owner_id": 77, "is_owner": True}, {"owner_id": None, "is_owner": True}),
    ({"note": "ask a.b@c.example or +44 20 7946 0000"}, {"note": "ask someone@example.org or removed"}),
    ({"value": {"name": "X"}, "value_type": "user"}, {"value": None, "value_type": "user"}),
    ({"pay": "$12 - $20 per hour"}, {"pay": "$12 - $20 per hour"}),
    ({"url": "https://a.example/" + "x" * 100}, {"url": "https://a.example/" + "x" * 100}),
]


@pytest.mark.parametrize(("value", "scrubbed"), VALUES)
def test_scrubbing_values(value: Any, scrubbed: Any):
    """Short facts stay, people go."""
    assert scrub_value(value) == scrubbed


@pytest.mark.parametrize("kind", ["text/html", "text/xml", "application/json"])
def test_scrubbing_prose(kind: str):
    """No sentence of theirs is left in any kind of answer."""
    body = {
        "text/html": JOB,
        "text/xml": f"<rss><item><d><![CDATA[<p>{PROSE}</p>]]></d><e>{PROSE}</e></item></rss>",
        "application/json": json.dumps([{"a": PROSE, "b": f"<p>{PROSE}</p>", "c": [PROSE]}]),
    }[kind]
    assert b"daily life" not in scrub(body.encode(), kind)


def test_shortening():
    """Long lists are cut to a dozen, and the numbers that counted them follow."""
    rows = [{"id": number} for number in range(40)]
    assert shorten({"jobs": rows, "total": 40, "page": 1}) == {"jobs": rows[:12], "total": 12, "page": 1}
    assert shorten({"jobs": rows[:3], "total": 3}) == {"jobs": rows[:3], "total": 3}

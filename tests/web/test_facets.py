"""A facet is one row: page, form, chips and feeds show each, and a row that is added shows everywhere by itself."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from directory.presenting import filters
from directory.search import Search
from directory.search.query.facets import FACET, FACETS, in_form
from directory.search.query.kinds import FORM, Facet
from directory.store import Store, migrate
from tests.support.making import posting
from tests.support.website import KENYA, site

ROOT = Path(__file__).resolve().parents[2]
VALUES = {"terms": "unstated", "platform": "acme", "number": "30", "part": "US-CA", "beyond": "KE"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    folder = tmp_path_factory.mktemp("facets")
    store = Store(f"sqlite:///{folder / 'atlas.db'}")
    migrate(store)
    seen = [KENYA, posting("w1", "Poem rater", "You rate poems. Open to candidates anywhere in the world.")]
    yield site(store, folder, seen).test_client()
    store.close()


def value_of(facet: Facet) -> str:
    """A value that is not what a search says without it."""
    return VALUES.get(facet.kind) or VALUES.get(facet.key) or next(id for id in facet.ids if (id,) != facet.usual)


@pytest.mark.parametrize("facet", in_form(), ids=lambda facet: facet.key)
def test_a_facet_stands_in_form_chip_title_and_feed(client: FlaskClient, facet: Facet) -> None:
    query = f"{facet.key}={value_of(facet)}"
    search = Search.parse(query)[0]
    page = re.sub(r"[ \n]+", " ", unescape(client.get(f"/?{query}").text))
    said = filters.sentence(search, titles={"acme": "Acme"})
    assert f"<summary>{facet.legend}</summary>" in page
    assert re.search(rf'<input type="{facet.control}" name="{facet.key}" value="{value_of(facet)}" checked>', page)
    assert f"Remove: {said}" in page
    assert re.search(rf"<title>{re.escape(said[0].upper() + said[1:])}: \d+ listings? · Task Atlas</title>", page)
    feed = client.get(f"/feed.json?{query}")
    assert (feed.status_code, json.loads(feed.data)["title"]) == (200, f"Task Atlas: {said}")
    assert unescape(client.get(f"/alerts/new?{query}").text).count(said) == 1


def test_the_form_shows_all_facets_that_have_something_to_choose(client: FlaskClient) -> None:
    page = client.get("/").text
    shown = list(dict.fromkeys(re.findall(r'<input type="(?:checkbox|radio)" name="(\w+)"', page)))
    assert shown == [facet.key for facet in in_form() if facet.key in shown]
    silent = {facet.key for facet in FACETS if facet.kind in FORM} - set(shown)
    assert "payable" in silent, "nobody asked about a country"
    assert all(FACET[key].unstated or FACET[key].kind == "bars" for key in silent), (
        "what every listing says can be chosen"
    )


MANY = [f"Rater of {skill}" for skill in ("Python", "Java", "Rust", "Ruby", "Kotlin", "Swift", "PHP", "SQL", "Perl",
        "Scala", "Haskell", "Go", "TypeScript", "JavaScript")]  # fmt: skip


def test_every_value_can_be_reached_without_a_script(store: Store, tmp_path: Path) -> None:
    seen = [posting(f"p{at}", title, f"{title}: you review code.") for at, title in enumerate(MANY)]
    client = site(store, tmp_path, seen).test_client()
    box = client.get("/?country=KE&skill=rust").text
    link = re.search(
        r'<input name="skill" aria-label="Add to: Skill".*?<a href="(/values/skill[^"]*)">all \d+', box, re.DOTALL
    )
    assert link is not None
    assert unescape(link[1]) == "/values/skill?country=KE&skill=rust"
    page = client.get("/values/skill?country=KE&skill=rust").text
    offered = re.findall(r'<input type="checkbox" name="skill" value="([^"]+)"', page)
    assert {"python", "haskell", "rust", "kotlin"} <= set(offered)
    assert offered[0] == "rust"
    assert page.count('<input type="hidden" name="country" value="KE">') == 2
    named = client.get("/values/skill?country=KE&named=sCRI").text
    assert re.findall(r'<input type="checkbox" name="skill" value="([^"]+)"', named) == ["javascript", "typescript"]
    assert "There is no such value." in client.get("/values/skill?named=zzz").text
    assert [client.get(f"/values/{key}").status_code for key in ("platform", "part", "pay", "q", "nothing")] == [
        200, 200, 404, 404, 404,
    ]  # fmt: skip
    assert client.get("/?skill=Haskell").text.count('<li class="card"') == 1, "what is typed is read as a name"


ROW = """    Facet(
        key="length",
        kind="choice",
        says="how long the title is",
        problem="“{value}” is no length.",
        unstated="length not stated",
        legend="Length of the title",
        choices=(Choice("short", "Short title", "short titles"), Choice("long", "Long title", "long titles")),
        of=lambda listing: ("short" if len(listing.title) < 12 else "long",),
        announced=True,
        shared=1.0,
    ),
    *ORDER,
"""
TRY = """
import json
from pathlib import Path
from directory.presenting.feeds import topics
from directory.search import Search
from directory.search.query.manual import table
from directory.store import Store, migrate, shelf
from tests.support.making import posting
from tests.support.website import site

store = Store(f"sqlite:///{Path('atlas.db').resolve()}")
migrate(store)
app = site(store, Path("run"), [posting("a", "Poem rater", "Rate poems."), posting("b", "Rater of stories", "Rate.")])
client = app.test_client()
page = " ".join(client.get("/?length=short").text.split())
print(json.dumps({
    "read": Search.parse("length=short&length=LONG&length=wide")[0].to_query_string(),
    "problem": [one.sentence() for one in Search.parse("length=wide")[1]],
    "form": 'name="length" value="short" checked' in page and "Length of the title" in page,
    "count": "<span>Short title</span> <b>1</b>" in page and "<span>Long title</span> <b>1</b>" in page,
    "cards": page.count('<li class="card"'),
    "title": "<title>Short titles: 1 listing" in page,
    "feed": json.loads(client.get("/feed.json?length=short").data)["title"],
    "alert": "short titles" in client.get("/alerts/new?length=short").text,
    "docs": "| `length` |" in table(),
    "topics": "length=short" in list(topics(shelf.cards(store, ["acme/a"])[0])),
}))
"""


@pytest.mark.heavy
def test_a_row_is_all_that_a_new_facet_needs(tmp_path: Path) -> None:
    for name in ("data", "web", "tests", "bench", "docs", "crawler"):
        (tmp_path / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "directory", tmp_path / "directory", ignore=shutil.ignore_patterns("__pycache__"))
    table = tmp_path / "directory" / "search" / "query" / "facets.py"
    table.write_text(table.read_text(encoding="utf-8").replace("    *ORDER,\n", ROW), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", TRY],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=550,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "read": "length=long&length=short",
        "problem": ["“wide” is no length."],
        "form": True,
        "count": True,
        "cards": 1,
        "title": True,
        "feed": "Task Atlas: short titles",
        "alert": True,
        "docs": True,
        "topics": True,
    }


def test_in_a_country_only_its_own_parts_are_offered(tmp_path: Path, store: Store) -> None:
    rules = ("You must live in California.", "You must live in Ontario.", "Only people in Kenya may apply.")
    seen = [posting(f"p{at}", "Poem rater", f"You rate poems. {rule}") for at, rule in enumerate(rules)]
    client = site(store, tmp_path, seen).test_client()
    parts = {code: client.get(f"/values/part?country={code}").text for code in ("US", "CA", "KE")}
    offered = {code: set(re.findall(r'name="part" value="([A-Z]{2})-', text)) for code, text in parts.items()}
    assert offered == {"US": {"US"}, "CA": {"CA"}, "KE": set()}
    assert 'name="beyond"' in client.get("/").text
    assert 'name="beyond"' not in client.get("/?country=US").text

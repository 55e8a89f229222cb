"""Every board and every way of failing: one table of cases, each held in the right words."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from crawler.faults import Fault
from tests.support.scripted import ANNOUNCING, BOARDS, Reply, example, good, run

MARKUP = ("jazzhr", "jobpages", "personio", "teamtailor")  # boards whose lists are no JSON
SCRIPT = '<html><body><script src="/cdn-cgi/challenge-platform/x.js"></script></body></html>'
SCRIPT = "<!doctype html><html><script src=/cdn-cgi/challenge-platform/x.js></script></html>"
CHALLENGE = "<!doctype html><html><title>Just a moment...</title></html>"
PAGE = "<!doctype html><html><body><h1>We have moved</h1></body></html>"

STATUSES: dict[str, tuple[Reply | Fault, str]] = {
    "404": (Reply({}, 404), "not found (404): the board may have moved, find its new home"),
    "410": (Reply({}, 410), "gone (410): the board may have moved, find its new home"),
    "401": (Reply({}, 401), "refused: the platform asks for a login (401)"),
    "403": (Reply({}, 403), "refused: the platform does not want to be read (403)"),
    "429": (Reply({}, 429, {"Retry-After": "120"}), "asked to slow down (429), wait 120"),
    "500": (Reply({}, 500), "the platform is failing (500)"),
    "503": (Reply(PAGE, 503), "the platform is failing (503)"),
    "teapot": (Reply({}, 418), "unexpected answer (418)"),
    "challenge": (Reply(CHALLENGE, 403), "behind a challenge (403); we do not work around one"),
    "challenge by header": (
        Reply({}, 429, {"x-vercel-mitigated": "challenge"}),
        "behind a challenge (429); we do not work around one",
    ),
    "a script beside a refusal": (Reply(SCRIPT, 403), "behind a challenge (403); we do not work around one"),
    "challenge with 200": (Reply(CHALLENGE), "behind a challenge (200); we do not work around one"),
    "no answer": (Fault("no answer in time"), "no answer in time"),
}


@pytest.mark.parametrize("name", BOARDS)
@pytest.mark.parametrize("case", STATUSES)
def test_refusals(name: str, case: str):
    """However a platform refuses, the run is held in plain words and nothing is found."""
    reply, words = STATUSES[case]
    (postings, walk), held = run(name, [reply])
    assert (postings, walk.complete, walk.reason, held) == ([], False, words, words)


JSON_BOARDS = [name for name in BOARDS if name not in MARKUP]
SHAPES: dict[str, dict[str, str]] = {
    "a page": {"default": "a web page where JSON was expected"},
    "nothing": {"default": "an empty answer where JSON was expected"},
    "swapped": {
        "list": "shape changed: an object where a list was",
        "object": "shape changed: a list where an object was",
    },
}


@pytest.mark.parametrize("name", JSON_BOARDS)
@pytest.mark.parametrize("case", SHAPES)
def test_other_shapes(name: str, case: str):
    """HTML, nothing, and a list where an object was (or the other way round)."""
    first = example(name)["pages"][0]
    wanted = SHAPES[case]
    reply = {"a page": Reply(PAGE), "nothing": Reply(""), "swapped": Reply({} if isinstance(first, list) else [])}[case]
    words = wanted.get("list" if isinstance(first, list) else "object", wanted.get("default"))
    (postings, walk), held = run(name, [reply])
    assert (postings, walk.complete, held) == ([], False, words)


MARKUP_SHAPES = {
    "jazzhr": "shape changed: the page has neither postings nor a list of them any more",
    "jobpages": "a web page where XML was expected",
    "personio": "a web page where XML was expected",
    "teamtailor": "a web page where XML was expected",
}


@pytest.mark.parametrize("name", MARKUP)
def test_another_page(name: str):
    """A page that is not the list."""
    (postings, walk), held = run(name, [Reply(PAGE)])
    assert (postings, walk.complete, held) == ([], False, MARKUP_SHAPES[name])


@pytest.mark.parametrize("name", BOARDS)
def test_half_an_answer(name: str):
    """An answer that ends in the middle closes nothing, wherever it was cut."""
    for cut in (0.2, 0.5, 0.9, 0.99):
        whole = good(name)[0]
        (_, walk), held = run(name, [Reply(whole.body, cut=cut)])
        assert (walk.complete, held.startswith("cut short")) == (False, True), (cut, held)


TOTALS: dict[str, Callable[[Any], None]] = {
    "bamboohr": lambda answer: answer["meta"].pop("totalCount"),
    "greenhouse": lambda answer: answer.pop("meta"),
    "smartrecruiters": lambda answer: answer.pop("totalFound"),
    "workable-list": lambda answer: answer.pop("total"),
    "workday": lambda answer: answer.pop("total"),
}


@pytest.mark.parametrize("name", ANNOUNCING)
def test_missing_total(name: str):
    """A first page that no longer says how many there are."""
    answer = copy.deepcopy(example(name)["pages"][0])
    TOTALS[name](answer)
    (_, walk), held = run(name, [Reply(answer), *good(name)[1:]])
    assert (walk.complete, held) == (False, "shape changed: the answer does not say how many postings there are")


ROWS: dict[str, str] = {
    "ashby": "jobs",
    "bamboohr": "result",
    "greenhouse": "jobs",
    "recruitee": "offers",
    "smartrecruiters": "content",
    "workable": "jobs",
    "workable-list": "results",
    "workday": "jobPostings",
}


@pytest.mark.parametrize("name", ANNOUNCING)
def test_fewer_than_announced(name: str):
    """Half a page: fewer postings than the answer itself announces."""
    pages = copy.deepcopy(example(name)["pages"])
    pages[-1][ROWS[name]].pop()
    (_, walk), held = run(name, [Reply(page) for page in pages])
    assert (walk.complete, held) == (False, "cut short: 1 of 2 postings came")


def test_a_page_that_never_comes():
    """The second page of two fails: what the first one held closes nothing."""
    (postings, walk), held = run("workable-list", [good("workable-list")[0], Reply({}, 500)])
    assert ([posting.ref for posting in postings], walk.complete) == (["C0DE1"], False)
    assert held == "the platform is failing (500)"


EMPTY: dict[str, Any] = {
    "jazzhr": '<!doctype html><html><body><div class="resumator-jobs-list"></div></body></html>',
    "jobpages": '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>',
    "personio": "<workzag-jobs></workzag-jobs>",
    "teamtailor": "<rss><channel></channel></rss>",
}


@pytest.mark.parametrize("name", BOARDS)
def test_empty_board(name: str):
    """An empty list is a whole answer, and is held for being less than the floor."""
    first = example(name)["pages"][0]
    empty = EMPTY[name] if name in MARKUP else [] if isinstance(first, list) else {**first, ROWS[name]: []}
    if name in ANNOUNCING:
        empty = json.loads(json.dumps(empty).replace(": 2", ": 0"))
    empty = {key: value for key, value in empty.items() if key != "nextPage"} if isinstance(empty, dict) else empty
    (postings, walk), held = run(name, [Reply(empty)])
    assert (postings, walk.complete, walk.reason) == ([], True, "empty: the platform lists nothing")
    assert held == "found 0, fewer than the floor of 1"


RENAMED: dict[str, str] = {
    "ashby": "descriptionHtml",
    "bamboohr": "jobOpeningName",
    "breezy": "name",
    "greenhouse": "content",
    "lever": "descriptionPlain",
    "personio": "jobDescriptions",
    "recruitee": "careers_url",
    "rippling": "uuid",
    "smartrecruiters": "name",
    "teamtailor": "description",
    "workable": "description",
    "workable-list": "shortcode",
    "workday": "externalPath",
}


@pytest.mark.parametrize("name", RENAMED)
def test_renamed_field(name: str):
    """A field of every posting that has another name now."""
    field = RENAMED[name]
    pages = [page if isinstance(page, str) else json.dumps(page) for page in example(name)["pages"]]
    changed = [
        page.replace(f'"{field}":', '"renamed":').replace(f"<{field}>", "<x>").replace(f"</{field}>", "</x>")
        for page in pages
    ]
    (postings, walk), held = run(name, [Reply(page) for page in changed])
    assert (postings, walk.complete) == ([], False)
    assert held.startswith(f'shape changed: no posting has "{field}" any more')


@pytest.mark.parametrize("name", JSON_BOARDS)
def test_rows_that_are_no_objects(name: str):
    """A list of something else."""
    first = example(name)["pages"][0]
    wrong = ["x"] if isinstance(first, list) else {**first, ROWS.get(name, ""): ["x"]}
    (postings, walk), held = run(name, [Reply(wrong)])
    assert (postings, walk.complete, held.startswith("shape changed")) == ([], False, True)


DETAILED = ("bamboohr", "breezy", "rippling", "smartrecruiters", "workable-list", "workday")


@pytest.mark.parametrize("name", DETAILED)
def test_renamed_in_every_detail(name: str):
    """Details of another shape: the postings are kept as the list told them, and the run is held."""
    reply = Reply(PAGE) if name == "breezy" else Reply({"renamed": {}})
    (postings, walk), held = run(name, good(name), [reply, reply])
    assert ([posting.list_only for posting in postings], walk.missed) == ([True, True], 2)
    assert (walk.complete, held) == (False, "shape changed: 2 details lack what they had")


@pytest.mark.parametrize("name", ["jobpages", "jazzhr"])
def test_pages_without_markup(name: str):
    """A page without markup is a posting that ended; when all are, the floor holds the run."""
    (postings, walk), held = run(name, good(name), [Reply(PAGE), Reply(PAGE)])
    assert (postings, walk.complete, held) == ([], True, "found 0, fewer than the floor of 1")

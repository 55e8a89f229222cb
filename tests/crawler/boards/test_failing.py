"""Every board and every way of failing: one table of cases, each held in the right words."""

import copy
import json
from typing import Any

import pytest

from crawler.faults import Fault
from tests.support.scripted import ANNOUNCING, BOARDS, Reply, example, good, run

MARKUP = [name for name in BOARDS if "empty" in example(name)]  # boards whose lists are no JSON
SCRIPT = '<html><body><script src="/cdn-cgi/challenge-platform/x.js"></script></body></html>'
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


@pytest.mark.parametrize("name", MARKUP)
def test_another_page(name: str):
    """A page that is not the list."""
    (postings, walk), held = run(name, [Reply(PAGE)])
    assert (postings, walk.complete, held) == ([], False, example(name)["other_page"])


@pytest.mark.parametrize("name", BOARDS)
def test_half_an_answer(name: str):
    """An answer that ends in the middle closes nothing, wherever it was cut."""
    for cut in (0.2, 0.5, 0.9, 0.99):
        whole = good(name)[0]
        (_, walk), held = run(name, [Reply(whole.body, cut=cut)])
        assert (walk.complete, held.startswith("cut short")) == (False, True), (cut, held)


@pytest.mark.parametrize("name", ANNOUNCING)
def test_missing_total(name: str):
    """A first page that no longer says how many there are."""
    answer = copy.deepcopy(example(name)["pages"][0])
    answer.pop(example(name)["total"])
    (_, walk), held = run(name, [Reply(answer), *good(name)[1:]])
    assert (walk.complete, held) == (False, "shape changed: the answer does not say how many postings there are")


@pytest.mark.parametrize("name", ANNOUNCING)
def test_fewer_than_announced(name: str):
    """Half a page: fewer postings than the answer itself announces."""
    pages = copy.deepcopy(example(name)["pages"])
    pages[-1][example(name)["rows"]].pop()
    (_, walk), held = run(name, [Reply(page) for page in pages])
    assert (walk.complete, held) == (False, "cut short: 1 of 2 postings came")


def test_a_page_that_never_comes():
    """The second page of two fails: what the first one held closes nothing."""
    (postings, walk), held = run("workable-list", [good("workable-list")[0], Reply({}, 500)])
    assert ([posting.ref for posting in postings], walk.complete) == (["C0DE1"], False)
    assert held == "the platform is failing (500)"


@pytest.mark.parametrize("name", BOARDS)
def test_empty_board(name: str):
    """An empty list is a whole answer, and is held for being less than the floor."""
    said = example(name)
    first = said["pages"][0]
    empty = said.get("empty") or ([] if isinstance(first, list) else {**first, said["rows"]: []})
    if name in ANNOUNCING:
        empty = json.loads(json.dumps(empty).replace(": 2", ": 0"))
    empty = {key: value for key, value in empty.items() if key != "nextPage"} if isinstance(empty, dict) else empty
    (postings, walk), held = run(name, [Reply(empty)])
    assert (postings, walk.complete, walk.reason) == ([], True, "empty: the platform lists nothing")
    assert held == "found 0, fewer than the floor of 1"


@pytest.mark.parametrize("name", [name for name in BOARDS if "renamed" in example(name)])
def test_renamed_field(name: str):
    """A field of every posting that has another name now."""
    field = example(name)["renamed"]
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
    wrong = ["x"] if isinstance(first, list) else {**first, example(name).get("rows", ""): ["x"]}
    (postings, walk), held = run(name, [Reply(wrong)])
    assert (postings, walk.complete, held.startswith("shape changed")) == ([], False, True)


@pytest.mark.parametrize("name", JSON_BOARDS)
def test_one_bad_row_costs_that_row(name: str):
    """A text among good rows is counted, the others are kept, and one is no reason to hold."""
    said = example(name)
    first, rest = copy.deepcopy(said["pages"][0]), said["pages"][1:]
    (first if isinstance(first, list) else first[said["rows"]]).append("not a posting")
    (postings, walk), held = run(name, [Reply(first), *map(Reply, rest)])
    assert (len(postings), held) == (2, "")
    assert dict(walk.refused) == {"a posting is text, not an object": 1}


@pytest.mark.parametrize("name", ANNOUNCING)
def test_a_bad_row_that_was_announced_costs_that_row(name: str):
    """The platform counts the row that is none; the others are kept, and one is no reason to hold."""
    said = example(name)
    pages = copy.deepcopy(said["pages"])
    for page in pages:
        page[said["total"]] = {"totalCount": 3, "total": 3} if isinstance(page[said["total"]], dict) else 3
    pages[-1][said["rows"]].append(None)
    (postings, walk), held = run(name, [Reply(page) for page in pages])
    assert (len(postings), held, dict(walk.refused)) == (2, "", {"a posting is nothing, not an object": 1})


@pytest.mark.parametrize("name", ["greenhouse", "bamboohr", "recruitee"])
def test_a_row_without_an_id_gets_no_name(name: str):
    """Null is no id: the row is refused and counted, never stored as "None"."""
    said = example(name)
    page = copy.deepcopy(said["pages"][0])
    page[said["rows"]][0]["id"] = None
    (postings, walk), _ = run(name, [Reply(page)])
    assert ([posting.title for posting in postings], dict(walk.refused)) == (
        ["Contract Reviewer"],
        {"ValueError an id is nothing": 1},
    )


def test_a_workday_board_that_grows_while_it_is_read():
    """A later page that counts more is believed: the walk goes on to the last row."""
    pages = [paged("workday", n, at, total=total) for n, at, total in ((20, 0, 40), (20, 20, 45), (5, 40, 45))]
    (postings, walk), held = run("workday", [Reply(page) for page in pages], [Reply({}, 404)] * 45)
    assert (len(postings), walk.complete, held) == (45, True, "")


def test_a_date_that_is_none_costs_no_posting():
    """A feed's "pubDate" in other words says nothing, and the posting is kept."""
    body = good("teamtailor")[0].body.replace("Tue, 10 Nov 2026 08:00:00 +0000", "gestern", 1)
    (postings, _), held = run("teamtailor", [Reply(body)])
    assert ([posting.posted_at is None for posting in postings], held) == ([True, False], "")


def paged(name: str, count: int, start: int = 0, **more: Any) -> dict[str, Any]:
    """A page of a board with many postings."""
    said = example(name)
    row = said["pages"][0][said["rows"]][0]
    key = {"smartrecruiters": "id", "workday": "externalPath", "workable-list": "shortcode"}[name]
    rows = [{**row, key: f"/job/X_R{1000 + n}" if name == "workday" else f"C{n}"} for n in range(start, start + count)]
    return {**said["pages"][0], said["rows"]: rows, **more}


ENDLESS: dict[str, tuple[list[dict[str, Any]], int, str]] = {
    "smartrecruiters": (
        [paged("smartrecruiters", 100, totalFound=300)] * 4,
        100,
        "the list never ends: postings from 100 were asked for, those from 0 came",
    ),
    "workday": (
        [paged("workday", 20, total=80)] * 5,
        20,
        "the list never ends: page 2 holds nothing new and names another one",
    ),
    "workable-list": (
        [paged("workable-list", 2, n, total=9, nextPage="t") for n in range(0, 8, 2)],
        4,
        "the list never ends: page 2 leads back to one that was read",
    ),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_a_list_that_never_ends(name: str):
    """Pages and tokens that repeat: the walk stops by itself, keeps what came and is not trusted."""
    pages, found, words = ENDLESS[name]
    details = [Reply({}, 404)] * 200
    (postings, walk), held = run(name, [Reply(page) for page in pages], details)
    assert (len(postings), walk.complete, held) == (found, False, words)


def test_a_workday_board_beyond_its_window():
    """A tenant that answers behind 2,000 is read whole; of one that starts again 2,000 are kept and nothing closes."""
    details = [Reply({}, 404)] * 1_000
    whole = [paged("workday", 20, at, total=2_060 if not at else 0) for at in range(0, 2_060, 20)]
    (postings, walk), held = run("workday", [Reply(page) for page in whole], details)
    assert (len(postings), walk.complete, held) == (2_060, True, "")
    wraps = [*whole[:100], *whole[:10]]
    (postings, walk), held = run("workday", [Reply(page) for page in wraps], details)
    assert (len(postings), walk.complete) == (2_000, False)
    assert held == "the list never ends: page 101 holds nothing new and names another one"


def test_a_requisition_is_one_posting_whatever_its_title():
    """Copies of one requisition are one ref with the places of all; a ref holds no title."""
    rows = [
        {
            "title": "Rater",
            "externalPath": "/job/Kenya/Rater_R1077",
            "locationsText": "Kenya",
            "bulletFields": ["R1077"],
        },
        {"title": "Chief Rater", "externalPath": "/job/Togo/Chief-Rater_R1077-1", "locationsText": "Togo"},
    ]
    (postings, walk), held = run("workday", [Reply({"total": 2, "jobPostings": rows})], [Reply({}, 404)])
    assert [(posting.ref, posting.location) for posting in postings] == [("R1077", "Kenya; Togo")]
    assert (walk.complete, held) == (True, "")


def test_a_board_in_another_language():
    """A text that is empty in English is asked for in the board's own language; without one it is only listed."""
    silent = good("personio")[0].body.replace("<![CDATA[<p>Rate answers.</p>]]>", "", 1).replace("Tasks", "", 1)
    (postings, _), held = run("personio", [Reply(silent), *good("personio")])
    assert ([posting.text for posting in postings], held) == (["Tasks\nRate answers."] * 2, "")
    (postings, _), held = run("personio", [Reply(silent), Reply(silent)])
    assert ([posting.list_only for posting in postings], held) == ([True, False], "")


DETAILED = [name for name in JSON_BOARDS if example(name)["details"]]


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

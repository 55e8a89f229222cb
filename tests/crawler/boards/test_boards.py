"""Every board: what it makes of a good answer, what it leaves out, and what it declares."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from crawler.addresses import detect
from crawler.discover import boards, table_of_boards
from directory import reading
from directory.eligibility.verdict import resolve
from directory.posting import Posting
from tests.support.scripted import BOARDS, FOLDER, Reply, example, good, run, spider_of

GUIDE = Path(__file__).parents[3] / "docs" / "add-a-platform.md"


@pytest.mark.parametrize("name", BOARDS)
def test_good_answer(name: str):
    """A good answer becomes exactly these postings, in a run that may close others."""
    (postings, walk), held = run(name, good(name))
    made = [posting.model_dump(mode="json", exclude_defaults=True, exclude={"platform"}) for posting in postings]
    path = FOLDER / "expected" / f"{name}.json"
    if not path.exists():
        path.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", "utf-8")
        pytest.fail(f"wrote {path.name}: read it, and commit it if it is right")
    assert made == json.loads(path.read_text("utf-8"))
    assert (walk.complete, walk.reason, held, walk.missed, dict(walk.refused)) == (True, "finished", "", 0, {})


@pytest.mark.parametrize("name", BOARDS)
def test_nothing_personal_is_kept(name: str):
    """No name and no mailbox of staff that an answer holds gets into a posting."""
    (postings, _), _ = run(name, good(name))
    kept = " ".join(posting.model_dump_json() for posting in postings)
    assert "example.org" not in kept
    assert "A. Person" not in kept


VARIANTS = [
    pytest.param(name, at, id=f"{name}-{at}") for name in BOARDS for at in range(len(example(name).get("variants", ())))
]


def lives(posting: Posting) -> str:
    """Who may take a posting, shortly: "only KE UG", "any", "unstated"."""
    found = resolve(reading.read(posting).claims)
    return " ".join([found.rule, *sorted(found.places), *(["conflict"] if found.conflict else [])])


@pytest.mark.parametrize(("name", "at"), VARIANTS)
def test_variant(name: str, at: int):
    """A row in another of the shapes that were seen: its places whole, its pay where it stands."""
    said = example(name)
    variant = said["variants"][at]
    page = copy.deepcopy(said["pages"][0])
    row = (page if isinstance(page, list) else page[said["rows"]])[0]
    row.update(variant["row"])
    details: list[Any] = said["details"]
    if "detail" in variant:
        details = [variant["detail"], *details[1:]]
    elif details and isinstance(details[0], dict):
        details = [{}, *details[1:]]
    (postings, _), _ = run(name, [Reply(page), *map(Reply, said["pages"][1:])], [Reply(body) for body in details])
    made = postings[0].model_dump(mode="json")
    assert {key: made[key] for key in variant["posting"]} == variant["posting"]
    if "residence" in variant:
        assert lives(postings[0]) == variant["residence"]


ENDED: list[tuple[str, dict[str, Any], dict[str, Any], bool]] = [
    ("greenhouse", {"application_deadline": "2026-10-01T00:00:00Z"}, {}, True),
    ("greenhouse", {"application_deadline": "2026-11-20"}, {}, False),
    ("recruitee", {"close_at": "2026-10-01 08:00:00 UTC"}, {}, True),
    ("recruitee", {"close_at": None}, {}, False),
    ("workable-list", {"state": "archived"}, {}, True),
    ("workable-list", {"isInternal": True, "state": "published"}, {}, True),
    ("smartrecruiters", {}, {"active": False, "jobAd": {}}, True),
    ("smartrecruiters", {"visibility": "INTERNAL"}, {"jobAd": {}}, True),
    ("workday", {}, {"jobPostingInfo": {"posted": False}}, True),
    ("workday", {}, {"jobPostingInfo": {"posted": True, "endDate": "2026-10-01"}}, True),
    ("bamboohr", {}, {"result": {"jobOpening": {"jobOpeningStatus": "Closed"}}}, True),
    ("bamboohr", {}, {"result": {"jobOpening": {"jobOpeningStatus": "Open"}}}, False),
]


@pytest.mark.parametrize(("name", "row", "detail", "left_out"), ENDED)
def test_one_that_ended_is_left_out(name: str, row: dict[str, Any], detail: dict[str, Any], left_out: bool):
    """A row that is over by the board's own word, on 20 November 2026, is no listing; the next one is."""
    said = example(name)
    page = copy.deepcopy(said["pages"][0])
    page[said["rows"]][0].update(row)
    details = [Reply(detail or {}), *map(Reply, said["details"][1:])]
    (postings, walk), held = run(name, [Reply(page), *map(Reply, said["pages"][1:])], details)
    first = next(posting.title for posting in postings)
    assert (first == "Contract Reviewer", walk.left_out, held) == (left_out, int(left_out), "")


@pytest.mark.parametrize("name", BOARDS)
def test_addresses(name: str):
    """Every address of a board's own leads to it and to the token in it."""
    said = example(name)
    found = {url: detect(url) for url in said["addresses"]}
    told = {url: board and (board[0].__name__, board[1]) for url, board in found.items()}
    assert told == {url: (said["board"], token) for url, token in said["addresses"].items()}


def test_every_address_has_a_case():
    """A board that says which addresses are its own has a case table that tries them."""
    tried = {example(name)["board"] for name in BOARDS if example(name)["addresses"]}
    assert {board.__name__ for board in boards().values() if board.__dict__.get("addresses")} == tried


def test_the_guide_lists_the_boards():
    """The table in the guide is made from what the boards say of themselves."""
    text = GUIDE.read_text("utf-8")
    head, _, rest = text.partition("<!-- boards -->\n")
    old, _, tail = rest.partition("<!-- end of boards -->")
    if old != (made := table_of_boards() + "\n"):
        GUIDE.write_text(f"{head}<!-- boards -->\n{made}<!-- end of boards -->{tail}", "utf-8")
        pytest.fail("wrote the table of boards anew: commit it")


DETAILED = [name for name in BOARDS if example(name)["details"]]


@pytest.mark.parametrize("name", DETAILED)
def test_a_missing_detail(name: str):
    """A detail that does not come is a counted miss; its posting is kept as the list told it."""
    said = example(name)["details"]
    (postings, walk), held = run(name, good(name), [Reply({}, 404), *(Reply(body) for body in said[1:])])
    assert ([posting.list_only for posting in postings], walk.missed, held) == ([True, False], 1, "")


@pytest.mark.parametrize("name", BOARDS)
def test_declaration(name: str):
    """A board says which hosts it reads, and how large an answer may be."""
    spider = spider_of(example(name))
    assert spider.record.way == name.replace("jobpages", "job-pages")
    assert all("{" not in host for host in spider.record.hosts)
    assert 2**20 <= spider.size_limit <= 40 * 2**20

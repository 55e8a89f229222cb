"""Every board: what it makes of a good answer, what it leaves out, and what it declares."""

import json

import pytest

from tests.support.scripted import ANNOUNCING, BOARDS, FOLDER, Reply, example, good, run, spider_of


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


@pytest.mark.parametrize("name", BOARDS)
def test_who_announces(name: str):
    """The boards whose answers count their postings are these."""
    assert spider_of(example(name)).announces == (name in ANNOUNCING)


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

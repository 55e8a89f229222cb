"""An opt-out is one row: the platform is declared, its listings go, and it is not crawled, not even by name."""

from pathlib import Path

import pytest

from crawler.discover import platforms
from crawler.jobs import NoSuchPlatform, from_tapes, live, resting
from crawler.records import publish, records
from directory import optouts
from directory.commands import doctor
from directory.runs import run as runs
from directory.runs import withdrawal
from directory.runs.judge import Ending
from directory.search import Search, open_finder
from directory.store import Store, events, shelf
from directory.store import platforms as shelves
from tests.support.making import DAY, START, posting
from tests.support.website import settings, site

RECORDINGS = Path(__file__).parents[1] / "recordings"
ROW = "platform\tsince\tsays\nsurge\t2026-11-02\tIt wrote that it wants no listing here.\n"


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file in which Surge asks to be left out."""
    file = tmp_path / "opt-outs.tsv"
    file.write_text(ROW, encoding="utf-8")
    monkeypatch.setattr(optouts, "FILE", file)
    return file


def crawl(store: Store, *refs: str, day: int = 0) -> None:
    record = platforms()["surge"].record.model_copy(update={"floor": 1, "spider": ""})
    run = runs.start(store, record, START + day * DAY)
    for ref in refs:
        one = posting(ref, f"Rater {ref}", platform="surge", url=f"https://surgehq.ai/workforce/{ref}")
        run.sight(one, run.read(one))
    runs.finish(store, run, Ending(complete=True), START + day * DAY)


def test_it_is_declared_and_not_crawled(asked: Path) -> None:
    told = {one.slug: one for one in records()}["surge"]
    assert (told.readable, told.unreadable_reason) == (False, "It wrote that it wants no listing here.")
    assert str(told.unreadable_since) == "2026-11-02"
    assert "surge" in resting()
    for jobs in (lambda: live(["surge"]), lambda: from_tapes(RECORDINGS, ["surge"])):
        with pytest.raises(NoSuchPlatform, match="surge opted out on 2026-11-02: It wrote"):
            jobs()


def test_its_listings_leave_results_pages_and_the_index(
    store: Store, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    crawl(store, "a", "b")
    finder = open_finder(store, settings(tmp_path))
    assert finder.find(Search(), now=START).total == 2
    request.getfixturevalue("asked")
    assert list(doctor.opted_out(store)) == [
        "surge: opted out, and 2 listings are still here; run `python -m scrapy publish`"
    ]
    publish(store)
    finder.catch_up()
    assert finder.find(Search(), now=START).total == 0
    assert (shelf.count(store), shelf.posting(store, "surge", "a"), list(doctor.opted_out(store))) == (0, None, [])
    client = site(store, tmp_path).test_client()
    gone = client.get("/listing/surge/a")
    assert (gone.status_code, "asked not to be listed: its listings are not shown." in gone.text) == (410, True)
    assert "asked not to be listed" in client.get("/?platform=surge").text
    page = client.get("/platform/surge")
    assert (page.status_code, "It wrote that it wants no listing here." in page.text) == (200, True)
    assert "It wrote that it wants no listing here." in client.get("/bot").text
    assert client.get("/changes").status_code == 200


def test_one_that_comes_back_is_a_baseline(store: Store, tmp_path: Path) -> None:
    crawl(store, "a", "b")
    finder = open_finder(store, settings(tmp_path))
    assert withdrawal.withdraw(store, "surge", START + DAY) == 2
    crawl(store, "a", "b", day=2)
    finder.catch_up()
    assert finder.find(Search(), now=START + 2 * DAY).total == 2
    assert open_finder(store, settings(tmp_path / "anew")).find(Search(), now=START + 2 * DAY).total == 2
    assert {event.baseline for event in events.every(store) if event.kind == "opened"} == {True}
    found = shelves.health(store, "surge", START + 2 * DAY)
    assert found is not None
    assert found.state == "good"


BAD = [
    ("surge", "opt-outs.tsv:2: it has 1 fields, not 3"),
    ("surge\tsoon\tIt asked.", 'opt-outs.tsv:2: since: "soon" is no day such as 2026-11-30'),
    ("surge\t2026-11-02\t", "opt-outs.tsv:2: says: it is empty; a sentence tells readers why"),
]


@pytest.mark.parametrize(("row", "said"), BAD)
def test_a_row_with_a_slip_still_counts_and_names_itself(tmp_path: Path, row: str, said: str) -> None:
    file = tmp_path / "opt-outs.tsv"
    file.write_text(f"platform\tsince\tsays\n{row}\n", encoding="utf-8")
    assert "surge" in optouts.opt_outs(file)
    assert said in optouts.faults(file)


def test_our_own_file_is_whole() -> None:
    assert optouts.faults() == ()
    assert set(optouts.opt_outs()) <= set(platforms())

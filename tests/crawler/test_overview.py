"""The table of all platforms is up to date, and says of each on what evidence it is read."""

from pathlib import Path

import pytest

from crawler.checkup import Checkup
from crawler.discover import platforms
from crawler.overview import FILE, HEAD, STANDING, document, overview, terminal
from directory.platform import PlatformRecord
from directory.record import load
from directory.store import Store
from directory.store import platforms as shelf
from tests.support.making import START, crawl, platform, posting

ROWS = {row.cells[0]: dict(zip(HEAD, row.cells, strict=True)) for row in overview({})}


def test_the_document_is_up_to_date() -> None:
    assert FILE.read_text(encoding="utf-8") == document(), "run `python -m scrapy platforms --write`"


def test_every_platform_has_its_row() -> None:
    assert list(ROWS) == list(platforms())


def records(basis: str) -> list[PlatformRecord]:
    return [spider.record for spider in platforms().values() if spider.record.basis == basis]


@pytest.mark.parametrize("record", records("seen"), ids=lambda record: record.slug)
def test_what_was_seen_names_its_evidence(record: PlatformRecord) -> None:
    assert record.seen_on is not None
    assert "whole answer" in record.source or record.source.startswith("https://")


@pytest.mark.parametrize("record", records("rebuilt"), ids=lambda record: record.slug)
def test_what_was_rebuilt_names_its_parts_and_their_day(record: PlatformRecord) -> None:
    assert record.seen_on is not None
    assert any(char.isdigit() for char in record.source)


def test_a_row_says_how_it_is_read_and_what_is_known_of_its_pay() -> None:
    assert ROWS["oneforma"]["list"] == "complete"
    assert ROWS["oneforma"]["pay facts"] == "how, when, threshold; payoneer, tipalti, paypal"
    assert ROWS["mercor"]["fields on its recording"].startswith("8 postings: location 100%")
    assert ROWS["mturk"]["read"] == "no, since 2026-11-30: its tasks are shown after sign-in only"
    assert ROWS["braintrust"]["read"].startswith("no, since 2026-11-30: its terms of use forbid")


def test_the_terminal_adds_how_each_stands(store: Store) -> None:
    crawl(store, [posting("r1")], START, platform("mercor", spider="v1"))
    health = shelf.health(store, "mercor", START)
    assert health is not None
    rows = overview({"mercor": health}, looks={"mercor": Checkup("mercor", "`x` is gone", well=False)})
    standing = {row.cells[0]: row.standing for row in rows}
    assert (standing["mercor"], standing["surge"]) == (
        ("good", "1 of 3", "`x` is gone"),
        ("not published", "–", "–"),
    )
    head, *lines = terminal(rows).splitlines()
    assert head.split()[-3:] == list(STANDING)
    assert len(lines) == len(load())


def test_the_recordings_folder_may_be_another(tmp_path: Path) -> None:
    assert {row.cells[5] for row in overview({}, tmp_path)} == {"–"}

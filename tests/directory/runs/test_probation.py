"""A new or mended spider is on probation until three good live runs agree: shown, marked, and nothing of it is news."""

from pathlib import Path
from typing import Any

import pytest

from crawler.discover import platforms as spiders
from crawler.version import reading_code, version_of
from directory.commands.doctor import probations
from directory.letters import compose
from directory.letters.match import is_news
from directory.presenting.locale import ENGLISH
from directory.presenting.marks import marks
from directory.runs import run as runs
from directory.runs.judge import Ending
from directory.search import Search
from directory.store import Store, events, platforms, shelf
from directory.store.probation import agreeing
from tests.support.making import DAY, START, platform, posting
from tests.support.website import settings, site

FOUR = [posting(f"r{n}", f"Story writer {n}") for n in range(4)]


def crawl(store: Store, day: int, spider: str, seen: list[Any], *, live: bool = True, good: bool = True) -> None:
    """One run of a version of acme's spider."""
    run = runs.start(store, platform(spider=spider), START + day * DAY, live=live)
    for one in seen:
        run.sight(one, run.read(one))
    runs.finish(store, run, Ending(complete=good, reason="" if good else "a challenge"), START + day * DAY)


def state(store: Store, day: int = 0) -> int | None:
    found = platforms.health(store, "acme", START + day * DAY)
    assert found is not None
    return found.probation


def opened(store: Store) -> list[tuple[str, bool]]:
    return [(event.listing, event.baseline) for event in events.every(store) if event.kind == "opened"]


COUNTS = [([], 0), ([10], 1), ([10, 9], 2), ([10, 9, 12], 2), ([10, 11, 12], 3), ([10, 4, 10, 10], 1), ([0, 0, 0], 3)]


@pytest.mark.parametrize(("found", "n"), COUNTS)
def test_runs_that_agree_are_counted_from_the_newest(found: list[int], n: int) -> None:
    assert agreeing(found) == n


def test_three_good_live_runs_that_agree_end_it(store: Store) -> None:
    said = []
    for day in range(4):
        crawl(store, day, "v1", FOUR)
        said.append(state(store, day))
    assert said == [1, 2, None, None]


def test_replays_and_held_runs_count_for_nothing(store: Store) -> None:
    for day in range(3):
        crawl(store, day, "v1", FOUR, live=False)
    assert state(store) is None
    crawl(store, 3, "v1", FOUR)
    crawl(store, 4, "v1", FOUR, live=False)
    crawl(store, 5, "v1", FOUR, good=False)
    assert state(store) == 1


def test_a_demo_of_recordings_has_nobody_on_probation(store: Store) -> None:
    crawl(store, 0, "v1", FOUR, live=False)
    crawl(store, 1, "v2", FOUR, live=False)
    assert state(store) is None
    assert opened(store)[0][1]


def test_what_a_mended_spider_finds_is_no_news_until_it_is_proven(store: Store) -> None:
    for day in range(3):
        crawl(store, day, "v1", FOUR)
    crawl(store, 3, "v1", [*FOUR, posting("r5", "Poem writer")])
    crawl(store, 4, "v2", [*FOUR, posting("r5", "Poem writer"), posting("r6", "Song writer")])
    assert opened(store)[-2:] == [("acme/r5", False), ("acme/r6", True)]
    assert state(store, 4) == 1
    (card,) = shelf.cards(store, ["acme/r6"])
    assert [mark.key for mark in marks(card, START + 4 * DAY, ENGLISH)] == ["probation"]


def test_a_change_that_it_reports_is_told_to_nobody(store: Store) -> None:
    for day in range(3):
        crawl(store, day, "v1", FOUR)
    crawl(store, 3, "v2", [posting("r0", "Story writer 0", pay="40 USD per hour"), *FOUR[1:3]])
    told = {event.kind: event for event in events.every(store) if event.id > 4}
    assert sorted(told) == ["closed", "pay"]
    assert [told[kind].quiet for kind in told] == [True, True]
    (card,) = shelf.cards(store, ["acme/r0"])
    assert card.pay_changed_at is None
    wish: tuple[compose.Wanted, ...] = ("new", "pay", "closed")
    assert not any(compose.concerns(wish, event) or is_news(event, Search()) for event in told.values())


def test_a_mended_spider_begins_anew_and_one_that_goes_back_is_still_known(store: Store) -> None:
    for day in range(3):
        crawl(store, day, "v1", FOUR)
    crawl(store, 3, "v2", FOUR)
    assert state(store, 3) == 1
    crawl(store, 4, "v1", FOUR)
    assert state(store, 4) is None


def test_nothing_is_tried_of_what_is_read_no_more(store: Store) -> None:
    crawl(store, 0, "v1", FOUR)
    since = START.date()
    platforms.publish(store, platform(readable=False, unreadable_reason="it asked us", unreadable_since=since))
    assert state(store) is None


def test_a_platform_that_was_read_well_before_versions_keeps_its_name(store: Store) -> None:
    for day in range(3):
        crawl(store, day, "", FOUR)
    crawl(store, 3, "v1", FOUR)
    assert state(store, 3) is None


def test_pages_and_doctor_say_it(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'atlas.db'}")
    crawl(store, 0, "v1", FOUR)
    client = site(store, tmp_path).test_client()
    said = "on probation until 3 good live runs agree (1 so far)"
    assert [said in client.get(path).text for path in ("/platform/acme", "/status")] == [True, True]
    assert client.get("/status.json").json["platforms"][0]["probation"] == 1
    assert client.get("/api/v1/platforms/acme").json["health"]["probation"] == 1
    assert "reader on probation" in client.get("/listing/acme/r1").text
    known = settings(tmp_path)
    assert probations(known) == ["acme: on probation, 1 of 3 good live runs agree; until then nothing of it is new"]


SPIDER = """class A(B):
    {doc}
    floor = {floor}
    path = {path}
    def rows(self, a):
        return a["x"]
"""


def test_only_what_reads_makes_another_version() -> None:
    plain = reading_code(SPIDER.format(doc="'One.'", floor="3", path='"x"'))
    assert plain == reading_code(SPIDER.format(doc="'Two.'", floor="5  # more", path='"x"'))
    assert plain != reading_code(SPIDER.format(doc="'One.'", floor="3", path='"y"'))


def test_a_version_is_of_its_own_file_and_its_board() -> None:
    known = spiders()
    assert known["anthropic"].record.spider != known["deepmind"].record.spider
    assert version_of(known["mercor"]) == known["mercor"].record.spider
    assert len({spider.record.spider for spider in known.values()}) == len(known)

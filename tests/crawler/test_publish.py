"""Every platform is made known; those that rest are not crawled unless they are named."""

from datetime import date
from pathlib import Path

import pytest

from crawler.discover import platforms
from crawler.jobs import from_tapes, live, resting
from crawler.records import publish, records
from directory import record
from directory.store import Store
from directory.store import platforms as shelf

RECORDINGS = Path(__file__).parents[1] / "recordings"
REFUSING = {"afterquery", "braintrust", "scale", "superannotate", "train"}
DECLARED = {
    "babel-audio", "clickworker", "cloudresearch-connect", "hive", "lxt", "mturk", "neevo", "prolific-studies", "sigma",
    "taskverse", "toloka-tasks",
}  # fmt: skip
RESTING = REFUSING | DECLARED


def test_every_platform_is_published(store: Store) -> None:
    assert publish(store) == len(platforms())
    assert publish(store) == len(platforms())
    assert shelf.all(store) == tuple(cls.record for cls in platforms().values())
    assert {told.slug for told in shelf.all(store) if not told.readable} == RESTING


def test_a_platform_that_is_switched_off_is_told_so() -> None:
    off = record.load()["surge"].model_copy(update={"off": "asked us to stop"})
    told = {one.slug: one for one in records({"surge": off})}
    assert (told["surge"].readable, told["surge"].unreadable_reason) == (False, "switched off: asked us to stop")
    assert told["mercor"] == platforms()["mercor"].record


def test_those_that_rest_are_left_out() -> None:
    assert resting() == RESTING
    assert {job.spider.slug for job in live(())} == set(platforms()) - RESTING
    assert {job.spider.slug for job in from_tapes(RECORDINGS)} == set(platforms()) - RESTING


@pytest.mark.parametrize("slug", sorted(REFUSING))
def test_one_that_is_named_is_tried(slug: str) -> None:
    assert [job.spider.slug for job in live([slug])] == [slug]
    assert [job.spider.slug for job in from_tapes(RECORDINGS, [slug])] == [slug]
    since = platforms()[slug].record.unreadable_since
    assert since is not None
    assert since <= date(2026, 11, 30)

"""Fields that are stated less often than they were: what is told, what is chance, what stays told."""

from collections.abc import Mapping

import pytest

from directory.commands.doctor import changes_of
from directory.runs.losses import GoodRun, dropped, fallen
from directory.runs.run import Ending
from directory.store import Store, platforms
from tests.support.making import DAY, START, crawl, platform, posting

LONG = "You compare two answers of a model and say which of them is better, and why. " * 4


def runs(*shares: int, found: int = 200, name: str = "pay") -> list[GoodRun]:
    """Good runs, newest first, that read a field in these shares."""
    return [GoodRun(found, {name: share}) for share in shares]


@pytest.mark.parametrize(
    ("now", "found", "past", "told"),
    [
        (12, 200, runs(100, 100, 100), {"pay": (100, 12)}),
        (0, 200, runs(100, 100), {}),
        (95, 200, runs(100, 100, 100), {}),
        (88, 200, runs(100, 100, 100), {"pay": (100, 88)}),
        (40, 200, runs(50, 50, 50), {}),
        (30, 200, runs(50, 50, 50), {"pay": (50, 30)}),
        (0, 3, runs(100, 100, 100, found=3), {}),
        (0, 6, runs(100, 100, 100, found=6), {}),
        (0, 7, runs(100, 100, 100, found=7), {"pay": (100, 0)}),
        (40, 10, runs(100, 100, 100, found=10), {}),
        (20, 10, runs(100, 100, 100, found=10), {"pay": (100, 20)}),
        (72, 200, runs(*range(73, 100, 2)), {"pay": (95, 72)}),
        (60, 200, runs(60, 100, 60, 100, 58), {}),
        (100, 200, runs(12, 12, 12), {}),
        (0, 0, runs(100, 100, 100), {}),
    ],
)  # fmt: skip
def test_shares_against_the_runs_before(now: int, found: int, past: list[GoodRun], told: Mapping[str, tuple[int, int]]):
    """A loss beyond chance, fast or slow; a small platform must lose all of seven, or eight of ten."""
    assert fallen({"pay": now}, found, past) == told


WARNED = GoodRun(200, {"pay": 12}, {"pay": [100, 12]})


@pytest.mark.parametrize(
    ("now", "past", "told"),
    [
        (12, [WARNED, *runs(100, 100, 100)], {"pay": (100, 12)}),
        (12, [WARNED] * 5 + runs(100), {"pay": (100, 12)}),
        (50, [WARNED, *runs(100, 100, 100)], {"pay": (100, 50)}),
        (70, [WARNED, *runs(100, 100, 100)], {}),
        (12, [WARNED] * 14 + runs(100), {}),
    ],
)
def test_what_was_told_stays_told(now: int, past: list[GoodRun], told: Mapping[str, tuple[int, int]]):
    """Until half of it is back, or until fourteen runs in a row have said so."""
    assert fallen({"pay": now}, 200, past) == told


def pairs(had: int, lost: int, others: int = 0) -> list[tuple[frozenset[str], frozenset[str]]]:
    """Postings that had pay, of which some have lost it, and others that never had."""
    pay, nothing = frozenset({"pay"}), frozenset[str]()
    return [(pay, nothing)] * lost + [(pay, pay)] * (had - lost) + [(nothing, nothing)] * others


@pytest.mark.parametrize(
    ("had", "lost", "others", "told"),
    [
        (1, 1, 0, {}),
        (2, 1, 0, {}),
        (2, 2, 0, {"posting.pay": (100, 0)}),
        (3, 1, 0, {}),
        (3, 2, 7, {"posting.pay": (30, 10)}),
        (20, 2, 0, {}),
        (20, 6, 0, {"posting.pay": (100, 70)}),
        (20, 0, 0, {}),
    ],
)
def test_postings_that_lose_a_field(had: int, lost: int, others: int, told: Mapping[str, tuple[int, int]]):
    """One posting is an edit; two that were all of them are none."""
    assert dropped(pairs(had, lost, others)) == told


def test_a_field_that_moved_to_other_postings_is_not_lost():
    """As many state it now."""
    pay, nothing = frozenset({"pay"}), frozenset[str]()
    assert dropped([(pay, nothing)] * 3 + [(nothing, pay)] * 3) == {}


def test_a_loss_stands_in_the_record_and_in_doctor(either: Store):
    """Stored with the run, told of the platform, gone with the next run that states it again."""
    paid = [posting(f"r{n}", f"Rater {n}", f"{LONG}{n}", pay="12 USD per hour", location="Kenya") for n in range(5)]
    bare = [one.model_copy(update={"pay": ""}) for one in paid]
    crawl(either, paid)
    assert _losses(either) == {}
    crawl(either, bare, START + DAY)
    assert _losses(either) == {"posting.pay": [100, 0]}
    crawl(either, bare, START + 2 * DAY)
    assert _losses(either) == {"posting.pay": [100, 0]}
    health = platforms.health(either, "acme", START + 2 * DAY)
    assert health is not None
    assert list(changes_of(health)) == ["acme: posting.pay is stated by 0% of its postings, 100% before"]
    crawl(either, paid, START + 3 * DAY)
    assert _losses(either) == {}


def test_a_shorter_description_is_a_loss(either: Store):
    """Less than half of what it was, also where enough is left to be a description; a teaser of a list is none."""
    whole = [posting(f"r{n}", f"Rater {n}", f"{LONG * 2}{n}") for n in range(3)]
    crawl(either, whole)
    crawl(either, [one.model_copy(update={"text": one.text[:240], "list_only": True}) for one in whole], START + DAY)
    assert _losses(either) == {}
    crawl(either, [one.model_copy(update={"text": one.text[:240]}) for one in whole], START + 2 * DAY)
    assert _losses(either) == {"posting.text": [100, 0]}


def test_the_shape_of_a_run_stands_in_its_record(either: Store):
    """Also of a run that is held, beside its cause."""
    ending = Ending(False, "shape changed: KeyError 'total_pages'", shape="`pages` is gone", hint="`a` may be chance)")
    crawl(either, [posting()], record=platform(), ending=ending)
    health = platforms.health(either, "acme", START)
    assert health is not None
    assert (health.state, health.shape, health.hint) == ("held", "`pages` is gone", "`a` may be chance)")
    assert list(changes_of(health)) == ["acme: its answers have another shape: `pages` is gone"]


def _losses(store: Store) -> Mapping[str, object]:
    health = platforms.health(store, "acme", START)
    assert health is not None
    return health.losses

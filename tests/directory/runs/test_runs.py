"""Runs: what is believed, what is held, what releases it, and what a run leaves on the shelf."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from directory.posting import Posting
from directory.reading import read
from directory.runs import run as runs
from directory.runs.judge import Past, Shift, released, why_held
from directory.runs.run import Ending, NothingHeld, Summary
from directory.store import Store, events, platforms, shelf
from tests.support.making import DAY, START, platform, posting
from tests.support.making import crawl as crawled

HOUR = timedelta(hours=1)
TITLES = ("Writer", "Rater", "Coder", "Nurse", "Judge", "Baker", "Actor", "Poet", "Pilot", "Tutor", "Chef", "Smith")
MANY = [posting(f"r{n}", title, f"You work as {title}.") for n, title in enumerate(TITLES)]


@pytest.mark.parametrize(
    ("ending", "found", "floor", "usual", "why"),
    [
        (Ending(True), 12, 5, 12, ""),
        (Ending(True), 6, 5, 12, ""),
        (Ending(True), 5, 5, 12, "found 5, less than half of the usual 12"),
        (Ending(True), 4, 0, 9, "found 4, less than half of the usual 9"),
        (Ending(True), 5, 0, 9, ""),
        (Ending(True, repeated=49), 1, 1, None, "the ids repeat: 1 of 50 rows have an id of their own"),
        (Ending(True, repeated=6), 6, 1, None, ""),
        (Ending(True, repeated=4), 1, 1, None, ""),
        (Ending(True), 1, 0, None, ""),
        (Ending(True), 4, 5, None, "found 4, fewer than the floor of 5"),
        (Ending(False, "challenge page"), 12, 5, 12, "challenge page"),
        (Ending(False), 12, 5, 12, "cut short"),
    ],
)
def test_why_held(ending: Ending, found: int, floor: int, usual: int | None, why: str) -> None:
    assert why_held(ending, found, floor, usual) == why


@pytest.mark.parametrize(
    ("shift", "why"),
    [
        (Shift(12, 12, 12), "the ids changed: 12 of 12 are gone and 12 are new"),
        (Shift(12, 7, 7), "the ids changed: 7 of 12 are gone and 7 are new"),
        (Shift(12, 6, 6), ""),
        (Shift(12, 7, 6), ""),
        (Shift(3, 3, 3), ""),
        (Shift(), ""),
    ],
)
def test_ids_that_all_change(shift: Shift, why: str) -> None:
    assert why_held(Ending(True), 12, 5, 12, shift) == why


@pytest.mark.parametrize(
    ("found", "held", "free"),
    [
        (8, [(12, 8, True), (24, 9, True)], True),
        (8, [(12, 8, True), (23, 9, True)], False),
        (8, [(8, 8, True), (16, 8, True), (24, 9, True)], True),
        (8, [(12, 8, True), (24, 11, True)], False),
        (8, [(12, 8, False), (24, 8, True), (36, 8, True)], False),
        (8, [(48, 8, True)], False),
        (0, [(12, 0, True), (24, 0, True)], True),
        (8, [], False),
    ],
)
def test_three_runs_over_a_day_release(found: int, held: list[tuple[int, int, bool]], free: bool) -> None:
    past = [Past(START - hours * HOUR, count, complete) for hours, count, complete in held]
    assert released(found, START, past) is free


def crawl(*told: Any, **more: Any) -> Summary:
    """A crawl's summary without doubts, which are the readers' affair."""
    return replace(crawled(*told, **more), doubts=0)


def open_ids(store: Store) -> list[str]:
    return sorted(one.id for one in shelf.listings(store) if one.state != "closed")


def test_a_first_run_is_the_baseline_and_a_second_changes_nothing(either: Store) -> None:
    assert crawl(either, MANY) == Summary("applied", found=12, new=12)
    first = (shelf.version(either), events.last_id(either), list(shelf.listings(either)))
    assert {(event.kind, event.baseline) for event in events.after(either, 0)} == {("opened", True)}
    assert crawl(either, MANY, START + DAY) == Summary("applied", found=12, unchanged=12)
    version, last, listings = (shelf.version(either), events.last_id(either), list(shelf.listings(either)))
    assert (version, last) == first[:2]
    seen = START + DAY + timedelta(minutes=1)
    assert {one.last_seen for one in listings} == {seen}
    assert [one.changed_at for one in listings] == [one.changed_at for one in first[2]]


def test_what_is_not_seen_closes_and_comes_back_under_its_address(either: Store) -> None:
    crawl(either, MANY)
    assert crawl(either, MANY[:8], START + DAY) == Summary("applied", found=8, unchanged=8, closed=4)
    gone = shelf.listing(either, "acme", "r11")
    assert isinstance(gone, shelf.Listing)
    assert (gone.state, gone.closed_at) == ("closed", START + DAY + timedelta(minutes=1))
    assert gone.last_seen == START + timedelta(minutes=1)  # the last moment at which it was there
    assert crawl(either, MANY, START + 2 * DAY) == Summary("applied", found=12, unchanged=8, reopened=4)
    back = shelf.listing(either, "acme", "r11")
    assert isinstance(back, shelf.Listing)
    assert (back.state, back.closed_at, back.first_seen) == ("open", None, gone.first_seen)
    assert back.reopened_at == START + 2 * DAY + timedelta(minutes=1)
    kinds = [event.kind for event in shelf.history(either, "acme/r11")]
    assert kinds == ["opened", "closed", "reopened"]


@pytest.mark.parametrize(
    ("seen", "ending"),
    [
        (MANY[:5], Ending(True)),
        ([], Ending(True)),
        (MANY, Ending(False, "half a page")),
        (MANY[:11], Ending(False, "robots.txt refused", refused={"robots": 1})),
    ],
)
def test_a_held_run_changes_no_listing(either: Store, seen: list[Posting], ending: Ending) -> None:
    crawl(either, MANY)
    before = (list(shelf.listings(either)), events.after(either, 0))
    edited = [one.model_copy(update={"pay": "99 USD per hour"}) for one in seen]
    held = crawl(either, edited, START + DAY, ending=ending)
    assert (held.state, held.found) == ("held", len(seen))
    after = list(shelf.listings(either))
    assert [one.facts for one in after] == [one.facts for one in before[0]]
    assert {one.state for one in after} == {"unverified"}
    assert {one.last_seen for one in after} == {START + timedelta(minutes=1)}
    assert events.after(either, 0) == before[1]
    health = platforms.health(either, "acme", START)
    assert health is not None
    assert (health.state, health.usual, health.reason) == ("held", 12, held.reason)


def test_other_ids_for_the_same_number_are_held_until_runs_agree(either: Store) -> None:
    crawl(either, MANY)
    others = [posting(f"x{n}", f"Night {title}", f"You work nights as {title}.") for n, title in enumerate(TITLES)]
    days = [START + DAY, START + DAY + 12 * HOUR, START + 2 * DAY]
    found = [crawl(either, others, day) for day in days]
    assert [one.state for one in found] == ["held", "held", "applied"]
    assert found[0].reason == "the ids changed: 12 of 12 are gone and 12 are new"
    assert (found[2].new, found[2].closed) == (12, 12)


def test_one_id_for_all_is_held_however_often_it_comes(either: Store) -> None:
    crawl(either, MANY)
    same = [posting("r0", title, f"You work as {title}.") for title in TITLES]
    days = [START + DAY, START + DAY + 12 * HOUR, START + 2 * DAY]
    found = [crawl(either, same, day) for day in days]
    assert [one.state for one in found] == ["held"] * 3
    assert found[2].reason == "the ids repeat: 1 of 12 rows have an id of their own"
    assert len(open_ids(either)) == 12


def test_a_run_that_cannot_be_finished_is_held_with_words(either: Store) -> None:
    crawl(either, MANY)
    run = runs.start(either, platform(), START + DAY)
    run.sight(MANY[0], read(MANY[0]))
    held = runs.hold(either, run, "the run could not be finished: ValueError no", START + DAY + HOUR)
    assert (held.state, held.reason) == ("held", "the run could not be finished: ValueError no")
    assert runs.hold(either, run, "again", START + DAY + HOUR).state == "failed"
    health = platforms.health(either, "acme", START)
    assert health is not None
    assert (health.state, health.reason) == ("held", held.reason)
    assert len(open_ids(either)) == 12


def test_three_agreeing_runs_over_a_day_release_a_fall(either: Store) -> None:
    crawl(either, MANY)
    days = [START + DAY, START + DAY + 12 * HOUR, START + 2 * DAY]
    found = [crawl(either, MANY[:3], day) for day in days]
    assert [one.state for one in found] == ["held", "held", "applied"]
    assert (found[2].closed, found[2].unchanged) == (9, 3)
    assert open_ids(either) == ["acme/r0", "acme/r1", "acme/r2"]
    assert crawl(either, MANY[:3], START + 3 * DAY).state == "applied"  # the new usual


def test_a_maintainer_accepts_the_newest_held_run(either: Store) -> None:
    crawl(either, MANY)
    crawl(either, MANY[:2], START + DAY)
    crawl(either, MANY[:3], START + DAY + HOUR)
    done = runs.accept(either, "acme", START + DAY + 2 * HOUR)
    assert (done.state, done.found, done.closed) == ("applied", 3, 9)
    assert open_ids(either) == ["acme/r0", "acme/r1", "acme/r2"]
    with pytest.raises(NothingHeld):
        runs.accept(either, "acme", START + 2 * DAY)


def test_accepting_a_run_that_was_cut_short_closes_nothing(either: Store) -> None:
    crawl(either, MANY[:4])
    crawl(either, [MANY[0], MANY[5]], START + DAY, ending=Ending(False, "half a page"))
    done = runs.accept(either, "acme", START + DAY + HOUR)
    assert (done.new, done.closed) == (1, 0)
    assert open_ids(either) == ["acme/r0", "acme/r1", "acme/r2", "acme/r3", "acme/r5"]


def test_a_killed_run_is_thrown_away_by_the_next(either: Store) -> None:
    crawl(either, MANY[:4])
    dead = runs.start(either, platform(), START + DAY)
    for one in MANY:
        dead.sight(one, read(one))
    dead.flush()  # and then nothing more is heard of it
    assert open_ids(either) == ["acme/r0", "acme/r1", "acme/r2", "acme/r3"]
    assert crawl(either, MANY[:5], START + 2 * DAY) == Summary("applied", found=5, new=1, unchanged=4)
    late = runs.finish(either, dead, Ending(True), START + 2 * DAY)
    assert (late.state, late.reason) == ("failed", "ended without a word")
    health = platforms.health(either, "acme", START)
    assert health is not None
    assert [run.state for run in health.runs] == ["applied", "failed", "applied"]
    assert len(open_ids(either)) == 5


def test_a_refreshed_date_is_no_change(either: Store) -> None:
    crawl(either, [MANY[0].model_copy(update={"posted_at": START})])
    done = crawl(either, [MANY[0].model_copy(update={"posted_at": START + DAY})], START + DAY)
    assert done == Summary("applied", found=1, unchanged=1)


def test_a_list_row_never_hides_a_whole_posting(either: Store) -> None:
    whole = posting(text="You write stories. Pay: 20 USD per hour.")
    row = posting(text="You write…", list_only=True)
    crawl(either, [whole])
    for day in (1, 2):
        assert crawl(either, [row], START + day * DAY).unchanged == 1
    assert [one.text for one in shelf.listings(either)] == [whole.text]
    dearer = row.model_copy(update={"pay": "30 USD per hour"})
    assert crawl(either, [dearer], START + 3 * DAY).changed == 1
    assert [(one.text, one.places[0].ref) for one in shelf.listings(either)] == [(whole.text, "r1")]
    assert [event.kind for event in events.after(either, 0)] in (["opened"], ["opened", "pay"])
    run = runs.start(either, platform(), START + 4 * DAY)
    assert run.knows(dearer)
    assert run.knows_role("Story  Writer")


def test_a_whole_posting_replaces_its_list_row(either: Store) -> None:
    row, whole = posting(text="You write…", list_only=True), posting(text="You write stories.")
    crawl(either, [row])
    run = runs.start(either, platform(), START + DAY)
    assert (run.known_roles, run.knows(row), run.knows(whole)) == (frozenset(), True, False)
    run.sight(row, None)
    run.sight(whole, read(whole))
    run.sight(row, None)
    assert runs.finish(either, run, Ending(True), START + DAY).changed == 1
    assert [one.text for one in shelf.listings(either)] == ["You write stories."]
    assert crawl(either, [row], START + 2 * DAY).unchanged == 1


def test_health_counts_what_was_read(either: Store) -> None:
    paid = [posting(f"p{n}", f"Writer {n}", "Pay: 20 USD per hour.") for n in range(3)]
    ending = Ending(True, fetched=7, refused={"title: is missing": 2}, missed=1)
    crawl(either, [*paid, MANY[0]], ending=ending)
    health = platforms.health(either, "acme", START)
    assert health is not None
    assert (health.state, health.usual, health.fields["pay"], health.next_due) == ("good", 4, 75, None)
    (run,) = health.runs
    assert (run.fetched, run.refused, run.missed, run.new) == (7, {"title: is missing": 2}, 1, 4)
    assert (run.started_at, run.ended_at) == (START, START + timedelta(minutes=1))
    assert health.confirmed_at == START + timedelta(minutes=1)


def test_what_stands_in_the_list_and_cannot_be_read_is_not_closed(either: Store) -> None:
    """One bad row of seven costs nothing; what is neither read nor in the list is closed as ever."""
    crawl(either, MANY[:7])
    ending = Ending(True, fetched=1, refused={"title: is missing": 1}, unread=frozenset({MANY[0].ref, "unknown"}))
    done = crawl(either, MANY[1:6], START + DAY, ending=ending)
    assert (done.unchanged, done.closed) == (5, 1)
    assert {one.ref for one in shelf.listings(either) if one.state == "closed"} == {MANY[6].ref}
    assert crawl(either, MANY[:6], START + 2 * DAY).unchanged == 6


def test_a_tape_confirms_nothing_live(either: Store) -> None:
    run = runs.start(either, platform(), START, live=False)
    run.sight(MANY[0], read(MANY[0]))
    runs.finish(either, run, Ending(True), START)
    health = platforms.health(either, "acme", START)
    assert health is not None
    assert (health.state, health.confirmed_at, health.last_good) == ("good", None, START)


def test_an_older_recording_changes_nothing_and_a_clock_that_went_back_does_no_harm(either: Store) -> None:
    crawl(either, MANY)
    older = crawl(either, MANY[:6], START - DAY, live=False)
    assert (older.state, older.reason) == (
        "failed", "recorded at 2026-10-31 06:01 UTC, before what is stored (2026-11-01 06:01 UTC)"
    )  # fmt: skip
    assert all(one.state == "open" and one.first_seen >= START for one in shelf.listings(either))
    assert crawl(either, MANY, live=False).unchanged == len(MANY)
    assert crawl(either, MANY[:11], START - DAY).closed == 1


def test_health_before_any_run(either: Store) -> None:
    platforms.publish(either, platform())
    platforms.publish(either, platform("shut", readable=False, unreadable_reason="behind a challenge"))
    assert [(one.slug, one.state, one.reason) for one in platforms.healths(either, START)] == [
        ("acme", "never", ""),
        ("shut", "unreadable", "behind a challenge"),
    ]
    assert platforms.health(either, "nobody", START) is None
    nothing: dict[str, datetime | None] = {"acme": None, "shut": None}
    assert platforms.last_good(either) == nothing

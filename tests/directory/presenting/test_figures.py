"""Figures: quartiles, counts over time, completeness, countries taken; each compared with values worked out by hand."""

from datetime import UTC, date, datetime, timedelta

import pytest

from directory.claims import Facts, Pay, Residence
from directory.presenting import figures as insight
from directory.presenting.figures import FigureRow, Usual
from directory.presenting.statistics import statistics
from directory.presenting.weekly import open_on, weekly, weekly_pay
from directory.store import Store, shelf
from tests.support.making import crawl, posting

START = datetime(2026, 11, 1, 6, tzinfo=UTC)
NOTHING = Facts()
PAID = (15, 30, 90, 45, 70, 5, 80)


def row(
    n: int, paid: float | None = None, platform: str = "acme", closed: int | None = None, facts: Facts = NOTHING
) -> FigureRow:
    seen = START + timedelta(days=n)
    shut = START + timedelta(days=closed) if closed is not None else None
    state = "closed" if shut else "open"
    return FigureRow(f"{platform}/{n}", platform, f"Role {n}", state, seen, shut or seen, shut, seen, facts, paid)


@pytest.mark.parametrize(
    ("cents", "pay", "middle"),
    [
        ((2_000, 4_000), Pay(20, 40, "USD", "hour"), 30.0),
        ((None, 1_600), Pay(None, 16, "USD", "hour", "up_to"), 16.0),
        ((3_500, None), Pay(35, None, "USD", "hour", "from"), 35.0),
        ((249, 249), Pay(2.49, 2.49, "USD", "hour"), None),
        ((250, 250), Pay(2.5, 2.5, "USD", "hour"), 2.5),
        ((50_000, 50_000), Pay(500, 500, "USD", "hour"), 500.0),
        ((3_000, 50_001), Pay(30, 500.01, "USD", "hour"), None),
        ((1, 1), Pay(0.01, 0.01, "USD", "hour", "placeholder"), None),
        (None, Pay(5, 5, "USD", "task"), None),
    ],
)
def test_the_middle_of_hourly_pay(cents: tuple[int | None, int | None] | None, pay: Pay, middle: float | None) -> None:
    assert insight.dollars(Facts(pay=pay, usd_hour=cents)) == middle


def test_quartiles() -> None:
    rows = [
        row(n, paid, platform)
        for n, (paid, platform) in enumerate([(10, "a"), (20, "a"), (30, "b"), (40, "c"), (50, "c")])
    ]
    assert insight.usual(rows) == Usual(20.0, 30.0, 40.0, 5, 3)
    assert insight.usual([*rows, row(9, 500, closed=10), row(8)]) == Usual(20.0, 30.0, 40.0, 5, 3)


def test_ceilings_floors_and_figures_are_three_series() -> None:
    def said(low: float | None, high: float | None) -> Facts:
        return Facts(pay=Pay(low, high, "USD", "hour", "up_to" if low is None else "from" if high is None else None))

    ends = [(10.0, 20.0), (20.0, 40.0), (None, 90.0), (40.0, 50.0), (None, 70.0), (5.0, None), (None, 80.0)]
    rows = [row(n, paid, facts=said(*pair)) for n, (pair, paid) in enumerate(zip(ends, PAID, strict=True))]
    assert insight.usual(rows) == Usual(22.5, 30.0, 37.5, 3, 1)
    assert insight.usual(rows, "ceiling") == Usual(75.0, 80.0, 85.0, 3, 1)
    assert insight.usual(rows, "floor") is None


def test_two_are_too_few() -> None:
    assert insight.usual([row(1, 10), row(2, 20)]) is None


def test_open_at_the_end_of_a_day() -> None:
    rows = [row(0), row(0, closed=2), row(3)]
    days = [START.date() + timedelta(days=n) for n in range(4)]
    assert [open_on(rows, day) for day in days] == [2, 2, 1, 2]


def test_weeks_begin_with_the_first_sighting() -> None:
    rows = [row(0), row(5)]
    assert weekly(rows, date(2026, 11, 16)) == (
        (date(2026, 11, 1), 1),
        (date(2026, 11, 2), 1),
        (date(2026, 11, 9), 2),
        (date(2026, 11, 16), 2),
    )
    assert weekly([], date(2026, 11, 16)) == ((date(2026, 11, 16), 0),)


def test_a_week_without_a_look_is_not_known() -> None:
    rows = [row(0, 20), row(0, 30), row(0, 40), row(5, 90)]
    read = [date(2026, 11, 1), date(2026, 11, 16)]
    days = (date(2026, 11, 1), date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 16))
    assert weekly(rows, days[-1], read=read) == tuple(zip(days, (3, 3, None, 4), strict=True))
    assert weekly_pay(rows, days[-1], read) == tuple(zip(days, (30.0, 30.0, None, 35.0), strict=True))
    assert weekly_pay(rows[:2], days[-1], read)[0] == (days[0], None), "two are nobody's figure"


def test_completeness_counts_open_ones() -> None:
    full = Facts(pay=Pay(1, 1, "USD", "hour"), residence=Residence("any"), tier="coding", degree="none")
    rows = [row(0, facts=full), row(1), row(2, closed=3, facts=full)]
    assert insight.completeness(rows) == (
        ("pay", 1, 2),
        ("places", 1, 2),
        ("languages", 0, 2),
        ("tier", 1, 2),
        ("degree", 1, 2),
    )


def test_countries_taken_have_since_and_until() -> None:
    kenya, ghana = Facts(residence=Residence("only", ("KE",))), Facts(residence=Residence("only", ("GH", "KE")))
    found = insight.taken(
        [row(0, facts=kenya), row(2, facts=ghana, closed=4), row(1, facts=Facts(residence=Residence("any")))]
    )
    spans = [(span.country, span.since.day, span.until.day, span.now) for span in found]
    assert spans == [("KE", 1, 5, True), ("GH", 3, 5, False)]


def test_the_survey_follows_the_table_and_forgets_what_moved(store: Store) -> None:
    apart = [
        posting("p1", "Map rater", "You rate maps of towns.", role="north"),
        posting("p2", "Map rater", "You rate maps of rivers.", role="south"),
    ]
    survey = insight.Survey(store, lambda: START)
    assert dict(survey.rows()) == {}
    crawl(store, apart, START)
    assert set(survey.rows()) == {"acme/p1", "acme/p2"}
    together = [one.model_copy(update={"role": "north", "text": apart[0].text}) for one in apart]
    for days in range(1, 4):
        crawl(store, together, START + timedelta(days=days))
    assert [(old, new) for old, new, _ in shelf.moved(store)] == [("acme/p2", "acme/p1")]
    assert set(survey.rows()) == {"acme/p1"}
    assert set(insight.Survey(store, lambda: START).rows()) == set(survey.rows())
    assert survey.version == shelf.version(store)


def test_days_open_leave_out_what_closed_before_it_was_seen() -> None:
    """A clock that was once ahead leaves such times behind: how long the listing was open, nobody knows."""
    found = statistics([row(0, closed=2), row(0, closed=4), row(1, closed=7), row(9, closed=3), row(5)]).days_open
    assert found is not None
    assert (found.n, found.median) == (3, 4.0)

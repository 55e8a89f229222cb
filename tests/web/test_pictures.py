"""Pictures of figures: each says the same in words and as a table, and draws nothing that nobody saw."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from directory.presenting.figures import Usual
from directory.presenting.locale import ENGLISH
from directory.runs.run import Ending
from directory.store import Store
from directory.terms import countries
from tests.support.making import DAY, START, crawl, platform, posting
from tests.support.website import coders, site
from web.charts import band, curve
from web.places.tiles import places

ANYWHERE = posting("w1", "Poem rater", "You rate poems. Open to candidates anywhere in the world.")


def test_every_country_has_one_tile_of_its_own() -> None:
    assert set(places()) == set(countries.ids)
    assert len(set(places().values())) == len(places())


def test_a_country_page_has_bars_and_a_map_and_both_as_tables(store: Store, tmp_path: Path) -> None:
    page = site(store, tmp_path, [*coders(4), ANYWHERE]).test_client().get("/country/CA").text
    bars = page.split('<table class="bars">')[1].split("</table>")[0]
    assert re.findall(r'width="(\d+)" height="8"/></svg></td>\s*<td>([^<]+)', bars) == [
        ("100", "5 of 5"), ("0", "0 of 5"), ("0", "0 of 5"),
    ]  # fmt: skip
    figure = page.split('<figure class="map">')[1].split("</figure>")[0]
    assert "Open to people in 249 countries, at most 5 listings each" in figure
    assert [len(path.split("M")) - 1 for path in re.findall(r'<path class="s\d" d="([^"]+)"', figure)] == [247, 2]
    assert re.search(r'<th scope="row">5</th>\s*<td>Canada, United States</td>', figure)


@pytest.mark.parametrize(
    ("usual", "pay", "ticks", "left"),
    [
        (Usual(22.5, 30, 37.5, 3, 1), None, ["$0", "$15", "$30", "$45", "$60"], None),
        (Usual(20, 30, 40, 3, 1), (30, 150), ["$0", "$50", "$100", "$150", "$200"], 150),
        (Usual(4, 5, 6, 3, 1), (9, 9), ["$0", "$2.50", "$5", "$7.50", "$10"], 900),
        (Usual(400, 450, 480, 3, 1), (10, 20), ["$0", "$150", "$300", "$450", "$600"], 17),
    ],
)
def test_a_scale_has_round_labels(
    usual: Usual, pay: tuple[float, float] | None, ticks: list[str], left: int | None
) -> None:
    made = band(usual, ENGLISH, pay)
    assert (list(made.ticks), made.mark_left) == (ticks, left)
    assert [label for label, _ in made.rows] == [*(["This listing"] if pay else []), "Usual range", "Middle"]


def test_a_curve_has_gaps_where_nobody_looked() -> None:
    days = [date(2026, 11, 2) + timedelta(weeks=at) for at in range(5)]
    made = curve(list(zip(days, (4, 8, None, 8, 6), strict=True)), ENGLISH)
    assert made is not None
    assert [len(line.split()) for line in made.lines] == [2, 2]
    assert len(made.dots) == 4
    assert made.rows[2] == ("16 Nov 2026", "")
    assert made.text == "From 4 on 2 Nov 2026 to 6 on 30 Nov 2026; 1 week not known"
    assert curve([(days[0], 4), (days[1], None)], ENGLISH) is None


def test_pay_stands_beside_its_tier_and_its_tier_in_the_reader_s_country(store: Store, tmp_path: Path) -> None:
    client = site(store, tmp_path, coders(4)).test_client()
    shown = {country: client.get(f"/listing/acme/c0?country={country}").text for country in ("CA", "KE")}
    named = {country: re.findall(r"usual range of ([^<]+)</a>", page) for country, page in shown.items()}
    assert named == {"CA": ["Coding", "Coding, open to Canada"], "KE": ["Coding"]}
    assert shown["CA"].count('<ol class="scale"') == 2


def test_thirty_days_of_crawls_are_squares_and_words(store: Store, tmp_path: Path) -> None:
    acme = platform("acme", cadence_hours=48)
    crawl(store, coders(3), START - 3 * DAY, acme)
    crawl(store, coders(3), START - 2 * DAY, acme, Ending(complete=False, fetched=1))
    page = site(store, tmp_path, coders(3)).test_client().get("/status").text
    row = page.split('class="days"')[1].split("</td>")[0]
    assert re.search(r"read well: 2, (?:held back|failed): 1, no crawl: 27", row)
    assert "(30 Oct 2026)" in row
    assert sum(len(path.split("M")) - 1 for path in re.findall(r' d="([^"]+)"', row)) == 30

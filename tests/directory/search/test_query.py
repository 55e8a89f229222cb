"""The Search value: one spelling, nothing dropped silently, every step a new value."""

from pathlib import Path
from random import Random
from string import printable

import pytest

from directory.search import Problem, Search
from directory.search.query.parse import LIMIT, NO_FILTER, NO_WORD, TOO_LONG
from directory.search.query.sentence import words
from tests.support.plain_search import random_search

GIVEN_OUT = [
    tuple(part.strip() for part in line.split("=>"))
    for line in (Path(__file__).parent / "queries.txt").read_text().splitlines()
    if line.strip() and not line.startswith("#")
]


@pytest.mark.parametrize(("given", "canonical"), GIVEN_OUT)
def test_query_strings_parse_for_ever(given: str, canonical: str) -> None:
    search, problems = Search.parse(given)
    assert (search.to_query_string(), problems) == (canonical, ())
    assert Search.parse(canonical) == (search, ())


def test_any_search_is_its_query_string() -> None:
    dice = Random(1)
    for _ in range(500):
        search = random_search(dice, words=True)
        assert Search.parse(search.to_query_string()) == (search, ())


ODD = (
    ("country=Kenyya", ("country", "Kenyya", ("KE",))),
    ("country=unstated", ("country", "unstated", ())),
    ("tier=codin", ("tier", "codin", ("coding",))),
    ("lang=Sweedish", ("lang", "Sweedish", ("sv",))),
    ("speak=sv:expert", ("speak", "sv:expert", ("sv:basic", "sv:conversational", "sv:fluent", "sv:native"))),
    ("pay=lots", ("pay", "lots", ())),
    ("pay=0", ("pay", "0", ())),
    ("pay=99999999999999", ("pay", "99999999999999", ())),
    ("fresh=400", ("fresh", "400", ())),
    ("page=-1", ("page", "-1", ())),
    ("sort=best", ("sort", "best", ("newest",))),
    ("state=opn", ("state", "opn", ("open",))),
    ("platform=outlyer", ("platform", "outlyer", ("outlier",))),
    ("not_platform=a/b", ("not_platform", "a/b", ())),
)


@pytest.mark.parametrize(("query", "expected"), ODD)
def test_an_unknown_value_is_a_problem_with_near_ones(query: str, expected: tuple[str, str, tuple[str, ...]]) -> None:
    search, problems = Search.parse(query, platforms=("outlier", "mercor"))
    assert search == Search()
    ((key, value, near),) = [(one.key, one.value, one.near) for one in problems]
    assert (key, value) == expected[:2]
    assert set(expected[2]) <= set(near)
    assert value in problems[0].sentence()


@pytest.mark.parametrize(
    ("query", "key", "near"),
    [
        ("country=KE&country=DE", "country", ("KE", "DE")),
        ("pay=20&pay=$30", "pay", ("20", "30")),
        ("days=3&fresh=7", "fresh", ("3", "7")),
        ("state=any&state=closed", "state", ("any", "closed")),
        ("sort=pay&sort=newest", "sort", ("pay", "newest")),
        ("q=nurse&q=coder", "q", ()),
        ("page=2&page=3", "page", ()),
    ],
)
def test_two_values_where_one_is_taken_are_a_problem(query: str, key: str, near: tuple[str, ...]) -> None:
    _, problems = Search.parse(query)
    assert [(one.key, one.near) for one in problems] == [(key, near)]
    assert f"“{key}”" in problems[0].sentence()


@pytest.mark.parametrize(
    "query",
    ["country=KE&country=Kenya", "pay=30&pay=$30", "q=nurse&q=+nurse", "tier=stem&tier=coding", "country=&country=KE"],
)
def test_one_value_told_twice_is_no_problem(query: str) -> None:
    assert Search.parse(query)[1] == ()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("hours=10", Problem("hours", "10", NO_FILTER)),
        ("countri=KE", Problem("countri", "KE", NO_FILTER, filters=("country",))),
        ("Country=KE", Problem("Country", "KE", NO_FILTER, filters=("country",))),
        ("langauge=es", Problem("langauge", "es", NO_FILTER, filters=("lang",))),
        ("kind=pay", Problem("kind", "pay", NO_FILTER)),
        ("ref=friend", Problem("ref", "friend", NO_FILTER)),
        ("kenya nurse", Problem("", "kenya nurse", NO_WORD)),
        ("%F0%9F%87%B0=1", Problem("🇰", "1", NO_FILTER)),
    ],
)
def test_an_unknown_key_is_a_problem_with_the_keys_that_may_be_meant(query: str, expected: Problem) -> None:
    search, problems = Search.parse(f"tier=stem&{query}")
    assert (search, problems) == (Search(tier=("stem",)), (expected,))
    assert (expected.key or expected.value) in expected.sentence()


@pytest.mark.parametrize(
    "query", ["utm_source=x", "utm_campaign=a&fbclid=1", "gclid=9", "country=", "tier=&q=", "&&", "?"]
)
def test_campaigns_and_empty_values_say_nothing(query: str) -> None:
    assert Search.parse(query) == (Search(), ())


def test_keys_that_the_caller_reads_are_no_problem() -> None:
    assert Search.parse("kind=pay&tier=stem", beside=("kind",)) == (Search(tier=("stem",)), ())


def test_an_address_that_is_cut_is_a_problem() -> None:
    search, problems = Search.parse("q=x&" + "tier=stem&" * (LIMIT // 10) + "country=KE")
    assert search == Search(q="x", tier=("stem",))
    assert problems[0].message == TOO_LONG


def test_a_problem_leaves_the_rest_of_the_search() -> None:
    search, problems = Search.parse("tier=nonsense&tier=stem&country=KE")
    assert search == Search(tier=("stem",), country="KE")
    assert problems == (Problem("tier", "nonsense", "There is no tier called “{value}”.", problems[0].near),)


def test_a_long_question_is_cut_and_said() -> None:
    search, problems = Search.parse("q=" + "word+" * 200)
    assert len(search.q) <= 300
    assert [one.key for one in problems] == ["q"]


def test_parsing_never_raises() -> None:
    dice = Random(2)
    pieces = (*printable, "&", "=", "%", "%ff", "q=", "country=", "\ud800", "speak=", ":", "page=", "\x00")
    for _ in range(2_000):
        search, _ = Search.parse("".join(dice.choices(pieces, k=dice.randint(0, 60))))
        assert Search.parse(search.to_query_string())[0] == search


def test_toggling_twice_comes_back_and_every_step_goes_to_page_one() -> None:
    start = Search(tier=("coding",), country="KE", page=4)
    for key, value in (("tier", "stem"), ("speak", "sv:fluent"), ("paid", "otherwise"), ("pay", "30"), ("fresh", "7")):
        added = start.toggle(key, value)
        assert value in added.chosen(key)
        assert added.page == 1
        assert added.toggle(key, value) == start.on_page(1)
    assert start.toggle("country", "KE").country is None


def test_taking_the_words_away_takes_their_order_along() -> None:
    assert Search.parse("q=x")[0].without("q") == Search()
    assert Search.parse("q=x&sort=pay")[0].without("q") == Search(sort="pay")


SENTENCES = (
    ("", "all open listings"),
    ("q=nurse&country=KE", "“nurse”, for people in Kenya"),
    ("speak=en&speak=sw:native", "for people who speak English or Swahili (native)"),
    ("lang=de&lang=fr", "work in German or French"),
    ("tier=coding&tier=unstated", "tier Coding or tier not stated"),
    ("speak=es-MX:fluent&pay=30", "for people who speak Spanish (Mexico) (fluent), paying $30 an hour or more"),
    ("not_platform=mercor&fresh=1", "not on mercor, first seen in the last day"),
)


@pytest.mark.parametrize(("query", "expected"), SENTENCES)
def test_a_search_says_itself(query: str, expected: str) -> None:
    assert Search.parse(query)[0].sentence() == expected


def test_words_and_names_can_be_put_into_another_language() -> None:
    german = {"on {value}": "bei {value}", "or": "oder"}.__getitem__
    search = Search(platform=("mercor", "outlier"))
    assert search.sentence(german, lambda key, value: value.title()) == "bei Mercor oder Outlier"


def test_every_filter_value_has_a_chip_that_takes_it_away() -> None:
    dice = Random(3)
    for _ in range(200):
        search = random_search(dice, words=True)
        chips = search.chips()
        assert [(chip.key, chip.value) for chip in chips] == [
            (key, value) for key, value in search.pairs() if key not in ("sort", "page")
        ]
        assert all(chip.value not in chip.without.chosen(chip.key) or chip.key == "show" for chip in chips)
        assert all(chip.label == words(chip.key, chip.value) for chip in chips)

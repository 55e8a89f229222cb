"""A facet is one row: each is read, filters, is counted, is said and comes back to its own query string."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from string import printable
from typing import get_args
from urllib.parse import quote_plus

import pytest

from bench.corpus import NOW, PLATFORMS, listings
from directory.claims import Facts, Residence
from directory.presenting import filters
from directory.presenting.locale import LOCALES, tongue
from directory.search import Search
from directory.search.answers import find
from directory.search.columns.columns import Columns
from directory.search.columns.counts import COUNTS
from directory.search.columns.filters import FILTERS
from directory.search.query.facets import FACET, FACETS, NAMED, in_form, values_of
from directory.search.query.kinds import CARRIED, FORM, MANY, PICKED, UNSTATED, Facet, Kind
from directory.search.query.manual import ENDS, PAGE, renewed, table
from directory.search.query.parse import READERS, read
from directory.search.query.sentence import words
from directory.search.snapshot import State
from directory.terms import vocabulary
from tests.support.plain_search import BEATS, with_parts

SOME = with_parts(listings(150, seed=9, words=(1, 3)))
HELD = State(Columns().changed(SOME), pulses=BEATS)


def samples(facet: Facet) -> tuple[str, ...]:
    """Some values of a facet as they stand in a query string, "unstated" among them."""
    unstated = (UNSTATED,) if facet.unstated else ()
    if facet.choices and facet.kind != "number":
        return facet.ids
    if facet.vocabulary:
        return (*vocabulary(facet.vocabulary).ids[:4], *unstated)
    if facet.number:
        return tuple(map(str, facet.number.steps))
    others = {"words": ("nurse",), "page": ("2", "7"), "listing": tuple(one.id for one in SOME[:3])}
    return others.get(facet.kind, tuple(PLATFORMS[:3]))


SAMPLES = [(facet, value) for facet in FACETS for value in samples(facet)]
COUNTED = [pytest.param(facet, id=facet.key) for facet in FACETS if facet.kind in COUNTS]


def base(facet: Facet) -> str:
    """What must stand beside a value for it to mean something."""
    return {"groups": "country=KE&", "order": "q=nurse&"}.get(facet.kind, "")


@pytest.mark.parametrize(("facet", "value"), [pytest.param(*one, id=f"{one[0].key}={one[1]}") for one in SAMPLES])
def test_a_value_comes_back_to_its_own_query_string(facet: Facet, value: str) -> None:
    search, problems = Search.parse(f"{base(facet)}{facet.key}={value}")
    assert problems == ()
    assert Search.parse(search.to_query_string()) == (search, ())
    usual = Search.parse(base(facet))[0]
    if search != usual:
        assert search.chosen(facet.key) == read(facet, value)
        assert f"{facet.key}={quote_plus(value, safe=':')}" in search.to_query_string() or value == facet.every
    for name in facet.former:
        assert Search.parse(f"{base(facet)}{name}={value}") == (search, ())


@pytest.mark.parametrize("facet", FACETS, ids=lambda facet: facet.key)
def test_what_is_no_value_of_it_is_a_problem_and_never_an_error(facet: Facet) -> None:
    dice = Random(facet.key)
    for _ in range(60):
        typed = "".join(dice.choices((*printable, ":", "é", "日"), k=dice.randint(1, 9)))
        search, problems = Search.parse(f"{facet.key}={typed}")
        assert Search.parse(search.to_query_string()) == (search, ())
        assert (
            search != Search()
            or problems
            or not typed.strip(" &\r\n\t\x0b\x0c")
            or facet.kind in ("groups", "order", "one", "page")
        )


@pytest.mark.parametrize("facet", COUNTED)
def test_its_counts_are_what_its_filter_leaves(facet: Facet) -> None:
    counts = find(HELD, Search(), NOW).facets[facet.key]
    assert any(count.n for count in counts)
    for count in counts:
        search, problems = Search.parse(f"{facet.key}={count.id}")
        answer = find(HELD, search, NOW)
        assert (problems, answer.total) == ((), count.n), count
        assert [one.n for one in answer.facets[facet.key] if one.id == count.id and one.chosen] == [count.n]


@pytest.mark.parametrize("facet", [facet for facet in FACETS if facet.kind in ("terms", "platform", "choice")])
def test_its_filter_keeps_the_listings_that_have_the_value(facet: Facet) -> None:
    assert facet.of is not None
    everything = {facet.key: facet.every for facet in FACETS if facet.every}
    for value in {str(value) for one in SOME for value in facet.of(one)}:
        query = "&".join(f"{key}={said}" for key, said in {**everything, facet.key: value}.items())
        wanted = sum(value in facet.of(one) for one in SOME)
        assert find(HELD, Search.parse(query)[0], NOW).total == wanted, query


@pytest.mark.parametrize("locale", LOCALES)
def test_it_is_said_in_every_language_with_nothing_left_open(locale: str) -> None:
    say = tongue(locale)
    for facet, value in SAMPLES:
        search = Search.parse(f"{base(facet)}{facet.key}={value}")[0]
        chips = filters.chips(search, say)
        assert [(chip.key, chip.value) for chip in chips if chip.key == facet.key] == [
            (facet.key, text) for text in search.chosen(facet.key) if facet.kind not in ("order", "page")
        ]
        said = (filters.sentence(search, say), filters.option(facet.key, value, say), *(chip.label for chip in chips))
        for text in said:
            assert text, (facet.key, value)
            assert not set("{}%") & set(text), (facet.key, value)
            assert text.count("$") <= 1, f"an amount has one sign: {text}"


@pytest.mark.parametrize(
    ("locale", "query", "said"),
    [
        ("en", "pay=20", "paying $20 an hour or more"),
        ("es", "pay=20", "que pagan 20\xa0US$ por hora o más"),
        ("fr", "pay=20", "payant 20\xa0$US de l’heure ou plus"),
        ("pt", "pay=20", "que pagam US$\xa020 por hora ou mais"),
        ("en", "fresh=7", "first seen in the last 7 days"),
        ("es", "fresh=7", "vistos por primera vez en los últimos 7 días"),
        ("fr", "fresh=1", "vues pour la première fois dans le dernier jour"),
        ("pt", "country=KE", "para pessoas no Quênia"),
        ("fr", "country=PH", "pour les personnes aux Philippines"),
        ("de", "country=CH", "für Menschen in der Schweiz"),
    ],
)
def test_a_chip_says_an_amount_or_a_time_once(locale: str, query: str, said: str) -> None:
    search = Search.parse(query)[0]
    assert filters.sentence(search, tongue(locale)) == said
    assert [chip.label for chip in filters.chips(search, tongue(locale))] == [said]


@pytest.mark.parametrize(
    ("key", "fact", "value"),
    [
        ("experience", {"experience": None}, "unstated"),
        ("experience", {"experience": 0}, "none"),
        ("experience", {"experience": 1}, "up-to-2"),
        ("experience", {"experience": 2}, "up-to-2"),
        ("experience", {"experience": 3}, "3-to-5"),
        ("experience", {"experience": 5}, "3-to-5"),
        ("experience", {"experience": 6}, "over-5"),
        ("experience", {"experience": 40}, "over-5"),
        ("week", {}, "unstated"),
        ("week", {"extent": "part"}, "part"),
        ("week", {"hours": (None, 20), "extent": "part"}, "up-to-10"),
        ("week", {"hours": (20, None)}, "up-to-20"),
        ("week", {"hours": (30, 40)}, "up-to-30"),
        ("week", {"hours": (40, None)}, "over-30"),
        ("zone", {"zones": ()}, "unstated"),
        ("zone", {"zones": ("india",)}, "india"),
        ("right_to_work", {"right_to_work": None}, "unstated"),
        ("right_to_work", {"right_to_work": True}, "asked"),
        ("pool", {}, "opening"),
        ("pool", {"talent_pool": True}, "pool"),
    ],
)
def test_a_fact_stands_under_its_choice(key: str, fact: dict[str, object], value: str) -> None:
    listing = replace(SOME[0], facts=Facts(**fact))
    assert [found for facet, found in values_of(listing) if facet == key] == [value]


def test_a_degree_that_one_still_works_for_counts_twice() -> None:
    listing = replace(SOME[0], facts=Facts(degree="asked", student=True))
    assert [found for facet, found in values_of(listing) if facet == "degree"] == ["asked", "student"]


@pytest.mark.parametrize(
    ("residence", "query", "kept"),
    [
        (Residence("only", ("US-CA", "US-TX")), "part=US-CA", True),
        (Residence("only", ("US-CA", "US-TX")), "part=New+York", False),
        (Residence("only", ("US-CA", "US-TX")), "part=US-NY&part=US-TX", False),
        (Residence("only", ("US",)), "part=US-NY", True),
        (Residence("only", ("US",), excluded=("US-NY",)), "part=US-NY", False),
        (Residence("any", excluded=("US-NY",)), "part=US-NY", False),
        (Residence(), "part=US-NY", True),
        (Residence("only", ("US-CA",)), "part=Ontario", True),
        (Residence("only", ("US",)), "beyond=US", False),
        (Residence("only", ("US-CA",)), "beyond=US", False),
        (Residence("only", ("US", "CA")), "beyond=US", True),
        (Residence("only", ("US",)), "beyond=US&beyond=CA", False),
        (Residence("any"), "beyond=US", True),
        (Residence(), "beyond=US", True),
    ],
)
def test_places_take_away_what_they_bar(residence: Residence, query: str, kept: bool) -> None:
    listing = replace(SOME[0], state="open", platform="p", facts=Facts(residence=residence))
    search, problems = Search.parse(query)
    assert problems == ()
    assert find(State(Columns().changed([listing])), search, NOW).total == kept


def lacking(facet: Facet) -> Iterator[str]:
    """What a row of its kind needs and does not have."""
    needs = {
        "says": True,
        "problem": True,
        "chip": facet.kind in PICKED and not facet.choices,
        "by_platform": facet.kind == "of_platform",
        "legend": facet.kind in FORM,
        "vocabulary": facet.kind in ("country", "speak", "terms", "bars"),
        "choices": facet.kind in ("groups", "choice", "of_platform", "one", "order"),
        "limit": facet.kind in ("words", "number", "page"),
        "number": facet.kind == "number",
        "excludes": facet.kind == "without",
        "of": facet.kind in ("country", "speak", "terms", "platform", "choice", "one", "bars"),
        "takes": not (facet.choices or facet.vocabulary),
    }
    return (name for name, needed in needs.items() if needed and not getattr(facet, name))


def test_every_row_is_whole() -> None:
    assert {facet.key: list(lacking(facet)) for facet in FACETS} == {facet.key: [] for facet in FACETS}
    assert len(FACET) == len(FACETS)
    assert len(NAMED) == len(FACETS) + sum(len(facet.former) for facet in FACETS)


def test_every_kind_is_read_and_every_facet_filtered_and_counted() -> None:
    kinds = set(get_args(Kind))
    assert set(READERS) == kinds
    assert set(COUNTS) == FORM
    assert set(FILTERS) == kinds - {"words", "groups", "order", "page", "checked"}
    assert kinds >= MANY | PICKED | FORM | CARRIED


def test_the_form_asks_for_what_is_unfolded_first() -> None:
    assert [facet.unfolded for facet in in_form()] == sorted((facet.unfolded for facet in in_form()), reverse=True)
    assert {facet.key for facet in in_form()} == set(find(HELD, Search(), NOW).facets)


def test_the_table_of_the_docs_is_made_from_the_rows() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert renewed(page) == page, "run python -m directory.search.query.manual"
    assert [line.split("`")[1] for line in table().splitlines()[2:]] == list(FACET)
    with pytest.raises(ValueError, match=r"docs/searches\.md"):
        renewed(page.replace(ENDS, ""))


def test_a_key_that_is_no_facet_is_an_error_of_the_program() -> None:
    with pytest.raises(TypeError, match="a search has no colour"):
        Search(colour=("red",))


def test_words_name_a_value_in_english_by_themselves() -> None:
    assert words("pay", "20") == "paying $20 an hour or more"
    assert words("speak", "es-MX:fluent") == "for people who speak Spanish (Mexico) (fluent)"


@pytest.mark.parametrize(
    ("query", "found"),
    [("", False), ("pool=opening", False), ("pool=pool", True), ("pool=any", True), ("q=&fresh=365", False)],
)
def test_a_talent_pool_is_hidden_unless_asked_for(query: str, found: bool) -> None:
    """From results, counts and so from alerts, which are searches; the sentence says when it is shown."""
    opening = replace(SOME[0], state="open", first_seen=NOW, reopened_at=None, facts=Facts(employment="contractor"))
    pool = replace(opening, id="acme/pool", facts=replace(opening.facts, talent_pool=True))
    search = Search.parse(query)[0]
    answer = find(State(Columns().changed((opening, pool))), search, NOW)
    assert (pool.id in answer.ids, {one.id: one.n for one in answer.facets["pool"]}) == (
        found,
        {"opening": 1, "pool": 1},
    )
    assert ("talent pools" in filters.sentence(search, tongue("en"))) is found

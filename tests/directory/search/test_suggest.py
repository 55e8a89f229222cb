"""Suggestions while typing, and what a misspelt word may have meant."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from bench.corpus import NOW, listing
from directory.claims import Facts
from directory.search import Search, Suggestion
from directory.search.engines.whoosh import WhooshEngine
from directory.search.finder import AtlasFinder
from directory.search.words.suggest import Names
from tests.support.plain_search import ListSource

TITLES = (
    "Chemistry Rater",
    "Chemistry Rater",
    "Chemical Engineer",
    "Organic Chemistry Writer",
    'The "Best" Job',
    "Säure",
)
NAMES = Names(TITLES, {"mercor": "Mercor", "surge-ai": "Surge AI"})


def texts(prefix: str, n: int = 8) -> list[tuple[str, str]]:
    return [(found.kind, found.text) for found in NAMES.suggest(prefix, n)]


def test_titles_come_most_frequent_first_and_by_any_word() -> None:
    titles = [text for kind, text in texts("chem") if kind == "title"]
    assert titles == ["Chemistry Rater", "Chemical Engineer", "Organic Chemistry Writer"]


STANDS_FOR = (
    ("merc", Suggestion("Mercor", "platform", Search(platform=("mercor",)))),
    ("ai", Suggestion("Surge AI", "platform", Search(platform=("surge-ai",)))),
    ("swed", Suggestion("Swedish", "language", Search(lang=("sv",)))),
    ("kenya", Suggestion("Kenya", "country", Search(country="KE"))),
    ("chem", Suggestion("Chemistry", "domain", Search(domain=("chemistry",)))),
    ("pyth", Suggestion("Python", "skill", Search(skill=("python",)))),
    ("cote d'i", Suggestion("Côte d’Ivoire", "country", Search(country="CI"))),
    ("saur", Suggestion("Säure", "title", Search(q='"Säure"'))),
    ('the "b', Suggestion('The "Best" Job', "title", Search(q='"The Best Job"'))),
)


@pytest.mark.parametrize(("prefix", "expected"), STANDS_FOR)
def test_a_suggestion_stands_for_a_search(prefix: str, expected: Suggestion) -> None:
    assert expected in NAMES.suggest(prefix, 10)


@pytest.mark.parametrize("prefix", ["", "  ", "zzzz", "\x00", "a" * 500, "\n", "*"])
def test_any_prefix_is_answered(prefix: str) -> None:
    assert len(NAMES.suggest(prefix, 5)) <= 5


def test_no_more_than_asked_for() -> None:
    assert [len(NAMES.suggest("c", n)) for n in (0, 1, 4)] == [0, 1, 4]


MEANT = (
    ("chemsitry", "chemistry"),
    ("pyhton", "python"),
    ("sweedish", "swedish"),
    ("engneer", "engineer"),
    ("enginer", None),
    ("chemistry", None),
    ("writer", None),
    ("zebra", None),
    ("ratr", "rater"),
    ("abc", None),
)


@pytest.mark.parametrize(("typed", "meant"), MEANT)
def test_a_misspelt_word_stands_for_a_known_one(typed: str, meant: str | None) -> None:
    assert NAMES.meant(typed) == meant


def test_a_search_is_corrected_only_where_a_word_is_found_nowhere(tmp_path: Path) -> None:
    facts = Facts(employment="contractor")
    made = (replace(listing(Random(n), n, (1, 2)), title=title, facts=facts) for n, title in enumerate(TITLES))
    held = AtlasFinder(ListSource(made), WhooshEngine(tmp_path, processes=1))
    held.catch_up()
    assert held.find(Search(q="chemsitry writer -law"), now=NOW).did_you_mean == "chemistry writer -law"
    assert held.find(Search(q="chemistry"), now=NOW).did_you_mean is None
    assert held.find(Search(q="qqqqqqq"), now=NOW).did_you_mean is None


def test_catching_up_brings_new_titles(tmp_path: Path) -> None:
    table = ListSource(())
    held = AtlasFinder(table, WhooshEngine(tmp_path, processes=1))
    held.catch_up()
    table.put(replace(listing(Random(1), 1, (1, 2)), title="Zebra Keeper", state="open"))
    held.catch_up()
    assert [found.text for found in held.suggest("zebra", 3)] == ["Zebra Keeper"]
    table.put(replace(listing(Random(1), 1, (1, 2)), title="Zebra Keeper", state="closed"))
    held.catch_up()
    assert held.suggest("zebra", 3) == ()

"""The first page of a first visit: at most three of a platform in a row, what states pay and place first."""

from pathlib import Path

import pytest

from directory.claims import Facts, Pay, Residence
from directory.presenting.figures import FigureRow
from directory.store import Store
from tests.support.making import START
from tests.support.website import coders, site
from web.search.mix import mixed

FULL = Facts(pay=Pay(20, 20, "USD", "hour"), residence=Residence(rule="only", places=("KE",)))


def row(id: str, facts: Facts) -> FigureRow:
    return FigureRow(id, id.partition("/")[0], id, "open", START, START, None, START, facts, None)


@pytest.mark.parametrize(
    ("ids", "stated", "order"),
    [
        ("a/1 a/2 a/3 a/4 b/1", "", "a/1 a/2 a/3 b/1 a/4"),
        ("a/1 a/2 b/1 a/3", "b/1", "b/1 a/1 a/2 a/3"),
        ("a/1 a/2 a/3 a/4 b/1", "a/1 a/2 a/3 a/4", "a/1 a/2 a/3 b/1 a/4"),
        ("a/1 a/2 a/3 a/4 a/5", "", "a/1 a/2 a/3 a/4 a/5"),
        ("", "", ""),
    ],
)
def test_the_mix(ids: str, stated: str, order: str) -> None:
    rows = {id: row(id, FULL if id in stated.split() else Facts()) for id in ids.split()}
    assert mixed(ids.split(), rows) == order.split()


def test_an_id_that_the_survey_lacks_states_nothing() -> None:
    assert mixed(["a/1", "b/1"], {"b/1": row("b/1", FULL)}) == ["b/1", "a/1"]


def test_the_reason_is_said_where_nothing_was_asked(store: Store, tmp_path: Path) -> None:
    client = site(store, tmp_path, coders(30)).test_client()
    said = {
        path: "The newest, mixed" in client.get(path).text for path in ("/", "/?page=2", "/?sort=newest", "/?q=python")
    }
    assert said == {"/": True, "/?page=2": True, "/?sort=newest": False, "/?q=python": False}
    assert "/?page=2&amp;sort=newest" in client.get("/?sort=newest").text

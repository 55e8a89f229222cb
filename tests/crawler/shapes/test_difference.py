"""The lines about a shape that changed, and the silence about what is chance."""

from typing import Any

import pytest

from crawler.shapes.difference import differences, line
from crawler.shapes.shape import Shape, said


def shape(*answers: Any, kind: str = "list", read: bool = True) -> Shape:
    """The shape of these answers, of which everything is read."""
    made = Shape()
    for answer in answers:
        made.add(kind, lambda answer=answer: answer)
    for _, path in made.paths():
        made.kinds[kind][path].read = read
    return made


def rows(*values: Any, key: str = "pay") -> dict[str, Any]:
    """An answer with a row a value; a row without the key where the value is `...`."""
    return {"jobs": [{"id": str(n), **({} if value is ... else {key: value})} for n, value in enumerate(values)]}


NOW = "`.rate` is gone; perhaps now `.pay-rate` or `.hired`"
HALF = "`jobs[].pay` is {} in 30 of 60 (it was in none of 60)"
PAGES = {"data": [], "pagination": {"page": 1, "total_pages": 4}}


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (
            PAGES,
            {"data": [], "pagination": {"page": 1, "pages": 4}},
            "`pagination.total_pages` is gone; `pagination.pages` is new, integer",
        ),
        (PAGES, PAGES, ""),
        (PAGES, {"pagination": PAGES["pagination"]}, "`data` is gone"),
        (PAGES, {"data": {}, "pagination": PAGES["pagination"]}, "`data` is object where it was list"),
        (rows("$1", "$2"), rows(["$1"], ["$2"]), "`jobs[].pay` is list where it was text"),
        (rows(1, 2), rows(1.5, 2), ""),
        (rows("$1", "$2"), rows("$1", None), ""),
        (rows("$1", "$2"), rows(None, None), "`jobs[].pay` is empty in all 2 (it was in none of 2)"),
        (rows("$1", None), rows(None, None), "`jobs[].pay` is empty in all 2 (it was in 1 of 2; may be chance)"),
        (rows(*["$1"] * 9, None), rows(None), "`jobs[].pay` is empty in all 1 (it was in 1 of 10; may be chance)"),
        (rows(*["$1"] * 9, None), rows(*[None] * 9), "`jobs[].pay` is empty in all 9 (it was in 1 of 10)"),
        (rows("$1", *[None] * 9), rows(*[None] * 3), ""),
        (rows(*["$1"] * 60), rows(*["$1"] * 59, None), ""),
        (rows(*["$1"] * 60), rows(*["$1"] * 30, *[None] * 30), HALF.format("empty")),
        (rows(*["$1"] * 60), rows(*["$1"] * 30, *[...] * 30), HALF.format("missing")),
        (rows(*["2026-11-05"] * 3), rows(*["today"] * 3), "`jobs[].pay` is code where it was ISO date"),
        (rows(*["2026-11-05"] * 2), rows(*["today"] * 2), ""),
        (rows(*["open"] * 9), rows(*["live"] * 3), "`jobs[].pay` says live where it said open"),
        (rows(*["open", "live"] * 5), rows(*["live"] * 3), ""),
    ],
)  # fmt: skip
def test_lines(before: Any, now: Any, words: str):
    """What is said of an answer that came, beside one that was kept."""
    assert line(differences(shape(before), shape(now))) == words


def test_what_is_not_read_is_not_told():
    """A key that nobody reads may go."""
    assert differences(shape(PAGES, read=False), shape({"data": []})) == ()


def test_a_key_that_was_there_now_and_then_is_found_under_its_new_name():
    """Chance could explain that it is missing, but not that one of almost its name is new."""
    found = differences(shape(rows("$1", ..., ...)), shape({"jobs": [{"id": "1", "pay_rate": "$1"}]}))
    assert line(found) == "`jobs[].pay` is gone; `jobs[].pay_rate` is new, text"


OLD, NEW = rows(1, 2), rows(1, 2, key="rate")


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (OLD, ""),
        (NEW, ""),
        (rows(1, 2, key="wage"), "`jobs[].pay` is gone; `jobs[].wage` is new, integer; `jobs[].rate` is gone; {}"),
    ],
)
def test_two_forms_of_one_answer_stand_for_each_other(now: Any, words: str):
    """A key of which the tapes have the one wherever they have not the other is missed only with both."""
    found = line(differences(shape(OLD, NEW), shape(now)))
    assert found == words.format("`jobs[].wage` is new, integer")


@pytest.mark.parametrize("now", ["pay", "rate", "fee"])
def test_three_forms_stand_for_each_other(now: str):
    """A row with any one of them is as before; one with none has lost all that are no other's form."""
    every = shape(rows(1, 2, key="pay"), rows(1, 2, key="rate"), rows(1, key="fee"))
    assert line(differences(every, shape(rows(1, 2, key=now)))) == ""
    assert "`jobs[].rate` is gone" in line(differences(every, shape(rows(1, 2, key="wage"))))


CARDS = {"page:": {".card": ["a"] * 6, ".rate": ["$9"] * 6, "h1": ["Work"]}}


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ({".card": ["a"] * 4, ".hired": ["12"] * 4, ".pay-rate": ["$9"] * 4, ".foot": ["x"], "h1": ["Work"]}, NOW),
        ({".card": ["a"] * 4, ".foot": ["x"], "h1": ["Work"]}, "`.rate` is gone"),
        (
            {".cards": ["a"] * 6, ".x": ["$9"] * 6, "h1": ["Work"]},
            "`.card` is gone; `.cards` is new, list; `.rate` is gone",
        ),
    ],
    ids=["as-often", "none-as-often", "only-by-name"],
)
def test_of_a_page_what_stands_as_often_may_stand_for_what_is_gone(now: Any, words: str):
    """A page has many classes, and its shape keeps those that are read: that one is not in it says little."""
    assert line(differences(shape(CARDS), shape({"page:": now}))) == words


def test_many_lines_are_counted():
    """Six are told."""
    before = {f"key{n}": "$1" for n in range(9)}
    assert line(differences(shape(before), shape({}))).endswith("`key5` is gone; and 3 more")


def test_a_key_below_one_that_is_gone_is_not_told():
    """One line for what is one change."""
    found = differences(shape({"a": {"b": {"c": 1}}}), shape({"x": 1}))
    assert [one.says for one in found] == ["`a` is gone"]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ((), "the answer"),
        (("*", "id"), "[].id"),
        (("data", "*", "pay", "unit"), "data[].pay.unit"),
        (("ld:", "*", "title"), "ld: [].title"),
        (("ld:",), "ld"),
        (("page:", ".card", "*", "@href"), ".card @href"),
        (("xml:", "rss", "channel", "*", "item"), "rss channel item"),
    ],
)
def test_paths_in_words(path: tuple[str, ...], words: str):
    """As they stand in a line."""
    assert said(path) == words

"""Folding postings into roles: a table of stories, and properties of any story."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.runs.roles import Folded, Member, Roles, text_key, title_key

Story = dict[str, tuple[str, str | None, str]]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("AI Tutor – Arabic", "AI tutor - Arabic", True),
        ("AI Tutor (Arabic)", "AI  Tutor, Arabic", True),
        ("AI Tutor – Arabic", "AI Tutor – Danish", False),
        ("C++ Developer", "C Developer", False),
        ("C# Developer", "C++ Developer", False),
        ("Writer", "Writers", False),
        ("Rater, level 1", "Rater, level 2", False),
        ("ＡＩ Tutor", "AI Tutor", True),
        ("数学 Expert", "物理 Expert", False),
    ],
)
def test_titles(one: str, other: str, same: bool) -> None:
    assert (title_key(one) == title_key(other)) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("You rate.\n\nYou write.", "You rate. you write. ", True), ("You rate.", "You rate!", False), ("", "", True)],
)
def test_texts(one: str, other: str, same: bool) -> None:
    assert (text_key(one) == text_key(other)) is same


def test_no_text_has_no_key() -> None:
    assert text_key(" \n") == ""


def member(said: tuple[str, str | None, str], listing: str = "", *, is_open: bool = True) -> Member:
    title, role, text = said
    return Member(title_key(title), role, text_key(text), listing, is_open)


def tell(days: Sequence[Story], *, title_decides: bool = False) -> tuple[dict[str, str], Folded]:
    """Where every posting is after the last day, and what that day did."""
    stored: dict[str, Member] = {}
    folded = Folded()
    for day in days:
        gone = [ref for ref, one in stored.items() if one.open and ref not in day]
        before = dict(stored)
        told = {ref: member(said, before[ref].listing if ref in before else "") for ref, said in day.items()}
        edited = {ref: one for ref, one in told.items() if one != before.get(ref)}
        folded = Roles("p", stored, title_decides=title_decides).fold(edited, gone)
        for ref in gone:
            stored[ref] = Member(before[ref].title, before[ref].role, before[ref].text, before[ref].listing, False)
        for ref, said in day.items():
            home = folded.listings.get(ref) or before[ref].listing
            stored[ref] = member(said, home)
        for ref, home in folded.listings.items():
            one = stored[ref]
            stored[ref] = Member(one.title, one.role, one.text, home, one.open)
    return {ref: one.listing for ref, one in stored.items()}, folded


W, T = "Writer", "You write."


@pytest.mark.parametrize(
    ("why", "days", "homes", "opened", "split", "merged"),
    [
        ("one text", [{"a": (W, None, T), "b": (W, None, T)}], {"a": "p/a", "b": "p/a"}, {"p/a"}, set(), {}),
        ("one requisition", [{"a": (W, "7", T), "b": (W, "7", "x")}], {"a": "p/a", "b": "p/a"}, {"p/a"}, set(), {}),
        ("no text", [{"a": (W, None, ""), "b": (W, None, "")}], {"a": "p/a", "b": "p/b"}, {"p/a", "p/b"}, set(), {}),
        (
            "two requisitions, near-equal titles",
            [{"a": ("AI Tutor – Arabic", "1", "x"), "b": ("AI Tutor - Arabic", "2", "y")}],
            {"a": "p/a", "b": "p/b"}, {"p/a", "p/b"}, set(), {},
        ),
        (
            "one requisition, two titles",
            [{"a": ("AI Tutor – Arabic", "1", T), "b": ("AI Tutor – Danish", "1", T)}],
            {"a": "p/a", "b": "p/b"}, {"p/a", "p/b"}, set(), {},
        ),
        (
            "an edited clone stays",
            [{"a": (W, None, T), "b": (W, None, T)}, {"a": (W, None, T), "b": (W, None, "new")}],
            {"a": "p/a", "b": "p/a"}, set(), set(), {},
        ),
        (
            "a copy of the edited clone joins it",
            [
                {"a": (W, None, T), "b": (W, None, T)},
                {"a": (W, None, T), "b": (W, None, "new")},
                {"a": (W, None, T), "b": (W, None, "new"), "c": (W, None, "new")},
            ],
            {"a": "p/a", "b": "p/a", "c": "p/a"}, set(), set(), {},
        ),
        (
            "a role renamed in all places keeps its identity",
            [{"a": (W, None, T), "b": (W, None, T)}, {"a": ("Editor", None, T), "b": ("Editor", None, T)}],
            {"a": "p/a", "b": "p/a"}, set(), set(), {},
        ),
        (
            "one place renamed leaves",
            [{"a": (W, None, T), "b": (W, None, T)}, {"a": (W, None, T), "b": ("Editor", None, T)}],
            {"a": "p/a", "b": "p/b"}, set(), {"p/b"}, {},
        ),
        (
            "the identity follows its own posting",
            [
                {"a": (W, None, T), "b": (W, None, T), "c": (W, None, T)},
                {"a": ("Editor", None, T), "b": (W, None, T), "c": (W, None, T)},
            ],
            {"a": "p/a", "b": "p/b", "c": "p/b"}, set(), {"p/b"}, {},
        ),
        (
            "two roles become one",
            [{"a": (W, None, T), "b": ("Editor", None, T)}, {"a": (W, None, T), "b": (W, None, T)}],
            {"a": "p/a", "b": "p/a"}, set(), set(), {"p/b": "p/a"},
        ),
        (
            "the older one stays when it is renamed",
            [{"a": (W, None, T), "b": ("Editor", None, T)}, {"a": ("Editor", None, T), "b": ("Editor", None, T)}],
            {"a": "p/a", "b": "p/a"}, set(), set(), {"p/b": "p/a"},
        ),
        (
            "a role that comes back under another ref",
            [{"a": (W, None, T), "z": ("Z", None, "z")}, {"z": ("Z", None, "z")}, {"b": (W, None, T)}],
            {"a": "p/a", "b": "p/a", "z": "p/z"}, set(), set(), {},
        ),
    ],
)  # fmt: skip
def test_stories(
    why: str, days: list[Story], homes: dict[str, str], opened: set[str], split: set[str], merged: dict[str, str]
) -> None:
    found, folded = tell(days)
    assert (found, folded.opened, folded.split, folded.merged) == (homes, opened, split, merged), why


def test_the_title_decides_where_declared() -> None:
    day: Story = {"a": (W, None, ""), "b": (W, None, "x"), "c": ("Editor", None, "")}
    assert tell([day], title_decides=True)[0] == {"a": "p/a", "b": "p/a", "c": "p/c"}


said = st.tuples(st.sampled_from(["A", "B"]), st.sampled_from([None, "1", "2"]), st.sampled_from(["", "x", "y"]))
stories = st.lists(st.dictionaries(st.sampled_from("abcdef"), said), min_size=1, max_size=5)


@given(stories, st.booleans())
def test_any_story(days: list[Story], title_decides: bool) -> None:
    homes, folded = tell(days, title_decides=title_decides)
    refs = {ref for day in days for ref in day}
    assert homes.keys() == refs  # nothing is lost
    assert all(home.removeprefix("p/") in refs for home in homes.values())  # an identity is a ref that was seen
    assert not folded.merged.keys() & set(homes.values())  # nothing lives in what ended
    titles = {(homes[ref], title_key(title)) for ref, (title, _, _) in days[-1].items()}
    assert len(titles) == len({home for home, _ in titles})  # the open postings of a role have one title

"""The ledger of a letter: every event that it accounts for, in one short text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.store.ledger import ledger, packed, unpacked


@pytest.mark.parametrize(
    ("events", "text"),
    [((), ""), ((5,), "5"), ((9, 7, 8, 5), "5 7-9"), ((1, 2), "1-2"), ((3, 3, 3), "3"), ((10, 12, 14), "10 12 14")],
)
def test_events_are_numbers_and_ranges(events: tuple[int, ...], text: str) -> None:
    assert packed(events) == text
    assert unpacked(text) == tuple(sorted(set(events)))


@settings(deadline=None)
@given(st.sets(st.integers(1, 10**7)) | st.sets(st.integers(1, 40)))
def test_what_is_packed_comes_back(events: set[int]) -> None:
    assert unpacked(packed(events)) == tuple(sorted(events))


def test_a_ledger_tells_alerts_apart() -> None:
    assert ledger("12:5 7-9;13:4") == {12: (5, 7, 8, 9), 13: (4,)}
    assert ledger("") == {}


@pytest.mark.parametrize("text", ["x", "12:a", "12:-5", "5 7"])
def test_what_is_no_ledger_raises(text: str) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        ledger(text)

"""What "best paid" compares, in US cents an hour."""

import pytest

from directory.claims import Facts
from directory.search.query.values import pay_rank


@pytest.mark.parametrize(
    ("low", "high", "rank"),
    [
        (3_000, 15_000, 9_000),  # behind a plain $100, before a plain $80
        (10_000, 10_000, 10_000),
        (8_000, 8_000, 8_000),
        (None, 15_000, 7_500),  # "up to $150" stands behind "$30 to $150"
        (6_000, None, 6_000),
        (None, None, -1),
        (5, 5, -1),
        (4_000, 90_000, -1),
    ],
)
def test_the_middle_decides(low: int | None, high: int | None, rank: int) -> None:
    assert pay_rank(Facts(usd_hour=(low, high))) == rank


def test_no_pay_by_the_hour() -> None:
    assert pay_rank(Facts()) == -1

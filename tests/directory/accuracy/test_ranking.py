"""The judgements file and the measure: the measurement itself needs real postings and is `make accuracy`."""

import pytest

from directory.accuracy.ranking import judged, ndcg
from directory.search.words.question import read


def test_forty_searches_are_judged_each_with_a_good_answer() -> None:
    found = judged()
    assert len({one.q for one in found}) == 40
    assert all(read(one.q) and max(one.grades.values()) >= 1 for one in found)
    assert {grade for one in found for grade in one.grades.values()} == {0, 1, 2, 3}


CASES = (
    (["a", "b"], {"a": 3, "b": 1}, 1.0),
    (["x", "y"], {"a": 3}, 0.0),
    ([], {}, 1.0),
    (["x", "a"], {"a": 1}, 0.6309),
    (["b", "a"], {"a": 3, "b": 1}, 0.7098),
)


@pytest.mark.parametrize(("ranked", "grades", "expected"), CASES)
def test_ndcg(ranked: list[str], grades: dict[str, int], expected: float) -> None:
    assert ndcg(ranked, grades) == pytest.approx(expected, abs=1e-4)

"""Towns in a location field that only the large list knows."""

import pytest

from directory.posting import Posting
from directory.reading import read


def residence(location: str) -> tuple[object, ...]:
    posting = Posting(platform="acme", ref="1", title="Annotator", url="https://example.org/", location=location)
    said = read(posting)
    claims = [claim.value for claim in said.claims if claim.kind == "residence"]
    return (*claims, *(doubt.quote.text for doubt in said.doubts if doubt.about == "residence"))


@pytest.mark.parametrize(
    ("location", "stance", "places"),
    [
        ("Oulu", "only", ("FI",)),
        ("Remote - Oulu", "only", ("FI",)),
        ("Oulu / Umeå", "only", ("FI", "SE")),
        ("경북 포항시", "only", ("KR",)),
        ("г. Тамбов", "only", ("RU",)),
        ("Kisumu; Machakos", "only", ("KE",)),
        ("Rosario, Santa Fe", "only", ("AR",)),  # Santa Fe alone is in New Mexico
        ("Oulu | Quxville", "welcome", ("FI",)),  # a list read in part closes nobody out
    ],
)
def test_a_town_names_its_country(location: str, stance: str, places: tuple[str, ...]) -> None:
    statement = residence(location)[0]
    assert (getattr(statement, "stance", None), getattr(statement, "places", None)) == (stance, places)


@pytest.mark.parametrize("location", ["Mobile", "Hybrid", "Distans", "Home office", "Best Western", "Most Places"])
def test_a_way_of_working_or_part_of_a_name_names_none(location: str) -> None:
    assert not any(hasattr(one, "stance") for one in residence(location))

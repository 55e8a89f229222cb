"""Towns by country."""

import pytest

from directory.terms.files import FOLDER
from directory.terms.towns import country_of_town, home_of_town, is_town_of


@pytest.mark.parametrize(
    ("town", "country"),
    [
        ("Oulu", "FI"),
        ("ÖREBRO", "SE"),
        ("Тамбов", "RU"),
        ("Ужгород", "UA"),
        ("松江市", "JP"),
        ("포항시", "KR"),
        ("ბათუმი", "GE"),
        ("Λάρισα", "GR"),
        ("Machakos", "KE"),
        ("Konya", "TR"),
        ("Remote", None),  # a way of working
        ("Mobile", None),  # a town of Alabama, and a telephone
        ("Universidad", None),
        ("", None),
    ],
)
def test_a_town_alone_names_its_country_where_no_namesake_is_near_its_size(town: str, country: str | None) -> None:
    assert home_of_town(town) == country


def test_a_name_of_several_countries_is_nobodys() -> None:
    assert (home_of_town("Salem"), is_town_of("Salem", "US"), is_town_of("Salem", "IN")) == (None, True, True)


def test_a_code_is_decided_by_the_town() -> None:
    assert (country_of_town("Metzingen", "DE"), country_of_town("Wilmington", "DE")) == ("DE", "US")


def test_every_list_is_of_a_country_or_a_state_and_holds_names_alone() -> None:
    for path in sorted((FOLDER / "towns").glob("*.txt")):
        names = path.read_text("utf-8").replace("\n", "").split("|")
        assert len(path.stem) == 2 or path.stem.startswith("US-"), path.name
        assert all(name == name.strip() and any(sign.isalpha() for sign in name) for name in names if name), path.name

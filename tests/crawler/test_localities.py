"""Places in parts, written out as words that read as those parts."""

import pytest

from crawler.localities import Locality, countries_of, locality, named, union
from directory import reading
from directory.eligibility.verdict import resolve
from directory.posting import Posting
from directory.terms import countries


def lives(words: str) -> tuple[str, ...]:
    """The countries that a location field with these words is read as."""
    whole = {"platform": "acme", "ref": "1", "url": "https://example.org/1", "title": "Rater", "location": words}
    return resolve(reading.read(Posting.model_validate(whole)).claims).places


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (("Torino", "TO", "IT"), "Torino, Italy"),
        (("Tucson", "AZ", "US"), "Tucson, Arizona, United States"),
        (("Tucson", "AZ", None), "Tucson, AZ"),
        (("Graz", "Styria", "Austria"), "Graz, Styria, Austria"),
        (("Kisumu", "34", "ke"), "Kisumu, Kenya"),
        (("Querétaro", "Qro.", "MX"), "Querétaro, Mexico"),
        (("Singapore", "Singapore", "SG"), "Singapore"),
        (("Leeds", "England", "UK"), "Leeds, England, United Kingdom"),
        (({"name": "Oslo"}, None, {"label": "Norway", "id": "NO"}), "Oslo, Norway"),
        ((None, None, ["NG", "GH"]), "Nigeria, Ghana"),
        (("Oslo", None, "Nordics"), "Oslo, Nordics"),
        ((None, None, None), ""),
    ],
)
def test_words(parts: tuple[object, object, object], words: str):
    """A country by its name, a region's code by its name or not at all, each part once."""
    assert str(locality(*parts)) == words


@pytest.mark.parametrize("code", countries.ids)
def test_every_country_is_read_back(code: str):
    """Whatever town and region code stand before it, a country in its own field is that country."""
    for city, region in (("", ""), ("Nowhereville", "MI"), ("Springfield", "DE"), ("Nowhereville", "")):
        words = str(Locality(city, region, code))
        assert lives(words) == (code,), words


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (("Minna", "Niger", "NG"), "Minna, Nigeria"),
        (("Benin City", "Edo", "NG"), "Benin City, Edo, Nigeria"),
        (("Arlon", "Luxembourg", "BE"), "Arlon, Belgium"),
        (("Guadalupe", "Nuevo León", "MX"), "Guadalupe, Nuevo León, Mexico"),
        (("Cartagena de Indias", "Bolívar", "CO"), "Cartagena de Indias, Bolívar, Colombia"),
        (("Armenia", "Quindío", "CO"), "Armenia, Quindío, Colombia"),
        (("Victoria", None, "SC"), "Victoria, Seychelles"),
        (("Africa", None, "ZA"), "South Africa"),
        (("Bogotá, D.C.", None, "CO"), "Bogotá, D.C., Colombia"),
    ],
)
def test_a_namesake_abroad_opens_no_country(parts: tuple[str | None, ...], words: str):
    """A town or region that is called like another country's is read as its own, or left out."""
    assert (str(locality(*parts)), lives(words)) == (words, (parts[2],))


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("Florida, Uruguay", ("UY",)),
        ("Santiago de Cali, Colombia", ("CO",)),
        ("Benin City, Nigeria", ("NG",)),
        ("Bogotá D.C., CO", ("CO",)),
        ("London, UK / Dublin, Ireland / Breda, NL", ("GB", "IE", "NL")),
        ("Vienna / Austria", ("AT",)),
        ("Berlin / DE", ("DE",)),
        ("Georgia, Armenia", ("AM", "GE")),
        ("Luxembourg, Belgium", ("BE", "LU")),
    ],
)
def test_a_field_in_words(words: str, codes: tuple[str, ...]):
    """An address is one place, whatever its namesakes; a list of countries is each of them."""
    assert tuple(sorted(lives(words))) == codes


@pytest.mark.parametrize(
    ("name", "parts", "words"),
    [
        ("Remote", (None, None, "Brazil"), "Remote, Brazil"),
        ("USA (Remote)", ("Denver", "Colorado", "USA"), "USA (Remote)"),
        ("London", ("London", "Ontario", "Canada"), "London, Ontario, Canada"),
        ("London", (None, None, "CA"), "London, Canada"),
        ("EMEA", (None, None, "DE"), "EMEA"),
        ("Poland", (None, None, "DE"), "Poland; Germany"),
        ("", ("Oslo", None, "NO"), "Oslo, Norway"),
        ("Oslo", (None, None, None), "Oslo"),
    ],
)
def test_a_name_beside_an_address(name: str, parts: tuple[str | None, ...], words: str):
    """The wider of the two alone, else both: nothing that one of them says is lost."""
    assert named(name, locality(*parts)) == words


def test_union():
    """Each place once, in order; a work model names none."""
    assert union(["Oslo", "", "oslo", None, "Bergen"]) == "Oslo; Bergen"
    assert countries_of("Remote") == frozenset()
    assert countries_of("Remote (Kenya)") == {"KE"}

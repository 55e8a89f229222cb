"""Names of countries inside sentences: the article and the preposition of each language."""

import pytest

from directory.claims import Residence
from directory.presenting import words
from directory.presenting.articles import OPEN, marked, settled
from directory.presenting.locale import LOCALES, tongue
from directory.terms import countries


@pytest.mark.parametrize(
    ("locale", "code", "text", "said"),
    [
        ("pt", "KE", "em %s", "no Quênia"),
        ("pt", "PH", "em %s", "nas Filipinas"),
        ("pt", "US", "para %s", "para os Estados Unidos"),
        ("pt", "AO", "em %s", "em Angola"),
        ("fr", "KE", "Ouverte à %s : pays", "Ouverte au Kenya : pays"),
        ("fr", "PH", "ouvertes à %s", "ouvertes aux Philippines"),
        ("fr", "FR", "les personnes en %s", "les personnes en France"),
        ("fr", "CU", "en %s", "à Cuba"),
        ("fr", "IR", "pour %s", "pour l’Iran"),
        ("fr", "IL", "en %s", "en Israël"),
        ("de", "CH", "Offen für %s", "Offen für die Schweiz"),
        ("de", "US", "für Menschen in %s", "für Menschen in den Vereinigten Staaten"),
        ("de", "AE", "für %s", "für die Vereinigten Arabischen Emirate"),
        ("de", "KE", "in %s", "in Kenia"),
        ("de", "GB", "in %s", "im Vereinigten Königreich"),
        ("de", "PH", "in %s", "auf den Philippinen"),
        ("de", "DO", "in %s", "in der Dominikanischen Republik"),
        ("es", "PH", "en %s", "en Filipinas"),
        ("es", "GB", "Abierto a %s", "Abierto al Reino Unido"),
        ("es", "NL", "en %s", "en los Países Bajos"),
        ("en", "PH", "in %s", "in the Philippines"),
        ("en", "US", "leaves %s out", "leaves the United States out"),
        ("en", "KE", "in %s", "in Kenya"),
    ],
)
def test_a_name_stands_behind_its_article(locale: str, code: str, text: str, said: str) -> None:
    assert settled(text % marked(code, locale), locale) == said


def test_the_first_word_keeps_its_capital() -> None:
    assert settled("Em " + marked("KE", "pt"), "pt") == "No Quênia"
    assert settled(marked("KE", "pt"), "pt") == "o Quênia"


@pytest.mark.parametrize("locale", [code for code in LOCALES if code != "en"])
def test_no_mark_reaches_a_reader(locale: str) -> None:
    say = tongue(locale)
    for code in countries.ids:
        assert OPEN not in say("Open to %(country)s: named in the listing", country=marked(code, locale))
        assert OPEN not in say.many("%(n)s listing for %(country)s", "", 2, country=marked(code, locale))


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("en", "Only Iraq, Kenya, the Nordic countries, the Philippines, the United States"),
        ("es", "Solo Estados Unidos, Filipinas, Irak, Kenia, los países nórdicos"),
        ("pt", "Só os Estados Unidos, as Filipinas, o Iraque, os países nórdicos, o Quênia"),
        ("fr", "Seulement les États-Unis, l’Irak, le Kenya, les pays nordiques, les Philippines"),
        ("de", "Nur Irak, Kenia, die nordischen Länder, die Philippinen, die Vereinigten Staaten"),
        ("id", "Hanya Amerika Serikat, Filipina, Irak, Kenya, Negara-negara Nordik"),
    ],
)
def test_lists_of_places_have_their_articles(locale: str, said: str) -> None:
    only = Residence("only", ("US", "PH", "KE", "IQ", "region:NORDICS"))
    assert words.residence(only, tongue(locale)) == said

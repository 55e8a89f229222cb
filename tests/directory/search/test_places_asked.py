"""Words of a search that name a place, words in the site's languages, and words that only look alike."""

import pytest

from directory.search import Search, typed
from directory.search.words.cldr import by_cldr
from directory.search.words.naming import by_language
from directory.search.words.places import understood
from directory.search.words.question import read
from directory.search.words.terms import asked_terms


@pytest.mark.parametrize(
    ("q", "rest", "country"),
    [
        ("nursing nairobi", "nursing", "KE"),
        ("coder recife", "coder", "BR"),
        ("enfermera en México", "enfermera", "MX"),
        ("kenya", "", "KE"),
        ("nurse nairobi kenya", "nurse", "KE"),
        ("new york lawyer", "lawyer", "US"),
        ("traduction au sénégal", "traduction", "SN"),
        ("Krankenpfleger in Kenia", "Krankenpfleger", "KE"),
        ("perawat di Filipina", "perawat", "PH"),
        ("muuguzi Ujerumani", "muuguzi", "DE"),
        ("अनुवादक जर्मनी में", "अनुवादक", "DE"),
        ("ممرضة في كينيا", "ممرضة", "KE"),
        ("مبرمج مصر", "مبرمج", "EG"),
        ("محامي الامارات", "محامي", "AE"),
    ],
)
def test_a_place_is_taken_out_of_the_words(q: str, rest: str, country: str) -> None:
    found, what = understood(Search(q=q))
    assert (found.q, found.country) == (rest, country)
    assert what is not None
    assert understood(what.literal) == (what.literal, None)


WORDS = (
    *("golang", "nice work", "reading comprehension", "mobile developer", "python java", "polish rater", "georgia"),
    *("swiss german rater", "island nurse", "maurice writer", "جورجيا"),
    *('nursing "nairobi"', "nurse -nairobi", "kenya OR ghana", "nair*", "us", ""),
)


@pytest.mark.parametrize("q", WORDS)
def test_a_word_stays_a_word(q: str) -> None:
    assert understood(Search(q=q)) == (Search(q=q), None)


def test_a_country_that_was_chosen_stays() -> None:
    chosen = Search(q="nurse nairobi", country="PL")
    assert understood(chosen) == (chosen, None)
    assert understood(Search(q="nurse nairobi", country="KE"))[0] == Search(q="nurse", country="KE")


@pytest.mark.parametrize("query", ["q=rater+nairobi", "q=rater+nairobi+kenya&show=closed&sort=pay", "?q=kenya&page=2"])
def test_what_was_typed_is_understood_once_and_for_all(query: str) -> None:
    first = typed(query)
    assert first.place is not None
    assert first.search.country == "KE"
    assert typed(first.search.to_query_string()) == (first.search, (), None)


def test_whom_to_show_holds_for_a_place_among_the_words() -> None:
    assert typed("q=rater+nairobi&show=closed").search == Search(q="rater", country="KE", show=("closed",))


@pytest.mark.parametrize(
    ("word", "finds"),
    [
        ("golang", "go"),
        ("enfermera", "nurs"),
        ("programador", "coder"),
        ("infirmier", "nurs"),
        ("avocat", "lawyer"),
        ("ممرضة", "nurs"),
        ("مبرمج", "coder"),
        ("الترجمة", "translat"),
    ],
)
def test_other_words_for_the_same(word: str, finds: str) -> None:
    assert finds in read(word).terms()


@pytest.mark.parametrize(("one", "other"), [("physician", "physics doctorate"), ("doctor", "doctoral")])
def test_words_that_only_look_alike(one: str, other: str) -> None:
    assert not read(one).terms() & set(asked_terms(other))


def test_fluent_is_one_word() -> None:
    assert {asked_terms(word) for word in ("fluent", "fluently", "fluency")} == {("fluent",)}


def test_the_names_of_countries_are_those_of_the_cldr_that_is_installed() -> None:
    assert list(by_language().items()) == list(by_cldr().items())

"""Every word of the tables of conditions is read in a sentence of its language."""

import pytest

from directory.claims import Condition
from directory.posting import Posting
from directory.reading.conditions import decide as conditions
from directory.reading.conditions.rules import is_spoken, rules
from directory.reading.page import sheet
from directory.reading.sections import split
from directory.reading.tables import table

WORDS = table("conditions/words")
LANGUAGES = sorted({row[0] for row in WORDS})


def words(of: str, name: str) -> list[str]:
    return [word for row in WORDS if row[:2] == (of, name) for word in row[2].split("|")]


def read(text: str) -> list[tuple[str, bool, float | None]]:
    """What a sentence says whose language cannot be told: kind, whether none is needed, the least number."""
    given = Posting(platform="acme", ref="1", url="https://example.org/1", title="-", text=text)
    claims, _ = conditions.read(given, split(given))
    return [(c.kind, c.value.none, c.value.minimum) for c in claims if isinstance(c.value, Condition)]


@pytest.mark.parametrize("of", LANGUAGES)
def test_every_language_has_all_names(of: str) -> None:
    names = {row[1] for row in WORDS if row[0] == of}
    assert names >= {"years", "experience", "hours", "week", "to", "numbers", "degree", "no_degree", "wish", "upto"}


@pytest.mark.parametrize("of", LANGUAGES)
def test_years_of_experience_are_read(of: str) -> None:
    for years in words(of, "years"):
        for experience in words(of, "experience"):
            assert ("experience", False, 4.0) in read(f"4 {years} {experience}"), (years, experience)


@pytest.mark.parametrize("of", LANGUAGES)
def test_hours_a_week_are_read(of: str) -> None:
    for hours in words(of, "hours"):
        for week in words(of, "week"):
            assert ("hours", False, 15.0) in read(f"15 {hours} {week}"), (hours, week)


@pytest.mark.parametrize("of", LANGUAGES)
def test_what_is_not_asked_is_read(of: str) -> None:
    for kind in ("degree", "experience"):
        for phrase in words(of, f"no_{kind}"):
            assert (kind, True, None) in read(phrase), phrase


@pytest.mark.parametrize("of", LANGUAGES)
def test_numbers_are_written_as_words(of: str) -> None:
    years, experience = words(of, "years")[0], words(of, "experience")[0]
    for pair in words(of, "numbers"):
        word, figure = pair.split("=")
        assert ("experience", False, float(figure)) in read(f"{word} {years} {experience}"), word


@pytest.mark.parametrize("of", LANGUAGES)
def test_every_degree_is_read(of: str) -> None:
    for degree in words(of, "degree"):
        assert ("degree", False, None) in read(degree), degree


def test_words_of_another_language_than_the_paragraphs_do_not_count() -> None:
    page = sheet("You will rate the answers of a model and say why; the licence of the text is with you.")
    assert [rule.of for _, _, found in rules().find(page) for rule in found if rule.of != "en"] == []
    assert (is_spoken("fr", "en"), is_spoken("fr", None), is_spoken("en", "fr")) == (False, True, True)

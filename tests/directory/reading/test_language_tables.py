"""Every row of the tables about languages does what it says."""

from collections import defaultdict

import pytest

from directory.reading.languages.names import NOTHING, mentions
from directory.reading.languages.pieces import cut
from directory.reading.languages.sentence import parse
from directory.reading.languages.varieties import LanguageName
from directory.reading.languages.words import tokens
from directory.reading.page import sheet
from directory.reading.tables import table
from directory.terms import fold, languages

TONGUES = table("languages/tongues")
LEVELS = table("languages/levels")
WORDS = table("languages/words")


def by_language(rows: tuple[tuple[str, ...], ...]) -> dict[str, list[tuple[str, ...]]]:
    found = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    return found


@pytest.mark.parametrize(("of", "rows"), by_language(TONGUES).items())
def test_every_form_names_its_language(of: str, rows: list[tuple[str, ...]]) -> None:
    for _, tag, forms in rows:
        assert tag == NOTHING or tag in languages
        for form in forms.split("|"):
            words = form.strip("~*")
            found = [name.tags for name in mentions(sheet(words))]
            assert found == ([] if tag == NOTHING else [(tag,)]), (of, form)


def level_of(words: str, of: str) -> str | None:
    """The level that stands right before the name of a language."""
    low = fold(f"{words} deutsch")
    name = LanguageName(("de",), len(low) - len("deutsch"), len(low), frozenset((of,)))
    return next((one.level.level for one in parse(low, (name,)) if one.level), None)


@pytest.mark.parametrize(("of", "rows"), by_language(LEVELS).items())
def test_every_word_of_level_says_its_level(of: str, rows: list[tuple[str, ...]]) -> None:
    for _, level, _, words in rows:
        for phrase in words.split("|"):
            assert level_of(phrase.rstrip("*"), of) == level, phrase


@pytest.mark.parametrize(("of", "rows"), by_language(WORDS).items())
def test_every_word_is_of_its_kind(of: str, rows: list[tuple[str, ...]]) -> None:
    for _, kind, words, then in rows:
        for phrase in words.split("|") if not then else ():
            glue = "" if len(phrase) == 1 and phrase >= "\u3040" else " "
            low = fold("english" + glue + phrase.rstrip("*"))
            found = tokens(low, cut(low), [(0, len("english"))], frozenset((of,)))
            assert any(kind in token.kinds for token in found), phrase


def test_a_row_of_one_language_says_nothing_in_another() -> None:
    name = LanguageName(("fr",), len("Good base of "), len("Good base of French"), frozenset(("en",)))
    [asked] = parse(fold("Good base of French"), (name,))
    assert asked.level is None

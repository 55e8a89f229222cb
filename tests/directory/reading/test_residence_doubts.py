"""What is not wholly read about place is a doubt: every row of the table, fields, statements that undo each other."""

import pytest

from directory.claims import Doubt, Residence
from directory.eligibility.statements import resolve
from directory.posting import Posting
from directory.reading.border import enter
from directory.reading.doubts import mending
from directory.reading.residence import decide as residence
from directory.reading.residence import watched
from directory.reading.sections import split
from directory.reading.tables import Entry, entries

ROWS = entries("residence_doubts")


def posting(**said: str) -> Posting:
    """A posting that says only this."""
    whole = {"platform": "acme", "ref": "1", "url": "https://example.org/1", "title": "Rater", **said}
    return enter(Posting.model_validate(whole)).posting


def rows_that_doubt(words: str) -> list[str]:
    """The names of the rows that fire on a text."""
    return [row.name for row in watched.rows_that_doubt(words)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_every_row_fires_on_its_example_and_is_silent_on_the_other(row: Entry) -> None:
    assert row["name"] in rows_that_doubt(row["example"])
    assert row["name"] not in rows_that_doubt(row["silent"])


def read(**said: str) -> tuple[Residence, list[Doubt]]:
    """The rule of a posting, and its doubts about place."""
    of = posting(**said)
    claims, doubts = residence.read(of, split(of))
    return resolve(claims), doubts


@pytest.mark.parametrize(
    ("said", "rule", "words"),
    [
        (
            {"text": "Only people in Kenya can apply. People in Kenya are not eligible."},
            "only KE",
            "Kenya are not eligible",
        ),
        ({"text": "Residents of Texas are not eligible."}, "unstated", "Texas are not eligible"),
        ({"text": "All people except those in Iran."}, "unstated", "except those in Iran"),
        ({"location": "CA"}, "unstated", "CA"),
        ({"location": "Remote, CA"}, "unstated", "Remote, CA"),
        ({"location": "Georgia (Remote)"}, "only GE", "Georgia (Remote)"),
        ({"location": "Narnialandia"}, "unstated", "Narnialandia"),
        ({"location": "Bulgaria, Greece", "title": "Rater - Greece"}, "only BG GR", "Greece"),
        ({"location": "Kenya; Narnialandia"}, "unstated KE", " Narnialandia"),
        ({"text": "You must live in Kenya.\n\nApplicants must be based in Peru."}, "only KE", "must be based in Peru"),
    ],
)
def test_what_undoes_or_hides_a_place_is_doubted(said: dict[str, str], rule: str, words: str) -> None:
    found, doubts = read(**said)
    assert " ".join([found.rule, *found.places]) == rule
    assert [doubt.quote.text.strip() for doubt in doubts][-1:] == [words.strip()]


@pytest.mark.parametrize(
    "location",
    [
        "Remote",
        "100% remote",
        "Kenya",
        "Nairobi, Kenya",
        "Worldwide",
        "Teletrabajo",
        "Homeoffice",
        "远程",
        "재택근무",
        "عن بُعد",
    ],
)
def test_fields_that_are_understood_are_not_doubted(location: str) -> None:
    assert read(location=location)[1] == []


def test_a_place_that_the_field_names_too_is_not_doubted() -> None:
    text = "We gladly look at people in Norway."
    assert [len(read(text=text)[1]), len(read(text=text, location="Norway")[1])] == [1, 0]
    text = "You should have lived in Norway for two years, and live there now."
    assert [len(read(text=text)[1]), len(read(text=text, location="Norway")[1])] == [1, 0]


@pytest.mark.parametrize(
    ("about", "words", "where"),
    [
        ("residence", "Tu familia vive en Narnialandia", "words/place.tsv or places.tsv (doubted by 'home', es)"),
        ("pay", "Wir zahlen 25 Taler pro Stunde für jede Aufgabe", "pay/de.tsv"),
        ("degree", "a diploma of sorts", "conditions/words.tsv"),
    ],
)
def test_a_doubt_says_which_table_would_mend_it(about: str, words: str, where: str) -> None:
    assert mending(about, words) == where

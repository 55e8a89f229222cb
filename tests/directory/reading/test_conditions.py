"""Conditions: degree, licence, experience, hours, age, time zone, device and employment."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.claims import Claim, Condition, Label
from directory.posting import Posting
from directory.reading.border import enter
from directory.reading.conditions import decide as conditions
from directory.reading.sections import split
from directory.reading.tables import FOLDER
from directory.terms.files import lines as table_lines

PHRASES = Path(__file__).parents[2] / "phrases" / "conditions.tsv"
LONG = 200_000


def posting(**said: object) -> Posting:
    """A posting that says only this."""
    whole = {"platform": "acme", "ref": "1", "url": "https://example.org/1", "title": "Contributor", **said}
    return Posting.model_validate(whole)


def where(name: str, words: str) -> Posting:
    """A posting that says these words in one place."""
    if name == "fields":
        return posting(fields={"hours": words})
    return posting(**{name: words.replace("⏎", "\n")})


def rows() -> list[list[str]]:
    return [line.split("\t") for line in table_lines(PHRASES)[2:]]


def read(one: Posting) -> list[Claim]:
    claims, _ = conditions.read(one, split(one))
    return claims


def shown(claim: Claim) -> str:
    """A claim as the table of phrases writes it."""
    value = claim.value
    if isinstance(value, Label):
        return f"{claim.kind} {value.id}"
    assert isinstance(value, Condition)
    bounds = "" if (value.minimum, value.maximum) == (None, None) else f"{short(value.minimum)}-{short(value.maximum)}"
    mark = "none" if value.none else "" if value.required else "wish"
    return " ".join(part for part in (claim.kind, f'"{value.words}"', bounds, mark) if part)


def short(number: float | None) -> str:
    return "" if number is None else f"{number:g}"


@pytest.mark.parametrize(("name", "words", "reads"), rows())
def test_what_a_sentence_asks_for(name: str, words: str, reads: str) -> None:
    assert "; ".join(map(shown, read(where(name, words)))) == reads


def test_what_is_not_asked_is_not_required_either() -> None:
    [claim] = read(posting(text="No degree required"))
    assert claim.value == Condition("No degree required", required=False, none=True)


def test_the_employment_field_counts_more_than_the_text() -> None:
    one = posting(employment="Freelance", text="Regular full-time employees may not apply.")
    assert [shown(claim) for claim in read(one)] == ["employment contractor"]


def test_a_part_time_field_counts_less_than_a_contract_in_the_text() -> None:
    one = posting(employment="Part-time", text="You work as an independent contractor.")
    assert [shown(claim) for claim in read(one)] == ["employment contractor"]


def test_only_the_first_few_of_a_kind_are_kept() -> None:
    text = "\n".join(f"- {years} years of experience in field {years}" for years in range(1, 9))
    assert [shown(claim).split('"')[0] for claim in read(posting(text=text))] == ["experience "] * 3


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("You have many years in the field and much experience", "experience"),
        ("Hours per week depend, a few hours per week at most", "hours"),
        ("Any diploma will do", "degree"),
    ],
)
def test_a_sentence_that_could_not_be_read_is_a_doubt(text: str, about: str) -> None:
    one = posting(text=text)
    claims, doubts = conditions.read(one, split(one))
    assert (claims, [(doubt.about, doubt.quote.text) for doubt in doubts]) == ([], [(about, text)])


def test_every_pattern_of_wishes_has_its_sign() -> None:
    rows = tomllib.loads((FOLDER / "patterns.toml").read_text(encoding="utf-8"))["conditions"]["wish"]["words"]
    assert [row for row in rows if not any(sign in row for sign in conditions.WISH_SIGNS)] == []


def test_markup_is_no_part_of_the_words() -> None:
    text = "<li><b>PhD</b> in <i>Chemistry</i></li>"
    [claim] = read(enter(posting(text=text)).posting)
    assert isinstance(claim.value, Condition)
    assert claim.value.words == "PhD in Chemistry"


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_exact_proofs(words: str) -> None:
    check(posting(text=words))


@settings(deadline=None)
@given(st.lists(st.sampled_from([row[1] for row in rows()]), max_size=6))
def test_sentences_in_any_order_give_exact_proofs(sentences: list[str]) -> None:
    check(posting(text="\n".join(sentences).replace("⏎", "\n")))


def check(one: Posting) -> None:
    for claim in read(one):
        quote = claim.quote
        assert 0 < len(quote.text) <= 200
        assert one.source(quote.source)[quote.start : quote.start + len(quote.text)] == quote.text
        if isinstance(claim.value, Condition):
            assert 0 < len(claim.value.words) <= conditions.WORDS_LIMIT
            assert not (claim.value.none and claim.value.required)


@pytest.mark.parametrize("piece", ["20 hours ", "degree in ", "at least 3 ", "18 ", "laptop access ", "experience "])
def test_a_huge_text_is_read_in_full_stride(piece: str) -> None:
    check(posting(text=(piece * LONG)[:LONG]))

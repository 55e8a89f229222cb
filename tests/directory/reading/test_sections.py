"""Sections of a posting and the words cut out of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.claims import QUOTE_LIMIT, Quote
from directory.posting import Posting
from directory.reading.quote import inside_a_word, quote
from directory.reading.sections import split


def posting(text: str) -> Posting:
    return Posting(platform="acme", ref="1", url="https://example.org/1", title="Rater", text=text)


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Requirements", "requirements"),
        ("## What you bring", "requirements"),
        ("**Eligibility Requirements:**", "requirements"),
        ("2. Minimum Qualifications", "requirements"),
        ("You have", "requirements"),
        ("Anforderungen", "requirements"),
        ("Requisitos", "requirements"),
        ("任职要求", "requirements"),
        ("About the Role", "work"),
        ("KEY RESPONSIBILITIES", "work"),
        ("Was sind Ihre Aufgaben", "unknown"),
        ("Aufgaben", "work"),
        ("Compensation & Contract", "pay"),
        ("Vergütung:", "pay"),
        ("Location:", "place"),
        ("Eligible countries", "place"),
        ("About us", "company"),
        ("About Outlier", "company"),
        ("Who we are", "company"),
        ("Our Story", "company"),
        ("What sets our tools apart:", "company"),
        ("Acme in the News", "company"),
        ("Unsere Geschichte", "company"),
        ("Über das Unternehmen", "company"),
        ("Sobre nosotros", "company"),
        ("Why join us?", "benefits"),
        ("Our perks", "benefits"),
        ("Beneficios", "benefits"),
        ("Referral bonus", "benefits"),
        ("EEO Statement", "legal"),
        ("Equal Opportunity Employer", "legal"),
        ("Privacy notice", "legal"),
        ("How to apply", "form"),
        ("Screening questions", "form"),
        ("Similar roles", "other_roles"),
        ("You may also like", "other_roles"),
    ],
)
def test_a_heading_begins_its_section(heading: str, kind: str) -> None:
    parts = split(posting(f"First words.\n\n{heading}\nand some more words here"))
    section = parts.at(len("First words.\n\n") + len(heading) + 2)
    assert section.kind == kind


def test_sections_follow_each_other_without_gaps() -> None:
    text = "Hello there.\n\nAbout us\nWe began small.\n\nRequirements:\n- Patience\n\nPerks: free tea\n- Curiosity"
    parts = split(posting(text))
    assert [(s.kind, s.heading, text[s.start : s.end]) for s in parts.sections] == [
        ("unknown", "", "Hello there.\n\n"),
        ("company", "About us", "About us\nWe began small.\n\n"),
        ("requirements", "Requirements", "Requirements:\n- Patience\n\n"),
        ("benefits", "Perks", "Perks: free tea\n"),
        ("requirements", "Requirements", "- Curiosity"),
    ]


def test_only_some_sections_state_requirements() -> None:
    text = "Hello.\nAbout us\nOld words.\nThe role\nGood words.\nEqual Opportunity Employer\nLegal words."
    parts = split(posting(text))
    assert {word: parts.states(text.index(word)) for word in ("Hello", "Old", "Good", "Legal")} == {
        "Hello": True,
        "Old": False,
        "Good": True,
        "Legal": False,
    }


def test_a_posting_without_text_has_one_section() -> None:
    assert [(s.kind, s.start, s.end) for s in split(posting("")).sections] == [("unknown", 0, 0)]


def test_a_long_posting_is_read_up_to_a_bound() -> None:
    assert split(posting("Requirements\n" + "word " * 30_000)).sections[-1].end == 60_000


@given(st.text(max_size=300))
def test_every_character_lies_in_exactly_one_section(words: str) -> None:
    of = posting(words)
    sections = split(of).sections
    assert "".join(of.text[s.start : s.end] for s in sections) == of.text


@pytest.mark.parametrize(
    ("text", "start", "end", "found"),
    [
        ("You live in Kenya now", 12, 17, Quote("Kenya", "text", 12)),
        ("You live in Kenya now", 13, 15, Quote("Kenya", "text", 12)),
        ("You live in Kenya now", 11, 18, Quote("Kenya", "text", 12)),
        ("应聘者须居住在中国。", 4, 6, Quote("居住", "text", 4)),
        ("x" * 300, 0, 300, Quote("x" * 200, "text", 0)),
        ("word " * 60, 0, 300, Quote(("word " * 40).strip(), "text", 0)),
    ],
)
def test_a_quote_ends_at_word_borders(text: str, start: int, end: int, found: Quote) -> None:
    assert quote(text, start, end, "text") == found


@given(st.text(min_size=1, max_size=500), st.data())
def test_a_quote_stands_in_its_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = quote(text, start, end, "text")
    stop = found.start + len(found.text)
    assert text[found.start : stop] == found.text == found.text.strip()
    assert len(found.text) <= QUOTE_LIMIT
    assert len(found.text) == QUOTE_LIMIT or stop >= len(text) or not found.text or not inside_a_word(text, stop)


@pytest.mark.parametrize(
    "noise",
    [
        "About us\nWe began in a garage.",
        "About us\nWe began in a garage.\n\nOur clients love us.",
        "Perks\n- Free tea\n- A quiet room",
        "Refer a friend\nEarn a bonus for each one.",
    ],
)
def test_company_history_and_benefits_end_with_their_paragraph(noise: str) -> None:
    text = f"Requirements\nPatience.\n\n{noise}\n\n- Candidates must also be curious."
    parts = split(posting(text))
    assert parts.at(text.index("curious")).kind == "requirements"
    assert not parts.states(text.index(noise) + len(noise) - 2)


def test_a_paragraph_about_you_ends_how_to_get_started() -> None:
    text = "Your tasks\nWrite.\n\nHow to get started\nSend the form.\n\nYou have a degree.\nYour Thai is good."
    parts = split(posting(text))
    assert [parts.states(text.index(words)) for words in ("Send", "You have", "Your Thai")] == [False, True, True]


def test_questions_of_a_form_state_nothing() -> None:
    text = "Screening questions\nDo you live in Peru?\n\nDo you speak Thai?\n\nYou are invited to add a note."
    parts = split(posting(text))
    assert not any(parts.states(text.index(words)) for words in ("Peru", "Thai", "a note"))

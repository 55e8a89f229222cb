"""The whole reading: any text gives a valid one, what must not matter does not, projections and JSON lines."""

import json
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.claims import Claim, Doubt, Label, Pay, Quote, Reading, Statement
from directory.posting import Posting
from directory.reading import VERSION, facts, read
from directory.reading.command import read_lines
from directory.reading.doubts import DoubtPhrase, group
from directory.reading.projection import project

SECTIONS = (
    "About the role\nYou compare two answers of a model and write which one is better, and why.",
    "Requirements\n- Must be based in Portugal or Spain\n- Native Portuguese\n- A degree in law",
    "Pay\n$20 - $30 per hour, paid weekly",
    "Location\nThis work is remote.",
)
HISTORY = (
    "About us\nFounded in 2014 in Oslo, Acme has offices in Berlin, Nairobi and Lima and serves customers in 40 "
    "countries. We raised $50 million in a Series B and have paid over $12,000,000 to people worldwide."
)
REFERRAL = "Referral bonus: refer a friend and earn $250 for each one who joins."
BENEFITS = "Benefits\n- Health insurance\n- $1,000 per year for learning\n- Work from anywhere\n- 401(k) with a match"
PIECES = (
    "$", "20", "-", "€", " per hour", "\n", "must reside in ", "Kenya", "US", "native ", "Spanish", ":", "only", "(",
    "up to ", "Requirements\n", "About us\n", "not ", "PhD", "&lt;p&gt;", "<b>", "ı", "ß", "\u0301", "語", "1e9",
    "10,000", "k", "*",
)  # fmt: skip


def posting(**said: object) -> Posting:
    whole = {"platform": "acme", "ref": "1", "url": "https://example.org/1", "title": "Legal rater", **said}
    return Posting.model_validate(whole)


def said_by(text: str) -> tuple[object, ...]:
    """What a reading of the text says, without its quotes."""
    reading = read(posting(text=text))
    return tuple((claim.kind, claim.value) for claim in reading.claims)


texts = st.one_of(st.text(max_size=400), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))


@settings(deadline=None, max_examples=150)
@given(title=texts.filter(lambda text: bool(text.strip())), location=texts, pay=texts, text=texts)
def test_any_text_gives_a_valid_reading(title: str, location: str, pay: str, text: str) -> None:
    try:
        given = posting(title=title, location=location, pay=pay, text=text)
    except ValueError:
        return
    reading = read(given)
    for said in (*reading.claims, *reading.doubts):
        quote = said.quote
        assert 0 < len(quote.text) <= 200
        assert given.source(quote.source)[quote.start : quote.start + len(quote.text)] == quote.text
    shown = project(given, reading)
    assert json.loads(json.dumps(shown)) == shown


@settings(deadline=None, max_examples=40)
@given(order=st.permutations(SECTIONS), extra=st.sampled_from((HISTORY, REFERRAL, BENEFITS)), at=st.integers(0, 4))
def test_company_history_referrals_and_benefits_change_nothing(order: list[str], extra: str, at: int) -> None:
    without = said_by("\n\n".join(order))
    assert said_by("\n\n".join([*order[:at], extra, *order[at:]])) == without


@settings(deadline=None, max_examples=30)
@given(order=st.permutations((*SECTIONS, HISTORY, BENEFITS)))
def test_moving_sections_does_not_move_residence(order: list[str]) -> None:
    assert facts(read(posting(text="\n\n".join(order)))).residence.places == ("PT", "ES")


def test_a_whole_posting_is_read() -> None:
    reading = read(posting(text="\n\n".join(SECTIONS), location="Portugal, Spain"))
    found = facts(reading)
    assert found.pay == Pay(20, 30, "USD", "hour")
    assert found.usd_hour == (2000, 3000)
    assert (found.residence.rule, found.residence.places, found.residence.conflict) == ("only", ("PT", "ES"), False)
    assert [language.tag for language in found.languages] == ["pt"]
    assert (found.tier, found.degree) == ("expert", "asked")


def test_a_platforms_own_words_are_kept_apart() -> None:
    given = posting(text="You rate answers.")
    reading = read(given, own_words="Contributors must reside in Kenya.")
    own = [claim for claim in reading.claims if claim.quote.source == "platform"]
    assert [(claim.kind, claim.value) for claim in own] == [("residence", Statement("only", ("KE",)))]
    assert facts(reading).residence.rule == "unstated"
    assert project(given, reading)["residence"]["rule"] == "unstated"


def test_advertised_places_say_nothing_about_people() -> None:
    reading = read(posting(location="Kenya"))
    assert facts(reading).residence.places == ("KE",)
    told = facts(reading, location="advertised")
    assert (told.residence.rule, told.residence.places, told.advertised) == ("unstated", (), ("KE",))


def test_facts_take_the_first_three_domains_and_the_strongest_statements() -> None:
    proof = Quote("x", "text", 0)
    domains = [Claim("domain", Label(id), proof, "made") for id in ("law", "finance", "law", "writing", "biology")]
    jobs = [Claim("employment", Label(id), proof, "made") for id in ("employee", "contractor")]
    found = facts(Reading((*domains, *jobs)))
    assert (found.domains, found.employment, found.degree) == (("law", "finance", "writing"), "contractor", "unstated")


def test_projections_name_codes_and_prove_what_they_say() -> None:
    given = posting(text="Must be based in the Nordics.", pay="$20/hr")
    shown = project(given, read(given))
    assert shown["pay"] == {"min": 20.0, "max": 20.0, "currency": "USD", "unit": "hour", "qualifier": None}
    assert shown["residence"]["places"] == ["DK", "FI", "IS", "NO", "SE"]
    assert shown["quotes"]["pay"] == [{"text": "$20/hr", "source": "pay"}]


def test_bad_lines_are_named_and_the_others_are_read() -> None:
    lines = ['{"key": "a", "text": "$20 per hour"}', "", "{", '["a"]', '{"title": "x"}', '{"key": "b", "pay": 7}']
    output, errors = StringIO(), StringIO()
    code = read_lines(StringIO("\n".join([*lines, '{"key": "c"}'])), output, errors)
    rows = [json.loads(line) for line in output.getvalue().splitlines()]
    assert [(row["key"], row["pay"] and row["pay"]["min"]) for row in rows] == [("a", 20.0), ("c", None)]
    assert code == 1
    assert [line.split(":")[:2] for line in errors.getvalue().splitlines()] == [
        ["line 3", " no JSON object"],
        ["line 4", " no JSON object"],
        ["line 5", " key"],
        ["line 6", " pay"],
    ]


def test_good_lines_end_well() -> None:
    assert read_lines(StringIO('{"key": "a", "platform": "Größe & Co"}\n'), StringIO(), StringIO()) == 0


def test_the_version_is_short() -> None:
    assert len(VERSION) == 12


def test_doubts_are_grouped_by_phrase() -> None:
    doubt = Doubt("pay", Quote("Pay: 20, hourly!", "text", 0))
    same = replace(doubt, quote=Quote("pay 35 hourly", "text", 9))
    other = Doubt("residence", Quote("lives near", "text", 3))
    assert group([other, doubt, same]) == (
        DoubtPhrase("pay", "pay # hourly", 2, "Pay: 20, hourly!"),
        DoubtPhrase("residence", "lives near", 1, "lives near"),
    )


@pytest.mark.parametrize(
    ("text", "experience"),
    [
        ("- 3 years of experience in law\n- 5+ years of experience with contracts", 5),
        ("- 3 years of experience in law\nNice to have:\n- 8 years of experience with contracts", 3),
        ("No experience is required.", 0),
        ("No experience is required for the first level.\n- The second asks for 2 years of experience.", 2),
        ("Preferred: 4 years of experience in law.", None),
        ("You rate answers.", None),
    ],
)
def test_the_most_years_that_are_required_are_the_experience(text: str, experience: int | None) -> None:
    assert facts(read(posting(text=text))).experience == experience


@pytest.mark.parametrize(
    ("text", "right"),
    [("You are authorised to work in Ireland.", True), ("You live in Ireland.", None), ("You rate answers.", None)],
)
def test_a_right_to_work_is_asked_or_not_stated(text: str, right: bool | None) -> None:
    assert facts(read(posting(text=text))).right_to_work is right


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- 10-20 hours per week", ((10, 20), None, (), False)),
        ("- Up to 20 hours a week", ((None, 20), None, (), False)),
        ("- Ideally 30 hours per week", (None, None, (), False)),
        ("- 4 hours of overlap with PST hours each day", (None, None, ("americas",), False)),
        ("- You work 9:00 - 18:00 IST", (None, None, ("india",), False)),
        ("- Able to work across time zones", (None, None, ("other",), False)),
        ("- Enrolled in a Bachelor's degree or higher in law", (None, None, (), True)),
        ("- Bachelor's degree (or pursuing one) in law", (None, None, (), True)),
        ("- Bachelor's degree in law", (None, None, (), False)),
    ],
)
def test_hours_zones_and_students_are_facts(text: str, said: tuple[object, ...]) -> None:
    found = facts(read(posting(text=f"Requirements\n{text}")))
    assert (found.hours, found.extent, found.zones, found.student) == said


def test_part_time_alone_says_no_number() -> None:
    found = facts(read(posting(text="You rate answers.", employment="Part time"), extent_words=True))
    assert (found.hours, found.extent) == (None, "part")

"""Residence, citizenship and the right to work: sentences, fields, contradictions, and what must never matter."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.claims import Contradiction, Quote, Residence, Statement
from directory.eligibility.verdict import resolve
from directory.posting import Posting
from directory.reading.border import enter
from directory.reading.residence import decide as residence
from directory.reading.sections import split
from directory.terms.files import lines as table_lines

PHRASES = Path(__file__).parents[2] / "phrases" / "residence.tsv"


def posting(**said: object) -> Posting:
    """A posting that says only this."""
    whole = {"platform": "acme", "ref": "1", "url": "https://example.org/1", "title": "Rater", **said}
    return Posting.model_validate(whole)


def where(name: str, words: str) -> Posting:
    """A posting that says these words in one place."""
    if name in ("countries", "not_countries"):
        return posting(fields={name: words})
    return posting(**{name: words})


def cases() -> list[tuple[str, str, str]]:
    lines = table_lines(PHRASES)[2:]
    return [(name, words.replace("\\n", "\n"), reads) for name, words, reads in (line.split("\t") for line in lines)]


def said(of: Posting) -> str:
    """The resolved rule in the words of the table."""
    claims, _ = residence.read(of, split(of))
    found = resolve(claims)
    wished = [c.value.places for c in claims if isinstance(c.value, Statement) and c.value.stance == "preferred"]
    words = [found.rule, *sorted(found.places), *(f"-{place}" for place in sorted(found.excluded))]
    return " ".join([*words, *(f"?{place}" for places in wished for place in sorted(places))])


def in_order(reads: str) -> str:
    rule, *places = reads.split()
    return " ".join([rule, *sorted(places, key=lambda place: ("?" in place, place.startswith("-"), place))])


@pytest.mark.parametrize(("name", "words", "reads"), cases())
def test_words_are_read(name: str, words: str, reads: str) -> None:
    assert said(where(name, words)) == in_order(reads)


def in_languages() -> list[tuple[str, str, str]]:
    lines = table_lines(PHRASES.parent / "residence_languages.tsv")[2:]
    return [
        (language, words.replace("\\n", "\n"), reads) for language, reads, words in (line.split("\t") for line in lines)
    ]


@pytest.mark.parametrize(("language", "words", "reads"), in_languages())
def test_statements_are_read_in_every_language(language: str, words: str, reads: str) -> None:
    assert said(enter(posting(text=words)).posting).split(" ?")[0] == in_order(reads)


def test_every_claim_names_its_rule_and_its_proof() -> None:
    of = posting(title="Rater (Global)", location="Brazil", text="Hello.\nYou must reside in Portugal.")
    claims, doubts = residence.read(of, split(of))
    assert [(c.kind, c.value, c.quote, c.rule) for c in claims] == [
        ("residence", Statement("only", ("PT",)), Quote("must reside in Portugal", "text", 11), "must-live"),
        ("residence", Statement("any"), Quote("(Global)", "title", 6), "title-world"),
        ("residence", Statement("only", ("BR",)), Quote("Brazil", "location", 0), "location-places"),
        (
            "contradiction",
            Contradiction("residence", "only PT", "only BR"),
            Quote("Brazil", "location", 0),
            "residence-disagrees",
        ),
        (
            "contradiction",
            Contradiction("residence", "only PT", "anywhere"),
            Quote("(Global)", "title", 6),
            "residence-disagrees",
        ),
    ]
    assert doubts == []
    assert resolve(claims) == Residence("only", ("PT",), (), conflict=True)


@pytest.mark.parametrize(
    ("name", "said_there", "text", "whole"),
    [
        ("location", "Worldwide", "You must reside in Portugal.", Residence("only", ("PT",), conflict=True)),
        ("location", "Any", "Only applicants from Kenya are considered.", Residence("only", ("KE",), conflict=True)),
        ("location", "Brazil", "You can be located anywhere.", Residence("any", conflict=True)),
        ("location", "Kenya", "You must be living in Kenya.", Residence("only", ("KE",))),
        ("location", "Australia", "You must live in Western Australia.", Residence("only", ("AU-WA",))),
        ("location", "Nairobi", "You must be based in Kenya.", Residence("only", ("KE",))),
        ("location", "Brazil", "We seek native speakers from Portugal.", Residence("only", ("BR",))),
        ("location", "Brazil", "Work from anywhere in the world, any day.", Residence("only", ("BR",))),
        ("location", "United States", "Candidates in Texas are not eligible.", Residence("only", ("US",), ("US-TX",))),
        ("location", "World Wide - Remote", "Right to work in the US is needed.", Residence("only", ("US",))),
        ("location", "United States, Canada", "Authorized to work in the US.", Residence("only", ("US", "CA"))),
        ("location", "United States, Canada", "Must be a US citizen.", Residence("only", ("US",), conflict=True)),
        (
            "location",
            "Portugal",
            "Ignore the tag: this one is for people living in Brazil, not in Portugal.",
            Residence("only", ("BR",), ("PT",), conflict=True),
        ),
        ("location", "Sweden", "People living in Norway are welcome too.", Residence("only", ("NO", "SE"))),
        ("title", "Data Rater - LATAM", "Location: Mexico", Residence("only", ("MX",), conflict=True)),
    ],
)
def test_the_weightier_source_wins_and_a_conflict_shows(
    name: str, said_there: str, text: str, whole: Residence
) -> None:
    of = posting(**{name: said_there, "text": text})
    assert resolve(residence.read(of, split(of))[0]) == whole


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Only near Kenya is this map of use.", ["Only near Kenya is this map of use."]),
        ("Knowledge must also cover Kenya and Uganda.", ["Knowledge must also cover Kenya and Uganda."]),
        ("Open to people in supported geographies.", ["supported geographies"]),
        ("You must reside in the country named above.", ["must reside in the country named above"]),
        ("You must be free to work in your country of residence.", []),
        ("Rates only apply near the Kenya border of our map.", []),
        ("You must be based in Kenya.", []),
        ("Enjoy the weather in Kenya.", []),
    ],
)
def test_words_that_look_like_a_rule_become_doubts(text: str, words: list[str]) -> None:
    of = posting(text=text)
    assert [doubt.quote.text for doubt in residence.read(of, split(of))[1]] == words


SECTIONS = (
    "About the role\nYou compare answers and say which one is better.",
    "Requirements\n- Must be located in Kenya or Ghana\n- Patience",
    "Eligibility\nResidents of Egypt cannot take part.",
    "Location:\nRemote, Kenya and Ghana only",
    "About us\nWe are a company from Lisbon, Portugal, with clients in Japan and offices in Canada.",
    "Perks\n- Work from anywhere\n- Health insurance for residents of Germany",
    "Equal Opportunity Employer\nApplicants in the United States are treated alike.",
    "Similar roles\nRater (US only)\nWriter, must be based in India",
    "How to apply\nTell us whether you live in France.",
)
NOISE = (
    "Acme was founded in Toronto, Canada in 2011 and has offices in Nairobi, Lagos and New York.",
    "About Acme\nWe are based in San Francisco and serve customers in Japan and Germany worldwide.",
    "Refer a friend from India and earn $50 for each one who stays.",
    "Referral bonus: invite people living in Mexico and earn $100.",
    "Perks\n- Work from anywhere in the world\n- Free lunch in Berlin\n- Insurance for US residents",
    "Why join us\nA community of 100,000 people from 90 countries, open worldwide.",
)


@settings(deadline=None)
@given(st.permutations(SECTIONS))
def test_moving_sections_changes_nothing(order: list[str]) -> None:
    of = posting(text="\n\n".join(["Help a machine to speak.", *order]))
    assert said(of) == "only GH KE -EG"


@settings(deadline=None)
@given(st.lists(st.sampled_from(SECTIONS), unique=True), st.sampled_from(NOISE), st.data())
def test_noise_changes_nothing(sections: list[str], noise: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(sections)))
    plain = posting(text="\n\n".join(sections))
    noisy = posting(text="\n\n".join([*sections[:at], noise, *sections[at:]]))
    assert said(noisy) == said(plain)


words = st.lists(
    st.one_of(
        st.sampled_from(
            ["must", "be based in", "only", "not", "US", "Kenya", "EU", ",", "or", "\n", ".", "citizens of"]
        ),
        st.text(max_size=12),
    )
)


@settings(deadline=None)
@given(words, words, words)
def test_any_words_give_a_sound_reading(text: list[str], title: list[str], location: list[str]) -> None:
    of = posting(text=" ".join(text), title="x " + " ".join(title), location=" ".join(location))
    claims, doubts = residence.read(of, split(of))
    for quoted in [*(claim.quote for claim in claims), *(doubt.quote for doubt in doubts)]:
        assert 0 < len(quoted.text) <= 200
        assert of.source(quoted.source)[quoted.start :].startswith(quoted.text)
    found = resolve(claims)
    assert found.places or found.rule != "only"


def test_a_huge_text_is_read_in_bounded_time() -> None:
    of = posting(text="must be based in Kenya or " * 15_000)
    assert said(of) == "only KE"

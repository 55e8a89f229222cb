"""Languages: levels, roles, alternatives, varieties and false friends."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.claims import LEVELS, Claim, Doubt, Language, Level, Reading
from directory.eligibility.verdict import language_verdict
from directory.posting import Posting
from directory.reading import facts
from directory.reading import read as reading
from directory.reading.border import enter
from directory.reading.languages import decide as languages
from directory.reading.page import sheet
from directory.reading.sections import split
from directory.terms import languages as vocabulary
from directory.terms.files import lines as table_lines

PHRASES = Path(__file__).parents[2] / "phrases" / "languages.tsv"
LONG = 200_000
MANY = ("th", "lo", "km", "ms", "cs", "el", "da", "ga")


def posting(**said: object) -> Posting:
    """A posting that says only this; its title names no language."""
    whole = {"platform": "acme", "ref": "1", "url": "https://example.org/1", "title": "Contributor", **said}
    return Posting.model_validate(whole)


def where(name: str, words: str) -> Posting:
    """A posting that says these words in one place."""
    if name == "fields":
        return posting(fields={"languages": words})
    return posting(**{name: words.replace("⏎", "\n")})


def rows() -> list[tuple[str, str, str]]:
    lines = table_lines(PHRASES)[2:]
    return [(name, words, reads) for name, words, reads in (line.split("\t") for line in lines)]


def read(one: Posting) -> tuple[list[Claim], list[Doubt]]:
    return languages.read(one, split(one))


def shown(claims: list[Claim]) -> str:
    """The claims as the table of phrases writes them."""
    values = [claim.value for claim in claims if isinstance(claim.value, Language)]
    return "; ".join(
        f"{one.tag} {one.level or '-'} {one.role}{'?' if one.any_of is not None else ''}" for one in values
    )


@pytest.mark.parametrize(("name", "words", "reads"), rows())
def test_what_a_sentence_asks_for(name: str, words: str, reads: str) -> None:
    claims, _ = read(where(name, words))
    assert shown(claims) == reads


def test_the_text_says_the_level_and_the_variety_that_the_title_leaves_open() -> None:
    one = posting(title="Portuguese Writer", text="Requirements\n- Native speaker of Brazilian Portuguese")
    assert shown(read(one)[0]) == "pt-BR native work"


TWICE = "Native speaker of Spanish or Portuguese\nFluent in Japanese or Korean"


def numbered(text: str) -> dict[str, int | None]:
    """The number of the alternatives that each language belongs to, by tag."""
    values = [claim.value for claim in read(posting(text=text))[0]]
    return {one.tag: one.any_of for one in values if isinstance(one, Language)}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (TWICE, {"es": 1, "pt": 1, "ja": 2, "ko": 2}),
        ("Native speaker of Spanish or Portuguese. Fluent in Portuguese or French.", {"es": 1, "pt": 1, "fr": 1}),
        ("Fluent in Arabic (Egypt, Morocco)\nHindi or Urdu, native", {"ar-EG": 1, "ar-MA": 1, "hi": 2, "ur": 2}),
        ("Fluent in Thai, Lao, Khmer, Malay\nFluent in Czech, Greek, Danish, Irish", dict.fromkeys(MANY, 1)),
    ],
)
def test_alternatives_are_those_of_one_sentence(text: str, numbers: dict[str, int | None]) -> None:
    assert numbered(text) == numbers


@pytest.mark.parametrize(
    ("spoken", "answer"),
    [
        ({"es": "native"}, "closed"),
        ({"ja": "native", "ko": "native"}, "closed"),
        ({"es": "native", "pt": "native"}, "closed"),
        ({"pt": "native", "ko": "fluent"}, "ok"),
        ({"es": "native", "ja": "conversational"}, "closed"),
    ],
)
def test_two_sentences_of_alternatives_ask_for_one_language_each(spoken: dict[str, Level | None], answer: str) -> None:
    asked = facts(reading(posting(text=TWICE))).languages
    assert language_verdict(asked, spoken)[0] == answer


def test_a_list_of_requirements_counts_more_than_an_invitation() -> None:
    one = posting(text="Are you a native Finnish speaker?\nRequirements:\n- Native or fluent Finnish speaker")
    assert shown(read(one)[0]) == "fi fluent work"


def test_a_code_of_a_scale_counts_more_than_words() -> None:
    one = posting(text="Native-level French vetting for a client.\n- Verified French proficiency of C1 or C2")
    assert shown(read(one)[0]) == "fr fluent work"


def test_the_level_of_one_of_the_languages_above_is_the_level_of_each() -> None:
    wanted = "Native-level proficiency in one of the languages listed above."
    text = f"Languages:\n• Thai\n• Malay\n• Czech\n• Latvian\n{wanted}"
    assert shown(read(posting(text=text))[0]) == "th native work?; ms native work?; cs native work?; lv native work?"


def test_a_title_with_several_requirements_keeps_english_for_the_instructions() -> None:
    one = posting(title="Kannada Voice Contributor", text="- Fluency in English to understand the instructions.")
    assert shown(read(one)[0]) == "kn - work; en fluent instructions"


def test_markup_is_no_part_of_a_sentence_and_the_proof_keeps_its_place() -> None:
    text = "&lt;p&gt;Who you are&lt;/p&gt;&lt;li&gt;Native-level command of &lt;b&gt;Danish&lt;/b&gt;.&lt;/li&gt;"
    border = enter(posting(text=text))
    claims, _ = read(border.posting)
    assert shown(claims) == "da native work"
    assert border.back(Reading(tuple(claims))).claims[0].quote.text == text[text.index("Native") : text.rindex("&lt;")]


def test_a_name_that_we_do_not_know_is_a_doubt() -> None:
    claims, doubts = read(posting(text="- Native fluency in Wakashan"))
    assert (claims, [doubt.quote.text for doubt in doubts]) == ([], ["- Native fluency in Wakashan"])


@pytest.mark.parametrize(
    ("title", "text", "doubted"),
    [
        ("Rater", "Fluent in French or Wakashan", ["Fluent in French or Wakashan"]),
        ("Rater", "Native speaker of Dutch, Wakashan", ["Native speaker of Dutch, Wakashan"]),
        ("Rater", "Fluent in English and Excel", []),
        ("Rater", "Fluent in English or Kenya", []),
        ("Rater", "- You need a native level.", ["You need a native level."]),
        ("Rater", "- Sie sind Muttersprachler und haben Zeit.", ["Sie sind Muttersprachler und haben Zeit."]),
        ("Finnish rater", "- You need a native level.", []),
        ("Rater", "You build native apps with React Native.", []),
        ("Nice rater", "Nice to have:\n- A native level", []),
        ("German rater", "- Native Dutch speaker", ["Native Dutch speaker"]),
        ("German rater", "- Fluent English", []),
    ],
)
def test_a_close_call_is_a_doubt(title: str, text: str, doubted: list[str]) -> None:
    found = [doubt.quote.text for doubt in read(posting(title=title, text=text))[1]]
    assert [words.strip("- ") for words in found] == doubted


@given(st.text(max_size=300))
def test_any_text_gives_known_tags_and_exact_proofs(words: str) -> None:
    check(posting(text=words))


@given(st.lists(st.sampled_from([row[1] for row in rows()]), max_size=6))
def test_sentences_in_any_order_give_known_tags_and_exact_proofs(sentences: list[str]) -> None:
    check(posting(text="\n".join(sentences).replace("⏎", "\n")))


def check(one: Posting) -> None:
    claims, doubts = read(one)
    for claim in claims:
        value = claim.value
        assert isinstance(value, Language)
        assert value.tag in vocabulary
        assert value.level is None or value.level in LEVELS
    for quote in [*(claim.quote for claim in claims), *(doubt.quote for doubt in doubts)]:
        assert 0 < len(quote.text) <= 200
        assert one.source(quote.source)[quote.start : quote.start + len(quote.text)] == quote.text


@given(st.text(max_size=400))
def test_blanking_keeps_every_offset(words: str) -> None:
    page = sheet(words)
    assert len(page.plain) == len(page.low) == len(words)
    assert all(0 <= line.start <= line.end <= len(words) for line in page.lines)


@pytest.mark.parametrize("piece", ["native ", "fluent in ", "&lt;b ", "English, ", "(", "a - ", "• Thai\n"])
def test_a_huge_text_is_read_in_full_stride(piece: str) -> None:
    check(posting(text=(piece * LONG)[:LONG]))

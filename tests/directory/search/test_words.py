"""How text becomes terms, how what readers type becomes a question, and that Whoosh answers it as a plain scan does."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from bench.corpus import NOW, listings
from directory.claims import Claim, Label, Quote
from directory.search import Search, pieces
from directory.search.engines.whoosh import WhooshEngine
from directory.search.finder import AtlasFinder
from directory.search.words.document import document
from directory.search.words.question import Alternative, Asked, Prefix, Together, Words, read
from directory.search.words.synonyms import Alike
from directory.search.words.terms import asked_terms, terms
from tests.support.plain_search import ListSource, random_words, with_words

TERMS = (
    ("C++, C# and R", ("c++", "c#", "and", "r")),
    (".NET or node.js", (".net", "or", "node.js")),
    ("GPT-4o", ("gpt", "4o")),
    ("a Ph.D. from the U.S.", ("a", "phd", "from", "the", "us")),
    ("US citizens, contact us", ("us", "citizen", "contact", "~us")),
    ("IT work, it pays", ("it", "work", "~it", "pay")),
    ("Café évaluation naïve", ("cafe", "evalu", "naiv")),
    ("Master's degree", ("master", "degre")),
    ("3.5 hours, 1,000 items", ("3.5", "hour", "1,000", "item")),
    ("日本語 writers", ("日", "本", "語", "writer")),
    ("front-end/back_end", ("front", "end", "back", "end")),
    ("international interns", ("international", "intern")),
    ("physics, physical", ("physics", "physic")),
    ("annotators annotating annotation", ("annot", "annot", "annot")),
    ("c/c++17 18+", ("c", "c++", "17", "18")),
    ("\u202e\x00", ()),
)


@pytest.mark.parametrize(("text", "expected"), TERMS)
def test_text_becomes_terms(text: str, expected: tuple[str, ...]) -> None:
    assert terms(text) == expected


@pytest.mark.parametrize(("typed", "expected"), [("contact us", ("contact", "us")), ("go it", ("go", "it"))])
def test_what_is_typed_in_small_letters_may_be_a_country(typed: str, expected: tuple[str, ...]) -> None:
    assert asked_terms(typed) == expected


def word(*found: str) -> Alternative:
    return Alternative(Words(found))


QUESTIONS = (
    ("zebra yak", Asked(((word("zebra"),), (word("yak"),)))),
    ('"zebra yak" -gnu', Asked(((word("zebra", "yak"),),), (Words(("gnu",)),))),
    ("zebra OR yak gnu", Asked(((word("zebra"), word("yak")), (word("gnu"),)))),
    ("OR zebra OR", Asked(((word("zebra"),),))),
    ("zeb*", Asked(((Alternative(Prefix("zeb")),),))),
    ("ze*", Asked(((word("ze"),),))),
    ("* - \" '' () :", Asked()),
    ('-"zebra yak"', Asked((), (Words(("zebra", "yak")),))),
    ("--zebra", Asked((), (Words(("zebra",)),))),
    ('"unclosed zebra', Asked(((word("unclos", "zebra"),),))),
    ("“zebra yak”", Asked(((word("zebra", "yak"),),))),
    ("zebra:yak", Asked(((word("zebra", "yak"),),))),
    ("(zebra)", Asked(((word("zebra"),),))),
    ("-OR", Asked((), (Words(("or",)),))),
    (
        '"contact us"',
        Asked(((word("contact", "us"), word("contact", "~us")),)),
    ),
)


@pytest.mark.parametrize(("typed", "expected"), QUESTIONS)
def test_what_is_typed_becomes_a_question(typed: str, expected: Asked) -> None:
    assert read(typed) == expected


def test_a_name_of_two_words_finds_its_short_form() -> None:
    (clause,) = read("machine learning").clauses
    assert clause[0] == Alternative(Together((Words(("machin",)), Words(("learn",)))))
    assert Alternative(Words(("ml",)), 0.6) in clause


def test_synonyms_hold_in_both_directions_and_over_groups() -> None:
    alike = Alike([["nurse", "rn", "registered nurse"], ["rn", "radon"]])
    assert alike.of(("rn",)) == (("nurs",), ("regist", "nurs"), ("radon",))
    assert alike.of(("radon",)) == (("rn",),)
    assert alike.of(("gnu",)) == ()


def test_matched_words_are_marked_and_the_text_stays() -> None:
    found = read("annotator chem* -audio").terms()
    shown = pieces("Chemistry annotators, audio", found)
    assert shown == (("Chemistry", True), (" ", False), ("annotators", True), (", audio", False))


def test_quotes_are_the_terms_that_begin_within_a_proof() -> None:
    """Proofs that overlap, hold one another or begin at one place count a term once; "audio" begins before its own."""
    text = "Swahili raters in Kenya rate Swahili audio."
    spans = ((0, 7), (0, 14), (4, 9), (18, 23), (18, 28), (40, 43))
    proofs = (Quote(text[start:end], "text", start) for start, end in spans)
    claims = tuple(Claim("skill", Label("swahili"), proof, "rule") for proof in proofs)
    found = document(replace(next(listings(1)), text=text, claims=claims))
    assert found.text == ("swahili", "rater", "in", "kenya", "rate", "swahili", "audio")
    assert found.quotes == ("swahili", "rater", "kenya", "rate")


def test_titles_weigh_more_than_quotes_and_quotes_more_than_text() -> None:
    (listed,) = listings(1, words=(60, 60))
    said = replace(listed, title="Zebra job", text="the yak needs one gnu and " + "many " * 80)
    proof = Quote("one gnu", "text", said.text.index("one gnu"))
    weights = document(replace(said, claims=(Claim("skill", Label("python"), proof, "rule"),))).weights()
    assert weights["zebra"] > weights["gnu"] > weights["yak"] > 0


def test_no_phrase_runs_from_one_field_into_the_next(tmp_path: Path) -> None:
    (listed,) = listings(1)
    held = finder(tmp_path, [replace(listed, title="Zebra", text="yak gnu", state="open")])
    assert held.find(Search(q='"zebra yak"', employment=ANY, checked=CHECKED), now=NOW).total == 0
    assert held.find(Search(q='"yak gnu"', employment=ANY, checked=CHECKED), now=NOW).total == 1


ANY = ("contractor", "employee", "unstated")
CHECKED = ("lately", "stopped")


def finder(path: Path, found: object) -> AtlasFinder:
    held = AtlasFinder(ListSource(found), WhooshEngine(path, processes=1))
    held.catch_up()
    return held


def fuzz(path: Path, seed: object, rounds: int) -> None:
    found = list(listings(120, seed=9, words=(15, 60)))
    held, dice = finder(path, found), Random(seed)
    for _ in range(rounds):
        q = random_words(dice)
        answer = held.ids(Search(q=q, state="any", employment=ANY, checked=CHECKED), now=NOW, limit=1_000)
        assert sorted(answer) == sorted(one.id for one in with_words(found, q)), q


def test_anything_typed_finds_what_a_plain_scan_finds(tmp_path: Path) -> None:
    fuzz(tmp_path, "quick", 120)


@pytest.mark.heavy
@pytest.mark.timeout(1_500)
def test_ten_thousand_random_questions_find_what_a_plain_scan_finds(tmp_path: Path) -> None:
    fuzz(tmp_path, "marathon", 10_000)


@pytest.mark.parametrize("seed", range(3))
def test_no_characters_are_an_error(tmp_path: Path, seed: int) -> None:
    dice = Random(seed)
    held = finder(tmp_path, listings(3, words=(5, 9)))
    for _ in range(100):
        typed = "".join(chr(dice.choice((*range(0x20, 0x7F), 0, 0xD800, 0x202E, 0x1F600, 0x65E5))) for _ in range(20))
        search, _ = Search.parse(f"q={typed}")
        assert held.find(search, now=NOW).words_ready

"""No row of a table of words is idle: each has a word of its own, and without the row that word says nothing.

`tests/phrases/rows.tsv` holds that word for every row: a row that is added needs one there, one that is lost is missed.
"""

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from directory.posting import Posting
from directory.reading.border import enter
from directory.reading.lattice import Lattice, Meaning
from directory.reading.page import Sheet, sheet
from directory.reading.paragraphs import Paragraphs
from directory.reading.residence import decide as residence
from directory.reading.sections import split
from directory.reading.tables import Entry, entries, table
from directory.terms.files import lines

PHRASES = Path(__file__).parents[2] / "phrases"
EXAMPLES: dict[str, list[tuple[str, str]]] = defaultdict(list)
for line in lines(PHRASES / "rows.tsv")[2:]:
    name, meaning, word = line.split("\t")
    EXAMPLES[name].append((meaning, word))
LATTICE = ("words/place", "words/where", "words/nations", "modes")


def rows(name: str) -> list[tuple[str, frozenset[str]]]:
    """The rows of a table: what each means, and its words."""
    found = [(dict(entry.values), entry["words"]) for entry in entries(name)]
    return [
        ("|".join(value for key, value in values.items() if key != "words"), frozenset(words.split("|")))
        for values, words in found
    ]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_row_has_one_example_that_no_other_row_of_its_meaning_holds(name: str) -> None:
    held = rows(name)
    homes: dict[tuple[str, str], list[int]] = {example: [] for example in EXAMPLES[name]}
    for at, (meaning, words) in enumerate(held):
        for word in words:
            if (meaning, word) in homes:
                homes[meaning, word].append(at)
    assert {example: len(found) for example, found in homes.items() if len(found) != 1} == {}
    missed = set(range(len(held))) - {found[0] for found in homes.values()}
    assert [held[at] for at in sorted(missed)] == []


def spoken(words: str, language: str) -> Sheet:
    """A sheet of these words whose language is told."""
    page = sheet(f", {words},")
    page.__dict__["paragraphs"] = Paragraphs((0,), (language or None,), language or None)
    return page


@pytest.mark.parametrize("name", LATTICE)
def test_a_word_is_found_by_its_row_and_not_without_it(name: str) -> None:
    alike: dict[Meaning, list[Entry]] = defaultdict(list)
    for entry in entries(name):
        alike[Meaning(entry["kind"], entry["value"], entry["language"])].append(entry)
    wrong = []
    for meaning, word in EXAMPLES[name]:
        said = Meaning(*meaning.split("|"))
        page = spoken(word.strip("*"), said.language)
        own = [entry for entry in alike[said] if word in entry["words"].split("|")]
        others = [entry for entry in alike[said] if entry not in own]
        if not _found(own, said, page) or _found(others, said, page):
            wrong.append((meaning, word))
    assert wrong == []


def _found(some: list[Entry], said: Meaning, page: Sheet) -> bool:
    pairs = [(word, said) for entry in some for word in entry["words"].split("|") if word.strip("* ")]
    whole = (len(", "), len(page.plain) - 1)
    return bool(pairs) and any(token[:2] == whole for token in Lattice(pairs).scan(page).all)


RULES = [line.split("\t") for line in lines(PHRASES / "residence_rules.tsv")[2:]]


@pytest.mark.parametrize(("rule", "words"), RULES)
def test_a_rule_about_place_is_fired_by_its_sentence(rule: str, words: str) -> None:
    said = Posting(
        platform="acme", ref="1", url="https://example.org/1", title="Rater", text=words.replace("\\n", "\n")
    )
    known = enter(said).posting
    assert rule in [claim.rule for claim in residence.read(known, split(known))[0]]


def test_every_rule_about_place_has_a_sentence() -> None:
    assert Counter(rule for rule, _ in RULES) == Counter(row[0] for row in table("residence"))

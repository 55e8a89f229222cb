"""One sentence a language and concept: what each of the 25 languages covers, as a table of their own wording.

`python -m pytest -q -s -p no:randomly tests/directory/reading/test_matrix.py -k printed` prints it.
"""

from collections import defaultdict
from pathlib import Path

import pytest

from directory.claims import Facts
from directory.posting import Posting
from directory.reading import facts, read
from directory.reading.coverage import LANGUAGES
from directory.terms.files import lines

PHRASES = Path(__file__).parents[2] / "phrases" / "matrix.tsv"
PLACE = ("only", "not", "any", "except", "neednot", "wish", "eu", "seat", "part")
PAY = ("hour", "month", "task", "upto", "once", "audio_hour", "session", "range", "voucher")
SPOKEN = ("level", "lowest", "native")
CONCEPTS = (*PLACE, *PAY, *SPOKEN, "degree")
NOT_EVERYWHERE = {"part"}
"""Concepts that only some languages need: parts of countries."""
ROWS = [tuple(line.split("\t")) for line in lines(PHRASES)[2:] if line]


def said(concept: str, words: str) -> str:
    """What is read of a concept in a posting that says only this."""
    posting = Posting(platform="acme", ref="1", url="https://example.org/1", title="Rater", text=words)
    found = facts(read(posting))
    if concept in PLACE:
        rule = found.residence
        return " ".join([rule.rule, *sorted(rule.places), *(f"-{place}" for place in sorted(rule.excluded))])
    if concept in PAY:
        return _paid(found)
    if concept in SPOKEN:
        return next((f"{one.tag}/{one.level}" for one in found.languages), "none")
    return found.degree


def _paid(found: Facts) -> str:
    pay = found.pay
    if pay is None:
        return "nothing"
    ends = ["" if end is None else f"{end:.10g}" for end in (pay.min, pay.max)]
    amount = ends[0] if ends[0] == ends[1] else "-".join(ends)
    return " ".join(filter(None, (amount, pay.currency, pay.unit, pay.qualifier)))


@pytest.mark.parametrize(("language", "concept", "reads", "words"), ROWS)
def test_the_sentence_of_a_language_is_read(language: str, concept: str, reads: str, words: str) -> None:
    assert sorted(said(concept, words).split()) == sorted(reads.split())


def test_every_language_has_a_sentence_of_every_concept_as_printed() -> None:
    table: dict[str, set[str]] = defaultdict(set)
    for language, concept, _, _ in ROWS:
        table[language].add(concept)
    print()
    print("   ", *(f"{concept[:8]:8}" for concept in CONCEPTS))
    for language, covered in table.items():
        print(f"{language:4}", *(f"{'yes' if concept in covered else '-':8}" for concept in CONCEPTS))
    assert set(table) == set(LANGUAGES[:25])
    missing = {language: set(CONCEPTS) - NOT_EVERYWHERE - covered for language, covered in table.items()}
    assert not any(missing.values()), missing

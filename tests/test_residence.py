"""Residence, citizenship and the right to work: sentences, fields, contradictions, and what must never matter."""

from pathlib import Path

import pytest

from directory.claims import Contradiction, Statement
from directory.eligibility import resolve
from directory.posting import Posting
from directory.reading import residence
from directory.reading.sections import split

PHRASES = Path(__file__).parent / "phrases" / "residence.tsv"


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
    lines = PHRASES.read_text(encoding="utf-8").splitlines()[2:]
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

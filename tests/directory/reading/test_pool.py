"""Talent pools are told from openings; on marketplaces "full-time" is hours and no employment."""

from pathlib import Path

import pytest

from directory.claims import Claim, Label
from directory.posting import Posting
from directory.reading import facts, read
from directory.reading.labels import pool
from directory.reading.tables import table
from directory.terms.files import lines as table_lines

PHRASES = Path(__file__).parents[2] / "phrases" / "pools.tsv"
CASES = [line.split("\t") for line in table_lines(PHRASES)[2:]]


def posting(title: str = "Rater", text: str = "", employment: str = "", **fields: str) -> Posting:
    said = {"platform": "acme", "ref": "1", "url": "https://acme.example/1", "title": title, "text": text}
    return Posting.model_validate({**said, "employment": employment, "fields": fields})


def about(source: str, words: str) -> list[Claim]:
    return pool.read(posting(**({source: words} if source != "text" else {"text": words})))[0]


@pytest.mark.parametrize(("source", "name", "fires", "silent"), CASES, ids=[row[1] for row in CASES])
def test_each_rule_fires_and_keeps_still(source: str, name: str, fires: str, silent: str) -> None:
    (claim,) = about(source, fires)
    assert (claim.kind, claim.value, claim.rule) == ("talent_pool", Label("pool"), f"pool: {name}")
    assert claim.quote.text in fires
    assert silent == "-" or about(source, silent) == []


def test_every_rule_has_its_case() -> None:
    assert [case[:2] for case in CASES] == [list(row[:2]) for row in table("pools")]


def test_a_pool_is_a_fact_of_its_posting() -> None:
    assert facts(read(posting("Nursing Talent Network"))).talent_pool
    assert not facts(read(posting("Nurse", "You meet our talent network. " * 200))).talent_pool


@pytest.mark.parametrize(
    ("one", "extent_words", "employment", "hours"),
    [
        (posting(employment="part-time"), True, "unknown", ["part-time"]),
        (posting(employment="part-time"), False, "employee", []),
        (posting(employment="Full_time"), True, "unknown", ["Full_time"]),
        (posting(text="This is a full-time role."), True, "unknown", ["This is a full-time role"]),
        (posting(text="This is a full-time role."), False, "employee", []),
        (posting(employment="full-time", text="30 hours per week"), True, "unknown", ["30 hours per week"]),
        (posting(employment="full-time", text="As an independent contractor."), True, "contractor", ["full-time"]),
        (posting(text="You join us as a full-time employee."), True, "employee", []),
    ],
)
def test_hours_are_no_employment(one: Posting, extent_words: bool, employment: str, hours: list[str]) -> None:
    reading = read(one, extent_words=extent_words)
    assert facts(reading).employment == employment
    assert [claim.quote.text for claim in reading.of("hours")] == hours

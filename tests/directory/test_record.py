"""Hand-kept facts: every file is whole, unknown stays unknown, age is told."""

from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from directory.record import FOLDER, STALE_DAYS, SUBJECTS, Fact, Record, load, read, stale

PLATFORMS = [
    "afterquery", "alignerr", "anthropic", "anyone-ai", "appen", "babel-audio", "braintrust", "clickworker",
    "cloudresearch-connect", "dataannotation", "dataforce", "datamundi", "deepmind", "g2i", "handshake",
    "hive", "human", "humansignal", "imerit", "labelbox", "lilt", "lxt", "mercor", "meridial", "micro1",
    "mindrift", "mturk", "neevo", "oneforma", "openai", "opentrain", "outlier", "pareto", "prolific",
    "remoexperts", "remotasks", "rws", "scale", "sepal", "shaip", "sigma", "sme-careers", "snorkel",
    "stellar", "superannotate", "surge", "telus", "toloka", "train", "turing", "vetto", "welo", "xai",
]  # fmt: skip

WHOLE = """
[domains]
names = ["acme.example"]
source = "https://acme.example/"
read = 2026-11-01
via = "live"

[facts.threshold]
says = "Ten  dollars;\\n less waits."
source = "https://acme.example/pay"
read = 2026-07-01
via = "copy"
"""


def written(folder: Path, text: str, name: str = "acme.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_every_platform_has_its_record() -> None:
    assert list(load()) == PLATFORMS


@pytest.mark.parametrize("slug", PLATFORMS)
def test_every_record_says_what_can_be_seen_of_the_platform(slug: str) -> None:
    record = load()[slug]
    assert record.fact("coverage") is not None
    assert all(fact.says[-1] in ".!" for fact in record.facts.values())
    assert [subject for subject in SUBJECTS if subject in record.facts] == list(record.facts)


def test_a_record_is_read_with_its_words_on_one_line(tmp_path: Path) -> None:
    record = read(written(tmp_path, WHOLE))
    assert record.slug == "acme"
    assert record.fact("threshold") == Fact(
        says="Ten dollars; less waits.", source="https://acme.example/pay", read=date(2026, 7, 1), via="copy"
    )
    assert record.fact("owner") is None
    assert record.off == ""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[facts.threshold]", "[facts.rumour]"),
        ("https://acme.example/pay", "somebody said"),
        ('via = "copy"', 'via = "memory"'),
        ("read = 2026-07-01\n", ""),
        ('names = ["acme.example"]', "names = []"),
        ("[domains]", 'mood = "good"\n[domains]'),
    ],
)
def test_a_fact_without_proof_or_a_place_is_refused(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises(ValidationError):
        read(written(tmp_path, WHOLE.replace(old, new)))


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 6, 1), ()),
        (date(2026, 10, 29), ()),
        (date(2026, 10, 30), ("threshold",)),
        (date(2027, 3, 2), ("domains", "threshold")),
    ],
)
def test_facts_age(tmp_path: Path, today: date, expected: tuple[str, ...]) -> None:
    assert STALE_DAYS == 120
    assert stale(read(written(tmp_path, WHOLE)), today) == expected


def test_a_platform_can_be_switched_off(tmp_path: Path) -> None:
    assert read(written(tmp_path, 'off = "asked us to stop"\n' + WHOLE)).off == "asked us to stop"


@pytest.mark.parametrize(
    ("host", "expected"),
    [("acme.example", True), ("Work.ACME.example", True), ("notacme.example", False), ("acme.example.org", False)],
)
def test_official_domains(tmp_path: Path, host: str, expected: bool) -> None:
    assert read(written(tmp_path, WHOLE)).domains.official(host) is expected


def test_the_folder_is_read_in_order(tmp_path: Path) -> None:
    written(tmp_path, WHOLE, "zeta.toml")
    written(tmp_path, WHOLE, "acme.toml")
    records = load(tmp_path)
    assert list(records) == ["acme", "zeta"]
    assert all(isinstance(record, Record) for record in records.values())
    assert FOLDER.name == "platforms"

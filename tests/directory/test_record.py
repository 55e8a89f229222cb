"""Hand-kept facts: every file is whole, unknown stays unknown, age is told."""

from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from directory.record import FOLDER, STALE_DAYS, SUBJECTS, Fact, Record, due_again, faults, load, overdue, read, stale

PLATFORMS = [path.stem for path in sorted(FOLDER.glob("*.toml"))]

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


def test_a_domain_is_its_own() -> None:
    """`new` writes "SLUG.invalid" for a platform on a hiring system: somebody says the real one."""
    assert [slug for slug, one in load().items() if any(name.endswith(".invalid") for name in one.domains.names)] == []


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


PAYOUT = """
[[payouts]]
way = "paypal"
least = "five"
source = "https://acme.example/pay"
read = 2026-11-01
via = "copy"
"""
WRONG = {
    "no-toml": ("[domains", "it is no TOML: Expected ']' at the end of a table declaration"),
    "field": (
        WHOLE.replace("2026-07-01", '"last summer"'),
        "facts.threshold.read: Input should be a valid date or datetime, invalid character in year (it says 'last",
    ),
    "missing": (
        WHOLE.replace("[domains]", "[domain]"),
        "domains: Field required; domain: Extra inputs are not permitted",
    ),
    "payout": (
        WHOLE + PAYOUT,
        'payouts.0.least: Value error, "five" is no amount with a currency, such as "10 EUR" (it says \'five\')',
    ),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_bad_file_names_itself_and_costs_itself_alone(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, kind: str
) -> None:
    written(tmp_path, WRONG[kind][0])
    written(tmp_path, WHOLE, "zeta.toml")
    assert list(load(tmp_path)) == ["zeta"]
    (bad,) = faults(tmp_path)
    assert str(bad).startswith(f"acme.toml: {WRONG[kind][1]}")
    assert str(bad) in caplog.text


def test_no_file_of_ours_is_bad() -> None:
    assert faults() == ()


def test_what_is_overdue_is_told_with_its_day(tmp_path: Path) -> None:
    record = read(written(tmp_path, WHOLE))
    assert overdue(record, date(2026, 10, 30)) == {"threshold": date(2026, 7, 1)}
    assert due_again(date(2026, 7, 1)) == date(2026, 10, 29)


def test_the_folder_is_read_in_order(tmp_path: Path) -> None:
    written(tmp_path, WHOLE, "zeta.toml")
    written(tmp_path, WHOLE, "acme.toml")
    records = load(tmp_path)
    assert list(records) == ["acme", "zeta"]
    assert all(isinstance(record, Record) for record in records.values())
    assert FOLDER.name == "platforms"

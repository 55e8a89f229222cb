"""How a posting was read, in words; what is read in which language; what is not read says so."""

import io
import json

import pytest

from directory.__main__ import main
from directory.claims import Residence, Statement
from directory.posting import Posting
from directory.reading import facts, read
from directory.reading.coverage import FIELDS, coverage, is_read
from directory.reading.explain import explain

TEXT = (
    "Personen aus Peru können wir nicht annehmen.\nNur wer in Österreich lebt, kann sich bewerben.\nPay: $20 per hour"
)


def posting(text: str, location: str = "") -> Posting:
    """A posting with this text."""
    return Posting(platform="acme", ref="1", url="https://example.org/1", title="Rater", text=text, location=location)


def test_a_reading_is_explained_with_candidates_weights_and_the_decision() -> None:
    lines = list(explain(posting(f"You need not live in Ghana.\n{TEXT}", "Kenya")))
    for words in (
        "language of the text: de",
        "candidate  not PE [strong, barred] counts: 'Personen aus Peru können wir nicht annehmen'",
        "dropped: it is not asked for",
        "decided    only AT -PE, statements disagree",
        "decided    20 USD per hour",
        "against    residence: only AT, not only KE: 'Kenya'",
    ):
        assert any(words in line for line in lines), words


def test_languages_and_tier_are_explained_too() -> None:
    text = "You are a nurse.\nRequirements\n- Fluent Swahili or Luo\n- You will write in Swahili."
    lines = list(explain(posting(text)))
    for words in (
        "candidate  sw fluent or another [rank 3",
        "decided    sw fluent (work), luo fluent (work)",
        "candidate  languages [vote",
        "dropped: an earlier vote counts",
    ):
        assert any(words in line for line in lines), (words, lines)


def test_the_command_takes_a_posting_as_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps({"platform": "acme", "title": "Rater", "text": TEXT})))
    assert main(["explain", "-"]) == 0
    assert "decided    only AT -PE" in capsys.readouterr().out
    for line, problem in (("[1]", "no JSON object"), ("{", "no JSON object"), ('{"title": 3}', "title")):
        monkeypatch.setattr("sys.stdin", io.StringIO(line))
        assert main(["explain", "-"]) == 1
        assert problem in capsys.readouterr().err


def test_coverage_is_made_from_the_tables() -> None:
    by_language = {one.language: one.extents for one in coverage()}
    assert by_language["en"] == dict.fromkeys(FIELDS, "yes")
    assert {by_language[name]["residence"] for name in ("es", "de", "tr", "ja", "sw")} == {"yes"}
    assert by_language["ca"]["residence"] == "partly"
    assert not is_read("ka", "residence")
    assert is_read(None, "residence")


def test_a_language_that_is_not_read_is_said_and_not_guessed() -> None:
    said = posting("ამ სამუშაოს შესრულება შეუძლია მხოლოდ საქართველოში მცხოვრებს. Kenya.")
    reading = read(said)
    assert [(c.value, c.rule) for c in reading.of("residence")] == [(Statement("unread", ("ka",)), "language not read")]
    assert [doubt.about for doubt in reading.doubts if doubt.about == "residence"] == ["residence"]
    assert facts(reading).residence == Residence()
    assert facts(read(said.model_copy(update={"location": "Kenya"}))).residence == Residence("only", ("KE",))

"""Patterns that are tried where their matches can begin give what they give when tried everywhere."""

import json
import re
from pathlib import Path

import pytest

from directory.reading.begun import BegunPattern
from directory.reading.labels import domains, pool, tier
from directory.reading.languages import fold
from directory.reading.literals import beginnings
from directory.reading.page import sheet

POSTINGS = Path(__file__).parents[2] / "postings" / "wider" / "postings.jsonl"
NAMED = [one for module in (domains, fold, tier) for one in vars(module).values() if isinstance(one, BegunPattern)]
PATTERNS = [*NAMED, *(pattern for source, pattern, _ in pool._RULES if source != "pool")]
TEXTS = [json.loads(line)["text"] for line in POSTINGS.read_text(encoding="utf-8").splitlines()[:40]]


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        (r"\b(?:looking for|seek(?:s|ing)) a", ("looking for ", "seeking a", "seeks a")),
        (r"(?<!post )editors?", ("editor",)),
        (r"(?:post-)?docs?", ("doc", "post-doc")),
        (r"[0-3]\d+ years", ("00", "01", "02", "03", "04", "05", "06", "07", "08", "09")),
        (r"\d{1,2} years", ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9")),
        (r"(?:very )*good", ("good", "very ")),
        (r"licen[cs]e(?!d)", ("licence", "license")),
        (r"MASTER", ("master",)),
        (r"\w+ning", ()),
        (r"[^a]bc", ()),
        (r"(?:lead)?", ()),
        (r".*end", ()),
    ],
)
def test_beginnings_come_from_the_pattern(pattern: str, letters: tuple[str, ...]) -> None:
    found = beginnings(re.compile(pattern))
    assert found[: len(letters)] == letters if letters else found == ()


def test_every_pattern_has_beginnings() -> None:
    assert len(PATTERNS) > 5
    assert [one.pattern.pattern for one in PATTERNS if not one.begun] == []


@pytest.mark.parametrize("begun", PATTERNS)
def test_a_begun_pattern_finds_what_the_pattern_finds(begun: BegunPattern) -> None:
    for page in map(sheet, TEXTS):
        matches = [match.span() for match in begun.pattern.finditer(page.low)]
        assert [match.span() for match in begun.finditer(page)] == matches
        lines = {line: begun.pattern.search(page.low, line.start, line.end) for line in page.lines}
        spans = {line: match.span() for line, match in lines.items() if match}
        assert {line: match.span() for line, match in begun.by_line(page).items()} == spans

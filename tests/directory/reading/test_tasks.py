"""Every row of the table of tasks has a sentence that it reads, every list of words a row that names it."""

import re
from pathlib import Path

from directory.claims import Label
from directory.posting import Posting
from directory.reading.border import enter
from directory.reading.labels import tasks
from directory.reading.labels.rules import HINTS, rules
from directory.reading.page import sheet
from directory.reading.sections import split
from directory.reading.tables import entries
from directory.terms.files import lines

SENTENCES = [line.split("\t") for line in lines(Path(__file__).parents[2] / "phrases" / "tasks.tsv")[3:]]
"""A task, whether it is read, in the text or the title, and the words."""


def read(where: str, words: str) -> set[str]:
    """The tasks that are read in these words."""
    said = {"title": words} if where == "title" else {"title": "Contributor", "text": words.replace("⏎", "\n")}
    whole = {"platform": "acme", "ref": "1", "url": "https://example.org/1", **said}
    one = enter(Posting.model_validate(whole)).posting
    return {claim.value.id for claim in tasks.read(one, split(one))[0] if isinstance(claim.value, Label)}


def test_every_row_of_tasks_reads_its_sentence_and_not_the_other() -> None:
    told = [(task, reads, words, task in read(where, words)) for task, reads, where, words in SENTENCES]
    assert [one for one in told if one[3] != (one[1] == "yes")] == []


def met(said: str) -> set[str]:
    """The rows of tasks.tsv whose words stand in a sentence as they want it."""
    page = sheet(said)
    return {
        rule.place
        for start, end, word in tasks.scan(page).hits
        for rule in rules().begun[word]
        if rule.end(page, page.line_at(start), start, end)
    }


def test_every_row_of_tasks_has_a_sentence() -> None:
    said = [(task, met(words.replace("⏎", "\n"))) for task, reads, _, words in SENTENCES if reads == "yes"]
    own = {row.place: row["task"] for row in entries("tasks")}
    seen = {place for task, places in said for place in places if own[place] == task}
    assert sorted(set(own) - seen) == []


def test_every_list_of_words_is_named_by_a_row() -> None:
    named = {part for row in entries("tasks") for part in re.findall(r"[A-Z_]{2,}", f"{row['words']} {row['then']}")}
    assert {row["name"] for row in entries("task_words")} == named | set(HINTS)

"""What is read in which language: made from the tables, printed on the page about the method.

A language that no table speaks of is not read at all, and a paragraph in it gives no claim of residence but a doubt.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Literal

from directory.claims import LEVELS
from directory.reading.tables import FOLDER, Lexicon, TableRow, entries, table
from directory.terms import fold

Extent = Literal["yes", "partly", "no"]
FIELDS = ("pay", "residence", "levels", "tasks", "tier")
LANGUAGES = (
    "en", "es", "pt", "fr", "de", "it", "nl", "sv", "da", "fi", "pl", "cs", "ro", "hu", "ru", "uk", "tr", "ar", "hi",
    "id", "vi", "zh", "ja", "ko", "sw", "no", "el", "th", "ca", "he", "bg", "fa", "hr",
    "tl", "hi-Latn",
)  # fmt: skip
_CUES = ("live", "person", "only", "except", "not", "accept", "wish", "seat", "any", "open", "need", "label")
"""Kinds of words without which statements about place are read in part: see data/reading/words/place.tsv."""
_PAY_ROWS, _TASK_ROWS = 40, 15
"""Rows of a language's table from which on units, periods and signs of pay, or verbs and objects of tasks, are all
there: every language that was written out has more, those that only lend a word or two have fewer."""
_PROFESSIONS = 4
"""Of five everyday professions, how many must be read; see data/reading/professions.tsv."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """A language (BCP 47) and how far each of `FIELDS` is read in it."""

    language: str
    extents: dict[str, Extent]


@cache
def coverage() -> tuple[Coverage, ...]:
    """The languages that some table speaks of, those that are read best first."""
    found = [Coverage(language, {field: _extent(field, language) for field in FIELDS}) for language in LANGUAGES]
    kept = [one for one in found if any(extent != "no" for extent in one.extents.values())]
    return tuple(sorted(kept, key=lambda one: -sum(extent == "yes" for extent in one.extents.values())))


def is_read(language: str | None, field: str) -> bool:
    """Whether a field is read at all in a language; where the language cannot be told, it is taken to be."""
    return language is None or (language in LANGUAGES and _extent(field, language) != "no")


@cache
def _extent(field: str, language: str) -> Extent:
    have, enough = _COUNTS[field](language)
    return "yes" if have >= enough else "partly" if have else "no"


def _pay(language: str) -> tuple[int, int]:
    return (len(entries(f"pay/{language}")) if (FOLDER / "pay" / f"{language}.tsv").exists() else 0), _PAY_ROWS


def _residence(language: str) -> tuple[int, int]:
    if language == "en":  # has rules of its own, data/reading/residence.tsv
        return 1, 1
    kinds = {entry["kind"] for entry in entries("words/place") if entry["language"] == language}
    return len(kinds.intersection(_CUES)), len(_CUES)


def _levels(language: str) -> tuple[int, int]:
    return len({row["level"] for row in entries("languages/levels") if row["of"] == language}), len(LEVELS)


def _tasks(language: str) -> tuple[int, int]:
    rows = Counter(entry["language"] for entry in entries("task_words"))
    return rows[language], _TASK_ROWS


def _tier(language: str) -> tuple[int, int]:
    words = [row["words"].split("|") for row in entries("professions") if row["language"] == language]
    return sum(bool(_fields().find(fold(word))) for some in words for word in some), _PROFESSIONS


@cache
def _fields() -> Lexicon:
    return Lexicon(TableRow("field", field, phrase) for phrase, field, _ in table("domains"))


_COUNTS = {"pay": _pay, "residence": _residence, "levels": _levels, "tasks": _tasks, "tier": _tier}

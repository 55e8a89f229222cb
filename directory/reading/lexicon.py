"""Phrases and what they mean, found in one pass over a folded text."""

import csv
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from directory.config import ROOT
from directory.terms import fold

FOLDER = ROOT / "data" / "reading"
_REST = re.compile(r"\w*")


@dataclass(frozen=True, slots=True)
class Row:
    """A phrase and its meaning: `kind` of the table, the `id` that it names, what must follow it, its name."""

    kind: str
    id: str
    phrase: str
    then: re.Pattern[str] | None = None
    near: int = 0

    @property
    def name(self) -> str:
        """What a claim calls the rule."""
        return f"{self.kind}: {self.phrase}"


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase met in a text, from `start` to `end`."""

    start: int
    end: int
    row: Row


class Lexicon:
    """Finds the phrases of its rows. A phrase ends at a word border unless it ends in "*"."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows: dict[str, list[Row]] = {}
        for row in rows:
            self._rows.setdefault(fold(row.phrase.rstrip("*")), []).append(row)
        self._phrases = list(self._rows)
        self._open = [any(row.phrase.endswith("*") for row in self._rows[phrase]) for phrase in self._phrases]
        self._automaton = AhoCorasick(self._phrases, matchkind=MatchKind.Standard)

    def find(self, low: str) -> list[Found]:
        """Every phrase in a folded text, by its start; the longer of two with the same start comes first."""
        hits = self._automaton.find_matches_as_indexes(low, overlapping=True)
        found = [
            Found(start, _word_end(low, end) if row.phrase.endswith("*") else end, row)
            for pattern, start, end in hits
            if self._stands(low, pattern, start, end)
            for row in self._rows[self._phrases[pattern]]
            if row.phrase.endswith("*") or not _inside(low, end)
        ]
        return sorted(found, key=lambda hit: (hit.start, -hit.end))

    def _stands(self, low: str, pattern: int, start: int, end: int) -> bool:
        if (
            start
            and low[start].isalnum()
            and low[start].isascii()
            and low[start - 1].isalnum()
            and low[start - 1].isascii()
        ):
            return False
        return self._open[pattern] or not _inside(low, end)


def _word_end(low: str, end: int) -> int:
    rest = _REST.match(low, end)
    return rest.end() if rest and low[end - 1].isascii() else end


def _inside(low: str, at: int) -> bool:
    if at >= len(low) or not low[at - 1].isascii():
        return False
    return low[at - 1].isalnum() and low[at].isalnum() and low[at].isascii()


@cache
def _patterns() -> dict[str, dict[str, dict[str, list[str]]]]:
    return tomllib.loads((FOLDER / "patterns.toml").read_text(encoding="utf-8"))


def regex(name: str) -> re.Pattern[str]:
    """The pattern "reader.name" of data/reading/patterns.toml: any of its words or patterns."""
    reader, _, key = name.partition(".")
    row = _patterns()[reader][key]
    words = [rf"\b(?:{'|'.join(row['words'])})\b"] if "words" in row else []
    return re.compile("|".join((*words, *row.get("patterns", ()))))


@lru_cache(maxsize=16)
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of data/reading/NAME.tsv, without comments and the heading."""
    lines = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    rows = csv.reader(
        (line for line in lines if line and not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE
    )
    return tuple(tuple(row) for row in rows)[1:]

"""The one loader of data/reading: rows with their file and line, placeholders filled, phrases found in one pass.

A table is a TSV file: lines that begin with "#" are comments, the first other line names the columns; a line that ends
in a backslash goes on in the next. A pattern may
hold `{name}`, which is replaced by the words of that name. What is wrong in a row is a `BadRow` that names its line.
"""

import csv
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from directory.config import ROOT
from directory.reading.literals import RarePattern
from directory.terms import fold
from directory.terms.files import lines, numbered
from directory.terms.phrases import Phrases

FOLDER = ROOT / "data" / "reading"
_REST = re.compile(r"\w*")
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_ALIKE = str.maketrans("أإآىةئؤ", "ااايهيو")
_NO_WORD = (
    {code: " " for code in range(128) if not chr(code).isalnum()}
    | dict.fromkeys(
        map(ord, "«»“”„‘’‚…·•●▪■◦–—‐‑、，。！？；：「」『』（）【】《》？،؛؟।۔¿¡→✅✔☑📍🌍🌎🌏💰\u00a0"), " "
    )
    | _ALIKE
)


class BadRow(ValueError):
    """A row of a table that cannot be used: `file:line: what is wrong`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row as written: its values by column, and where it stands ("residence.tsv:31")."""

    place: str
    values: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """The value of a column; one that the row does not have is a BadRow."""
        if column not in self.values:
            raise BadRow(f"{self.place}: no column {column!r}")
        return self.values[column]

    def wrong(self, problem: str) -> BadRow:
        """The error to raise for this row: its file and line, then the problem."""
        return BadRow(f"{self.place}: {problem}")

    def pattern(self, column: str, names: Mapping[str, str]) -> re.Pattern[str]:
        """The pattern in a column, its `{name}` placeholders filled from `names` (patterns themselves)."""
        try:
            return re.compile(_PLACEHOLDER.sub(lambda match: f"(?:{names[match[1]]})", self[column]))
        except KeyError as unknown:
            raise self.wrong(f"no words are called {unknown}") from None
        except re.error as problem:
            raise self.wrong(f"{self[column]!r} is no pattern: {problem}") from None


def spaced(low: str) -> str:
    """A folded text as words between blanks: a blank for everything that is no letter or digit, one more at each end.

    Arabic letters that are written in several ways are made one. The text's offset `n` is `n + 1` here.
    """
    return f" {low.translate(_NO_WORD)} "


@dataclass(frozen=True, slots=True)
class TableRow:
    """A phrase and its meaning: `kind` of the table, the `id` that it names, what must follow it, its name."""

    kind: str
    id: str
    phrase: str
    then: re.Pattern[str] | None = None
    near: int = 0

    @property
    def name(self) -> str:
        """What a claim calls the rule: the kind and the phrase as its table has them."""
        return f"{self.kind}: {self.phrase}"


class TableHit(NamedTuple):
    """A phrase met in a text, from `start` to `end`."""

    start: int
    end: int
    row: TableRow


class Lexicon:
    """Finds the phrases of its rows. A phrase ends at a word border unless it ends in "*"."""

    def __init__(self, rows: Iterable[TableRow]) -> None:
        self._rows: list[TableRow] = list(rows)
        self._phrases = Phrases([_looked_for(row.phrase) for row in self._rows])

    def find(self, low: str) -> list[TableHit]:
        """Every phrase in a folded text, by its start; the longer of two with the same start comes first."""
        found: list[tuple[int, int, int, int]] = []
        for at, start, end in self._phrases.find(low):
            begun = self._rows[at].phrase.endswith("*")
            if (begun or not _inside(low, end)) and not _goes_on(low, start):
                found.append((start, -(_word_end(low, end) if begun else end), end, at))
        found.sort()
        return [TableHit(start, -end, self._rows[at]) for start, end, _, at in found]


def _looked_for(phrase: str) -> str:
    return fold(phrase.rstrip("*")) + ("*" if phrase.endswith("*") else "")


def _goes_on(low: str, start: int) -> bool:
    """Whether a word of Latin letters began before this offset."""
    if not start:
        return False
    both = low[start - 1 : start + 1]
    return both.isascii() and both.isalnum()


def _word_end(low: str, end: int) -> int:
    rest = _REST.match(low, end)
    return rest.end() if rest and low[end - 1].isascii() else end


def _inside(low: str, at: int) -> bool:
    """Whether a word of Latin letters goes on at this offset."""
    both = low[at - 1 : at + 1]
    return len(both) == 2 and both.isascii() and both.isalnum()


@cache
def _patterns() -> dict[str, dict[str, dict[str, list[str]]]]:
    return tomllib.loads((FOLDER / "patterns.toml").read_text(encoding="utf-8"))


def regex(name: str) -> re.Pattern[str]:
    """The pattern "reader.name" of data/reading/patterns.toml: any of its words or patterns."""
    reader, _, key = name.partition(".")
    row = _patterns()[reader][key]
    words = [rf"\b(?:{'|'.join(row['words'])})\b"] if "words" in row else []
    return re.compile("|".join((*words, *row.get("patterns", ()))))


def rare(name: str) -> RarePattern:
    """The same pattern for whole texts, most of which hold nothing of it."""
    return RarePattern(regex(name))


@cache
def entries(name: str) -> tuple[Entry, ...]:
    """The rows of data/reading/NAME.tsv ("words/residence") by column; a row of another length is a BadRow."""
    path = FOLDER / f"{name}.tsv"
    (_, heading), *rows = [(number, line) for number, line in numbered(path) if line and not line.startswith("#")]
    columns = heading.split("\t")
    found = []
    for number, line in rows:
        values = line.split("\t")
        if len(values) != len(columns):
            raise BadRow(f"{path.name}:{number}: {len(values)} values for {len(columns)} columns")
        found.append(Entry(f"{path.name}:{number}", dict(zip(columns, values, strict=True))))
    return tuple(found)


@lru_cache(maxsize=16)
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """The cells of data/reading/NAME.tsv, row by row, without comments and the heading."""
    written = (line for line in lines(FOLDER / f"{name}.tsv") if line and not line.startswith("#"))
    rows = csv.reader(written, delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple(tuple(row) for row in rows)[1:]

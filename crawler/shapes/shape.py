"""The shape of answers as counts: for every kind of answer, what stands at each path, how often, in which form.

A path is a tuple of keys from the answer's root; "*" stands for all entries of a list. An answer that is no JSON is an
object of its parts, whose names end in a colon: "page:", "ld:", "next:", "flight:", "xml:", "content:".
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from crawler.shapes.forms import form_of, is_code, is_empty, type_of

Path = tuple[str, ...]
ENTRY = "*"
MOST_ENTRIES = 200  # of a list are looked at: a share is as clear, and a list of 5,000 costs no more
MOST_ANSWERS = 60  # of a kind are looked at in one crawl
MOST_CODES = 8  # more different values are no vocabulary of an interface
LEAST_REPEATS = 3
MARKUP = frozenset({"page:", "encoded:", "xml:"})


@dataclass(slots=True)
class Trait:
    """What stands at one path: how often it was there, how often it said nothing (null, "", [], {}), types, forms.

    `of` is how many objects could have held it; None in a shape that is still counted, whose parents know.
    `codes` are the values while they are few and all look like words of an interface; None once they do not.
    `read`: does the spider read it? Known of a shape from a file.
    """

    of: int | None = None
    present: int = 0
    empty: int = 0
    types: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] | None = field(default_factory=Counter)
    read: bool = False

    def add(self, value: Any) -> None:
        """One more value at this path."""
        self.present += 1
        self.types[type_of(value)] += 1
        if is_empty(value):
            self.empty += 1
            return
        if form := form_of(value):
            self.forms[form] += 1
        if self.codes is not None and not isinstance(value, list | dict):
            self._code(value)

    @property
    def is_vocabulary(self) -> bool:
        """Are its values the words of an interface? Each stands three times on average: five different are names."""
        return self.codes is not None and self.codes.total() >= LEAST_REPEATS * max(len(self.codes), 1)

    def merge(self, other: "Trait") -> None:
        """Adds the counts of another trait of the same key to this one, in place."""
        self.present += other.present
        self.empty += other.empty
        self.types += other.types
        self.forms += other.forms
        both = None if self.codes is None or other.codes is None else self.codes + other.codes
        self.codes = both if both is not None and len(both) <= MOST_CODES else None
        self.read = self.read or other.read

    def _code(self, value: Any) -> None:
        assert self.codes is not None
        if is_code(value):
            self.codes[value] += 1
        if not is_code(value) or len(self.codes) > MOST_CODES:
            self.codes = None


@dataclass(slots=True)
class Shape:
    """The traits of a platform's answers by kind of answer ("list", "detail", …) and path."""

    kinds: dict[str, dict[Path, Trait]] = field(default_factory=dict)
    answers: Counter[str] = field(default_factory=Counter)

    def add(self, kind: str, look: Callable[[], Any]) -> None:
        """One more answer of a kind, as `look` gives it; those behind the sixtieth are not looked at."""
        self.answers[kind] += 1
        if self.answers[kind] <= MOST_ANSWERS:
            self._visit(self.kinds.setdefault(kind, {}), (), look())

    def join(self, other: "Shape") -> None:
        """The counts of both; each knows of its paths how many objects could have held them."""
        for kind, traits in other.kinds.items():
            mine = self.kinds.setdefault(kind, {})
            could = {path: self.of(kind, path) + other.of(kind, path) for path in (*mine, *traits)}
            for path, trait in traits.items():
                mine.setdefault(path, Trait()).merge(trait)
            for path, of in could.items():
                mine[path].of = of

    def of(self, kind: str, path: Path) -> int:
        """How many objects could have held this path."""
        own = self.kinds.get(kind, {}).get(path)
        if own is not None and own.of is not None:
            return own.of
        parent = self.kinds.get(kind, {}).get(path[:-1])
        return parent.types["object"] if parent else 0

    def paths(self) -> Iterator[tuple[str, Path]]:
        """Every kind with every path that a key leads to, parents first."""
        for kind in sorted(self.kinds):
            yield from ((kind, path) for path in sorted(self.kinds[kind]) if path and path[-1] != ENTRY)

    def _visit(self, traits: dict[Path, Trait], path: Path, value: Any) -> None:
        traits.setdefault(path, Trait()).add(value)
        if isinstance(value, dict):
            for key, part in value.items():
                self._visit(traits, (*path, str(key)), part)
        elif isinstance(value, list):
            for part in value[:MOST_ENTRIES]:
                self._visit(traits, (*path, ENTRY), part)


def said(path: Path) -> str:
    """A path in words: `data[].pay.unit`, of a page `a.role h2`; the name of another part stands before it."""
    part, keys = (path[0], path[1:]) if path and path[0].endswith(":") else ("", path)
    if part in MARKUP:
        return " ".join(key for key in keys if key != ENTRY) or part[:-1]
    words = ".".join(keys).replace(f".{ENTRY}", "[]").replace(ENTRY, "[]")
    return f"{part} {words}" if part and words else words or part[:-1] or "the answer"

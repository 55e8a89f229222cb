"""Words that a search treats alike, from data/vocabulary/synonyms.toml."""

import tomllib
from collections.abc import Iterable
from functools import cached_property

from directory.config import ROOT
from directory.search.words.terms import asked_terms

FILE = ROOT / "data" / "vocabulary" / "synonyms.toml"
Terms = tuple[str, ...]


class Alike:
    """Groups of names with one meaning; every name finds the others of all its groups."""

    def __init__(self, groups: Iterable[Iterable[str]] | None = None) -> None:
        self._groups = groups

    def of(self, words: Terms) -> tuple[Terms, ...]:
        """The other names of a name, all as tuples of index terms; () for a name without synonyms."""
        return self._others.get(words, ())

    @cached_property
    def longest(self) -> int:
        """How many words the longest name has: no longer run of words need be looked up."""
        return max(map(len, self._others), default=0)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every index term of every name: a question without any of them needs no look-up."""
        return frozenset(term for name in self._others for term in name)

    @cached_property
    def _others(self) -> dict[Terms, tuple[Terms, ...]]:
        others: dict[Terms, dict[Terms, None]] = {}
        for group in self._read():
            names = tuple(dict.fromkeys(asked_terms(name) for name in group))
            for name in names:
                others.setdefault(name, {}).update(dict.fromkeys(other for other in names if other != name))
        return {name: tuple(found) for name, found in others.items() if found}

    def _read(self) -> Iterable[Iterable[str]]:
        if self._groups is not None:
            return self._groups
        groups: list[list[str]] = tomllib.loads(FILE.read_text("utf-8"))["groups"]
        return groups


alike = Alike()

"""Our search: bitmaps for filters and counts, an engine for words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path

from bench.corpus import NOW, PLATFORMS
from bench.kept import Corpus, Kept
from bench.questions import FACETS, Question, Reply
from directory.listing import Listing
from directory.platform import Pulse
from directory.search import Search, answers
from directory.search.engines.base import Engine
from directory.search.engines.tantivy import TantivyEngine
from directory.search.engines.whoosh import WhooshEngine
from directory.search.finder import AtlasFinder


class Stream:
    """A table that makes its listings again whenever they are asked for."""

    def __init__(self, listings: Iterable[Listing], count: int) -> None:
        self._listings, self._count = listings, count
        self._later: list[Listing] = []

    def put(self, listings: Iterable[Listing]) -> None:
        """Changes listings."""
        for listing in listings:
            self._later.append(replace(listing, version=self.version() + 1))

    def version(self) -> int:
        """The newest version."""
        return self._count + len(self._later)

    def count(self) -> int:
        """How many there are."""
        return self._count

    def changed(self, since: int) -> Iterator[Listing]:
        """All after a version."""
        first = self._listings if since < self._count else ()
        return (listing for listing in chain(first, self._later) if listing.version > since)

    def gone(self, since: int) -> Iterable[str]:
        """None."""
        return ()

    def with_claims(self, listings: Iterable[Listing]) -> Iterator[Listing]:
        """As they are."""
        return iter(listings)

    def platforms(self) -> Mapping[str, str]:
        """Their names."""
        return {slug: slug.title() for slug in PLATFORMS}

    def pulses(self) -> Mapping[str, Pulse]:
        """None: nobody crawls these."""
        return {}


class Ours:
    """The finder that the site uses, with all its counts."""

    def __init__(self, folder: Path, count: int, engine: Engine) -> None:
        self._engine, self._count = engine, count
        self._source = Stream(Kept(folder), count)
        self._finder = AtlasFinder(self._source, engine)

    def build(self) -> None:
        """Columns and the words index, one process a core; the terms are made on the way, as for the site."""
        AtlasFinder(Stream(Corpus(self._count), self._count), self._engine).rebuild()

    def open(self) -> None:
        """Loads the columns and opens the words."""
        self._finder.load()
        if not self._finder.ready():
            raise RuntimeError("the index is broken")

    def change(self, listings: Iterable[Listing]) -> float:
        """Takes changed listings; how many seconds that took, words included."""
        self._source.put(listings)
        return self._finder.catch_up().seconds

    def ask(self, question: Question) -> Reply:
        """One page as the site asks for it."""
        found = self._finder.find(question.search, now=NOW)
        counts = {facet: {one.id: one.n for one in found.facets[facet] if one.n} for facet in FACETS}
        return Reply(found.total, counts)

    def similar(self, id: str) -> tuple[str, ...]:
        """Six listings like one."""
        return self._finder.similar(id, Search(country="KE"), 6, now=NOW)

    def best_drop(self, search: Search) -> object:
        """The filter whose loss brings most."""
        return answers.best_drop(self._finder._state, search, NOW)


def with_whoosh(folder: Path, count: int) -> Ours:
    """Words by Whoosh's postings as arrays: the default."""
    return Ours(folder, count, WhooshEngine(folder / "ours"))


def with_tantivy(folder: Path, count: int) -> Ours:
    """Words by tantivy."""
    return Ours(folder, count, TantivyEngine(folder / "ours-tantivy"))

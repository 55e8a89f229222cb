"""Our search: bitmaps for filters and counts, an engine for words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path

from bench.corpus import NOW, PLATFORMS
from bench.kept import Corpus, StoredCorpus
from bench.questions import FACETS, Question, Reply
from directory.listing import Listing
from directory.platform import Pulse
from directory.search import Search, answers
from directory.search.engines.base import Engine
from directory.search.engines.tantivy import TantivyEngine
from directory.search.engines.whoosh import WhooshEngine
from directory.search.finder import AtlasFinder


class Stream:
    """A table of listings that makes them again whenever they are asked for; what was put comes after all others."""

    def __init__(self, listings: Iterable[Listing], count: int) -> None:
        self._listings, self._count = listings, count
        self._later: list[Listing] = []

    def put(self, listings: Iterable[Listing]) -> None:
        """Changes listings: each gets the next version and is given out behind the others."""
        for listing in listings:
            self._later.append(replace(listing, version=self.version() + 1))

    def version(self) -> int:
        """The newest version, a number that grows by one with each changed listing."""
        return self._count + len(self._later)

    def count(self) -> int:
        """How many listings there are; a changed one counts once."""
        return self._count

    def changed(self, since: int) -> Iterator[Listing]:
        """All listings with a version above `since`, in the order of their versions."""
        first = self._listings if since < self._count else ()
        return (listing for listing in chain(first, self._later) if listing.version > since)

    def gone(self, since: int) -> Iterable[str]:
        """Always none: no listing of the measurement is erased."""
        return ()

    def with_claims(self, listings: Iterable[Listing]) -> Iterator[Listing]:
        """The listings as they are: the words behind their facts are not part of what is measured."""
        return iter(listings)

    def platforms(self) -> Mapping[str, str]:
        """The titles of the invented platforms, by slug."""
        return {slug: slug.title() for slug in PLATFORMS}

    def pulses(self) -> Mapping[str, Pulse]:
        """Always {}: nobody crawls these platforms, so none of them is late."""
        return {}


class Ours:
    """The finder that the site uses, with all its counts, on the words of one engine."""

    def __init__(self, folder: Path, count: int, engine: Engine) -> None:
        self._engine, self._count = engine, count
        self._kept = StoredCorpus(folder)
        self._source = Stream(self._kept, count)
        self._finder = AtlasFinder(self._source, engine)

    def build(self) -> None:
        """Columns and the words index, one process a core; the terms are made on the way, as for the site."""
        AtlasFinder(Stream(Corpus(self._count, self._kept.words), self._count), self._engine).rebuild()

    def open(self) -> None:
        """Loads the columns and opens the words; RuntimeError when the index on disk is not whole."""
        self._finder.load()
        if not self._finder.ready():
            raise RuntimeError("the index is broken")

    def change(self, listings: Iterable[Listing]) -> float:
        """Takes changed listings; how many seconds that took until a search finds them, words included."""
        self._source.put(listings)
        return self._finder.catch_up().seconds

    def ask(self, question: Question) -> Reply:
        """The first page as the site asks for it, at NOW, and its counts without the zeros."""
        found = self._finder.find(question.search, now=NOW)
        counts = {facet: {one.id: one.n for one in found.facets[facet] if one.n} for facet in FACETS}
        return Reply(found.total, counts)

    def forget(self) -> None:
        """Lets go of all answers that were kept, so that each search is asked for the first time again."""
        state = self._finder._state
        if state.reader:
            self._finder._state = state.opened(state.reader)

    def similar(self, id: str) -> tuple[str, ...]:
        """The ids of six listings like the one with this id, for a reader in Kenya."""
        return self._finder.similar(id, Search(country="KE"), 6, now=NOW)

    def best_drop(self, search: Search) -> object:
        """The filter whose loss brings most, as the site offers it where nothing is found."""
        return answers.best_drop(self._finder._state, search, NOW)


def with_whoosh(folder: Path, count: int) -> Ours:
    """Our finder, its words by Whoosh's postings as arrays: the default of the site."""
    return Ours(folder, count, WhooshEngine(folder / "ours"))


def with_tantivy(folder: Path, count: int) -> Ours:
    """Our finder, its words by tantivy, as the setting for large sites takes them."""
    return Ours(folder, count, TantivyEngine(folder / "ours-tantivy"))

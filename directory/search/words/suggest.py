"""What a reader may be about to type, or have meant: titles, platforms and the words of the vocabularies."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from itertools import accumulate

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from directory.search.query.facets import FACET
from directory.search.query.search import Search
from directory.search.results import Suggestion
from directory.search.words.terms import stem
from directory.terms import fold, vocabulary

KINDS = {key: FACET[key].vocabulary for key in ("domain", "skill", "lang", "country")}
SHOWN_KIND = {"lang": "language"}
TITLES = 200_000  # the commonest ones: a bound on memory
_WORD = re.compile(r"[^\W\d_]{3,}")


class Names:
    """The names of one state of the table. `titles` are those of open listings, `platforms` slugs with their titles."""

    def __init__(self, titles: Iterable[str], platforms: Mapping[str, str]) -> None:
        counted = Counter(titles).most_common(TITLES)
        self._titles = [title for title, _ in counted]
        self._blob = "".join(f"\n{fold(title)}" for title in self._titles)
        self._platforms = platforms
        self._counted = counted

    def warm(self) -> "Names":
        """The same, with everything made that is otherwise made when it is first asked for."""
        self.meant("warming")
        self.suggest("warming", 1)
        return self

    def suggest(self, prefix: str, n: int) -> tuple[Suggestion, ...]:
        """Completions: names of filters first, then titles; a name fits where any of its words begins so."""
        start = fold(" ".join(prefix.split()))[:100]  # no name is longer
        if not start or n < 1:
            return ()
        filters = list(self._filters(start))[: max(1, n // 2)]
        return (*filters, *self._by_title(start, n - len(filters)))

    def _filters(self, start: str) -> Iterator[Suggestion]:
        ranked = sorted((not name.startswith(start), len(name), key, id) for name, key, id in self._named(start))
        seen = dict.fromkeys((key, id) for _, _, key, id in ranked)
        for key, id in seen:
            yield Suggestion(self._label(key, id), SHOWN_KIND.get(key, key), _search(key, id))

    def _named(self, start: str) -> Iterator[tuple[str, str, str]]:
        for name, key, id in (*_vocabulary_names(), *self._platform_names):
            if name.startswith(start) or f" {start}" in name:
                yield name, key, id

    def _by_title(self, start: str, n: int) -> Iterator[Suggestion]:
        found = dict.fromkeys(self._lines(f"\n{start}", n))
        if len(found) < n:
            found |= dict.fromkeys(self._lines(f" {start}", n))
        for line in list(found)[:n]:
            yield Suggestion(self._titles[line], "title", Search(q=_quoted(self._titles[line])))

    def _lines(self, wanted: str, n: int) -> Iterator[int]:
        """The first titles, most frequent first, that hold these characters."""
        at = -1
        for _ in range(n):
            at = self._blob.find(wanted, at + 1)
            if at < 0:
                return
            yield bisect_right(self._starts, at) - 1

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((len(title) + 1 for title in self._titles[:-1]), initial=0))

    def _label(self, key: str, id: str) -> str:
        return self._platforms[id] if key == "platform" else vocabulary(KINDS[key]).label(id)

    @cached_property
    def _platform_names(self) -> tuple[tuple[str, str, str], ...]:
        return tuple((fold(title), "platform", slug) for slug, title in self._platforms.items())

    def meant(self, word: str) -> str | None:
        """A known word that a misspelt one may stand for: one or two letters apart, the same first letter."""
        wanted = fold(word)
        if len(wanted) < 4 or wanted in self._words or not wanted.isalpha():
            return None
        limit = 1 if len(wanted) < 6 else 2  # letters; two of five would turn most short words into one another
        choices = self._by_first.get(wanted[0], [])
        found = process.extract(
            wanted, choices, scorer=DamerauLevenshtein.distance, score_cutoff=limit, limit=20, processor=None
        )
        best = min(found, key=lambda hit: (hit[1], -self._words[hit[0]], hit[0]), default=None)
        return best[0] if best and stem(best[0]) != stem(wanted) else None

    @cached_property
    def _words(self) -> Counter[str]:
        """The words of titles and vocabularies, by how many titles hold them."""
        words: Counter[str] = Counter()
        for title, n in self._counted:
            for word in set(_WORD.findall(fold(title))):
                words[word] += n
        words.update(
            word for name, _, _ in (*_vocabulary_names(), *self._platform_names) for word in _WORD.findall(name)
        )
        return words

    @cached_property
    def _by_first(self) -> dict[str, list[str]]:
        groups: dict[str, list[str]] = {}
        for word in self._words:
            groups.setdefault(word[0], []).append(word)
        return groups


@cache
def _vocabulary_names() -> tuple[tuple[str, str, str], ...]:
    return tuple((fold(vocabulary(kind).label(id)), key, id) for key, kind in KINDS.items() for id in vocabulary(kind))


def _search(key: str, id: str) -> Search:
    return Search().toggle(key, id)


def _quoted(title: str) -> str:
    bare = re.sub(r'["“”„]', " ", title)
    return f'"{" ".join(bare.split())}"'

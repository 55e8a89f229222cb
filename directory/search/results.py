"""What a finder answers with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, Protocol

from directory.search.query.search import Search


class WordsAway(RuntimeError):
    """Words were asked that cannot be looked up at this moment: an answer without them would be wider than asked."""

    def __init__(self) -> None:
        super().__init__("the words index is being built; nothing is answered without the words that were asked")


class FacetCount(NamedTuple):
    """How many listings one value of a facet would leave, all other filters kept; exact.

    `id` is the value in the query string ("KE", "unstated", a floor such as "30"); `chosen`: it is in the search.
    """

    id: str
    n: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Groups:
    """How many listings are open, silent and closed to the searcher's country, the other filters kept."""

    open: int
    silent: int
    closed: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """How many listings the speaker can take: `ok`, another `variety`, `unstated`, `closed`, other filters kept."""

    ok: int
    variety: int
    unstated: int
    closed: int


@dataclass(frozen=True, slots=True)
class Found:
    """One page of results. `ids` are in order: open before silent before closed, then the search's own order.

    `groups` and `spoken` are None where the search names no country or language. `marks` holds the index terms that
    each listing of this page was found by: give them to `pieces`. `words_ready` is False while the words index is
    being rebuilt: the filters and counts then hold and the words of the search were not applied. `best_drop` is the
    single filter whose removal brings most, with what it would bring, when nothing was found.
    """

    total: int
    ids: tuple[str, ...] = ()
    pages: int = 0
    groups: Groups | None = None
    spoken: Spoken | None = None
    facets: Mapping[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    marks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words_ready: bool = True
    did_you_mean: str | None = None
    best_drop: tuple[Search, int] | None = None


@dataclass(frozen=True, slots=True)
class Slice:
    """Some of the results in order. `last` is the mark of the last one, None where no results follow."""

    total: int
    ids: tuple[str, ...]
    last: tuple[float, ...] | None
    groups: Groups | None = None


@dataclass(frozen=True, slots=True)
class CaughtUp:
    """What a catch-up did: how many listings changed, up to which version of the table, in how many seconds."""

    changed: int
    version: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A completion: `kind` is title, platform, domain, skill, language or country; `search` is what it stands for."""

    text: str
    kind: str
    search: Search


class Finder(Protocol):
    """Answers searches over the table; safe to share between threads."""

    def catch_up(self) -> CaughtUp:
        """Takes everything that changed in the table since the last time; readers go on meanwhile."""

    def followed(self) -> tuple[int, int]:
        """The versions of the table that filters and words answer from; -1 where words are away."""
        ...

    def find(self, search: Search, *, now: datetime) -> Found:
        """One page with its counts at `now` (UTC); never raises for anything that a reader typed."""

    def ids(self, search: Search, *, now: datetime, limit: int) -> tuple[str, ...]:
        """The first `limit` ids of a search at `now` (UTC), in its order, whatever its page, without counts."""

    def slice(
        self, search: Search, *, now: datetime, limit: int, start: int = 0, after: tuple[float, ...] | None = None
    ) -> Slice:
        """Results from a place, or after the mark of an earlier slice, in the order of `ids`, whatever the page."""

    def matching(self, search: Search, ids: Iterable[str], *, now: datetime) -> set[str]:
        """Those of `ids` that the search finds at `now` (UTC), words included; ids that are gone are not among them."""

    def similar(self, listing_id: str, search: Search, n: int, *, now: datetime) -> tuple[str, ...]:
        """Up to n open listings most like this one that the person of `search` may take."""

    def suggest(self, prefix: str, n: int) -> tuple[Suggestion, ...]:
        """Up to n completions of what was typed so far, filters first, then titles."""

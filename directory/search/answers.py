"""Answers to a search from one state of a finder."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from cachetools.keys import hashkey
from pyroaring import BitMap

from directory.search.columns import counts, places
from directory.search.columns.filters import Narrowed, narrow
from directory.search.columns.order import cut
from directory.search.engines.base import WordMatches
from directory.search.query.facets import GROUPS
from directory.search.query.search import PER_PAGE, Search
from directory.search.results import Found, Slice, WordsAway
from directory.search.snapshot import State
from directory.search.words import question as asked
from directory.search.words import ranking
from directory.search.words.question import Asked
from directory.search.words.spelling import did_you_mean

MOST_WORDS = 6  # each word left out is a question of its own
PageKey = tuple[int, datetime | None]


@dataclass(frozen=True)
class Answer:
    """A search narrowed down. `matches` is None where no words were asked or could be looked up."""

    narrowed: Narrowed
    question: Asked
    matches: WordMatches | None
    words_ready: bool

    @property
    def nowhere(self) -> bool:
        """Whether words were asked and no listing at all holds them, whatever the filters."""
        return self.matches is not None and not len(self.matches.ordinals)


@dataclass(frozen=True)
class Counted:
    """A search narrowed down with what does not depend on its page: counts, and what to drop where nothing is found.

    `pages` hold the page that was asked last, for whoever asks the same again.
    """

    answer: Answer
    facets: counts.Facets
    best_drop: tuple[Search, int] | None
    pages: dict[PageKey, Found] = field(default_factory=dict)


def answer(state: State, search: Search, now: datetime) -> Answer:
    """The listings of a search at `now` (UTC) as bitmaps of ordinals; its words are looked up if it has any."""
    question = asked.read(search.q)
    found = state.match(question) if question else None
    words, matches = found if found else (None, None)
    ready = state.reader is not None and (found is not None or not question)
    return Answer(narrow(state.columns, search, now, words, state.stopped(now)), question, matches, ready)


def find(state: State, search: Search, now: datetime) -> Found:
    """One page of results at `now` (UTC) with all its counts; the page is the search's own, of PER_PAGE ids.

    The last page of a search is kept, by the moment too where its order looks at the clock.
    """
    counted = _counted(state, search, now)
    key = (search.page, now if search.sort == "relevance" else None)
    known = counted.pages.get(key)
    if known is None:
        known = _page(state, counted, search, now)
        if not counted.answer.nowhere:  # what was meant is asked of names, which change by themselves
            counted.pages.clear()
            counted.pages[key] = known
    return known


def _page(state: State, counted: Counted, search: Search, now: datetime) -> Found:
    asked_for, narrowed = counted.answer, counted.answer.narrowed
    total = len(narrowed.result)
    ids = _slice(state, asked_for, now, (search.page - 1) * PER_PAGE, search.page * PER_PAGE)
    terms = tuple(sorted(asked_for.question.terms()))
    return Found(
        total=total,
        ids=ids,
        pages=-(-total // PER_PAGE),
        groups=counts.groups(narrowed),
        spoken=counts.spoken(narrowed),
        facets=counted.facets,
        marks=dict.fromkeys(ids, terms) if terms else {},
        words_ready=asked_for.words_ready,
        did_you_mean=did_you_mean(state, search.q) if asked_for.nowhere else None,
        best_drop=counted.best_drop,
    )


def _counted(state: State, search: Search, now: datetime) -> Counted:
    """The search narrowed down, with its counts: kept for its other pages and renderings, and for others who ask it."""
    of = replace(search, page=1) if search.page > 1 else search
    key = hashkey(of, counts.moment(state.columns, of, now), state.stopped(now), state.reader is None)
    known: Counted | None = state.counted.get(key)
    if known is None:
        asked_for = answer(state, of, now)
        drop = None if asked_for.narrowed.result else best_drop(state, of, now)
        known = Counted(asked_for, counts.Facets(asked_for.narrowed, now), drop)
        if asked_for.words_ready or not asked_for.question:
            state.counted.put(key, known)
    return known


def first(state: State, search: Search, now: datetime, start: int, stop: int) -> tuple[str, ...]:
    """The ids of a search from place `start` (counted from 0) up to but not with `stop`, in order; fewer at the end.

    Raises WordsAway where its words cannot be looked up.
    """
    return _slice(state, _strict(state, search, now), now, start, stop)


def part(
    state: State, search: Search, now: datetime, limit: int, start: int = 0, after: places.Mark | None = None
) -> Slice:
    """The next `limit` results from place `start`, or after the mark of an earlier slice, with their number.

    Raises WordsAway where its words cannot be looked up.
    """
    asked_for = _strict(state, search, now)
    columns, narrowed = state.columns, asked_for.narrowed
    score = ranking.relevance(columns, asked_for.matches, now) if asked_for.matches else None
    where = (columns, narrowed.search, narrowed.result)
    start = places.past(*where, after, score) if after else start
    ordinals = cut(*where, start, start + limit, score)
    more = ordinals and start + len(ordinals) < len(narrowed.result)
    last = places.mark(*where, ordinals[-1], score) if more else None
    ids = tuple(columns.ids[ordinal] for ordinal in ordinals)
    return Slice(len(narrowed.result), ids, last, counts.groups(narrowed))


def _strict(state: State, search: Search, now: datetime) -> Answer:
    asked_for = answer(state, search, now)
    if asked_for.question and asked_for.matches is None:
        raise WordsAway
    return asked_for


def matching(state: State, search: Search, ids: Iterable[str], now: datetime) -> set[str]:
    """Those of `ids` that the search finds at `now` (UTC); ids that are not in the table are not among them.

    Raises WordsAway where its words cannot be looked up.
    """
    ordinals = ((state.columns.ids.ordinal(id), id) for id in ids)
    known = {ordinal: id for ordinal, id in ordinals if ordinal is not None}
    result = _strict(state, search, now).narrowed.result
    return {known[ordinal] for ordinal in result & BitMap(list(known))}


def total(state: State, search: Search, now: datetime) -> int:
    """How many listings a search finds at `now` (UTC), on all its pages together."""
    return len(answer(state, search, now).narrowed.result)


def best_drop(state: State, search: Search, now: datetime) -> tuple[Search, int] | None:
    """The search without the one filter whose loss brings most, and how many that are; None where none helps."""
    return best_of((total(state, option, now), option) for option in options(search))


def options(search: Search) -> list[Search]:
    """The search without each of its filters, or one of its words, in turn."""
    fewer = _fewer_words(search)
    gone = ("show", "q") if fewer else ("show",)
    found = [*fewer, *(search.without(key) for key in search.filters() if key not in gone)]
    if search.country and search.show != GROUPS:
        found.append(replace(search, show=GROUPS, page=1))
    return found


def best_of(counted: Iterable[tuple[int, Search]]) -> tuple[Search, int] | None:
    """Of searches with how many each finds the one that finds most; None where none finds anything."""
    n, option = max(counted, key=lambda pair: pair[0], default=(0, Search()))
    return (option, n) if n else None


def _fewer_words(search: Search) -> list[Search]:
    """The search without one of its words; only where there are two or more, none of them in quotes."""
    words = search.q.split()
    if not 1 < len(words) <= MOST_WORDS or '"' in search.q:
        return []
    return [replace(search, q=" ".join((*words[:at], *words[at + 1 :])), page=1) for at in range(len(words))]


def _slice(state: State, asked_for: Answer, now: datetime, start: int, stop: int) -> tuple[str, ...]:
    columns, narrowed = state.columns, asked_for.narrowed
    score = ranking.relevance(columns, asked_for.matches, now) if asked_for.matches else None
    ordinals = cut(columns, narrowed.search, narrowed.result, start, stop, score)
    return tuple(columns.ids[ordinal] for ordinal in ordinals)

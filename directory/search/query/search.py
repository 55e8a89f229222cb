"""A search is a value, equal to its query string: page, feed, API and alert differ only in the renderer."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Self

from directory.posting import clean
from directory.search.query import parse, sentence
from directory.search.query.facets import FACET, GROUPS, NAMED
from directory.search.query.kinds import Texts
from directory.search.query.parse import Problem
from directory.search.query.picks import Pick, picked, spelt
from directory.search.query.sentence import Naming, Say
from directory.search.query.tongue import Spoken, best, spoken, text_of

PER_PAGE = 25  # listings on a page
SHOWN = FACET["show"].usual


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter value of a search: its words, and the search that lacks it."""

    key: str
    value: str
    label: str
    without: "Search"


@dataclass(frozen=True, slots=True, init=False)
class Search:
    """What somebody looks for. Values are ids, sorted; what is left at its default says nothing.

    `country` and `speak` are the person; `show` are the groups of eligibility shown for that country. `speak` holds
    (tag, level) pairs: listings whose language verdict is "closed" are hidden, those that name none stand after the
    others, and alone where only "unstated" is among them. `picks` are the (key, values) of the other facets that narrow
    it, as they stand in the query string; each may be given by its key: `Search(tier=("coding",), pay=30)`. A key that
    is no facet is a TypeError.
    """

    q: str
    country: str | None
    show: Texts
    speak: tuple[Spoken, ...]
    picks: tuple[tuple[str, Texts], ...]
    state: str
    sort: str
    page: int

    def __init__(
        self,
        *,
        q: str = "",
        country: str | None = None,
        show: Iterable[str] = SHOWN,
        speak: Iterable[Spoken] = (),
        picks: Iterable[tuple[str, Texts]] = (),
        state: str = "open",
        sort: str = "",
        page: int = 1,
        **more: Pick,
    ) -> None:
        words = " ".join(clean(q).split())
        self._set(q=words, country=country, show=_shown(show, country), speak=best(speak))
        self._set(picks=picked({**dict(picks), **more}), state=state, sort=_order(sort, words), page=page)

    def _set(self, **values: Any) -> None:
        for key, value in values.items():
            object.__setattr__(self, key, value)

    @classmethod
    def parse(
        cls, query: str, *, platforms: Collection[str] | None = None, beside: Collection[str] = ()
    ) -> tuple[Self, tuple[Problem, ...]]:
        """The search of a query string and what was not understood in it; never raises.

        A key without a value says nothing, parameters of campaigns (`utm_*`, `fbclid`, `gclid`) are left out. Any other
        key or value that is unknown is a Problem and left out, which widens the search: whoever acts on a search later
        (feed, alert) must refuse it. So is a second, other value of a key that takes one; the last stays. `platforms`
        are the known slugs, if any; `beside` are keys that the caller reads.
        """
        values: dict[str, Texts] = {}
        problems: list[Problem] = []
        if len(query) > parse.LIMIT:
            problems.append(Problem("", query[: parse.SHOWN], parse.TOO_LONG))
        for name, value in parse.pairs(query):
            if name in beside or parse.of_campaign(name):
                continue
            if name not in NAMED:
                problems.append(parse.unknown(name, value))
            elif value:
                problems += parse.take(values, name, value, platforms)
        return cls._of(values), tuple(dict.fromkeys(problems))

    @classmethod
    def _of(cls, values: Mapping[str, Texts]) -> Self:
        fields = {key: READ[key](texts) for key, texts in values.items() if key in READ}
        return cls(picks=[(key, texts) for key, texts in values.items() if key not in READ], **fields)

    def to_query_string(self) -> str:
        """The one spelling of this search, without "?": fixed order, sorted values, defaults left out."""
        return _query(self)

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The (key, value) pairs of the query string in its order, decoded: for hidden form fields."""
        said = self._said()
        return tuple([(key, text) for key in sorted(said, key=ORDER.__getitem__) for text in said[key]])

    def _said(self) -> dict[str, Texts]:
        """The values of every key that does not stand at its default, in no order."""
        said = dict(self.picks)
        for key, usual in DEFAULTS.items():
            if self._says(key) if key == "sort" else getattr(self, key) != usual:
                said[key] = self._values(key)
        return said

    def toggle(self, key: str, value: str) -> Self:
        """The search with this value added, or removed if it is there; back on page 1."""
        here = self._values(key)
        if value in here:
            return self.without(key, value)
        return self._with(key, (*here, value) if FACET[key].many else (value,))

    def without(self, key: str, value: str | None = None) -> Self:
        """The search without one value of a key, or without the key; back on page 1."""
        if value is None or not FACET[key].many:
            return self._with(key, ())
        return self._with(key, tuple(text for text in self._values(key) if text != value))

    def choosing(self, key: str, values: Texts) -> Self:
        """The search with exactly these values of a key, as they stand in the query string; back on page 1."""
        return self._with(key, values)

    def on_page(self, page: int) -> Self:
        """The same search on another page, counted from 1; what is below 1 is page 1."""
        return self if page == self.page else self._copy(page=max(1, page))

    def sorted_by(self, sort: str) -> Self:
        """The same search in another order ("newest", "pay", "relevance"), on page 1."""
        return self._copy(sort=_order(sort, self.q), page=1)

    def chosen(self, key: str) -> Texts:
        """The values of a key as they stand in the query string; () where it stands at its default."""
        if key not in READ:
            return self._picks(key)
        return self._values(key) if self._says(key) else ()

    def number(self, key: str) -> int | None:
        """The number chosen in a facet of numbers (dollars an hour, days), None where there is none."""
        values = self._picks(key)
        return int(values[0]) if values else None

    def filters(self) -> Texts:
        """The keys that narrow this search, in the order of the query string; order and page narrow nothing."""
        narrowing = {key for key in READ if key not in ("sort", "page") and self._says(key)}
        return tuple(sorted(narrowing.union([key for key, values in self.picks if values]), key=ORDER.__getitem__))

    def chips(self, say: Say = str, name: Naming = sentence.name_of) -> tuple[Chip, ...]:
        """One chip a filter value, in the order of the query string. `name` gives a value's words (key, value)."""
        return tuple(
            Chip(key, value, sentence.words(key, value, say, name), self.without(key, value))
            for key in self.filters()
            for value in self.chosen(key)
        )

    def sentence(self, say: Say = str, name: Naming = sentence.name_of, between: str = ", ") -> str:
        """The search in words, alternatives joined by "or": "“chemistry”, for people in Kenya, work in Swedish"."""
        parts = (sentence.either(key, self.chosen(key), say, name) for key in self.filters())
        return between.join(parts) or say(sentence.EVERYTHING)

    def _picks(self, key: str) -> Texts:
        for name, values in self.picks:  # a handful: faster than a mapping, and a search stays hashable
            if name == key:
                return values
        return ()

    def _values(self, key: str) -> Texts:
        """The values of a key in force, defaults included."""
        if key not in READ:
            return self._picks(key)
        if key == "speak":
            return tuple(map(text_of, self.speak))
        value = getattr(self, key)
        return value if isinstance(value, tuple) else (str(value),) if value else ()

    def _says(self, key: str) -> bool:
        if key not in READ:
            return bool(self._picks(key))
        if key == "sort":
            return self.sort != _order("", self.q)
        return bool(getattr(self, key) != DEFAULTS[key])

    def _with(self, key: str, values: Texts) -> Self:
        if key not in READ:
            others = tuple([pick for pick in self.picks if pick[0] != key])
            return self._copy(picks=picked({**dict(others), key: values}) if values else others, page=1)
        value: Any = READ[key](values)
        if key in ALONE:
            return self._copy(page=1, **{key: ALONE[key](self, value)})
        sort = {"sort": ""} if key == "q" and not self._says("sort") else {}
        changed: dict[str, Any] = {"page": 1, **sort, key: value}
        return replace(self, **changed)

    def _copy(self, **changed: Any) -> Self:
        """The same search with other values that are as they must be already, so that none is checked again."""
        made = object.__new__(type(self))
        for name in self.__slots__:
            object.__setattr__(made, name, changed[name] if name in changed else getattr(self, name))
        return made


@lru_cache(1_024)  # a page spells the search it shows six times, and its neighbours in each of its rows
def _query(search: Search) -> str:
    said = search._said()
    return "&".join([spelt(key, said[key]) for key in sorted(said, key=ORDER.__getitem__)])


READ: dict[str, Callable[[Texts], Any]] = {
    "q": "".join,
    "country": lambda texts: next(iter(texts), None),
    "show": tuple,
    "speak": lambda texts: tuple(map(spoken, texts)),
    "state": lambda texts: next(iter(texts), "open"),
    "sort": "".join,
    "page": lambda texts: int(next(iter(texts), 1)),
}
"""The keys that are fields of their own, and how each is made from its texts."""
ALONE: dict[str, Callable[[Search, Any], Any]] = {
    "show": lambda search, groups: _shown(groups, search.country),
    "speak": lambda search, pairs: best(pairs),
    "state": lambda search, state: state,
    "sort": lambda search, sort: _order(sort, search.q),
}
"""The fields that no other follows from, and what each is beside the others."""
ORDER = {key: at for at, key in enumerate(FACET)}
"""The place of each key in a query string."""


def _shown(show: Iterable[str], country: str | None) -> Texts:
    chosen = frozenset(show)
    return tuple(group for group in GROUPS if group in chosen) or SHOWN if country else SHOWN


def _order(sort: str, words: str) -> str:
    known = sort in FACET["sort"].ids and (words or sort != "relevance")
    return sort if known else "relevance" if words else "newest"


DEFAULTS: dict[str, Any] = {key: getattr(Search(), key) for key in READ}

"""A search is a value, equal to its query string: page, feed, API and alert differ only in the renderer."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, fields, replace
from typing import Any, Self
from urllib.parse import parse_qsl, quote_plus

from directory.claims import LEVELS, Level
from directory.posting import clean
from directory.search.query import parse as keys
from directory.search.query import sentence
from directory.search.query.parse import MANY, UNSTATED, Odd, Problem
from directory.search.query.sentence import Chip, Naming

__all__ = ["PER_PAGE", "Chip", "Naming", "Problem", "Search"]

PER_PAGE = 25
Q_LIMIT = 300
RAW_LIMIT = 16_000
SHOWN = ("open", "silent")
Spoken = tuple[str, Level | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What somebody looks for. Values are ids, sorted; what is left at its default says nothing.

    `country` and `speak` are the person; `show` are the groups of eligibility shown for that country. `speak` holds
    (tag, level) pairs: listings whose language verdict is "closed" are hidden, those that state none are shown only
    where "unstated" is among them. `employment` empty hides employee jobs. `pay` is a floor in US dollars an hour that
    the listing's upper figure reaches; `paid` adds those "otherwise" paid or "unstated". `fresh` is in days.
    """

    q: str = ""
    country: str | None = None
    show: tuple[str, ...] = SHOWN
    speak: tuple[Spoken, ...] = ()
    lang: tuple[str, ...] = ()
    tier: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()
    skill: tuple[str, ...] = ()
    task: tuple[str, ...] = ()
    platform: tuple[str, ...] = ()
    not_platform: tuple[str, ...] = ()
    employment: tuple[str, ...] = ()
    degree: tuple[str, ...] = ()
    pay: int | None = None
    paid: tuple[str, ...] = ()
    state: str = "open"
    fresh: int | None = None
    sort: str = ""
    page: int = 1

    def __post_init__(self) -> None:
        """Makes equal searches equal: sorted values, each once, and defaults where a value says nothing."""
        for key in MANY:
            object.__setattr__(self, key, tuple(sorted(set(getattr(self, key)))))
        object.__setattr__(self, "q", " ".join(clean(self.q).split()))
        object.__setattr__(self, "speak", _distinct(self.speak))
        shown = tuple(group for group in keys.GROUPS if group in self.show)
        object.__setattr__(self, "show", shown if shown and self.country else SHOWN)
        if self.pay and "hour" in self.paid:
            object.__setattr__(self, "paid", tuple(way for way in self.paid if way != "hour"))
        usual = "relevance" if self.q else "newest"
        wanted = self.sort if self.sort in keys.SORTS and (self.q or self.sort != "relevance") else usual
        object.__setattr__(self, "sort", wanted)

    @classmethod
    def parse(cls, query: str, *, platforms: Collection[str] | None = None) -> tuple[Self, tuple[Problem, ...]]:
        """The search of a query string and what was not understood in it; never raises.

        Unknown keys and empty values are ignored. A value that is unknown is a Problem and left out, which widens the
        search: whoever acts on a search later (feed, alert) must refuse it. `platforms` are the known slugs, if any.
        """
        values: dict[str, Any] = {}
        problems: list[Problem] = []
        for name, value in _pairs(query):
            try:
                _take(values, keys.RENAMED.get(name, name), value, platforms)
            except Odd as odd:
                problems.append(odd.problem)
        if len(values.get("q", "")) > Q_LIMIT:
            values["q"] = values["q"][:Q_LIMIT]
            problems.append(Problem("q", values["q"][:100], keys.UNKNOWN["q"]))
        return cls(**values), tuple(dict.fromkeys(problems))

    def to_query_string(self) -> str:
        """The one spelling of this search, without "?": fixed order, sorted values, defaults left out."""
        return "&".join(f"{key}={quote_plus(value, safe=':')}" for key, value in self.pairs())

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The (key, value) pairs of the query string: for hidden form fields."""
        return tuple((key, text) for key in KEYS for text in _texts(key, getattr(self, key)) if self._says(key))

    def toggle(self, key: str, value: str) -> Self:
        """The search with this value added, or removed if it is there; back on page 1."""
        if value in _texts(key, getattr(self, key)):
            return self.without(key, value)
        if key == "speak":
            return replace(self, speak=(*self.speak, keys.spoken(value)), page=1)
        if key in MANY:
            return self._with(key, (*getattr(self, key), value))
        return self._with(key, int(value) if key in keys.NUMBERS else value)

    def without(self, key: str, value: str | None = None) -> Self:
        """The search without one value of a key, or without the key; back on page 1."""
        if value is None or not (key in MANY or key == "speak"):
            return self._with(key, DEFAULTS[key])
        kept = tuple(item for item in getattr(self, key) if value not in _texts(key, (item,)))
        return self._with(key, kept)

    def on_page(self, page: int) -> Self:
        """The same search, another page."""
        return replace(self, page=max(1, page))

    def sorted_by(self, sort: str) -> Self:
        """The same search in another order, on page 1."""
        return replace(self, sort=sort, page=1)

    def chosen(self, key: str) -> tuple[str, ...]:
        """The values of a key as they stand in the query string."""
        return _texts(key, getattr(self, key)) if self._says(key) else ()

    def filters(self) -> tuple[str, ...]:
        """The keys that narrow this search, without order and page."""
        return tuple(key for key in KEYS if key not in ("sort", "page") and self._says(key))

    def chips(self, say: Callable[[str], str] = str, name: Naming = sentence.name_of) -> tuple[Chip, ...]:
        """One chip a filter value, with the search that lacks it. `name` gives a value's words (key, value)."""
        return sentence.chips(self, say, name)

    def sentence(self, say: Callable[[str], str] = str, name: Naming = sentence.name_of) -> str:
        """The search in words: "“chemistry”, open to Kenya, in Swedish, paying $30 an hour or more"."""
        return sentence.sentence(self, say, name)

    def _says(self, key: str) -> bool:
        if key == "sort":
            return self.sort != ("relevance" if self.q else "newest")
        return bool(getattr(self, key) != DEFAULTS[key])

    def _with(self, key: str, value: Any) -> Self:
        sort = {"sort": ""} if key == "q" and not self._says("sort") else {}
        return replace(self, **{"page": 1, **sort, key: value})


KEYS = tuple(field.name for field in fields(Search))
DEFAULTS: dict[str, Any] = {field.name: field.default for field in fields(Search)}


def _pairs(query: str) -> list[tuple[str, str]]:
    """The decoded pairs; bytes that are no UTF-8 become "�", what is left empty goes."""
    raw = parse_qsl(query[:RAW_LIMIT].lstrip("?"), errors="replace")
    return [(name, value) for name, text in raw if (value := " ".join(clean(text).split()))]


def _take(values: dict[str, Any], key: str, value: str, platforms: Collection[str] | None) -> None:
    """Reads one pair into `values`: lists grow, single values are overwritten by the last; unknown keys go."""
    if key not in DEFAULTS:
        return
    if key == "speak":
        values[key] = (*values.get(key, ()), keys.spoken(value))
        return
    read = _one(key, value, platforms)
    values[key] = (*values.get(key, ()), *_many(key, read)) if key in MANY else read


def _one(key: str, value: str, platforms: Collection[str] | None) -> Any:
    if key == "q":
        return value
    if key in keys.VOCABULARIES:
        return keys.term(key, value)
    if key in ("platform", "not_platform"):
        return keys.platform(key, value, platforms)
    if key == "employment" and value == "any":
        return value
    return keys.number(key, value) if key in keys.NUMBERS else keys.choice(key, value)


def _many(key: str, value: str) -> tuple[str, ...]:
    return keys.EMPLOYMENTS if (key, value) == ("employment", "any") else (value,)


def _distinct(spoken: tuple[Spoken, ...]) -> tuple[Spoken, ...]:
    """Each language once, at the best level named; a language without a level counts as the best."""
    best: dict[str, Level | None] = {}
    for tag, level in spoken:
        known = best.get(tag, level)
        best[tag] = None if level is None or known is None else max(known, level, key=LEVELS.index)
    return tuple(sorted(best.items(), key=lambda pair: (pair[0] == UNSTATED, pair[0])))


def _texts(key: str, value: Any) -> tuple[str, ...]:
    if key == "speak":
        return tuple(f"{tag}:{level}" if level else tag for tag, level in value)
    if isinstance(value, tuple):
        return value
    return () if value is None else (str(value),)

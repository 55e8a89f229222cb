"""A search in words: its sentence and its chips. Every word goes through `say`, every value through `name`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from directory.search.query.parse import UNSTATED, VOCABULARIES
from directory.terms import vocabulary

if TYPE_CHECKING:
    from directory.search.query.search import Search

Say = Callable[[str], str]
Naming = Callable[[str, str], str]

# What a chip and the sentence say, one message a key; {value} is the value's name.
MESSAGES = {
    "q": "“{value}”",
    "country": "for people in {value}",
    "speak": "for people who speak {value}",
    "lang": "work in {value}",
    "tier": "tier {value}",
    "domain": "field {value}",
    "skill": "skill {value}",
    "task": "task {value}",
    "platform": "on {value}",
    "not_platform": "not on {value}",
    "pay": "paying ${value} an hour or more",
    "fresh": "first seen in the last {value} days",
}
FIXED = {
    ("show", "open"): "those open to you",
    ("show", "silent"): "those that do not say",
    ("show", "closed"): "those closed to you",
    ("employment", "contractor"): "contract work",
    ("employment", "employee"): "employee jobs",
    ("employment", UNSTATED): "employment not stated",
    ("degree", "asked"): "degree asked",
    ("degree", "none"): "no degree needed",
    ("degree", UNSTATED): "degree not stated",
    ("paid", "hour"): "paid by the hour",
    ("paid", "otherwise"): "paid otherwise",
    ("paid", UNSTATED): "pay not stated",
    ("state", "closed"): "closed listings",
    ("state", "any"): "open and closed listings",
    ("lang", UNSTATED): "language not stated",
    ("speak", UNSTATED): "language not stated",
    ("tier", UNSTATED): "tier not stated",
    ("domain", UNSTATED): "field not stated",
    ("skill", UNSTATED): "skill not stated",
    ("task", UNSTATED): "task not stated",
    ("fresh", "1"): "first seen in the last day",
}
LEVEL_WORDS = {
    "basic": "{value} (basic)",
    "conversational": "{value} (conversational)",
    "fluent": "{value} (fluent)",
    "native": "{value} (native)",
}
EVERYTHING = "all open listings"


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter value of a search: its words, and the search that lacks it."""

    key: str
    value: str
    label: str
    without: "Search"


def name_of(key: str, value: str) -> str:
    """A value's English name by its vocabulary; the value itself where there is none."""
    kind = VOCABULARIES.get("lang" if key == "speak" else key)
    return vocabulary(kind).label(value) if kind and value != UNSTATED else value


def words(key: str, value: str, say: Say = str, name: Naming = name_of) -> str:
    """What one filter value means: "work in Swedish", "paid otherwise"."""
    fixed = FIXED.get((key, value))
    if fixed:
        return say(fixed)
    bare, _, level = value.partition(":") if key == "speak" else (value, "", "")
    named = name(key, bare)
    return say(MESSAGES[key]).format(value=say(LEVEL_WORDS[level]).format(value=named) if level else named)


def chips(search: "Search", say: Say = str, name: Naming = name_of) -> "tuple[Chip, ...]":
    """One chip a filter value, in the order of the query string."""
    return tuple(
        Chip(key, value, words(key, value, say, name), search.without(key, value))
        for key in search.filters()
        for value in search.chosen(key)
    )


def sentence(search: "Search", say: Say = str, name: Naming = name_of) -> str:
    """The whole search in one phrase, alternatives joined by "or"."""
    parts = (_phrase(search, key, say, name) for key in search.filters())
    return ", ".join(parts) or say(EVERYTHING)


def _phrase(search: "Search", key: str, say: Say, name: Naming) -> str:
    return f" {say('or')} ".join(words(key, value, say, name) for value in search.chosen(key))

"""How each key of a query string reads its values: the table behind `Search.parse`."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from directory.claims import LEVELS, Level
from directory.terms import vocabulary

UNSTATED = "unstated"
GROUPS = ("open", "silent", "closed")
SORTS = ("newest", "pay", "relevance")
STATES = ("open", "closed", "any")
EMPLOYMENTS = ("contractor", "employee", UNSTATED)
DEGREES = ("asked", "none", UNSTATED)
PAID = ("hour", "otherwise", UNSTATED)
MAX_PAY = 1_000
MAX_DAYS = 365
MAX_PAGE = 100_000

# Keys that once had another name; a key is never reused for something else.
RENAMED = {"language": "lang", "days": "fresh", "exclude": "not_platform"}
VOCABULARIES = {
    "country": "countries",
    "lang": "languages",
    "tier": "tiers",
    "domain": "domains",
    "skill": "skills",
    "task": "tasks",
}
CHOICES: dict[str, tuple[str, ...]] = {
    "show": GROUPS,
    "employment": EMPLOYMENTS,
    "degree": DEGREES,
    "paid": PAID,
    "state": STATES,
    "sort": SORTS,
}
NUMBERS = {"pay": MAX_PAY, "fresh": MAX_DAYS, "page": MAX_PAGE}
MANY = ("show", "lang", "tier", "domain", "skill", "task", "platform", "not_platform", "employment", "degree", "paid")


@dataclass(frozen=True, slots=True)
class Problem:
    """A value that could not be understood. `message` holds {value}; `near` are values that would be understood."""

    key: str
    value: str
    message: str
    near: tuple[str, ...] = ()

    def sentence(self, say: Callable[[str], str] = str) -> str:
        """The message in the language of `say`, with the value in it."""
        return say(self.message).format(value=self.value)


class Odd(ValueError):
    """A value that its key does not know, as a Problem."""

    def __init__(self, key: str, value: str, message: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.problem = Problem(key, value[:100], message, near)


def term(key: str, value: str) -> str:
    """The id that a name or id stands for in the key's vocabulary, or "unstated"; otherwise Odd."""
    if value == UNSTATED and key != "country":
        return UNSTATED
    words = vocabulary(VOCABULARIES[key])
    id = words.get(value)
    if id is not None:
        return id
    near = tuple(dict.fromkeys(words.parse(name) for name in words.near(value)))
    raise Odd(key, value, UNKNOWN[key], near)


def choice(key: str, value: str) -> str:
    """One of a short fixed list, in small letters; otherwise Odd."""
    small = value.lower()
    if small in CHOICES[key]:
        return small
    raise Odd(key, value, UNKNOWN[key], _near(small, CHOICES[key]) or CHOICES[key])


def number(key: str, value: str) -> int:
    """A whole number from 1 to the key's limit; a leading "$" and spaces do no harm."""
    digits = value.strip().lstrip("$").strip()
    if digits.isascii() and digits.isdigit() and 1 <= int(digits[:9]) <= NUMBERS[key] and len(digits) < 10:
        return int(digits)
    raise Odd(key, value, UNKNOWN[key])


def spoken(value: str) -> tuple[str, Level | None]:
    """A language with an optional level: "sv", "es-MX:fluent"; "unstated" is taken too."""
    name, colon, level = value.partition(":")
    tag = term("lang", name)
    if not colon:
        return tag, None
    for known in LEVELS:
        if level.lower() == known:
            return tag, known
    raise Odd(
        "speak", value, "“{value}” has no level that we know: basic, conversational, fluent or native.", _levels(tag)
    )


def platform(key: str, value: str, known: Collection[str] | None) -> str:
    """A platform's slug; Odd where the known slugs are given and it is none of them."""
    slug = value.lower()
    plain = slug.replace("-", "").isalnum() and slug.isascii() and len(slug) <= 41
    if plain and (known is None or slug in known):
        return slug
    raise Odd(key, value, UNKNOWN[key], _near(slug, known or ()))


def _levels(tag: str) -> tuple[str, ...]:
    return tuple(f"{tag}:{level}" for level in LEVELS)


def _near(value: str, choices: Collection[str]) -> tuple[str, ...]:
    found = process.extract(value, list(choices), scorer=fuzz.ratio, limit=3, score_cutoff=60)
    return tuple(match for match, _, _ in found)


UNKNOWN = {
    "country": "There is no country called “{value}”.",
    "lang": "There is no language called “{value}”.",
    "tier": "There is no tier called “{value}”.",
    "domain": "There is no field called “{value}”.",
    "speak": "“{value}” has no level that we know: basic, conversational, fluent or native.",
    "skill": "There is no skill called “{value}”.",
    "task": "There is no kind of task called “{value}”.",
    "platform": "There is no platform called “{value}”.",
    "not_platform": "There is no platform called “{value}”.",
    "show": "“{value}” is no group: open, silent or closed.",
    "employment": "“{value}” is no kind of employment: contractor, employee or unstated.",
    "degree": "“{value}” says nothing about degrees: asked, none or unstated.",
    "paid": "“{value}” is no way to pay: hour, otherwise or unstated.",
    "state": "“{value}” is no state: open, closed or any.",
    "sort": "“{value}” is no order: newest, pay or relevance.",
    "pay": "“{value}” is no hourly pay: a whole number of US dollars from 1 to 1000.",
    "fresh": "“{value}” is no number of days: 1 to 365.",
    "page": "There is no page “{value}”.",
    "q": "The search words were too long; only the first 300 characters were used.",
}

"""How the value of each kind of facet is read: what was typed to the text that stands in the query string."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl

from rapidfuzz import fuzz, process

from directory.claims import LEVELS
from directory.posting import clean
from directory.search.query.facets import NAMED
from directory.search.query.kinds import UNSTATED, Facet, Kind
from directory.terms import called, vocabulary

LEVEL = "“{value}” has no level that we know: basic, conversational, fluent or native."
NO_FILTER = "There is no filter called “{key}”."
NO_WORD = "“{value}” is no filter: write it into the search box, or as q=…"
TOO_LONG = "The address is too long; only its first 16,000 characters were read."
TWICE = "“{key}” takes one value, and it was given two."
MESSAGES = (LEVEL, NO_FILTER, NO_WORD, TOO_LONG, TWICE)
SHOWN = 100
"""How much of a value a problem repeats, in characters."""
CAMPAIGN, CAMPAIGNS = "utm_", frozenset({"fbclid", "gclid"})
"""Keys that advertisers hang on to any link: the only ones that are left out in silence."""
LIMIT = 16_000
"""Characters of a query string that are read: a search with every facet full is far below."""
ALIKE, ALIKE_KEY = 60, 65
"""From which likeness (0 to 100) a value or key is offered: "countri" is 86 like "country", "hours" 44 like "show"."""
REF = re.compile(r"[^\s/?#]{1,200}")
"""As a posting's ref is taken in (`directory/posting.py`)."""
TRANSLATED = frozenset({"countries", "languages"})
"""The vocabularies whose names in the reader's language stand in the form, to be sent back."""
Known = Collection[str] | None


@dataclass(frozen=True, slots=True)
class Problem:
    """A part of a query string that was not understood. `message` holds {value} or {key}.

    `near` are values of the key that would be understood; `filters` are keys that would be, where the key was not.
    """

    key: str
    value: str
    message: str
    near: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()

    def sentence(self, say: Callable[[str], str] = str) -> str:
        """The message in the language of `say`, with the value or key as it was sent; escaping is for who prints it."""
        return say(self.message).format(value=self.value, key=self.key)


class Odd(ValueError):
    """A value that its facet does not know, as a Problem."""

    def __init__(self, key: str, value: str, message: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.problem = Problem(key, value[:SHOWN], message, near)


def pairs(query: str) -> list[tuple[str, str]]:
    """The decoded (key, value) pairs, blanks folded; what has no "=" is a key without value; no UTF-8 becomes "�"."""
    return [pair for part in query[:LIMIT].lstrip("?").split("&") for pair in _pair(part)]


@lru_cache(maxsize=10_000)
def _pair(part: str) -> tuple[tuple[str, str], ...]:
    """The pair that stands between two "&", none for nothing: the same few come again and again."""
    raw = parse_qsl(part, keep_blank_values=True, errors="replace")
    folded = ((" ".join(clean(name).split()), " ".join(clean(text).split())) for name, text in raw)
    return tuple((name, value) for name, value in folded if name or value)


def read(facet: Facet, value: str, platforms: Known = None) -> tuple[str, ...]:
    """The canonical texts of one value, several where it stands for all choices; Odd if it is not understood.

    `platforms` are the known slugs, None where they are not to be checked.
    """
    return READERS[facet.kind](facet, value, platforms)


@lru_cache(maxsize=10_000)
def reread(name: str, value: str) -> tuple[str, ...]:
    """`read` of a facet by its name, for any platform: searches of alerts say the same few things again and again."""
    return read(NAMED[name], value)


def unknown(key: str, value: str) -> Problem:
    """The problem of a key that is none; keys that are spelt alike are offered."""
    if not value:
        return Problem("", key[:SHOWN], NO_WORD)
    near = process.extract(key.lower(), list(NAMED), scorer=fuzz.ratio, limit=3, score_cutoff=ALIKE_KEY)
    meant = tuple(dict.fromkeys(NAMED[name].key for name, _, _ in near))
    return Problem(key[:SHOWN], value[:SHOWN], NO_FILTER, filters=meant)


def of_campaign(key: str) -> bool:
    """Whether a key belongs to somebody's campaign (`utm_*`, `fbclid`, `gclid`…) and says nothing to us."""
    return key.startswith(CAMPAIGN) or key in CAMPAIGNS


def take(values: dict[str, tuple[str, ...]], name: str, value: str, platforms: Known) -> list[Problem]:
    """Reads one pair into `values` and gives what is wrong with it: lists grow, of single values the last stays.

    `name` is a key or a former one, `values` hold what was read so far by key.
    """
    facet = NAMED[name]
    try:
        short = platforms is None and len(value) <= SHOWN
        found = reread(name, value) if short else read(facet, value, platforms)
    except Odd as odd:
        return [odd.problem]
    before = values.get(facet.key, ())
    values[facet.key] = (*before, *found) if facet.many else found
    if facet.kind == "words" and len(value) > facet.limit:
        values[facet.key] = (value[: facet.limit],)
        return [Problem(facet.key, value[:SHOWN], facet.problem)]
    return [] if facet.many or before in ((), found) else [_twice(facet, value, (*before, *found))]


def _twice(facet: Facet, value: str, both: tuple[str, ...]) -> Problem:
    """The problem of a second value where one is taken: either may have been meant. Words are not offered again."""
    return Problem(facet.key, value[:SHOWN], TWICE, () if facet.kind in ("words", "page") else both)


def _words(facet: Facet, value: str, platforms: Known) -> tuple[str, ...]:
    return (value,)


def _term(facet: Facet, value: str, platforms: Known) -> tuple[str, ...]:
    """The id that a name or id stands for in the facet's vocabulary, or "unstated"."""
    if value == UNSTATED and facet.unstated:
        return (UNSTATED,)
    words = vocabulary(facet.vocabulary)
    id = called(facet.vocabulary, value) if facet.vocabulary in TRANSLATED else words.get(value)
    if id is not None:
        return (id,)
    near = tuple(dict.fromkeys(words.parse(name) for name in words.near(value)))
    raise Odd(facet.key, value, facet.problem, near)


def _spoken(facet: Facet, value: str, platforms: Known) -> tuple[str, ...]:
    """A language with an optional level: "sv", "es-MX:fluent"."""
    name, colon, level = value.partition(":")
    (tag,) = _term(facet, name, platforms)
    if not colon:
        return (tag,)
    if level.lower() in LEVELS and tag != UNSTATED:
        return (f"{tag}:{level.lower()}",)
    raise Odd(facet.key, value, LEVEL, tuple(f"{tag}:{known}" for known in LEVELS))


def _slug(facet: Facet, value: str, platforms: Known) -> tuple[str, ...]:
    """A platform's slug; Odd where the known slugs are given and it is none of them."""
    slug = value.lower()
    plain = slug.replace("-", "").isalnum() and slug.isascii() and len(slug) <= 41  # as PlatformRecord has it
    if plain and (platforms is None or slug in platforms):
        return (slug,)
    raise Odd(facet.key, value, facet.problem, _near(slug, platforms or ()))


def _listing(facet: Facet, value: str, platforms: Known) -> tuple[str, ...]:
    """A listing's id as it stands in its address, slug in small letters; Odd where the platform is none of the known.

    A ref may be written in capitals: it is the platform's own.
    """
    slug, _, ref = value.partition("/")
    if not REF.fullmatch(ref):
        raise Odd(facet.key, value, facet.problem)
    try:
        return (f"{_slug(facet, slug, platforms)[0]}/{ref}",)
    except Odd:
        raise Odd(facet.key, value, facet.problem) from None


def _choice(facet: Facet, value: str, platforms: Known) -> tuple[str, ...]:
    """One of a few values, in small letters; where one word stands for all of them, all of them."""
    small = value.lower()
    if small in facet.ids:
        return (small,)
    if small == facet.every:
        return facet.ids
    raise Odd(facet.key, value, facet.problem, _near(small, facet.ids) or facet.ids)


def _number(facet: Facet, value: str, platforms: Known) -> tuple[str, ...]:
    """A whole number from 1 to the facet's limit; a leading "$" and spaces do no harm."""
    digits = value.strip().lstrip("$").strip()
    # Ten digits are more than any limit, and int() of thousands of them is slow.
    if digits.isascii() and digits.isdigit() and len(digits) < 10 and 1 <= int(digits) <= facet.limit:
        return (str(int(digits)),)
    raise Odd(facet.key, value, facet.problem)


def _near(value: str, choices: Collection[str]) -> tuple[str, ...]:
    found = process.extract(value, list(choices), scorer=fuzz.ratio, limit=3, score_cutoff=ALIKE)
    return tuple(match for match, _, _ in found)


READERS: dict[Kind, Callable[[Facet, str, Known], tuple[str, ...]]] = {
    "words": _words,
    "country": _term,
    "groups": _choice,
    "speak": _spoken,
    "terms": _term,
    "platform": _slug,
    "without": _slug,
    "listing": _listing,
    "choice": _choice,
    "of_platform": _choice,
    "bars": _term,
    "one": _choice,
    "number": _number,
    "checked": _choice,
    "order": _choice,
    "page": _number,
}

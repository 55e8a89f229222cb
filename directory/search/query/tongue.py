"""A language that the reader speaks: as a value ("es-MX", "fluent"), and in a query string "es-MX:fluent"."""

from collections.abc import Iterable

from directory.claims import LEVELS, Level
from directory.search.query.kinds import UNSTATED

Spoken = tuple[str, Level | None]


def spoken(text: str) -> Spoken:
    """The (tag, level) of a canonical text; None for a text without a level."""
    tag, _, level = text.partition(":")
    return tag, next((known for known in LEVELS if known == level), None)


def text_of(pair: Spoken) -> str:
    """The text of a (BCP 47 tag, level) in a query string: "es-MX:fluent"; the tag alone without a level."""
    tag, level = pair
    return f"{tag}:{level}" if level else tag


def best(pairs: Iterable[Spoken]) -> tuple[Spoken, ...]:
    """Each language once, by tag, "unstated" last, at the best level named; one without a level counts as the best."""
    levels: dict[str, Level | None] = {}
    for tag, level in pairs:
        known = levels.get(tag, level)
        levels[tag] = None if level is None or known is None else max(known, level, key=LEVELS.index)
    return tuple(sorted(levels.items(), key=lambda pair: (pair[0] == UNSTATED, pair[0])))

"""Languages that are asked for, as terms: one for each requirement, with its alternatives ("en:fluent|es:").

A listing is closed to somebody who meets one of its requirements in no way. There are few different requirements among
any number of listings, so a host knows them all and judges each once a person; it asks with every such search whether
one came that it does not know.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from directory.claims import LEVELS, Language
from directory.eligibility.verdict import language_verdict
from directory.search.query.kinds import UNSTATED
from directory.search.query.tongue import Spoken

MOST = 50_000  # different requirements that are told at once: real ones are some hundreds


@dataclass(frozen=True)
class Tongues:
    """The requirements of every listing up to a version of the table."""

    version: int = -1
    known: frozenset[str] = frozenset()

    def by_verdict(self, speak: tuple[Spoken, ...]) -> dict[str, list[str]]:
        """The requirements that somebody who speaks these meets in no way ("closed"), or in another variety."""
        return _judged(self.known, speak)


@lru_cache(maxsize=256)
def _judged(known: frozenset[str], speak: tuple[Spoken, ...]) -> dict[str, list[str]]:
    person = {tag: level for tag, level in speak if tag != UNSTATED}
    parts: dict[str, list[str]] = {"ok": [], "variety": [], "closed": []}
    for term in sorted(known):
        parts[language_verdict(tuple(_languages(term)), person)[0]].append(term)
    return parts


def asked(languages: Sequence[Language]) -> list[str]:
    """The requirements of a listing as terms: languages without alternatives by tag, others by their `any_of`."""
    groups: dict[tuple[int | None, str], set[str]] = {}
    for one in languages:
        group = (one.any_of, "" if one.any_of is not None else one.tag)
        groups.setdefault(group, set()).add(f"{one.tag}:{one.level or ''}")
    return sorted({"|".join(sorted(group)) for group in groups.values()})


def _languages(term: str) -> Iterator[Language]:
    """The alternatives of a requirement, as `language_verdict` takes them."""
    for choice in term.split("|"):
        tag, _, said = choice.partition(":")
        yield Language(tag, next((level for level in LEVELS if level == said), None), "work", 0)


def request() -> dict[str, Any]:
    """The search whose answer `read` takes."""
    return {"size": 0, "aggs": {"asks": {"terms": {"field": "asks", "size": MOST}}, "newest": newest()}}


def newest() -> dict[str, Any]:
    """The aggregation of the newest version that any listing has."""
    return {"max": {"field": "version"}}


def read(answer: dict[str, Any]) -> Tongues:
    """All requirements that there are, and up to which version of the table they are all."""
    found = answer["aggregations"]
    known: Iterable[str] = (bucket["key"] for bucket in found["asks"]["buckets"])
    return Tongues(int(found["newest"]["value"] or 0), frozenset(known))

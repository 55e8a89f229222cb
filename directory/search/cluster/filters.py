"""A search as filters of the cluster, one for each facet that narrows it, by the same keys as those of the columns."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from directory.search.cluster import asking, schema
from directory.search.cluster.tongues import Tongues
from directory.search.columns.filters import BESIDE, FILTERED
from directory.search.numbers import key_of
from directory.search.query.facets import FACET, GROUPS
from directory.search.query.kinds import UNSTATED, Facet, Kind
from directory.search.query.search import Search
from directory.search.words import question
from directory.search.words.question import Asked

Query = dict[str, Any]
NOTHING: Query = {"match_none": {}}


@dataclass(frozen=True)
class Asking:
    """A search at a moment (UTC), with what the answer depends on beside it.

    `platforms` are all published ones, `stopped` those whose open listings nobody has checked for long; `tongues` are
    the languages that listings ask for.
    """

    search: Search
    now: datetime
    platforms: tuple[str, ...] = ()
    stopped: tuple[str, ...] = ()
    tongues: Tongues = field(default_factory=Tongues)

    @property
    def question(self) -> Asked:
        """What its words ask for, clause by clause; falsy where they ask for nothing."""
        return question.read(self.search.q)

    def filters(self) -> dict[str, Query]:
        """The filters by key, its words left out."""
        found = {facet.key: FILTERS[facet.kind](facet, self) for facet in FILTERED}
        found["checked"] = _checked(self)
        return {key: query for key, query in found.items() if query is not None}

    def whole(self) -> Query:
        """Every filter and its words, as one that scores nothing."""
        words = [asking.query(self.question)] if self.question else []
        return every([*words, *self.filters().values()])


def every(queries: Iterable[Query]) -> Query:
    """What is in all of these; everything where there are none."""
    found = list(queries)
    return {"bool": {"filter": found}} if found else {"match_all": {}}


def some(queries: Iterable[Query]) -> Query:
    """What is in any of these; nothing where there are none."""
    found = list(queries)
    return {"bool": {"should": found, "minimum_should_match": 1}} if found else NOTHING


def none(*queries: Query) -> Query:
    """The listings that not a single one of these queries finds."""
    return {"bool": {"must_not": list(queries)}}


def having(key: str, values: Iterable[str]) -> Query:
    """The listings with any of these values of a facet."""
    return {"terms": {schema.field(key): list(values)}}


def country(code: str, group: str) -> Query:
    """The listings of which a country is in this group ("open", "silent", "closed"): see rows.places."""
    others = [f"{other}:{code}" for other in GROUPS if other != group]
    usual = {"bool": {"filter": [{"term": {"place": f"else:{group}"}}], "must_not": [{"terms": {"place": others}}]}}
    return some([{"term": {"place": f"{group}:{code}"}}, usual])


def spoken(asked: Asking, verdict: str) -> Query:
    """The listings by language verdict, as the columns have them: "variety", "unstated" or "closed"."""
    if verdict == "unstated":
        return none({"exists": {"field": "asks"}})
    parts = asked.tongues.by_verdict(asked.search.speak)
    closed = {"terms": {"asks": parts["closed"]}}
    return closed if verdict == "closed" else every([{"terms": {"asks": parts["variety"]}}, none(closed)])


def unchecked(asked: Asking) -> Query:
    """The open listings of platforms that nobody has read well for long."""
    return every([having("platform", asked.stopped), having("state", ("open",))]) if asked.stopped else NOTHING


def within(facet: Facet, wanted: int, now: datetime) -> Query:
    """The listings that a facet of numbers keeps: above a floor, or not older than so many days before `now`."""
    return {"range": {schema.field(facet.key): {"gte": least(facet, wanted, now)}}}


def least(facet: Facet, wanted: int, now: datetime) -> int:
    """The least measure that a number of a facet keeps."""
    number = schema.NUMBERS[facet.key]
    return int((now - timedelta(days=wanted)).timestamp()) if number.sense == "age" else wanted * number.scale


def _any_of(facet: Facet, asked: Asking) -> Query | None:
    chosen = asked.search.chosen(facet.key) or facet.usual
    return having(facet.key, chosen) if chosen else None


def _of_platform(facet: Facet, asked: Asking) -> Query | None:
    """By the platforms of which that is said; a platform that is not published says what one without a name does."""
    chosen = set(asked.search.chosen(facet.key))
    if not chosen:
        return None
    met = {slug: bool(chosen.intersection(said_by(facet, slug, asked))) for slug in ("", *asked.platforms)}
    if not met[""]:
        return having("platform", (slug for slug, fits in met.items() if fits))
    return none(having("platform", (slug for slug, fits in met.items() if not fits)))


def said_by(facet: Facet, slug: str, asked: Asking) -> tuple[str, ...]:
    """What a platform says to the reader of a search in a facet that no listing holds."""
    assert facet.by_platform is not None, facet.key
    return facet.by_platform(slug, asked.search.country)


def _none_of(facet: Facet, asked: Asking) -> Query | None:
    chosen = asked.search.chosen(facet.key)
    return none(having(facet.excludes or facet.key, chosen)) if chosen else None


def _these(facet: Facet, asked: Asking) -> Query | None:
    chosen = asked.search.chosen(facet.key)
    return {"ids": {"values": [str(key_of(id)) for id in chosen]}} if chosen else None


def _state(facet: Facet, asked: Asking) -> Query | None:
    return None if asked.search.state == facet.every else having(facet.key, (asked.search.state,))


def _number(facet: Facet, asked: Asking) -> Query | None:
    wanted = asked.search.number(facet.key)
    found = [within(facet, wanted, asked.now)] if wanted else []
    beside = ((other.key, asked.search.chosen(other.key)) for other in BESIDE[facet.key])
    found += [having(key, chosen) for key, chosen in beside if chosen]
    return some(found) if found else None


def _country(facet: Facet, asked: Asking) -> Query | None:
    search = asked.search
    if not search.country or search.show == GROUPS:
        return None
    return some(country(search.country, group) for group in search.show)


def _speak(facet: Facet, asked: Asking) -> Query | None:
    speak = asked.search.speak
    if not speak:
        return None
    alone = {tag for tag, _ in speak} == {UNSTATED}
    return spoken(asked, "unstated") if alone else none(spoken(asked, "closed"))


def _checked(asked: Asking) -> Query | None:
    chosen = asked.search.chosen("checked") or FACET["checked"].usual
    if "stopped" in chosen:
        return None if "lately" in chosen else unchecked(asked)
    return none(unchecked(asked)) if asked.stopped else None


FILTERS: dict[Kind, Callable[[Facet, Asking], Query | None]] = {
    "country": _country,
    "speak": _speak,
    "terms": _any_of,
    "platform": _any_of,
    "without": _none_of,
    "listing": _these,
    "choice": _any_of,
    "of_platform": _of_platform,
    "bars": _none_of,
    "one": _state,
    "number": _number,
}
"""How each kind of facet narrows a search, None where it says nothing."""

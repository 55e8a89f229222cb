"""Exact counts beside every value, each on the ground of all other filters: filter aggregations of the one request."""

from collections.abc import Callable, Mapping
from typing import Any

from directory.search.cluster import schema
from directory.search.cluster.filters import Asking, Query, country, every, least, said_by, spoken, unchecked
from directory.search.columns.counts import COUNTED, GROUNDS
from directory.search.query.kinds import UNSTATED, Facet, Kind
from directory.search.results import FacetCount, Groups, Spoken

# Values of a facet that are told at once: more than any has, so that counts over several shards are exact too.
MOST = 10_000
Answer = Mapping[str, Any]
EVERYWHERE = "everywhere"
"""All listings, whatever is asked: the values that facets of kind "bars" show."""
WHOLE = "whole"
"""The ground of every facet that the search does not narrow by."""


def asked_for(asked: Asking, filters: Mapping[str, Query]) -> dict[str, Any]:
    """The aggregations of a page, each facet on its ground."""
    made: dict[str, Any] = {WHOLE: {"filter": every(filters.values()), "aggs": {}}}
    for facet in COUNTED:
        ground = _ground(facet.key, filters)
        if ground not in made:
            made[ground] = {"filter": _without(filters, *GROUNDS[facet.key]), "aggs": {}}
        made[ground]["aggs"] |= COUNTS[facet.kind](facet, asked)
    everywhere = {facet.key: _by_value(facet, asked)[facet.key] for facet in COUNTED if facet.kind == "bars"}
    return made | {EVERYWHERE: {"global": {}, "aggs": everywhere}} | by_person(asked, filters)


def by_person(asked: Asking, filters: Mapping[str, Query]) -> dict[str, Any]:
    """The aggregations of those open, silent and closed to the person, and of those the person can speak."""
    search, made = asked.search, dict[str, Any]()
    if search.country:
        parts = {name: {"filter": country(search.country, name)} for name in ("open", "closed")}
        made["groups"] = {"filter": _without(filters, "country"), "aggs": parts}
    if search.speak:
        parts = {name: {"filter": spoken(asked, name)} for name in ("variety", "unstated", "closed")}
        made["spoken"] = {"filter": _without(filters, "speak"), "aggs": parts}
    return made | unknown(asked)


def unknown(asked: Asking) -> dict[str, Any]:
    """The aggregation of listings whose languages this host may not know, where it must know them."""
    newer = {"filter": {"range": {"version": {"gt": asked.tongues.version}}}}
    return {"unknown": newer} if asked.search.speak else {}


def facets(asked: Asking, filters: Mapping[str, Query], answer: Answer) -> dict[str, tuple[FacetCount, ...]]:
    """The counts of every facet by its key, ordered as those of the columns."""
    everywhere = {EVERYWHERE: answer[EVERYWHERE]}
    grounds = {facet.key: {**answer[_ground(facet.key, filters)], **everywhere} for facet in COUNTED}
    return {facet.key: READ[facet.kind](facet, asked, grounds[facet.key]) for facet in COUNTED}


def groups(answer: Answer) -> Groups | None:
    """How many are open, silent and closed to the person, shown or not; None where the search names no country."""
    if "groups" not in answer:
        return None
    found = answer["groups"]
    opened, closed = found["open"]["doc_count"], found["closed"]["doc_count"]
    return Groups(opened, found["doc_count"] - opened - closed, closed)


def by_tongue(answer: Answer) -> Spoken | None:
    """How many the person can take by language, shown or not; None where the search names no language."""
    if "spoken" not in answer:
        return None
    found = answer["spoken"]
    parts = {name: found[name]["doc_count"] for name in ("variety", "unstated", "closed")}
    return Spoken(ok=found["doc_count"] - sum(parts.values()), **parts)


def _ground(key: str, filters: Mapping[str, Query]) -> str:
    return WHOLE if filters.keys().isdisjoint(GROUNDS[key]) else "/".join(GROUNDS[key])


def _without(filters: Mapping[str, Query], *keys: str) -> Query:
    return every(query for key, query in filters.items() if key not in keys)


def _by_value(facet: Facet, asked: Asking) -> dict[str, Any]:
    return {facet.key: {"terms": {"field": schema.field(facet.key), "size": MOST}}}


def _by_platform(facet: Facet, asked: Asking) -> dict[str, Any]:
    return {"platform": {"terms": {"field": schema.field("platform"), "size": MOST}}}


def _by_step(facet: Facet, asked: Asking) -> dict[str, Any]:
    steps = [{"key": str(step), "from": least(facet, step, asked.now)} for step in _steps(facet, asked)]
    return {facet.key: {"range": {"field": schema.field(facet.key), "keyed": True, "ranges": steps}}}


def _by_look(facet: Facet, asked: Asking) -> dict[str, Any]:
    return {"stopped": {"filter": unchecked(asked)}}


def _steps(facet: Facet, asked: Asking) -> list[int]:
    chosen = asked.search.number(facet.key)
    return sorted({*(facet.number.steps if facet.number else ()), *([chosen] if chosen else [])})


def _long(facet: Facet, asked: Asking, ground: Answer) -> tuple[FacetCount, ...]:
    held, chosen = _held(facet, ground), asked.search.chosen(facet.key)
    names = sorted(held, key=lambda name: (-held[name], name))
    names = [*names, *sorted(set(chosen).difference(names))]
    names.sort(key=lambda name: name == UNSTATED)
    return tuple(FacetCount(name, held.get(name, 0), name in chosen) for name in names)


def _few(facet: Facet, asked: Asking, ground: Answer) -> tuple[FacetCount, ...]:
    held = _held(facet, ground)
    chosen = asked.search.chosen(facet.key) or (facet.usual if facet.kind == "one" else ())
    sizes = {id: ground["doc_count"] if id == facet.every else held.get(id, 0) for id in facet.ids}
    return tuple(FacetCount(id, n, id in chosen) for id, n in sizes.items())


def _said(facet: Facet, asked: Asking, ground: Answer) -> tuple[FacetCount, ...]:
    chosen, sizes = asked.search.chosen(facet.key), dict.fromkeys(facet.ids, 0)
    for bucket in ground["platform"]["buckets"]:
        sizes |= {id: sizes[id] + bucket["doc_count"] for id in said_by(facet, bucket["key"], asked) if id in sizes}
    return tuple(FacetCount(id, n, id in chosen) for id, n in sizes.items())


def _left(facet: Facet, asked: Asking, ground: Answer) -> tuple[FacetCount, ...]:
    """What would be left with each value that takes a listing away anywhere, or is chosen, alone."""
    taken, chosen = _held(facet, ground), asked.search.chosen(facet.key)
    values = sorted({*_held(facet, ground[EVERYWHERE]), *chosen})
    left = {id: ground["doc_count"] - taken.get(id, 0) for id in values}
    return tuple(FacetCount(id, left[id], id in chosen) for id in sorted(values, key=left.__getitem__))


def _looked(facet: Facet, asked: Asking, ground: Answer) -> tuple[FacetCount, ...]:
    stopped, chosen = ground["stopped"]["doc_count"], asked.search.chosen(facet.key)
    sizes = {"lately": ground["doc_count"] - stopped, "stopped": stopped}
    return tuple(FacetCount(id, sizes[id], id in chosen) for id in facet.ids)


def _stepped(facet: Facet, asked: Asking, ground: Answer) -> tuple[FacetCount, ...]:
    chosen = asked.search.number(facet.key)
    sizes = {step: ground[facet.key]["buckets"][str(step)]["doc_count"] for step in _steps(facet, asked)}
    return tuple(FacetCount(str(step), n, step == chosen) for step, n in sizes.items())


def _held(facet: Facet, ground: Answer) -> dict[str, int]:
    return {bucket["key"]: bucket["doc_count"] for bucket in ground[facet.key]["buckets"]}


COUNTS: dict[Kind, Callable[[Facet, Asking], dict[str, Any]]] = {
    "terms": _by_value,
    "platform": _by_value,
    "choice": _by_value,
    "of_platform": _by_platform,
    "bars": _by_value,
    "one": _by_value,
    "number": _by_step,
    "checked": _by_look,
}
"""How each kind of facet is counted."""
READ: dict[Kind, Callable[[Facet, Asking, Answer], tuple[FacetCount, ...]]] = {
    "terms": _long,
    "platform": _long,
    "choice": _few,
    "of_platform": _said,
    "bars": _left,
    "one": _few,
    "number": _stepped,
    "checked": _looked,
}
"""How the counts of each kind are read from an answer."""

"""The dated changes of listings in words: one row a kind of event, for history, letters and feeds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from directory.claims import Language, Pay, Residence
from directory.listing import Event, EventKind
from directory.presenting import wordings, words
from directory.presenting.locale import Tongue, mark


@dataclass(frozen=True, slots=True)
class EventTitles:
    """How one kind of event is called: in a history, as news in a letter, and as the title of a feed's item."""

    history: str
    news: str
    item: str


TITLES: Mapping[EventKind, EventTitles] = {
    "opened": EventTitles(mark("First seen"), mark("New"), "%(title)s"),
    "closed": EventTitles(mark("Closed"), mark("Closed"), mark("Closed: %(title)s")),
    "reopened": EventTitles(mark("Open again"), mark("Open again"), mark("Open again: %(title)s")),
    "pay": EventTitles(mark("Pay changed"), mark("Pay changed"), mark("Pay changed: %(title)s")),
    "countries": EventTitles(mark("Places changed"), mark("Newly open to your country"), mark("Newly open: %(title)s")),
    "languages": EventTitles(
        mark("Languages changed"), mark("Languages changed"), mark("Languages changed: %(title)s")
    ),
}
NOTES = {
    "baseline": mark("no news: found by our first complete crawl, or while our reader was on probation"),
    "correction": mark("a correction of our reading, not a change of the posting"),
}


def notes(event: Event, say: Tongue) -> tuple[str, ...]:
    """What is to be known about an event beside itself: that it is no news, or our own correction."""
    return tuple(say(text) for name, text in NOTES.items() if getattr(event, name))


def value(kind: EventKind, said: Any, say: Tongue) -> str:
    """The JSON value of an event (`before` or `after`) in words; a shape that is not known gives ""."""
    readers = {"pay": _pay, "countries": _countries, "languages": _languages}
    return readers[kind](said, say) if kind in readers else ""


def _pay(said: Any, say: Tongue) -> str:
    if not isinstance(said, dict):
        return say("not stated")
    known: dict[str, Any] = {key: said.get(key) for key in ("min", "max", "currency", "unit", "qualifier")}
    return words.pay(Pay(**known), say) if known["currency"] and known["unit"] in wordings.UNITS else ""


def _countries(said: Any, say: Tongue) -> str:
    if not isinstance(said, dict):
        return say("not stated")
    rule = said.get("rule")
    if rule not in ("only", "any", "unstated"):
        return ""
    places, out = (tuple(map(str, said.get(key) or ())) for key in ("places", "excluded"))
    return words.residence(Residence(rule, places, out), say)


def _languages(said: Any, say: Tongue) -> str:
    if not isinstance(said, list) or not said:
        return say("not stated")
    rows = [row for row in said if isinstance(row, dict) and "tag" in row]
    return words.spoken(
        [Language(row["tag"], row.get("level"), row.get("role", "work"), row.get("any_of")) for row in rows], say
    )

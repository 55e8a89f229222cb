"""The dated changes of listings in words: what was, what is."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from directory import links
from directory.claims import Language, Pay, Residence
from directory.listing import Event
from directory.presenting import wordings, words
from directory.presenting.locale import Tongue, mark
from web import context as here
from web.layout import Link, with_reader
from web.search.cards import When, title_of, when

TITLES = {
    "opened": mark("First seen"),
    "closed": mark("Closed"),
    "reopened": mark("Open again"),
    "pay": mark("Pay changed"),
    "countries": mark("Places changed"),
    "languages": mark("Languages changed"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One change: `before` and `after` are words, empty for a change of state."""

    kind: str
    title: str
    before: str
    after: str
    when: When
    notes: tuple[str, ...]
    listing: Link | None = None
    platform: Link | None = None


def changes(events: Iterable[Event], names: dict[str, str] | None = None) -> tuple[Change, ...]:
    """The changes in words, in the order given; with `names` (titles by listing id) each links to its listing."""
    return tuple(_change(event, names) for event in events)


def _change(event: Event, names: dict[str, str] | None) -> Change:
    say = here.say()
    slug = event.listing.partition("/")[0]
    known = names is not None
    return Change(
        kind=event.kind,
        title=say(TITLES[event.kind]),
        before=shown(event.kind, event.before, say),
        after=shown(event.kind, event.after, say),
        when=when(event.at),
        notes=_notes(event, say),
        listing=Link((names or {}).get(event.listing, event.listing), with_reader(links.listing(event.listing)))
        if known
        else None,
        platform=Link(title_of(slug), with_reader(links.platform(slug))) if known else None,
    )


def _notes(event: Event, say: Tongue) -> tuple[str, ...]:
    known = (
        (event.baseline, mark("found by this platform’s first complete crawl")),
        (event.correction, mark("a correction of our reading, not a change of the posting")),
    )
    return tuple(say(text) for holds, text in known if holds)


def shown(kind: str, value: Any, say: Tongue) -> str:
    """The JSON value of an event in words; a shape that is not known is not shown."""
    if kind == "pay":
        return _pay(value, say)
    if kind == "countries":
        return _countries(value, say)
    return _languages(value, say) if kind == "languages" else ""


def _pay(value: Any, say: Tongue) -> str:
    if not isinstance(value, dict):
        return say("not stated")
    known: dict[str, Any] = {key: value.get(key) for key in ("min", "max", "currency", "unit", "qualifier")}
    return words.pay(Pay(**known), say) if known["currency"] and known["unit"] in wordings.UNITS else ""


def _countries(value: Any, say: Tongue) -> str:
    if not isinstance(value, dict):
        return say("not stated")
    rule = value.get("rule")
    if rule not in ("only", "any", "unstated"):
        return ""
    places, out = (tuple(map(str, value.get(key) or ())) for key in ("places", "excluded"))
    return words.residence(Residence(rule, places, out), say)


def _languages(value: Any, say: Tongue) -> str:
    if not isinstance(value, list) or not value:
        return say("not stated")
    rows = [row for row in value if isinstance(row, dict) and "tag" in row]
    return words.spoken(
        [Language(row["tag"], row.get("level"), row.get("role", "work"), row.get("any_of")) for row in rows], say
    )

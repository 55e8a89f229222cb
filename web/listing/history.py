"""The dated changes of listings in words: what was, what is."""

from collections.abc import Iterable
from dataclasses import dataclass

from directory import links
from directory.listing import Event
from directory.presenting import changes as wording
from web import context as here
from web.layout import Link, with_reader
from web.search.cards import When, title_of, when


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
        title=say(wording.TITLES[event.kind].history),
        before=wording.value(event.kind, event.before, say),
        after=wording.value(event.kind, event.after, say),
        when=when(event.at),
        notes=wording.notes(event, say),
        listing=Link((names or {}).get(event.listing, event.listing), with_reader(links.listing(event.listing)))
        if known
        else None,
        platform=Link(title_of(slug), with_reader(links.platform(slug))) if known else None,
    )

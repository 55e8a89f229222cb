"""A listing as a card: what a reader sees of it in a list, as values. `card_moulds` gives what pages print."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime

from directory import links
from directory.listing import Listing
from directory.presenting import words
from directory.presenting.lines import ShownLine
from directory.presenting.listing import show
from directory.presenting.locale import Tongue
from directory.presenting.marks import Mark
from directory.presenting.own_money import about
from directory.presenting.titles import Titles
from directory.search import Search
from directory.store import platforms
from web import context as here
from web.asked import found_out
from web.layout import Link, with_reader


@dataclass(frozen=True, slots=True)
class When:
    """A moment: ISO 8601 in UTC for machines, exact on hover, relative ("2 days ago") for people."""

    iso: str
    exact: str
    ago: str


@dataclass(frozen=True, slots=True)
class Card:
    """One listing in a list, in words of the reader's language."""

    id: str
    title: str
    href: str
    platform: Link
    tasks: str
    pay: str
    stated: bool
    hourly: str
    own: str
    place: ShownLine
    languages: ShownLine
    tier: Link | None
    first: When
    checked: When
    marks: tuple[Mark, ...]
    closed: bool


def when(moment: datetime, say: Tongue | None = None) -> When:
    """A moment (UTC) for people and machines, in this tongue or the reader's; how long ago it is in whole hours."""
    tongue = say or here.say()
    return _when(moment, words.ago_in_hours(moment, here.hour(), tongue), tongue)


def when_exactly(moment: datetime) -> When:
    """The same to the minute, for pages that watch; they are kept for a minute only."""
    return _when(moment, words.ago(moment, here.now(), here.say()), here.say())


def _when(moment: datetime, ago: str, tongue: Tongue) -> When:
    return When(moment.isoformat().replace("+00:00", "Z"), tongue.moment(moment), ago)


def titles() -> Mapping[str, str]:
    """The platforms' names by slug, read again only when the store has changed; listings' by id as they are asked."""
    known = found_out()
    held: Mapping[str, str] | None = known.get("titles")
    if held is None:
        held = known["titles"] = Titles(_names(), here.site().store)
    return held


def moment() -> Hashable:
    """What a card is made from beside its listing: the hour and the platforms' names, the same object while equal."""
    hour = here.hour()
    return here.keep("moment", (hour, here.version()), lambda: _moment(hour))


def _moment(hour: datetime) -> Hashable:
    made: Hashable = here.one_of((hour, tuple(sorted(_names().items()))))
    return made


def _names() -> Mapping[str, str]:
    store = here.site().store
    return here.keep("titles", here.version(), lambda: {one.slug: one.title for one in platforms.all(store)})


def title_of(slug: str) -> str:
    """A platform's name by its slug; the slug itself of one that is not known."""
    return titles().get(slug, slug)


def cards(ids: tuple[str, ...], person: Search) -> tuple[Card, ...]:
    """The cards of these listings, in this order, for this reader."""
    return tuple(card(listing, person) for listing in here.site().listings.cards(ids))


def state_of(listing: Listing) -> tuple[Hashable, ...]:
    """Everything of a listing that can change: its version, and how its platform is read."""
    return (listing.id, listing.version, listing.state, listing.last_seen, listing.pulse)


def card(listing: Listing, person: Search) -> Card:
    """One card for this reader, made from nothing else: of `person` only country and languages count."""
    say = here.say()
    shown = show(listing, person, here.hour(), say)
    return Card(
        id=shown.id,
        title=shown.title,
        href=with_reader(links.listing(shown.id)),
        platform=Link(title_of(shown.platform), with_reader(links.platform(shown.platform))),
        tasks=shown.tasks,
        pay=shown.pay,
        stated=shown.stated,
        hourly=shown.hourly,
        own=about(listing.facts, person.country, say),
        place=shown.place,
        languages=shown.languages,
        tier=tier_link(shown.tier),
        first=when(shown.first_seen),
        checked=when(shown.last_seen),
        marks=shown.marks,
        closed=shown.closed,
    )


def tier_link(tier: str | None) -> Link | None:
    """The page of a tier with its name in the reader's language; None for a listing without one."""
    return Link(words.term("tier", tier, here.say()), with_reader(links.term("tier", tier))) if tier else None

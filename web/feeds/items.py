"""What a feed says of one listing or of one change of it."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from markupsafe import escape

from directory import links
from directory.listing import Event, Listing
from directory.presenting.changes import TITLES
from directory.presenting.feeds import Item, event_tag, listing_tag
from directory.presenting.listing import Shown, reader_of, show
from directory.presenting.locale import Tongue
from directory.search import Search
from web.context import hour, path, say, site
from web.search.cards import state_of, title_of


def absolute(target: str) -> str:
    """The whole address of a path of ours, in the reader's language, below the public address of the settings."""
    return links.absolute(site().settings.public_url, path(target))


def listing_items(cards: Iterable[Listing], search: Search) -> list[Item]:
    """Listings of the page as items for the person of the search, who alone of it counts; each keeps one id for ever.

    What was made for such a person in this hour is not made again.
    """
    who = Search(country=search.country, speak=search.speak)
    about = ("item", who, say().locale, hour())
    return [
        site().made.get((*about, *state_of(card), title_of(card.platform)), partial(listing_item, card, who))
        for card in cards
    ]


def listing_item(card: Listing, who: Search) -> Item:
    """An item whose id is a tag: IRI (RFC 4151)."""
    id = listing_tag(site().settings.public_url, card.id)
    return _item(card, who, id, card.title, card.first_seen, card.changed_at)


def event_item(event: Event, card: Listing, search: Search) -> Item:
    """A change as an item of its own; an opening is the item of the listing itself."""
    public = site().settings.public_url
    opened = event.kind == "opened"
    id = listing_tag(public, card.id) if opened else event_tag(public, card.id, event.kind, event.at)
    title = say()(TITLES[event.kind].item, title=card.title)
    return _item(card, search, id, title, event.at, card.changed_at if opened else event.at)


def _item(card: Listing, search: Search, id: str, title: str, published: datetime, updated: datetime) -> Item:
    shown = show(card, search, hour(), say())
    text = " · ".join(shown.said)
    opens, platform = "" if shown.closed else _opens(shown), title_of(card.platform)
    return Item(
        id=id,
        title=title,
        url=absolute(links.listing(card.id, reader_of(search))),
        published=published,
        updated=max(published, updated),
        text=" · ".join(filter(None, (platform, text, opens))),
        html=content(text, quoted(shown.quotes), platform, _way(shown, opens), say()),
        apply_url="" if shown.closed else shown.opens.url,
        platform=platform,
        tags=tuple(dict.fromkeys(tag for tag in (card.facts.tier, *card.facts.domains) if tag)),
    )


def content(text: str, quotes: str, platform: str, way: str, tongue: Tongue) -> str:
    """The markup of an item: what is said, the words that prove it, the platform, the way out; two are markup."""
    return facing(f"<p>{escape(text)}</p>{quotes}<p>{escape(platform)}</p>{way}", tongue)


def quoted(quotes: Iterable[str]) -> str:
    """Words that prove an item as a list; "" for none."""
    listed = "".join(f'<li dir="auto">“{escape(quote)}”</li>' for quote in quotes)
    return f"<ul>{listed}</ul>" if listed else ""


def facing(markup: str, tongue: Tongue) -> str:
    """The markup of an item, which no page surrounds, in the direction of its language."""
    return f'<div dir="rtl">{markup}</div>' if tongue.rtl else markup


def _opens(shown: Shown) -> str:
    """Which posting of several the item leads to."""
    if not shown.where:
        return ""
    return say()("Open on %(host)s: %(place)s", host=shown.opens.host, place=shown.where)


def _way(shown: Shown, opens: str) -> str:
    return f'<p><a href="{escape(shown.opens.url)}">{escape(opens)}</a></p>' if opens else ""

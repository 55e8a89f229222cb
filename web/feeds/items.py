"""What a feed says of one listing or of one change of it."""

from datetime import datetime

from markupsafe import escape

from directory import links
from directory.eligibility.verdict import verdict
from directory.listing import Event, EventKind, Listing
from directory.presenting import words
from directory.presenting.feeds import Item, event_tag, listing_tag
from directory.presenting.locale import mark
from directory.search import Search
from web.context import path, say, site

CHANGES: dict[EventKind, str] = {
    "opened": "%(title)s",
    "pay": mark("Pay changed: %(title)s"),
    "countries": mark("Newly open: %(title)s"),
    "reopened": mark("Open again: %(title)s"),
    "closed": mark("Closed: %(title)s"),
    "languages": mark("Languages changed: %(title)s"),
}


def absolute(target: str) -> str:
    """The whole address of a path of ours, in the reader's language."""
    return links.absolute(site().settings.public_url, path(target))


def listing_item(card: Listing, search: Search) -> Item:
    """A listing of the page as an item: it keeps one id for ever."""
    return _item(
        card, search, listing_tag(site().settings.public_url, card.id), card.title, card.first_seen, card.changed_at
    )


def event_item(event: Event, card: Listing, search: Search) -> Item:
    """A change as an item of its own; an opening is the item of the listing itself."""
    public = site().settings.public_url
    opened = event.kind == "opened"
    id = listing_tag(public, card.id) if opened else event_tag(public, card.id, event.kind, event.at)
    title = say()(CHANGES[event.kind], title=card.title)
    return _item(card, search, id, title, event.at, card.changed_at if opened else event.at)


def _item(card: Listing, search: Search, id: str, title: str, published: datetime, updated: datetime) -> Item:
    lines = [words.pay(card.facts.pay, say()), _who(card, search), words.spoken(card.facts.languages, say())]
    text = " · ".join(lines)
    proof = "".join(f"<li>“{escape(quote)}”</li>" for quote in dict.fromkeys(c.quote.text for c in card.claims[:4]))
    return Item(
        id=id,
        title=title,
        url=absolute(links.listing(card.id)),
        published=published,
        updated=max(published, updated),
        text=text,
        html=f"<p>{escape(text)}</p>" + (f"<ul>{proof}</ul>" if proof else ""),
        apply_url=links.out(card.url) if card.state != "closed" else "",
        tags=tuple(tag for tag in (card.facts.tier, *card.facts.domains) if tag),
    )


def _who(card: Listing, search: Search) -> str:
    found = card.facts.residence
    if search.country is None:
        return words.residence(found, say())
    said = verdict(found, card.claims, search.country)
    return words.verdict(said, search.country, found, card.claims, say())

"""Entries of Atom that are made once for all readers of a language: what belongs to one reader is put in.

An entry lacks the reader's words in its link, what place and languages mean to them, and which words prove it to them
first. It is kept beside the listing (`KeptShelf.made`) for its hour, as cards are. What may open elsewhere for each
country (a role with several postings) is made for its reader as the items of the other formats are.
"""

from collections.abc import Sequence
from functools import lru_cache, partial
from sys import getsizeof, intern
from xml.sax.saxutils import escape as xml_escape

from markupsafe import escape

from directory import links
from directory.claims import Language
from directory.eligibility.for_person import Person
from directory.listing import Listing
from directory.platform import Standing
from directory.posting import clean
from directory.presenting.feeds import AtomEntry, Item, atom_entry, listing_tag
from directory.presenting.lines import (
    LINES_KEPT,
    PlaceRule,
    aged,
    decider,
    languages_line,
    place_line,
    place_rule,
    stated,
)  # fmt: skip
from directory.presenting.listing import QUOTES, person_of, reader_of, said_to_all
from directory.presenting.locale import Tongue
from directory.search import Search
from directory.search.query.tongue import Spoken
from web.context import hour, say, site
from web.feeds.items import absolute, content, listing_item, quoted
from web.search.cards import moment, title_of

GAP = "\ue000"
"""Stands for what will differ: a character of private use, which XML can carry; a text that holds one is no mould."""
GAPS = 6
OVERHEAD = 700  # bytes of the objects around an entry's texts
Line = tuple[str, str]


class EntryMould:
    """The entry of a listing in one language and hour, cut where something of a reader is put in."""

    __slots__ = ("_first", "_languages", "_listing", "_parts", "_rule", "_standing", "_stated", "_updated", "size")

    def __init__(self, listing: Listing, say: Tongue) -> None:
        made = _hollow(listing, say)
        parts = atom_entry(made).decode().split(GAP)
        self._listing = listing if _opens_elsewhere(listing) or len(parts) != GAPS + 1 else None
        self._rule, self._languages = place_rule(listing.facts.residence, listing.claims), listing.facts.languages
        self._standing, self._updated = listing.standing(hour()), made.updated
        self._parts = tuple(map(intern, parts))
        self._first = tuple(claim.quote.text for claim in listing.claims[:QUOTES])
        self._stated = tuple(quote.text for quote in stated(listing.claims))
        self.size = OVERHEAD + sum(map(getsizeof, (*parts, *self._first)))

    def filled(self, query: str, who: Person, search: Search, say: Tongue) -> AtomEntry | Item:
        """The entry for a reader: `query` is what the link carries ("?country=KE", escaped)."""
        if self._listing:
            return listing_item(self._listing, search)
        place = _place(self._rule, who.country, say, self._standing)
        languages = _tongues(self._languages, who.speak, say, self._standing)
        deciding = decider(self._rule, who.country) if who.country else None
        said = () if deciding is None else (self._stated[deciding],)
        quotes = _quotes(tuple(dict.fromkeys((*said, *self._first)))[:QUOTES])
        values = (query, place[0], languages[0], place[1], languages[1], quotes)
        made = [self._parts[0]]
        for value, part in zip(values, self._parts[1:], strict=True):
            made += (value, part)
        return AtomEntry(self._updated, "".join(made).encode())


def entries(ids: Sequence[str], search: Search) -> list[AtomEntry | Item]:
    """Listings of a page as entries for the person of the search, in this order; one that is not there is left out."""
    who, tongue = Search(country=search.country, speak=search.speak), say()
    query, person = reader_of(who), person_of(who)
    link = in_attribute(f"?{query}") if query else ""
    return [one.filled(link, person, who, tongue) for one in moulded(ids)]


def moulded(ids: Sequence[str]) -> list[EntryMould]:
    """The entries of these listings in the reader's language, for all readers; one that is not there is left out."""
    tongue = say()
    return site().listings.made(("entry", tongue.locale), moment(), ids, partial(EntryMould, say=tongue))


def _opens_elsewhere(listing: Listing) -> bool:
    return any(place.url != listing.url for place in listing.places)


def _hollow(listing: Listing, say: Tongue) -> Item:
    """The item of a listing with gaps for its readers."""
    said, closed = said_to_all(listing, hour(), say), listing.state == "closed"
    paid = f"{said.pay} {said.hourly}" if said.hourly else said.pay
    text = " · ".join((paid, GAP, GAP, *(one.text for one in said.marks)))
    platform = title_of(listing.platform)
    return Item(
        id=listing_tag(site().settings.public_url, listing.id),
        title=listing.title,
        url=absolute(links.listing(listing.id)) + GAP,
        published=listing.first_seen,
        updated=max(listing.first_seen, listing.changed_at),
        text=" · ".join(filter(None, (platform, text))),
        html=content(text, GAP, platform, "", say),
        apply_url="" if closed else links.out(listing.url),
        platform=platform,
        tags=tuple(dict.fromkeys(tag for tag in (listing.facts.tier, *listing.facts.domains) if tag)),
    )


@lru_cache(LINES_KEPT)
def _place(rule: PlaceRule, country: str | None, say: Tongue, standing: Standing) -> Line:
    return _line(aged(place_line(rule, country, say), standing, say).text)


@lru_cache(LINES_KEPT)
def _tongues(asked: tuple[Language, ...], speak: tuple[Spoken, ...], say: Tongue, standing: Standing) -> Line:
    return _line(aged(languages_line(asked, speak, say), standing, say).text)


def _line(text: str) -> Line:
    """A line as it stands in the summary, and in the markup of the content."""
    return in_text(text), in_text(str(escape(text)))


@lru_cache(4_096)  # what a platform says in each of its postings, 500 bytes each
def _quotes(quotes: tuple[str, ...]) -> str:
    return in_text(quoted(quotes))


def in_text(words: str) -> str:
    """Words as they stand between two tags of XML."""
    return xml_escape(clean(words))


def in_attribute(words: str) -> str:
    """Words as they stand in an attribute of XML in double quotes; they hold no line breaks."""
    return xml_escape(clean(words), {'"': "&quot;"})

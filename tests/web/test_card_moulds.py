"""Cards that are made once for all readers: filled for one of them they are the card that would be drawn for them."""

import random
from pathlib import Path

import pytest
from flask import Flask
from markupsafe import Markup, escape

from directory.presenting.feeds import AtomEntry, atom_entry
from directory.presenting.listing import person_of
from directory.presenting.locale import tongue
from directory.search import Search, pieces
from directory.store import Store
from tests.support.website import KENYA, coders, site
from tests.test_one_shown import SEARCHES, listing
from web.feeds.entries import EntryMould, in_attribute
from web.feeds.items import listing_item
from web.fragments import draw
from web.search import ahead
from web.search.card_moulds import for_reader, mould_of
from web.search.cards import card

TERMS = ((), ("rater",), ("kenya", "swahili"), ("liv*",), ("nowhere",))


@pytest.fixture
def app(store: Store, tmp_path: Path) -> Flask:
    return site(store, tmp_path, [KENYA, *coders(3)])


def marked(text: str, terms: tuple[str, ...]) -> Markup:
    parts = [f"<mark>{escape(part)}</mark>" if found else escape(part) for part, found in pieces(text, terms)]
    return Markup("".join(parts))


def proof(quotes: list[str], title: str, terms: tuple[str, ...]) -> Markup:
    """The first quote with a marked word, where the title has none."""
    if "<mark>" in marked(title, terms):
        return Markup()
    found = next((said for quote in quotes if "<mark>" in (said := marked(quote, terms))), None)
    return draw("card_proof", found) if found else Markup()


def test_a_card_for_everybody_becomes_the_card_of_each(app: Flask) -> None:
    dice = random.Random(3)
    for number in range(60):
        found, query, terms = listing(number, dice), dice.choice(SEARCHES), dice.choice(TERMS)
        search, locale = Search.parse(query)[0], dice.choice(("en", "es", "hi"))
        prefix = "" if locale == "en" else f"/{locale}"
        with app.test_request_context(f"/?{query}", environ_overrides={"SCRIPT_NAME": prefix, "atlas.locale": locale}):
            quotes = [claim.quote.text for claim in found.claims]
            wanted = draw("card", card(found, search), marked(found.title, terms), proof(quotes, found.title, terms))
            reader = Search(country=search.country, speak=search.speak).to_query_string()
            say, link = tongue(locale), str(escape(f"?{reader}")) if reader else ""
            assert for_reader(mould_of(found, say), person_of(search), link, terms, say) == wanted, (query, terms)


def test_an_entry_for_everybody_becomes_the_entry_of_each(app: Flask) -> None:
    dice = random.Random(4)
    for number in range(60):
        found, query = listing(number, dice), dice.choice(SEARCHES)
        person, locale = Search.parse(query)[0], dice.choice(("en", "es", "hi"))
        who, prefix = Search(country=person.country, speak=person.speak), "" if locale == "en" else f"/{locale}"
        with app.test_request_context(f"/?{query}", environ_overrides={"SCRIPT_NAME": prefix, "atlas.locale": locale}):
            reader = who.to_query_string()
            link = in_attribute(f"?{reader}") if reader else ""
            made = EntryMould(found, tongue(locale)).filled(link, person_of(who), who, tongue(locale))
            wanted = listing_item(found, who)
            said = made.atom if isinstance(made, AtomEntry) else atom_entry(made)
            assert (said.decode(), made.updated) == (atom_entry(wanted).decode(), wanted.updated), (query, number)


def test_what_is_asked_for_first_is_made_before_it_is_asked_for(app: Flask) -> None:
    asked = ahead.read(app, pause=lambda seconds: None)
    assert asked == 8  # four listings, by age and by pay
    assert app.test_client().get("/").text.count('class="card"') == 4

"""One Shown: card, listing page, feed item in three formats and letter row say the same of a listing to a person."""

import json
import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import feedparser
import pytest
from flask import Flask
from lxml import html

from directory.claims import Facts, Residence
from directory.letters.compose import LetterLine
from directory.listing import Event, EventKind, Listing, Place
from directory.presenting.feeds import WRITERS, Feed
from directory.presenting.listing import show
from directory.presenting.locale import LOCALES, Tongue, tongue
from directory.reading import facts, read
from directory.search import Search
from directory.store import Store
from schedules.contents import Told, standing
from schedules.letter import Addresses, Desk, LetterGroup, LetterSection, _row, render
from tests.support.making import DAY, START, posting
from tests.support.website import CLOCK, site
from web.feeds.items import listing_items
from web.fragments import draw
from web.layout import Head
from web.layout import render as framed
from web.listing.routes import page
from web.search.cards import card

NOW = START + 2 * DAY + timedelta(hours=3)
PAIRS = 300
PLACES = (
    "", "You must live in Kenya.", "Open to people in Africa.", "You can work from any country in the world.",
    "You must be located in the United States or Canada.", "Not open to residents of Kenya.",
    "You must be a US citizen.", "Remote.", "You must live in Arizona.",
)  # fmt: skip
LOCATIONS = ("", "Kenya", "Worldwide", "Portugal", "Remote")
PAYS = ("", "$20 - $45 per hour", "up to 30 EUR per hour", "KES 500 per hour", "$0.05 per task", "from 40 GBP per hour")
TONGUES = ("", "Native Swahili speaker.", "Native speaker of Mexican Spanish.", "Fluent English is required.",
           "Fluent in German or French.")  # fmt: skip
OWN = ("", "We accept people who live in the United States.", "Our work is open to people in Kenya.")
SEARCHES = (
    "", "country=KE", "country=US", "country=DE&speak=de", "country=MX&speak=es-ES", "speak=sw:native",
    "country=KE&speak=sw&speak=en:basic", "country=PT&speak=fr&speak=unstated", "lang=sw&pay=20",
)  # fmt: skip
Said = tuple[str, ...]


def listing(number: int, dice: random.Random) -> Listing:
    """An invented listing: some of everything that pay, place, languages and marks can be."""
    text = " ".join(["You rate answers.", dice.choice(PLACES), dice.choice(TONGUES)])
    told = posting(f"r{number}", f"Rater {number}", text, location=dice.choice(LOCATIONS), pay=dice.choice(PAYS))
    reading = read(told, dice.choice(OWN))
    seen = dice.choice((START, NOW - timedelta(days=40)))
    lately: dict[str, Any] = {name: dice.choice((None, START)) for name in ("reopened_at", "pay_changed_at")}
    return Listing(
        id=f"acme/r{number}", platform="acme", ref=f"r{number}", url=told.url, title=told.title,
        state=dice.choice(("open", "open", "open", "unverified", "closed")), first_seen=seen, last_seen=START,
        changed_at=seen, version=number, facts=facts(reading), claims=reading.claims, baseline=dice.random() < 0.2,
        evergreen=dice.random() < 0.2, **lately,
    )  # fmt: skip


ISOLATES = dict.fromkeys((0x2068, 0x2069))
"""What keeps Latin names in order in Arabic; feeds leave it out, as every control of direction."""


def parted(line: str, at: str = " · ") -> Said:
    return tuple(" ".join(line.translate(ISOLATES).split()).split(at))


def words(node: Any) -> str:
    return " ".join(str(node.text_content()).translate(ISOLATES).split())


def said_in(markup: str, within: str) -> Said:
    """Pay, place, languages and marks as a page's markup shows them under an element; not what pages add: own money."""
    (box,) = html.fromstring(markup).xpath(within)
    for own in box.xpath(".//small[@class='local']"):
        own.drop_tree()
    (pay,) = box.xpath(".//p[contains(@class, 'pay')]")
    others = "contains(@class, 'quote') or contains(@class, 'purse')"
    lines = box.xpath(f".//p[contains(concat(' ', @class, ' '), ' line ') and not({others})]")
    place, languages = [words(line) for line in lines][-2:]
    return (words(pay), place, languages, *(words(mark) for mark in box.xpath(".//span[contains(@class, 'mark')]")))


def of_card(found: Listing, search: Search) -> Said:
    return said_in(draw("card", card(found, search), found.title, ""), "//li")


def of_page(found: Listing, search: Search) -> Said:
    return said_in(framed("listing.html", page(found), Head("")).get_data(as_text=True), "//article")


def of_feed(found: Listing, search: Search) -> Iterator[Said]:
    (item,) = listing_items([found], search)
    feed = Feed("f", "f", "", "https://a.example/", "https://a.example/feed", NOW, (item,), {})
    for entry in (feedparser.parse(WRITERS[kind](feed)).entries[0] for kind in ("atom", "rss")):
        content = entry.content[0].value if "content" in entry else entry.description
        yield parted(words(html.fromstring(f"<div>{content}</div>").xpath("//p")[0]))
    yield parted(json.loads(WRITERS["json"](feed))["items"][0]["content_text"])[1:]


def told_of(found: Listing, kind: EventKind, search: Search, say: Tongue) -> Told:
    shown = show(found, search, NOW, say)
    return Told(LetterLine(found, (Event(1, found.id, kind, NOW),)), shown, standing(shown, search))


def of_letter(found: Listing, search: Search, locale: str) -> Iterator[Said]:
    """What both twins of a letter say; a change of places, which no mark tells, is what happened."""
    say = tongue(locale)
    addresses = Addresses("https://a.example/", "https://a.example/u", "https://a.example/stop")
    desk = Desk("https://a.example", addresses, {}, {}, "", {}, NOW)
    row = _row(told_of(found, "countries", search, say), search, desk, say)
    section = LetterSection("all", "https://a.example/", "", "", "", (LetterGroup("", (row,)),), "", (), "")
    values = {"counted": (), "sections": (section,), "rest": "", "rest_url": "", "links": addresses}
    letter = render("letter", say, subject="One", **values)
    line = next(line for line in letter.text.splitlines() if " | " in line)
    yield parted(line, " | ")[1:]
    (told,) = [one for one in html.fromstring(letter.html).xpath("//p") if found.title in words(one)]
    yield parted(str(told.xpath("string(br[1]/following-sibling::text()[1])")))[1:]


@pytest.fixture
def app(store: Store, tmp_path: Path) -> Flask:
    assert f"{NOW:%Y-%m-%dT%H:%M:%SZ}" == CLOCK
    return site(store, tmp_path)


def test_every_renderer_says_the_same(app: Flask) -> None:
    dice = random.Random(11)
    kinds: set[str] = set()
    for number in range(PAIRS):
        found, query = listing(number, dice), dice.choice(SEARCHES)
        search, locale = Search.parse(query)[0], dice.choice([*LOCALES, "en", "en", "en", "en"])
        prefix = "" if locale == "en" else f"/{locale}"
        with app.test_request_context(f"/?{query}", environ_overrides={"SCRIPT_NAME": prefix, "atlas.locale": locale}):
            shown = of_card(found, search)
            every = [of_page(found, search), *of_feed(found, search), *of_letter(found, search, locale)]
        assert every == [shown] * 6, (found, query, locale)
        kinds.update({shown[1].partition(":")[0]} if locale == "en" else ())
    assert kinds >= {
        "Open to Kenya", "Closed to Kenya", "Worldwide, as stated", "Does not say",
        "Does not say; the platform’s rule leaves Kenya out", "Does not say; the platform’s rule takes Kenya",
    }  # fmt: skip


def two_places() -> Listing:
    """One role in two places; the words shown are those of the first."""
    texts = {"r1": "Canada", "r2": "Philippines"}
    readings = {ref: read(posting(ref, "Rater", "You rate.", location=at)) for ref, at in texts.items()}
    both = tuple(claim for reading in readings.values() for claim in reading.claims)
    own = {ref: facts(reading).residence for ref, reading in readings.items()}
    whole = Residence("only", ("CA", "PH"))
    return Listing(
        id="acme/r1", platform="acme", ref="r1", url="https://acme.example/jobs/r1", title="Rater", state="open",
        first_seen=START, last_seen=START, changed_at=START, version=1, facts=Facts(residence=whole),
        claims=both,
        places=tuple(Place(ref, f"https://acme.example/jobs/{ref}", texts[ref], True, own[ref]) for ref in texts),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("query", "ref", "place"),
    [
        ("country=PH", "r2", "Philippines"),
        ("country=CA", "r1", "Canada"),
        ("country=KE", "r1", "Canada"),
        ("", "r1", ""),
    ],
)
def test_the_place_that_decides_is_the_place_that_opens(app: Flask, query: str, ref: str, place: str) -> None:
    found, search = two_places(), Search.parse(query)[0]
    url = f"https://acme.example/jobs/{ref}"
    with app.test_request_context(f"/?{query}"):
        markup = framed("listing.html", page(found), Head("")).get_data(as_text=True)
        (item,) = listing_items([found], search)
    (button,) = html.fromstring(markup).xpath("//header/p/a[contains(@class, 'button')]")
    desk = Desk("https://a.example", Addresses("", "", ""), {}, {}, "", {}, NOW)
    row = _row(told_of(found, "opened", search, tongue("en")), search, desk, tongue("en"))
    said = f"Open on acme.example: {place}" if place else ""
    assert (button.get("href"), item.apply_url, row.opens_url) == (url, url, url)
    assert (words(button), row.opens) == (said or "Open on acme.example", said)
    assert item.text.endswith(said)
    assert row.url == f"https://a.example/listing/acme/r1{f'?{query}' if query else ''}"
